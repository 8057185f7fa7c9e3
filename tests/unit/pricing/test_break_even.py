"""Where two fees cost the same: tiers, minimums and jumps, each with its arithmetic."""

from __future__ import annotations

from fractions import Fraction

import pytest

from vendor_eval.pricing.break_even import crossings, rule_of_thumb
from vendor_eval.pricing.schedule import Schedule

TOP = 30_000  # claims
# 6.00, 5.00 and 4.25 a claim, up to 1,000, up to 2,500 and above; amounts in cents.
GRADUATED = Schedule.of(
    0, [(1_000, 0, 600), (2_500, 100_000, 500), (TOP, 1_350_000 - 2_500 * 425, 425)]
)
VOLUME = Schedule.of(0, [(1_000, 0, 600), (2_500, 0, 500), (TOP, 0, 425)])
# 6 % of 114.00 collected a claim, at least 9,000.
PERCENTAGE = Schedule.line(TOP, 0, 684).at_least(900_000)


def flat(dollars: int) -> Schedule:
    return Schedule.line(TOP, dollars * 100)


@pytest.mark.parametrize(
    ("one", "two", "at"),
    [
        # 6,000 + 1,100 x 5.00 = 11,500
        (flat(11_500), GRADUATED, [2_100]),
        # 2,300 x 5.00; beyond 2,500 the whole falls from 12,500 to 10,625; 11,500 / 4.25
        (flat(11_500), VOLUME, [2_300, 2_500, Fraction(1_150_000, 425)]),
        # 5,500 / 6.00; beyond 1,000 the whole falls from 6,000 to 5,000; 5,500 / 5.00
        (flat(5_500), VOLUME, [Fraction(550_000, 600), 1_000, 1_100]),
        # 11,500 / 6.84
        (PERCENTAGE, flat(11_500), [Fraction(1_150_000, 684)]),
        # 9,000 lies above the tiers until 6.84 a claim does
        (PERCENTAGE, GRADUATED, []),
        # the same all the way is no place
        (VOLUME, VOLUME, []),
        # both begin at nothing: 0 is no place
        (Schedule.line(TOP, 0, 600), Schedule.line(TOP, 0, 500), []),
    ],
)
def test_every_place_is_found(one: Schedule, two: Schedule, at: list[Fraction]) -> None:
    assert list(crossings(one, two)) == at
    assert list(crossings(two, one)) == at


def test_an_average_claim_of_118_makes_a_platform_fee_pay_from_1_667_claims_on() -> None:
    percentage = Schedule.line(TOP, 0, Fraction(649))  # 5.5 % of 118.00
    per_claim = Schedule.line(TOP, 40_000, 625)  # 400 and 6.25 a claim

    # the fee of 400 is shared by claims that each cost 0.24 less
    assert crossings(percentage, per_claim) == (Fraction(40_000, 24),)


def test_a_touch_counts_and_the_ends_of_a_common_stretch_do() -> None:
    rising = Schedule.line(10, 0, 100)
    capped = rising.at_most(500)
    raised = capped.at_least(300)

    assert crossings(rising, capped) == (5,)  # the same up to 5, dearer beyond
    assert crossings(rising, raised) == (3, 5)  # the same from 3 to 5
    assert crossings(Schedule.line(10, 500), capped) == (5,)  # reached at 5 and kept
    tent = Schedule.of(0, [(5, 0, 100), (10, 1_000, -100)])
    assert crossings(Schedule.line(10, 500), tent) == (5,)  # touched and left again


def test_a_value_that_is_only_approached_is_no_place() -> None:
    falls_short = Schedule.of(900, [(5, 900, 0), (10, 0, 100)])  # 900 up to 5, then from 500 up

    assert crossings(falls_short, Schedule.line(10, 500)) == ()


@pytest.mark.parametrize(
    ("price", "rate", "collected", "allowed"),
    [("6.00", "0.06", "0.95", "105.26"), ("3.25", "0.055", "0.965", "61.23")],
)
def test_the_rule_of_thumb(price: str, rate: str, collected: str, allowed: str) -> None:
    found = rule_of_thumb(Fraction(price), Fraction(rate), Fraction(collected))

    assert f"{float(found):.2f}" == allowed


def test_what_is_free_comes_off_before_the_first_tier() -> None:
    after = GRADUATED.after(200)

    assert after.at(200) == 0
    assert after.at(1_200) == GRADUATED.at(1_000)
    assert after.at(1_201) == GRADUATED.at(1_001)
    assert after.top == GRADUATED.top
