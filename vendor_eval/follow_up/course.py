"""The months of a metric around the day a vendor went live, each with the period it lies in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vendor_eval.follow_up.since_go_live import (
    MONTHS,
    Change,
    Measured,
    Period,
    baseline,
    changes,
    period,
)
from vendor_eval.follow_up.transition import Transition
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month


@dataclass(frozen=True, slots=True)
class Point:
    """One month of a chart.

    Attributes:
        value: in the metric's unit; None where nothing was reported.
        period: None between the baseline and the transition.
    """

    month: Month
    value: float | None
    period: Period | None


@dataclass(frozen=True, slots=True)
class Course:
    """One metric from the first month of the baseline to the last that was reported.

    Attributes:
        change: None where a side has no month.
        months: how many were reported before and since.
        points: every month, the earliest first.
    """

    metric: str
    change: Change | None
    months: tuple[int, int]
    points: tuple[Point, ...]

    @property
    def is_thin(self) -> bool:
        """Whether a side rests on fewer months than make a baseline."""
        return min(self.months) < MONTHS


def courses(
    transition: Transition,
    before: Mapping[str, Sequence[Measured]],
    since: Mapping[str, Sequence[Measured]],
) -> tuple[Course, ...]:
    """Each metric that was reported around the transition, in the catalogue's order.

    Args:
        before: whoever the baseline is of, by metric, in the order of the months.
        since: the vendor, likewise.
    """
    changed = {one.metric: one for one in changes(transition, before, since)}
    found = []
    for metric in CATALOGUE:
        values = _values(transition, before.get(metric, ()), since.get(metric, ()))
        if values:
            points = _points(transition, values)
            sides = [one.period for one in points if one.value is not None]
            months = sides.count(Period.BEFORE), sides.count(Period.SINCE)
            found.append(Course(metric, changed.get(metric), months, points))
    return tuple(found)


def _values(
    transition: Transition, before: Sequence[Measured], since: Sequence[Measured]
) -> dict[Month, float]:
    """Whoever the baseline is of until the transition starts, the vendor from then on."""
    first, starts = baseline(transition)[0], Month.of(transition.starts)
    values = {one.month: one.value for one in before if first <= one.month < starts}
    return values | {one.month: one.value for one in since if one.month >= starts}


def _points(transition: Transition, values: Mapping[Month, float]) -> tuple[Point, ...]:
    first, last = min(values), max(values)
    months = (first.plus(at) for at in range(last.index - first.index + 1))
    return tuple(Point(one, values.get(one), period(transition, one)) for one in months)
