"""What is written down about a breach itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.follow_up.record import Record, of_finding
from vendor_eval.quantities import Month


class Severity(StrEnum):
    """How grave a breach is, gravest first."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class BreachNote(Record):
    """What somebody notes about the breach of a metric in a month.

    Attributes:
        notified_on: when the vendor was told; deadlines count from it. None before.
        incident: a name that breaches of one event share, so that it costs once; empty for none.
        severity: where somebody sees it otherwise than `severity.severity` does; else None.
        why: the reason for another severity.
    """

    metric: str
    month: Month
    notified_on: dt.date | None = None
    incident: str = ""
    severity: Severity | None = None
    why: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """One a finding."""
        return of_finding(self.metric, self.month)
