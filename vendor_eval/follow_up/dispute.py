"""A vendor's disagreement with a finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.errors import Fault
from vendor_eval.follow_up.record import Record, of_finding
from vendor_eval.quantities import Month


class Outcome(StrEnum):
    """What became of a dispute."""

    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Dispute(Record):
    """What the vendor says against a finding, and how it was decided.

    Attributes:
        filed_on: the day on which it arrived.
        filed_by: who speaks for the vendor.
        says: why the vendor disagrees.
        evidence: what it handed in, or where that lies.
        outcome: an upheld one takes the finding back: its month is no longer judged.
        decided_by: a named person; so is the day, once it is not open.
        why: the reason for the decision.
    """

    metric: str
    month: Month
    filed_on: dt.date
    filed_by: str
    says: str
    evidence: str = ""
    outcome: Outcome = Outcome.OPEN
    decided_by: str = ""
    decided_on: dt.date | None = None
    why: str = ""

    @property
    def key(self) -> str:
        """One a finding."""
        return of_finding(self.metric, self.month)

    def faults(self) -> Iterator[Fault]:
        """A decision needs a name, a day and a reason; an open dispute has none of them yet."""
        if not self.says.strip():
            yield Fault("Dispute", "says nothing", "write why the vendor disagrees")
        if not self.filed_by.strip():
            yield Fault("Filed by", "is empty", "name who speaks for the vendor")
        if self.outcome in (Outcome.UPHELD, Outcome.REJECTED):
            yield from self._undecided()
        elif self.decided_on is not None or self.decided_by:
            yield Fault("Outcome", "has a decision beside it", "say which way it was decided")
        if self.decided_on is not None and self.decided_on < self.filed_on:
            yield Fault("Decided on", "is before the dispute", "correct one of the two days")

    def _undecided(self) -> Iterator[Fault]:
        if not self.decided_by.strip():
            yield Fault("Decided by", "is empty", "name the person who decided")
        if self.decided_on is None:
            yield Fault("Decided on", "is empty", "say on which day")
        if not self.why.strip():
            yield Fault("Reason", "is empty", "write why it was decided so")
