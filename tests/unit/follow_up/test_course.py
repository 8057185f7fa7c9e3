"""Every month around a go-live has its place, and a gap stays a gap."""

from __future__ import annotations

import datetime as dt

from vendor_eval.follow_up.course import Course, courses
from vendor_eval.follow_up.since_go_live import Measured, Period
from vendor_eval.follow_up.transition import Transition
from vendor_eval.quantities import Month

MOVED = Transition(dt.date(2026, 4, 1), dt.date(2026, 6, 1))


def months(first: int, *values: float) -> list[Measured]:
    return [Measured(Month(2026, first).plus(at), value) for at, value in enumerate(values)]


def test_each_month_is_of_whoever_worked_in_it() -> None:
    # The one before still reports in April; the vendor reports from April on.
    before = {"denial_rate": months(1, 0.14, 0.13, 0.12, 0.5)}
    since = {"denial_rate": months(4, 0.1, 0.09, 0.07, 0.06, 0.06)}

    [found] = courses(MOVED, before, since)

    assert [one.value for one in found.points] == [0.14, 0.13, 0.12, 0.1, 0.09, 0.07, 0.06, 0.06]
    assert [one.period for one in found.points] == (
        [Period.BEFORE] * 3 + [Period.TRANSITION] * 2 + [Period.SINCE] * 3
    )
    assert (found.months, found.is_thin) == ((3, 3), False)


def test_a_month_without_a_report_stays_empty() -> None:
    own = {"denial_rate": [*months(1, 0.14), *months(3, 0.12), *months(6, 0.07), *months(8, 0.06)]}

    [found] = courses(MOVED, own, own)

    assert [one.value for one in found.points] == [0.14, None, 0.12, None, None, 0.07, None, 0.06]
    assert (found.months, found.is_thin) == ((2, 2), True)


def test_a_metric_of_one_side_is_shown_without_a_change() -> None:
    own = {"denial_rate": months(5, 0.14, 0.12)}

    [found] = courses(MOVED, {}, own)

    assert found == Course("denial_rate", None, (0, 1), found.points)
    assert [one.period for one in found.points] == [Period.TRANSITION, Period.SINCE]


def test_months_between_a_named_baseline_and_the_transition_count_for_neither_side() -> None:
    named = Transition(
        MOVED.starts,
        MOVED.goes_live,
        baseline_first=Month(2026, 1),
        baseline_last=Month(2026, 2),
    )
    own = {"denial_rate": months(1, 0.14, 0.13, 0.12, 0.1, 0.09, 0.07)}

    [found] = courses(named, own, own)

    assert found.points[2].period is None
    assert found.months == (2, 1)


def test_nothing_reported_gives_nothing() -> None:
    assert courses(MOVED, {}, {"denial_rate": []}) == ()
