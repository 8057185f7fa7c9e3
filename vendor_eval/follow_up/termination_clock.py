"""The clock of each termination rule: how far along it is, and until when a right can be used.

A right arises on the last day of the month in which its rule is met. A report that came later may
put the day off; the earliest day is the safe one. It lapses when the contract says so and at no
other time, and notice has to be sent early enough to arrive before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from vendor_eval.follow_up import days
from vendor_eval.follow_up.notice import Notice, Use, right_key
from vendor_eval.follow_up.termination_progress import Ahead, Progress, Prospect, ahead, progress
from vendor_eval.quantities import Month
from vendor_eval.sla.assessment import Standings
from vendor_eval.sla.contract import (
    Consecutive,
    Contract,
    NOfM,
    RollingAverage,
    TerminationRule,
)
from vendor_eval.sla.findings import TerminationRight
from vendor_eval.sla.history import History, histories
from vendor_eval.sla.termination import newly, rule_name, rule_named
from vendor_eval.sla.windows import counted, met

Place = tuple[str, Month]
"""The metric and month of a finding."""


class Standing(IntEnum):
    """How a right or a rule stands, the most urgent first."""

    OPEN = 0
    NEAR = 1
    COUNTING = 2
    USED = 3
    LET_GO = 4
    LAPSED = 5
    CLEAR = 6


@dataclass(frozen=True, slots=True)
class Right:
    """A right to terminate that arose.

    Attributes:
        rule_name: what tells its rule from the others of the contract.
        metric: None for a rule over all metrics.
        month: in which its rule was met.
        made_of: the findings that met it, by month.
        arose_on: the last day of the month.
        lapses_on: the last day on which notice counts; None where the contract names none.
        send_by: the last business day on which notice still arrives by then; None likewise.
        ends_on: the last day of the contract, after which there is nothing to terminate.
        notice: what somebody decided about it; None before.
    """

    rule: TerminationRule
    rule_name: str
    metric: str | None
    month: Month
    made_of: tuple[Place, ...]
    arose_on: dt.date
    lapses_on: dt.date | None
    send_by: dt.date | None
    ends_on: dt.date
    notice: Notice | None = None

    @property
    def key(self) -> str:
        """What tells it from the vendor's other rights."""
        return right_key(self.rule_name, self.metric, self.month)

    def standing(self, today: dt.date) -> Standing:
        """Whether it can still be used; what was decided in time counts, however late it is now.

        A notice that was sent after the last day used nothing.
        """
        if self.notice is not None and not self.days_too_late:
            return Standing.USED if self.notice.use is Use.USED else Standing.LET_GO
        if self.notice is not None:
            return Standing.LAPSED
        return Standing.OPEN if today <= (self.lapses_on or self.ends_on) else Standing.LAPSED

    @property
    def days_too_late(self) -> int:
        """Days between the last day and a notice that was sent after it; 0 for any other."""
        if self.notice is None or self.notice.use is not Use.USED:
            return 0
        return max((self.notice.on - (self.lapses_on or self.ends_on)).days, 0)

    def days_left(self, today: dt.date) -> int | None:
        """Days until notice has to be sent, below 0 once that is past; None without a deadline."""
        return None if self.send_by is None else (self.send_by - today).days


@dataclass(frozen=True, slots=True)
class Clock:
    """One rule of a contract, for the metric that it is about.

    Attributes:
        metric: None for a rule over all metrics.
        through: the last month that was judged.
        progress: what it has counted up to then, which are the findings ``made_of``.
        is_met: whether the rule is met in that month.
        ahead: what the next month would have to bring; None where the contract ends before.
        rights: that arose from it, the newest first.
    """

    vendor: str
    rule: TerminationRule
    metric: str | None
    through: Month
    progress: Progress
    made_of: tuple[Place, ...]
    is_met: bool
    ahead: Ahead | None
    rights: tuple[Right, ...]

    def open_rights(self, today: dt.date) -> tuple[Right, ...]:
        """Those that can still be used, the most urgent first."""
        found = [one for one in self.rights if one.standing(today) is Standing.OPEN]
        return tuple(sorted(found, key=lambda one: (one.send_by or dt.date.max, one.month)))

    def standing(self, today: dt.date) -> Standing:
        """A right that is open comes first, then how near the next one is."""
        if self.open_rights(today):
            return Standing.OPEN
        if self.is_met:
            return self.rights[0].standing(today)
        if self.ahead is not None and self.ahead.possible:
            return Standing.NEAR
        if self.made_of and not isinstance(self.rule, RollingAverage):
            return Standing.COUNTING
        return Standing.CLEAR


def clocks(standings: Standings, notices: Mapping[str, Sequence[Notice]]) -> Iterator[Clock]:
    """The clock of every rule and metric, contract by contract, in the contract's order.

    A metric without a minimum cannot be in breach, and has no clock of its own.

    Args:
        notices: what was decided, by vendor as its contract spells it.
    """
    for history in histories(standings.contracts, standings.findings, standings.credits):
        contract = standings.contracts[history.contract]
        decided = by_right(notices.get(contract.vendor, ()), contract)
        for rule in contract.termination:
            yield from _of_rule(rule, history, contract, decided)


def one_breach_away(contract: Contract, history: History) -> Iterator[TerminationRight]:
    """The rights that a breach of their metric in the month after ``history`` would newly give.

    They are those of rules that count breaches of one metric.
    """
    for rule in contract.termination:
        if isinstance(rule, Consecutive | NOfM):
            found, metrics = met(rule, history)
            prospect = Prospect.next_month(rule, contract, history)
            for row, metric in enumerate(metrics):
                if found[row, -1] or not _runs(rule, metric, contract, history):
                    continue
                coming = ahead(prospect, row)
                if coming is not None and coming.possible:
                    yield TerminationRight(rule_name(rule), metric, coming.month)


def urgency(clock: Clock, today: dt.date) -> tuple[int, dt.date, int, str, str]:
    """A sorting key: how it stands, the day to send notice by, how much is counted, names."""
    rights = clock.open_rights(today)
    by = rights[0].send_by if rights else None
    return (
        clock.standing(today),
        by or dt.date.max,
        -len(clock.made_of),
        clock.vendor,
        clock.metric or "",
    )


def unfounded(rights: Sequence[Right], notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """Decisions about a right that there is no more.

    A value was corrected or excused, or an amendment changed the rule.
    """
    known = {one.notice.key for one in rights if one.notice is not None}
    return tuple(one for one in notices if one.key not in known)


def by_right(notices: Sequence[Notice], contract: Contract) -> dict[str, Notice]:
    """The notices by the key of the right that each is about."""
    found: dict[str, Notice] = {}
    # One that is named in full comes before one that is not.
    for one in sorted(notices, key=lambda notice: ":" in notice.rule):
        rule = rule_named(one.rule, one.metric, contract.termination)
        name = one.rule if rule is None else rule_name(rule)
        found[right_key(name, one.metric, one.month)] = one
    return found


def last_days(arose_on: dt.date, contract: Contract) -> tuple[dt.date, dt.date] | None:
    """The last day on which notice counts and the last to send it; None without a deadline.

    After the end of the contract there is nothing to terminate, however long the deadline.
    """
    deadlines = contract.deadlines
    if deadlines.notice is None:
        return None
    lapses = min(days.after(arose_on, deadlines.notice), contract.ends)
    arrives = lapses if deadlines.delivery is None else days.before(lapses, deadlines.delivery)
    return lapses, days.last_business_day(arrives)


@dataclass(frozen=True, slots=True)
class _Course:
    """One rule over one row of `met`."""

    rule: TerminationRule
    row: int
    metric: str | None
    history: History
    contract: Contract

    def month(self, column: int) -> Month:
        return Month.at(self.history.first + column)

    def made_of(self, column: int) -> tuple[Place, ...]:
        """The findings counted up to and with a month."""
        return tuple(
            (self.history.metrics[at], self.month(one))
            for at, one in counted(self.rule, self.history, self.row, column)
        )


def _of_rule(
    rule: TerminationRule, history: History, contract: Contract, decided: Mapping[str, Notice]
) -> Iterator[Clock]:
    found, metrics = met(rule, history)
    arisen = newly(found)
    prospect = Prospect.of(rule, contract, history)
    last = len(history.cents) - 1
    for row, metric in enumerate(metrics):
        if not _runs(rule, metric, contract, history):
            continue
        course = _Course(rule, row, metric, history, contract)
        columns = np.flatnonzero(arisen[row]).tolist()
        yield Clock(
            vendor=contract.vendor,
            rule=rule,
            metric=metric,
            through=course.month(last),
            progress=progress(rule, history, row),
            made_of=course.made_of(last),
            is_met=bool(found[row, -1]),
            ahead=ahead(prospect, row),
            rights=tuple(_right(course, one, decided) for one in reversed(columns)),
        )


def _runs(rule: TerminationRule, metric: str | None, contract: Contract, history: History) -> bool:
    """Whether the rule can ever be met for the metric."""
    match rule:
        case Consecutive() | NOfM():
            levels = contract.service_levels
            return any(one.metric == metric and one.minimum is not None for one in levels)
        case RollingAverage():
            return metric in history.metrics
        case _:
            return True


def _right(course: _Course, column: int, decided: Mapping[str, Notice]) -> Right:
    month = course.month(column)
    arose_on = month.last_day
    lapses_on, send_by = last_days(arose_on, course.contract) or (None, None)
    name = rule_name(course.rule)
    return Right(
        rule=course.rule,
        rule_name=name,
        metric=course.metric,
        month=month,
        made_of=course.made_of(column),
        arose_on=arose_on,
        lapses_on=lapses_on,
        send_by=send_by,
        ends_on=course.contract.ends,
        notice=decided.get(right_key(name, course.metric, month)),
    )
