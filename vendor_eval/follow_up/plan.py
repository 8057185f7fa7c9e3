"""Remediation plans as people write them down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from vendor_eval.errors import Fault
from vendor_eval.follow_up.record import Record, of_finding
from vendor_eval.quantities import Month

LONGEST = 12
"""Months after the breach, or after the plan was handed in, within which it has to show.

An assumption, as no contract that was read names a time; without one a plan could put off its own
verification for ever.
"""


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of a plan.

    Attributes:
        done: the day on which it was done; None while it is not.
    """

    what: str
    owner: str
    due: dt.date
    done: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """Somebody lets a breach go without a good month, for a time.

    Attributes:
        expires: the last day on which it holds.
    """

    approved_by: str
    reason: str
    expires: dt.date


@dataclass(frozen=True, slots=True)
class Plan(Record):
    """What is done about a breach, from the month in which it began.

    There is no field for "closed": a plan ends with a measured month that is good, or with a
    waiver.

    Attributes:
        metric: that was in breach.
        month: of the breach; later breaches in a row belong to the same plan.
        root_cause: as the vendor names it; empty while nobody has.
        root_cause_on: the day on which it was named.
        action: the corrective action; empty while there is none.
        handed_in_on: the day on which the vendor handed the plan in.
        owner: who sees to it, at the vendor or in the practice.
        works_from: the first month in which the action should show, by `shows_by`; None while
            open.
    """

    metric: str
    month: Month
    root_cause: str = ""
    root_cause_on: dt.date | None = None
    action: str = ""
    handed_in_on: dt.date | None = None
    owner: str = ""
    works_from: Month | None = None
    milestones: tuple[Milestone, ...] = ()
    waiver: Waiver | None = None
    note: str = ""

    @property
    def key(self) -> str:
        """One a finding."""
        return of_finding(self.metric, self.month)

    @property
    def shows_by(self) -> Month:
        """The last month from which it may be said to show: `LONGEST` months ahead."""
        handed_in = self.month if self.handed_in_on is None else Month.of(self.handed_in_on)
        return max(self.month, handed_in).plus(LONGEST)

    def faults(self) -> Iterator[Fault]:
        """Days without what they are about, and months before the breach or far behind it."""
        if self.root_cause_on and not self.root_cause:
            yield Fault("Root cause", "has a day and no text", "write what it was")
        if self.handed_in_on and not self.action:
            yield Fault("Corrective action", "was handed in and says nothing", "write it down")
        if self.works_from is not None:
            yield from self._works_from_faults(self.works_from)
        for number, one in enumerate(self.milestones, start=1):
            if not one.what.strip():
                yield Fault(f"Milestone {number}", "says nothing", "write what is to be done")
            if not one.owner.strip():
                yield Fault(f"Milestone {number}", "has no owner", "name who does it")
        if self.waiver is not None:
            yield from _waiver_faults(self.waiver)

    def _works_from_faults(self, month: Month) -> Iterator[Fault]:
        if month < self.month:
            yield Fault("Works from", "is before the breach", "name a month from the breach on")
        if month > self.shows_by:
            what = f"is more than {LONGEST} months after the breach and the handing in"
            yield Fault("Works from", what, f"name a month up to {self.shows_by.shown}")


def _waiver_faults(waiver: Waiver) -> Iterator[Fault]:
    if not waiver.approved_by.strip():
        yield Fault("Waiver", "has no approver", "name who lets the breach go")
    if not waiver.reason.strip():
        yield Fault("Waiver", "has no reason", "write why the breach is let go")
