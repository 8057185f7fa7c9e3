"""Whom to turn to at a vendor, and when to go a step further."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vendor_eval.errors import Fault
from vendor_eval.follow_up.record import ONLY_ONE, Record


@dataclass(frozen=True, slots=True)
class Step:
    """One rung.

    Attributes:
        what: for example "Call the head of operations".
        after: business days after a date has passed.
    """

    what: str
    who: str
    after: int


STEPS = (
    Step("Ask the account manager for an answer in writing", "Account manager", 0),
    Step("Turn to whoever leads operations at the vendor", "Head of operations", 5),
    Step("Meet with the vendor's management", "Management", 10),
    Step("Take it to counsel", "Counsel", 20),
)
"""What is usual where nothing was agreed."""


@dataclass(frozen=True, slots=True)
class Ladder(Record):
    """The escalation ladder of a vendor.

    Attributes:
        contact: name and role of the account manager, no address.
        stand_in: who answers when the contact is away.
        routine: business days within which a routine question is answered; None if not agreed.
        urgent: hours within which an urgent one is; None if not agreed.
        steps: by ``after``, ascending.
    """

    contact: str = ""
    stand_in: str = ""
    routine: int | None = None
    urgent: int | None = None
    steps: tuple[Step, ...] = STEPS
    note: str = ""

    @property
    def key(self) -> str:
        """One a vendor."""
        return ONLY_ONE

    def faults(self) -> Iterator[Fault]:
        """Steps go up, each says something, and no time is less than none."""
        for where, time in (("Routine", self.routine), ("Urgent", self.urgent)):
            if time is not None and time < 0:
                yield Fault(where, "is less than no time", "write 0 or more, or leave it empty")
        for number, one in enumerate(self.steps, start=1):
            if not one.what.strip():
                yield Fault(f"Step {number}", "says nothing", "write what is to be done")
            if one.after < 0:
                yield Fault(f"Step {number}", "is before the date has passed", "write 0 or more")
        afters = [one.after for one in self.steps]
        if afters != sorted(afters):
            yield Fault("Steps", "do not go up", "put them in the order of their days")
