"""What is known about one breach, a line a fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from vendor_eval.follow_up.due import DueDays
from vendor_eval.follow_up.ladder import Ladder
from vendor_eval.follow_up.remediation import Standing
from vendor_eval.reports.origins import Origin, in_words
from vendor_eval.reports.report import Align, Cell, Column, Measured, Table
from vendor_eval.reports.wording import shown_cell, shown_date
from vendor_eval.sla.findings import Finding

_FACTS = (Column("What", 20), Column("Says", 44))
_STEPS = (Column("Step", 52), Column("To whom", 24), Column("Business days after", 20, Align.END))


def facts_table(
    finding: Finding | None, days: DueDays, stands: Standing | None, came: Sequence[Origin]
) -> Table:
    """The value beside its limits, and the days that the contract sets.

    Args:
        days: of this finding alone.
        stands: of the case that it belongs to, which root cause and plan are owed for; None where
            the finding is no breach.
        came: what the value comes from; empty where that is not known.
    """
    limits = () if finding is None else _limits(finding, came)
    return Table("", _FACTS, (*limits, *_days(days, stands)))


def ladder_table(ladder: Ladder) -> Table:
    """The steps of an escalation ladder."""
    return Table("", _STEPS, tuple((one.what, one.who, one.after) for one in ladder.steps))


def _limits(finding: Finding, came: Sequence[Origin]) -> Iterator[tuple[Cell, ...]]:
    level = finding.level
    limits = tuple(one for one in (level.target, level.warning, level.minimum) if one is not None)
    value = "not reported"
    if finding.value is not None:
        value = shown_cell(Measured(finding.value, finding.unit, limits))
    yield "Value", f"{value}, the {level.judged_on} one"
    if came:
        yield "Comes from", in_words(came).removeprefix("from ")
    told = [f"target {level.target.in_words}"]
    if level.warning is not None:
        told.append(f"warning {level.warning.in_words}")
    if level.minimum is not None:
        told.append(f"minimum {level.minimum.in_words}")
    yield "Limits", ", ".join(told)
    if level.clause:
        yield "Clause", level.clause


def _days(days: DueDays, stands: Standing | None) -> Iterator[tuple[Cell, ...]]:
    yield "Vendor told", "not noted" if days.told_on is None else shown_date(days.told_on)
    if stands is not None:
        told_on = stands.days.told_on
        if told_on is not None and told_on != days.told_on:
            yield "Told of the first breach", shown_date(told_on)
        yield "Root cause due", _due(stands.days.root_cause)
        yield "Plan due", _due(stands.days.plan)
    yield "Last day to dispute", _due(days.dispute)


def _due(day: dt.date | None) -> str:
    return "the contract sets no day" if day is None else shown_date(day)
