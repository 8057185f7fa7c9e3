"""Laws of the signals, over drawn series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval import measurement
from vendor_eval.measurement import wilson_ends
from vendor_eval.quantities import Comparison, Direction, Limit, Quantity, Unit
from vendor_eval.signals.charts import Sign
from vendor_eval.signals.confidence import chance_beyond, jeffreys
from vendor_eval.signals.outlook import outlook
from vendor_eval.signals.review import review_counts, review_values
from vendor_eval.signals.series import Counts, Floats, Limits, Values
from vendor_eval.signals.share_chart import share_chart
from vendor_eval.signals.value_chart import value_chart

drawn = settings(max_examples=60, deadline=None)
LOWER = np.array([False])
NONE = float("nan")

items = st.integers(1, 5000)
rates = st.floats(0.01, 0.5)
days = st.integers(200, 900).map(lambda tenths: tenths / 10)


@st.composite
def months(draw: st.DrawFn, least: int = 1, most: int = 40) -> tuple[list[float], list[float]]:
    """Numerators and denominators, each month either reported or silent."""
    length = draw(st.integers(least, most))
    whole = draw(st.lists(st.integers(1, 2000), min_size=length, max_size=length))
    part = [draw(st.integers(0, min(one, 1 + one // 6))) for one in whole]
    silent = draw(st.lists(st.booleans(), min_size=length, max_size=length))

    def reported(row: list[int]) -> list[float]:
        return [
            NONE if quiet and at else float(one)
            for at, (one, quiet) in enumerate(zip(row, silent, strict=True))
        ]

    return reported(part), reported(whole)


def limit_at(edge: float | Sequence[float], *, inclusive: bool = True) -> Limits:
    """One limit a series; all alike inclusive."""
    edges = np.atleast_1d(np.array(edge, float))[:, None]
    return Limits(edges, np.full(edges.shape, inclusive))


@drawn
@given(items, rates)
def test_one_more_bad_item_makes_a_true_rate_beyond_the_limit_more_likely(
    n: int, limit: float
) -> None:
    bad = np.unique(np.linspace(0, n, 30).astype(int))
    found = chance_beyond(Counts.of([bad], [np.full(len(bad), n)], LOWER), limit_at(limit))[0]

    assert (np.diff(found) >= -1e-12).all()
    assert ((found >= 0) & (found <= 1)).all()


@drawn
@given(items, rates, rates)
def test_a_stricter_limit_is_missed_more_likely(n: int, one: float, other: float) -> None:
    strict, loose = sorted((one, other))
    counts = Counts.of([[n // 10]], [[n]], LOWER)

    assert chance_beyond(counts, limit_at(strict)) >= chance_beyond(counts, limit_at(loose)) - 1e-12


@drawn
@given(st.integers(1, 500), st.integers(0, 500), st.integers(2, 9))
def test_more_of_the_same_narrows_both_intervals_and_they_hold_the_share(
    n: int, x: int, times: int
) -> None:
    x = min(x, n)
    part, whole = np.array([[x, x * times]], float), np.array([[n, n * times]], float)

    for lower, upper in (wilson_ends(part, whole), jeffreys(part, whole)):
        width = (upper - lower)[0]
        assert width[1] < width[0]
        assert (lower <= part / whole + 1e-12).all()
        assert (part / whole <= upper + 1e-12).all()


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 10**6)), min_size=1, max_size=20))
def test_the_interval_of_many_samples_is_that_of_each(samples: list[tuple[int, int]]) -> None:
    whole = np.array([[n for n, _ in samples]], float)
    part = np.array([[min(x, n) for n, x in samples]], float)

    lower, upper = wilson_ends(part, whole)

    for at, (n, x) in enumerate(samples):
        single = measurement.wilson(min(x, n), n)
        assert (lower[0, at], upper[0, at]) == pytest.approx((single.low, single.high), abs=1e-14)


@given(
    st.integers(1, 300),
    st.integers(0, 300),
    st.integers(0, 1000).map(lambda mills: Decimal(mills) / 1000),
    st.sampled_from(Comparison),
)
def test_the_items_that_may_be_bad_are_those_with_which_a_limit_is_kept(
    n: int, x: int, edge: Decimal, comparison: Comparison
) -> None:
    x = min(x, n)
    limit = Limit(comparison, Quantity(edge, Unit.RATIO), "")
    rising = np.array([comparison.good_side is Direction.HIGHER])
    counts = Counts.of([[x]], [[n]], rising)

    most = Limits.of([limit]).most_bad(counts.denominator, rising)

    assert (counts.bad <= most).all() == limit.keeps(Fraction(x, n))


@drawn
@given(items, st.integers(0, 5000), rates)
def test_what_is_bad_of_a_rising_metric_is_what_is_left_of_it(n: int, x: int, limit: float) -> None:
    x = min(x, n)
    bad = Counts.of([[x] * 3], [[n] * 3], LOWER)
    good = Counts.of([[n - x] * 3], [[n] * 3], ~LOWER)

    for signal in (chance_beyond, lambda counts, held: outlook(counts, held).chance):
        falling, rising = signal(bad, limit_at(limit)), signal(good, limit_at(1 - limit))
        np.testing.assert_allclose(falling, rising, atol=1e-9)


@drawn
@given(months(least=3))
def test_limits_of_shares_are_wider_the_fewer_the_items(
    told: tuple[list[float], list[float]],
) -> None:
    counts = Counts.of([told[0]], [told[1]], LOWER)
    found = share_chart(counts).chart
    half = (found.upper - found.centre)[0]
    inside = (found.upper[0] < 1) & ~np.isnan(half)

    # Within a phase the limits lie 3 sigma_z sqrt(p (1 - p) / n) away.
    scaled = half[inside] * np.sqrt(counts.denominator[0, inside])
    assert np.allclose(scaled, scaled[:1])


@drawn
@given(months(least=3))
def test_ten_times_the_counts_bring_the_bare_limits_nearer_by_the_root_of_ten_at_most(
    told: tuple[list[float], list[float]],
) -> None:
    one = Counts.of([told[0]], [told[1]], LOWER)
    ten = Counts(10 * one.numerator, 10 * one.denominator, LOWER)

    # Scores grow by the root of ten, and sigma_z with them: the limits of p' stay where they are.
    few, many = (share_chart(counts, least_spread=0.0).chart.upper for counts in (one, ten))

    np.testing.assert_allclose(few, many, rtol=1e-9)


@drawn
@given(months(), rates)
def test_a_silent_month_neither_adds_nor_breaks_anything(
    told: tuple[list[float], list[float]], limit: float
) -> None:
    counts = Counts.of([told[0]], [told[1]], LOWER)
    loud = ~np.isnan(counts.denominator[0])
    closed = Counts(counts.numerator[:, loud], counts.denominator[:, loud], LOWER)
    values, closed_values = Values(counts.share, LOWER), Values(closed.share, LOWER)

    pairs = (
        (share_chart(counts).chart, share_chart(closed).chart),
        (value_chart(values), value_chart(closed_values)),
    )

    for whole, without in pairs:
        for name in ("centre", "lower", "upper", "sign", "side"):
            np.testing.assert_array_equal(getattr(whole, name)[:, loud], getattr(without, name))
        assert not whole.sign[:, ~loud].any()
    month = chance_beyond(counts, limit_at(limit))
    np.testing.assert_array_equal(month[:, loud], chance_beyond(closed, limit_at(limit)))


@drawn
@given(st.lists(months(most=30), min_size=2, max_size=6), st.data())
def test_what_is_found_of_a_series_does_not_hang_on_the_others(
    many: list[tuple[list[float], list[float]]], data: st.DataObject
) -> None:
    width = max(len(part) for part, _ in many)
    part, whole = (padded([one[at] for one in many], width) for at in (0, 1))
    rising = np.arange(len(many)) % 2 == 0
    edges = np.linspace(0.05, 0.95, len(many))
    order = np.array(data.draw(st.permutations(range(len(many)))))

    there = everything(Counts.of(part, whole, rising), limit_at(edges))
    here = everything(Counts.of(part[order], whole[order], rising[order]), limit_at(edges[order]))

    for one, other in zip(there, here, strict=True):
        np.testing.assert_allclose(one[order], other, rtol=1e-12, atol=1e-12)


def padded(rows: list[list[float]], width: int) -> Floats:
    return np.array([[*row, *[NONE] * (width - len(row))] for row in rows])


def everything(counts: Counts, limits: Limits) -> list[Floats]:
    """Every array of every signal."""
    found = review_counts(counts, limits)
    values = review_values(Values(counts.share, counts.rising), limits)
    parts = (found.confidence, found.change.chart, found.outlook, values.change)
    arrays = [getattr(part, field.name) for part in parts for field in fields(part)]
    return [*(one.astype(float) for one in arrays), found.change.ewma]


@drawn
@given(st.lists(days, min_size=2, max_size=40), st.floats(1, 50), st.integers(-20, 20))
def test_another_unit_moves_the_limits_with_the_values(
    values: list[float], scale: float, shift: int
) -> None:
    one = value_chart(Values(np.array([values]), LOWER))
    other = value_chart(Values(np.array([values]) * scale + shift, LOWER))

    np.testing.assert_allclose(one.upper * scale + shift, other.upper, rtol=1e-9, atol=1e-6)


@drawn
@given(st.lists(days, min_size=1, max_size=40))
def test_the_mirror_of_a_series_shows_the_same_on_the_other_side(values: list[float]) -> None:
    one = value_chart(Values(np.array([values]), LOWER))
    mirrored = value_chart(Values(-np.array([values]), ~LOWER))

    np.testing.assert_array_equal(one.sign, mirrored.sign)
    np.testing.assert_array_equal(one.side, -mirrored.side)
    np.testing.assert_array_equal(one.turn, mirrored.turn)


@drawn
@given(st.lists(days, min_size=13, max_size=40), days)
def test_a_frozen_baseline_is_not_moved_by_what_comes_later(
    values: list[float], next_one: float
) -> None:
    one = value_chart(Values(np.array([values]), LOWER))
    longer = value_chart(Values(np.array([[*values, next_one]]), LOWER))

    np.testing.assert_array_equal(one.upper[0], longer.upper[0, :-1])
    outside = one.sign == Sign.OUTSIDE.value
    np.testing.assert_array_equal(outside, longer.sign[:, :-1] == Sign.OUTSIDE.value)


@drawn
@given(months(least=2, most=20), st.integers(1, 19))
def test_a_new_phase_is_a_series_of_its_own(told: tuple[list[float], list[float]], at: int) -> None:
    counts = Counts.of([told[0]], [told[1]], LOWER)
    at = min(at, len(told[0]) - 1)
    rebased = np.zeros((1, len(told[0])), np.bool_)
    rebased[0, at] = True

    whole = share_chart(counts, rebased).chart
    before, after = (
        share_chart(Counts(counts.numerator[:, cut], counts.denominator[:, cut], LOWER)).chart
        for cut in (slice(at), slice(at, None))
    )

    for name in ("centre", "lower", "upper", "sign", "side", "trial"):
        parts = np.hstack([getattr(before, name), getattr(after, name)])
        np.testing.assert_array_equal(getattr(whole, name), parts)


@drawn
@given(months(least=6), rates)
def test_an_outlook_is_a_chance_and_grows_with_the_last_month(
    told: tuple[list[float], list[float]], limit: float
) -> None:
    part, whole = told
    whole = [*whole, 200.0]
    better, worse = (
        outlook(Counts.of([[*part, bad]], [whole], LOWER), limit_at(limit)).chance[0]
        for bad in (10.0, 40.0)
    )

    assert 0 <= better <= worse + 1e-9 <= 1 + 2e-9
