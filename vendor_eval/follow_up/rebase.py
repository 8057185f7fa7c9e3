"""A level that is the new normal from some month on, by somebody's decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vendor_eval.errors import Fault
from vendor_eval.follow_up.record import Record, of_finding
from vendor_eval.quantities import Month


@dataclass(frozen=True, slots=True)
class Rebase(Record):
    """From this month on a metric's chart has a new baseline.

    Attributes:
        why: what changed for good; a chart whose limits follow its values shows nothing.
        withdrawn: whether the decision no longer holds.
    """

    metric: str
    month: Month
    decided_by: str
    why: str
    withdrawn: bool = False

    @property
    def key(self) -> str:
        """One a metric and month."""
        return of_finding(self.metric, self.month)

    def faults(self) -> Iterator[Fault]:
        """A decision without a person or a reason."""
        if not self.decided_by.strip():
            yield Fault("Decided by", "is empty", "name the person who decided")
        if not self.why.strip():
            yield Fault("Reason", "is empty", "write what changed for good")
