"""The envelopes that claims, acknowledgements and remittances travel in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

UNREADABLE = "unreadable"
"""Stands for a code or id that cannot be one, and so may be anything; it is never repeated."""


@dataclass(frozen=True, slots=True)
class Interchange:
    """One ISA to IEA.

    Attributes:
        control: ISA13, counted by the sender, who starts anew when it is used up.
        made_at: ISA09 and ISA10, in the time zone that the reader was told.
        test: whether ISA15 calls it a test.
    """

    sender: str
    receiver: str
    control: str
    made_at: dt.datetime
    test: bool


@dataclass(frozen=True, slots=True)
class TransactionSet:
    """One ST to SE.

    Attributes:
        group_control: GS06, by which a 999 names the group.
        control: ST02, by which a 999 names the set.
        guide: the implementation guide, as ``005010X221A1``.
    """

    interchange: Interchange
    group_control: str
    control: str
    guide: str

    @property
    def identity(self) -> tuple[str, ...]:
        """Equal for two copies of a set, however their files are named.

        Control numbers start anew some day, so the time at which the interchange was made
        belongs to it.
        """
        envelope = self.interchange
        made = envelope.made_at.isoformat()
        numbers = (envelope.control, self.group_control, self.control)
        return (envelope.sender, made, self.guide, *numbers)
