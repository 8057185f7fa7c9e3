"""When a vendor took over, and how well the practice could leave it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from vendor_eval.errors import Fault
from vendor_eval.follow_up.record import ONLY_ONE, Record
from vendor_eval.quantities import Month

SHORTEST, LONGEST = 30, 90
"""Days that a transition takes by the documents; longer with several locations (S003)."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to be done in a transition; ``done`` is None while it is not."""

    what: str
    owner: str
    due: dt.date
    done: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Transition(Record):
    """How a vendor took over.

    Attributes:
        baseline_of: whose measures the baseline is, as they are named; empty for the vendor's own.
        baseline_first: the first month of the baseline before the vendor; None if unknown.
        baseline_last: its last month.
        starts: the first day of the transition.
        goes_live: the day from which the vendor alone does the work.
        parallel_from: the first day on which both work; None without a parallel run.
        parallel_to: the last such day.
        tasks: of the plan, by due date.
    """

    starts: dt.date
    goes_live: dt.date
    baseline_of: str = ""
    baseline_first: Month | None = None
    baseline_last: Month | None = None
    parallel_from: dt.date | None = None
    parallel_to: dt.date | None = None
    tasks: tuple[Task, ...] = ()
    note: str = ""

    @property
    def key(self) -> str:
        """One a vendor."""
        return ONLY_ONE

    def faults(self) -> Iterator[Fault]:
        """Periods the wrong way round."""
        if self.goes_live < self.starts:
            yield Fault("Goes live", "is before the start", "swap the two days")
        if (self.baseline_first is None) != (self.baseline_last is None):
            yield Fault("Baseline", "has only one of two months", "name the first and the last")
        elif (
            self.baseline_first is not None
            and self.baseline_last is not None
            and self.baseline_last < self.baseline_first
        ):
            yield Fault("Baseline", "ends before it begins", "swap the two months")
        if (self.parallel_from is None) != (self.parallel_to is None):
            yield Fault("Parallel run", "has only one of two days", "name both")
        elif (
            self.parallel_from is not None
            and self.parallel_to is not None
            and self.parallel_to < self.parallel_from
        ):
            yield Fault("Parallel run", "ends before it begins", "swap the two days")


@dataclass(frozen=True, slots=True)
class ExitReadiness(Record):
    """What the practice would need on the day it leaves.

    Attributes:
        export_tested_on: when an export of its data was last read by somebody else; None never.
        export_format: for example "CSV, one file a table".
        fields_listed: whether every column is described.
        data_owner_clause: where the contract says whose the data are; empty where it does not.
        return_days: days within which data are returned or deleted; None if not agreed.
        run_out: who works the open receivables after the end, and for how long.
        parallel_from: the first day of the parallel run if notice were given today.
        parallel_to: its last day.
    """

    export_tested_on: dt.date | None = None
    export_format: str = ""
    fields_listed: bool = False
    data_owner_clause: str = ""
    return_days: int | None = None
    run_out: str = ""
    parallel_from: dt.date | None = None
    parallel_to: dt.date | None = None
    note: str = ""

    @property
    def key(self) -> str:
        """One a vendor."""
        return ONLY_ONE

    def faults(self) -> Iterator[Fault]:
        """Days the wrong way round, and a time below zero."""
        if self.return_days is not None and self.return_days < 0:
            yield Fault("Data returned within", "is below zero", "write days")
        if self.parallel_from and self.parallel_to and self.parallel_to < self.parallel_from:
            yield Fault("Parallel run", "ends before it begins", "swap the two days")
