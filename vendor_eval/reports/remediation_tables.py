"""The board of open cases as tables, a lane each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from vendor_eval.follow_up.escalation import Offer
from vendor_eval.follow_up.remediation import Standing, State
from vendor_eval.follow_up.severity import Grade
from vendor_eval.reports.breach_words import SEVERITY_MARKS, STATE_MARKS, next_step
from vendor_eval.reports.report import Align, Cell, Column, Table
from vendor_eval.reports.wording import counted, listed, metric_name, sentence

SOON = dt.timedelta(7)
"""What is due within this time is due soon."""

LANES: Mapping[str, frozenset[State]] = MappingProxyType(
    {
        "Overdue": frozenset({one for one in State if one.is_overdue}),
        "For the practice to decide": frozenset(
            {State.FAILING_AGAIN, State.WAIVER_EXPIRED, State.DISPUTED}
        ),
        "Waiting for the vendor": frozenset({State.NO_PLAN, State.ROOT_CAUSE_DUE, State.PLAN_DUE}),
        "Under way": frozenset({State.UNDER_WAY}),
        "Being verified": frozenset({State.VERIFYING}),
        "Waived": frozenset({State.WAIVED}),
        "Resolved by the last month": frozenset({State.RESOLVED}),
    }
)
"""Every state that a case on the board can have, in the order in which they are looked at."""

_COLUMNS = (
    Column("Severity", 12),
    Column("Vendor", 26),
    Column("Metric", 24),
    Column("Since", 14),
    Column("Months", 10, Align.END),
    Column("State", 29),
    Column("Who acts", 19),
    Column("Day", 25),
    Column("Next step", 40),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A case on the board."""

    vendor: str
    metric: str
    standing: Standing
    grade: Grade
    offer: Offer


def lane_table(title: str, lines: Sequence[Line]) -> Table:
    """The cases of a lane, a line each, in the order given."""
    return Table(title, _COLUMNS, tuple(_row(one) for one in lines), empty="None.")


def _row(line: Line) -> tuple[Cell, ...]:
    stands, case = line.standing, line.standing.case
    return (
        SEVERITY_MARKS[line.grade.severity],
        line.vendor,
        metric_name(line.metric),
        case.first,
        len(case.breaches),
        STATE_MARKS[stands.state],
        stands.owner,
        stands.next_day or case.good,
        _next_step(line),
    )


def _next_step(line: Line) -> str:
    """The rung that is offered; where the practice decides, what it decides as well."""
    rung, step = line.offer.now, next_step(line.standing)
    if rung is None:
        return step
    return rung.step.what if line.standing.state.is_overdue else f"{step}. {rung.step.what}"


def status(lines: Sequence[Line], today: dt.date) -> str:
    """The whole board in a sentence: how many cases are open, overdue, due soon and resolved."""
    states = [one.standing.state for one in lines]
    is_open = counted(sum(one.is_open for one in states), "open case")
    overdue = sum(one.is_overdue for one in states)
    soon = sum(_is_soon(one.standing, today) for one in lines)
    parts = [
        f"{overdue or 'none'} overdue",
        f"{soon or 'none'} due within {SOON.days} days",
        f"{states.count(State.FAILING_AGAIN) or 'none'} failing again",
    ]
    told = f"{sentence(is_open)}: {listed(parts)}."
    resolved = states.count(State.RESOLVED)
    if resolved:
        told += f" The last month resolved {counted(resolved, 'case')}."
    return told


def _is_soon(stands: Standing, today: dt.date) -> bool:
    day = stands.next_day
    return stands.state.is_open and day is not None and today <= day <= today + SOON
