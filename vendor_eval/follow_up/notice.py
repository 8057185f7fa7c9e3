"""A right to terminate that was used, or let go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.errors import Fault
from vendor_eval.follow_up.record import Record
from vendor_eval.quantities import Month


class Use(StrEnum):
    """What was done with a right."""

    USED = "notice sent"
    LET_GO = "let go"


@dataclass(frozen=True, slots=True)
class Notice(Record):
    """What somebody decided about a right to terminate.

    Attributes:
        rule: the rule's name in the contract.
        metric: empty for a rule over all metrics.
        month: in which the right arose.
        on: when notice was sent, or the right was let go.
    """

    rule: str
    metric: str
    month: Month
    use: Use
    on: dt.date
    decided_by: str
    why: str

    @property
    def key(self) -> str:
        """One a right."""
        return f"{self.month} {self.rule} {self.metric}".strip()

    def faults(self) -> Iterator[Fault]:
        """A decision without a person or a reason."""
        if not self.decided_by.strip():
            yield Fault("Decided by", "is empty", "name the person who decided")
        if not self.why.strip():
            yield Fault("Reason", "is empty", "write why it was decided so")
