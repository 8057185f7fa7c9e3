"""Laws of break-even places, over drawn schedules, against a dense scan that solves nothing."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.pricing.break_even import crossings
from vendor_eval.pricing.schedule import Schedule

TOP = 4_000
STEP = 10

# Whole quantities stay whole numbers: the scan asks for hundreds of fees a pair.
Fee = Callable[[Fraction | int], Fraction | int]
Drawn = tuple[Schedule, Fee]


@st.composite
def tiers(draw: st.DrawFn) -> Drawn:
    """Graduated or volume tiers with flats, as a schedule and as the sum a person would do."""
    bounds = sorted(draw(st.sets(st.integers(1, TOP - 1), min_size=0, max_size=3)))
    prices = draw(st.lists(st.integers(0, 900), min_size=len(bounds) + 1, max_size=len(bounds) + 1))
    flats = draw(st.lists(st.integers(0, 90_000), min_size=len(prices), max_size=len(prices)))
    whole = draw(st.booleans())
    rows = list(zip([0, *bounds], [*bounds, TOP], prices, flats, strict=True))

    def fee(quantity: Fraction | int) -> Fraction | int:
        entered = [row for row in rows if row[0] < quantity] or rows[:1]
        if whole:
            return entered[-1][2] * quantity + entered[-1][3]
        parts = ((min(quantity, high) - low) * price + flat for low, high, price, flat in entered)
        return sum(parts)

    pieces, before = [], Fraction(0)
    for low, high, price, flat in rows:
        base = Fraction(flat) if whole else before + flat - low * price
        pieces.append((high, base, price))
        before = base + high * price
    return Schedule.of(flats[0], pieces), fee


@st.composite
def schedules(draw: st.DrawFn) -> Drawn:
    """Tiers between a minimum and a maximum, after something free."""
    schedule, fee = draw(tiers())
    free = draw(st.sampled_from((0, 0, 1, 250)))
    least = draw(st.sampled_from((0, 100_000, 400_000)))
    most = draw(st.sampled_from((10**9, 900_000, 500_000)))

    def bounded(quantity: Fraction | int) -> Fraction | int:
        return max(min(fee(max(quantity - free, 0)), most), least)

    return schedule.after(free).at_most(most).at_least(least), bounded


@settings(max_examples=400, deadline=None)
@given(schedules(), schedules())
def test_no_sign_change_of_a_dense_scan_is_missed_and_every_place_found_is_one(
    one: Drawn, two: Drawn
) -> None:
    found = crossings(one[0], two[0])

    grid = [*range(1, TOP, STEP), TOP]
    signs = [(at, one[1](at) - two[1](at)) for at in grid]
    for (low, before), (high, after) in pairwise(signs):
        if before * after < 0:
            assert any(low <= at <= high for at in found), (low, high)
    for at in found:
        assert 0 < at <= TOP
        assert turns_or_ties(lambda q: one[1](q) - two[1](q), at)


def turns_or_ties(difference: Fee, at: Fraction) -> bool:
    """Whether the difference is 0 at the place or another sign begins just beyond it."""
    beyond = [difference(at + Fraction(1, 10**power)) for power in (9, 12)]
    here = difference(at)
    return here == 0 or all(here * one < 0 for one in beyond) or beyond == [0, 0]


@settings(max_examples=100, deadline=None)
@given(schedules(), st.integers(0, TOP * 4))
def test_a_schedule_gives_what_the_sum_gives(drawn: Drawn, quarters: int) -> None:
    schedule, fee = drawn
    at = Fraction(quarters, 4)

    assert schedule.at(at) == fee(at)
