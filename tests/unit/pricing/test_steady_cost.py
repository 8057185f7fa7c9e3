"""Fees and all-in costs over the claims of a steady month, where they meet, and rules of thumb.

The scenario is the worked example: 2,000 claims a month at 125.00 allowed; 3.25 a claim, 5.5 % of
collections, or 11,000 a month.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from vendor_eval.files.scenarios import read_scenario, worked_example
from vendor_eval.pricing.cheapest_map import cheapest_all_in_map
from vendor_eval.pricing.comparison import compared
from vendor_eval.pricing.scenario import Scenario
from vendor_eval.pricing.schedule import Schedule
from vendor_eval.pricing.steady_cost import Crossing, Lead, lead_of, places_of, steady_costs
from vendor_eval.pricing.territory import can_be_mapped, territory
from vendor_eval.pricing.thumb import Thumb, payback, thumbs
from vendor_eval.quantities import Unit, Usd

HEAD = """
start = "2026-01"
months = 12
[usage]
claims = 2000
statements = 1000
net_collections = "200000 USD"
"""
OPTION = '[[options]]\nname = "{name}"\nfees = [{fees}]\n'
PER_CLAIM = '{ type = "per_unit", on = "claims", price = "3.25 USD" }'
SHARE = '{ type = "percentage", on = "net_collections", rate = "5.5 %" }'
FLAT = '{ type = "flat", amount = "11000 USD" }'


@pytest.fixture(scope="module")
def example() -> Scenario:
    return read_scenario(worked_example(), "example")


def scenario(*fees: str) -> Scenario:
    options = (OPTION.format(name=name, fees=one) for name, one in zip("ABC", fees, strict=False))
    return read_scenario(HEAD + "".join(options), "scenario")


@pytest.mark.parametrize(
    ("option", "fee", "all_in"),
    [
        # A year of the example, published to the cent of each of its parts.
        ("Per claim", "78000.00", "310892.05"),
        ("Percentage", "159225.00", "213087.74"),
        ("Flat", "132000.00", "257020.27"),
    ],
)
def test_twelve_steady_months_are_the_published_year(example, option, fee, all_in) -> None:
    found = {one.option: one for one in steady_costs(example)}[option]

    assert str(Usd(int(12 * found.fee.at(2_000)))) == fee
    assert found.all_in is not None
    assert float(12 * found.all_in.at(2_000) / 100) == pytest.approx(float(all_in), abs=0.01)


def test_without_performance_or_practice_there_is_a_fee_alone(example) -> None:
    stripped = replace(example.options[0], performance=None)
    unknown = replace(example, options=(stripped, *example.options[1:]))

    assert [one.all_in is None for one in steady_costs(unknown)] == [True, False, False]
    assert [one.all_in for one in steady_costs(scenario(FLAT))] == [None]


def test_every_place_says_who_is_cheaper_on_either_side(example) -> None:
    places = places_of({one.option: one.fee for one in steady_costs(example)})

    # 11,000 / (5.5 % of 120.625 collected a claim), and 11,000 / 3.25
    assert places == (
        Crossing(
            "Percentage",
            "Flat",
            Fraction(1_100_000) / Fraction("663.4375"),
            "Percentage",
            "Flat",
            Fraction(1_100_000),
        ),
        Crossing(
            "Per claim",
            "Flat",
            Fraction(1_100_000, 325),
            "Per claim",
            "Flat",
            Fraction(1_100_000),
        ),
    )


def test_all_in_costs_meet_elsewhere_than_fees(example) -> None:
    costs = {one.option: one.all_in for one in steady_costs(example) if one.all_in is not None}

    met = {(one.one, one.two): one for one in places_of(costs)}[("Percentage", "Flat")]

    # A claim costs 8.698656 under the percentage and 4.939178 under the flat fee; beside claims
    # 8 x 45 = 360 and 11,000 + 12 x 45 = 11,540 a month: 11,180 / 3.759478
    assert float(met.claims) == pytest.approx(2_973.82, abs=0.01)
    assert (met.below, met.above) == ("Percentage", "Flat")


def test_a_stretch_on_which_both_cost_the_same_belongs_to_neither() -> None:
    rising = Schedule.line(10, 0, 100)

    first, second = places_of({"one": rising, "two": rising.at_most(500).at_least(300)})

    assert (first.claims, first.below, first.above) == (3, "one", None)
    assert (second.claims, second.below, second.above) == (5, None, "two")


def test_the_map_all_in_turns_where_two_all_in_costs_meet(example) -> None:
    claims = [Decimal(2_973), Decimal(2_974)]

    [row] = cheapest_all_in_map(example, [Decimal(125)], claims)

    assert row == ("Percentage", "Flat")


def test_without_all_in_costs_the_map_is_empty() -> None:
    found = cheapest_all_in_map(scenario(FLAT), [Decimal(1), Decimal(2)], [Decimal(1)])

    assert found == ((None,), (None,))


def test_each_pair_of_single_prices_has_its_rule_of_thumb(example) -> None:
    rules = thumbs(example)

    assert [(rule.one, rule.two, f"{float(rule.at):.2f}", rule.of) for rule in rules] == [
        ("Per claim", "Percentage", "61.23", "allowed for a claim"),
        ("Per claim", "Flat", "3384.62", "claims a month"),
        ("Percentage", "Flat", "200000.00", "collected a month"),
    ]
    assert [rule.working for rule in rules] == [
        "$3.25 / (5.5 % × 96.5 %)",
        "$11,000 / $3.25",
        "$11,000 / 5.5 %",
    ]


def test_without_performance_the_rule_is_told_in_what_is_collected() -> None:
    [rule] = thumbs(scenario(SHARE, PER_CLAIM))

    # 3.25 / 5.5 %
    at = Fraction("3.25") / Fraction("0.055")
    working = "$3.25 / 5.5 %"
    assert rule == Thumb("A", "B", at, Unit.USD, "collected for a claim", working)


@pytest.mark.parametrize(
    "fees",
    [
        (PER_CLAIM, PER_CLAIM),
        (PER_CLAIM, f"{FLAT}, {SHARE}"),
        (FLAT, '{ type = "per_unit", on = "statements", price = "1 USD" }'),
        (FLAT, '{ type = "per_unit", on = "claims", price = "0 USD" }'),
        (PER_CLAIM, f'{SHARE}, {{ type = "minimum", amount = "9000 USD" }}'),
    ],
)
def test_other_pairs_have_no_rule_of_thumb(fees: tuple[str, str]) -> None:
    assert thumbs(scenario(*fees)) == ()


def test_the_dearer_fee_is_paid_back_by_2_7075_points_of_collections(example) -> None:
    found = payback(compared(example))

    assert found is not None
    assert (found.cheapest, found.dearer) == ("Per claim", "Percentage")
    # 159,225 - 78,000 = 81,225 of 12 x 2,000 x 125 = 3,000,000
    assert found.gap == Usd(8_122_500)
    assert found.points == Fraction("0.027075")
    assert found.promised == Fraction("0.05")


def test_nothing_has_to_be_paid_back_where_one_is_cheapest_in_both(example) -> None:
    assert payback(compared(replace(example, options=example.options[1:2]))) is None
    assert payback(compared(scenario(FLAT, PER_CLAIM))) is None


@pytest.mark.parametrize(
    ("claims", "lead"),
    [
        (1_000, Lead("Per claim", Fraction(0), Fraction(1_100_000, 325))),
        # Just there both cost the same, and the first of equals is named.
        (Fraction(1_100_000, 325), Lead("Per claim", Fraction(0), Fraction(1_100_000, 325))),
        (4_000, Lead("Flat", Fraction(1_100_000, 325), None)),
    ],
)
def test_the_cheapest_at_a_place_stays_so_between_two_crossings(example, claims, lead) -> None:
    costs = {one.option: one.fee for one in steady_costs(example)}

    assert lead_of(costs, places_of(costs), Fraction(claims)) == lead


def test_a_map_reaches_three_times_what_a_claim_brings_around_the_scenario(example) -> None:
    found = territory(example, Decimal(4_000), all_in=True)

    assert found is not None
    assert (found.here, found.cheapest_here) == ((2_000, 125), "Percentage")
    # 40 fields of 100 claims, and 30 of a thirtieth of 380 dollars, 375 rounded up
    assert (found.claims[0], found.claims[-1]) == (50, 3_950)
    assert (len(found.values), round(found.values[0] * 60)) == (30, 380)
    assert {name for row in found.cheapest for name in row} == {"Percentage", "Flat"}


def test_a_fee_of_hundreds_of_steps_is_not_mapped() -> None:
    each = '{ type = "package", on = "claims", size = 10, price = "50 USD" }'
    small = '{ type = "package", on = "claims", size = 100, price = "500 USD" }'

    assert not can_be_mapped(steady_costs(scenario(each)))
    assert can_be_mapped(steady_costs(scenario(small, FLAT)))
