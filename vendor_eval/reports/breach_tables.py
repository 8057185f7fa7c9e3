"""What is known about one breach, a line a fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from vendor_eval.follow_up.due import DueDays
from vendor_eval.follow_up.ladder import Ladder
from vendor_eval.quantities import Usd
from vendor_eval.reports.report import Align, Cell, Column, Measured, Table
from vendor_eval.reports.wording import shown_cell, shown_date
from vendor_eval.sla.findings import Finding

_FACTS = (Column("What", 20), Column("Says", 44))
_STEPS = (Column("Step", 52), Column("To whom", 24), Column("Business days after", 20, Align.END))
_NO_DAY = "the contract sets no day"


def facts_table(
    finding: Finding | None, days: DueDays, credit: Usd | None, filed_on: dt.date | None
) -> Table:
    """The value beside its limits, the days that the contract sets, and the credit.

    Args:
        filed_on: when the vendor disputed the finding; None where it has not.
    """
    rows = [*(() if finding is None else _limits(finding)), *_days(days)]
    if filed_on is not None:
        rows.append(("Disputed on", shown_date(filed_on)))
    rows.append(("Service credit", "none" if credit is None else credit.shown))
    return Table("", _FACTS, tuple(rows))


def ladder_table(ladder: Ladder) -> Table:
    """The steps of an escalation ladder."""
    return Table("", _STEPS, tuple((one.what, one.who, one.after) for one in ladder.steps))


def _limits(finding: Finding) -> Iterator[tuple[Cell, ...]]:
    level = finding.level
    limits = tuple(one for one in (level.target, level.warning, level.minimum) if one is not None)
    value = "not reported"
    if finding.value is not None:
        value = shown_cell(Measured(finding.value, finding.unit, limits))
    yield "Value", f"{value}, the {level.judged_on} one"
    told = [f"target {level.target.text}"]
    if level.warning is not None:
        told.append(f"warning {level.warning.text}")
    if level.minimum is not None:
        told.append(f"minimum {level.minimum.text}")
    yield "Limits", ", ".join(told)
    if level.clause:
        yield "Clause", level.clause


def _days(days: DueDays) -> Iterator[tuple[Cell, ...]]:
    yield "Vendor told", "not noted" if days.told_on is None else shown_date(days.told_on)
    for what, day in (
        ("Root cause due", days.root_cause),
        ("Plan due", days.plan),
        ("Last day to dispute", days.dispute),
    ):
        yield what, _NO_DAY if day is None else shown_date(day)
