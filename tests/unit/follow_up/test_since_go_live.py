"""Before and since, with the transition between them counted on neither side."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from vendor_eval.follow_up.since_go_live import (
    Measured,
    Per,
    Period,
    baseline,
    changes,
    period,
    plan_remarks,
    totals,
)
from vendor_eval.follow_up.transition import Transition
from vendor_eval.quantities import Month, Usd

MOVED = Transition(
    dt.date(2026, 4, 1),
    dt.date(2026, 6, 1),
    parallel_from=dt.date(2026, 5, 1),
    parallel_to=dt.date(2026, 5, 31),
)


def months(first: int, *values: float, metric_parts: tuple[float, ...] = ()) -> list[Measured]:
    found = []
    for at, value in enumerate(values):
        whole = metric_parts[at] if metric_parts else float("nan")
        found.append(Measured(Month(2026, first).plus(at), value, value * whole, whole))
    return found


@pytest.mark.parametrize(
    ("month", "where"),
    [
        (Month(2025, 12), None),
        (Month(2026, 1), Period.BEFORE),
        (Month(2026, 3), Period.BEFORE),
        (Month(2026, 4), Period.TRANSITION),
        (Month(2026, 5), Period.TRANSITION),
        (Month(2026, 6), Period.SINCE),
    ],
)
def test_the_three_months_before_are_the_baseline(month: Month, where: Period | None) -> None:
    assert period(MOVED, month) is where


def test_a_month_in_which_the_vendor_goes_live_belongs_to_the_transition() -> None:
    later = Transition(dt.date(2026, 4, 15), dt.date(2026, 6, 2))

    assert period(later, Month(2026, 4)) is Period.TRANSITION
    assert period(later, Month(2026, 6)) is Period.TRANSITION
    assert period(later, Month(2026, 7)) is Period.SINCE
    assert baseline(later) == (Month(2026, 1), Month(2026, 3))


def test_a_baseline_of_other_months_holds_where_it_is_named() -> None:
    named = Transition(
        MOVED.starts,
        MOVED.goes_live,
        baseline_first=Month(2025, 4),
        baseline_last=Month(2025, 6),
    )
    assert period(named, Month(2025, 5)) is Period.BEFORE
    assert period(named, Month(2026, 3)) is None


def test_the_net_collection_rate_is_worth_dollars_every_month() -> None:
    # 92 % before, 50 % in the transition, 95 % since, of 200,000 owed a month:
    # 3 points of 200,000 are 6,000.
    before = {"net_collection_rate": months(1, 0.92, 0.92, 0.92, 0.5, 0.5)}
    since = {
        "net_collection_rate": months(4, 0.5, 0.5, 0.95, 0.95),
        "net_collections": months(4, 1.0, 1.0, 190_000.0, 190_000.0),
    }
    [found] = changes(MOVED, before, since)

    assert (found.before, found.since) == (Fraction(92, 100), Fraction(95, 100))
    assert (found.points, found.months, found.is_better) == (Fraction(3, 100), (3, 2), True)
    assert (found.dollars, found.per) == (Usd(600_000), Per.MONTH)


def test_days_in_ar_bring_cash_once() -> None:
    # Five days fewer; 136,875 a month are 4,500 a day: 22,500 once (E9).
    before = {"days_in_ar": months(1, 45, 45, 45)}
    since = {"days_in_ar": months(6, 40), "net_collections": months(6, 136_875.0)}
    found = {one.metric: one for one in changes(MOVED, before, since)}["days_in_ar"]

    assert (found.dollars, found.per, found.is_better) == (Usd(2_250_000), Per.ONCE, True)


def test_rates_are_sums_over_sums_and_have_no_dollars_of_their_own() -> None:
    # (90 + 1,900) of (100 + 2,000) is 94.7619 %, not the 92.5 % of the plain mean (E14).
    late = [
        Measured(Month(2026, 6), 0.9, 90, 100),
        Measured(Month(2026, 7), 0.95, 1900, 2000),
    ]
    before = {"first_pass_acceptance_rate": months(1, 0.96, 0.96, 0.96)}
    [found] = changes(MOVED, before, {"first_pass_acceptance_rate": late})

    assert found.since == Fraction(1990, 2100)
    assert (found.is_better, found.dollars, found.per) == (False, None, None)


def test_without_collections_there_are_no_dollars_and_without_months_no_change() -> None:
    before = {"net_collection_rate": months(1, 0.92), "denial_rate": months(1, 0.1)}
    [found] = changes(MOVED, before, {"net_collection_rate": months(6, 0.95)})

    assert (found.metric, found.dollars) == ("net_collection_rate", None)


def test_a_plan_says_what_it_lacks() -> None:
    bare = Transition(dt.date(2026, 4, 1), dt.date(2026, 4, 15))

    assert [one.partition(" ")[0] for one in plan_remarks(bare)] == ["The", "There", "The"]
    assert list(plan_remarks(MOVED)) == ["The plan has no tasks with owners and dates yet."]


def test_the_dollars_say_what_they_are_of_and_add_up_by_how_often_they_come() -> None:
    # 3 points of 200,000 owed a month; 5 days of 190,000 * 12 / 365 = 6,246.58 collected a day.
    before = {"net_collection_rate": months(1, 0.92), "days_in_ar": months(1, 45)}
    since = {
        "net_collection_rate": months(6, 0.95),
        "days_in_ar": months(6, 40),
        "net_collections": months(6, 190_000.0),
    }
    found = changes(MOVED, before, since)

    assert {one.metric: one.base for one in found} == {
        "net_collection_rate": Usd(20_000_000),
        "days_in_ar": Usd(624_658),
    }
    assert totals(found) == {Per.MONTH: Usd(600_000), Per.ONCE: Usd(3_123_288)}
    assert totals([]) == {}


def test_a_volume_is_neither_better_nor_worse() -> None:
    before, since = {"claims_submitted": months(1, 4000.0)}, {"claims_submitted": months(6, 3000.0)}
    [found] = changes(MOVED, before, since)

    assert (found.points, found.is_better) == (-1000, None)
