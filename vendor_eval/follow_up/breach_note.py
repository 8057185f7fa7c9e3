"""What is written down about a breach itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.errors import Fault
from vendor_eval.follow_up.record import Record, of_finding
from vendor_eval.quantities import Month


class Severity(StrEnum):
    """How grave a breach is, gravest first."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class Taken:
    """A rung of the escalation ladder that was taken.

    Attributes:
        what: as the ladder named it on that day.
        who: to whom it went.
        came: what came of it; empty while nothing has.
    """

    on: dt.date
    what: str
    who: str
    came: str = ""


@dataclass(frozen=True, slots=True)
class BreachNote(Record):
    """What somebody notes about the breach of a metric in a month.

    Attributes:
        notified_on: when the vendor was told; deadlines count from it. None before.
        incident: a name that breaches of one event share, so that it costs once; empty for none.
        severity: where somebody sees it otherwise than `severity.severity` does; else None.
        why: the reason for another severity.
        taken: rungs of the ladder that were taken, in their order.
    """

    metric: str
    month: Month
    notified_on: dt.date | None = None
    incident: str = ""
    severity: Severity | None = None
    why: str = ""
    note: str = ""
    taken: tuple[Taken, ...] = ()

    @property
    def key(self) -> str:
        """One a finding."""
        return of_finding(self.metric, self.month)

    def faults(self) -> Iterator[Fault]:
        """Another severity without a reason, or a day before the month; a rung without a name."""
        if self.severity is not None and not self.why.strip():
            yield Fault("Severity", "is set without a reason", "write why, or take the rule's")
        if self.notified_on is not None and self.notified_on < self.month.first_day:
            yield Fault("Told on", "is before the month", "correct the day")
        for number, one in enumerate(self.taken, start=1):
            if not one.what.strip():
                yield Fault(f"Step {number}", "says nothing", "write what was done")
