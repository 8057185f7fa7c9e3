"""Named shocks, regret over them, and what one input at a time does to two vendors.

Present values of the three vendors as published, in thousands of dollars, worked out once by a
program that shares nothing with this one.
"""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from tests.unit.pricing.three_vendors import PRACTICE, three_vendors, vendor_b, vendor_c
from vendor_eval.pricing.draws import CERTAIN
from vendor_eval.pricing.sensitivity import difference_between, ranges_of
from vendor_eval.pricing.simulation import Case, simulated
from vendor_eval.pricing.stress import AS_EXPECTED, Shock, outcomes, volume_shocks
from vendor_eval.pricing.tornado import Bar, tornado
from vendor_eval.quantities import Usd

CASE = Case(three_vendors(), PRACTICE, CERTAIN)
SHOCKS = (
    AS_EXPECTED,
    Shock("growth of 20 %", growth=Decimal("0.2")),
    Shock("growth of 40 %", growth=Decimal("0.4")),
    Shock("shrinking by 15 %", growth=Decimal("-0.15")),
    Shock("B collects 2 points less", rates=(("B", Decimal("0.945")),)),
    Shock("A collects 4 points more", rates=(("A", Decimal("0.955")),)),
)


def thousands(amount: Usd) -> float:
    return float(amount.dollars / 1000)


@pytest.mark.parametrize(
    ("option", "costs", "regret"),
    [
        ("A", (849.5, 1274.4, 1932.1, 690.7, 849.5, 533.0), 877.3),
        ("B", (578.4, 783.0, 1054.8, 469.3, 728.6, 578.4), 45.4),
        ("C", (710.5, 878.4, 1139.1, 648.4, 710.5, 710.5), 179.1),
    ],
)
def test_costs_and_the_greatest_regret_are_those_published(option, costs, regret) -> None:
    found = outcomes(CASE, SHOCKS)

    at = found.options.index(option)
    row = found.all_in[at]
    assert row is not None
    # Published to a tenth of a thousand.
    assert list(map(thousands, row)) == pytest.approx(costs, abs=0.05)
    assert thousands(found.regret().greatest[at]) == pytest.approx(regret, abs=0.1)


def test_the_careful_choice_stands_up_to_every_shock() -> None:
    assert outcomes(CASE, SHOCKS).regret().careful_choices == ("B",)


def test_the_steps_of_volume_go_from_a_fifth_less_to_two_fifths_more() -> None:
    shocks = volume_shocks()

    names = [shock.name for shock in shocks]
    assert names == ["−20 %", "−10 %", "±0 %", "+10 %", "+20 %", "+30 %", "+40 %"]
    fees = dict(zip(names, outcomes(replace(CASE, practice=None), shocks).fees[0], strict=True))
    # 2,000 x 3.25 = 6,500 a month in the first year, 3 % more in the second, 6.09 % in the third.
    assert str(fees["±0 %"]) == "241090.20"  # 78,000 x 3.0909
    assert str(fees["−20 %"]) == "192872.16"
    assert str(fees["+40 %"]) == "337526.28"


def test_a_shock_is_a_simulation_without_chance() -> None:
    sure = replace(CASE, uncertainty=replace(CERTAIN, least_growth=0.3, most_growth=0.3))

    simulation = simulated(sure, sure.plan(1))

    found = outcomes(CASE, (Shock("growth of 30 %", growth=Decimal("0.3")),))
    cents = [row[0].cents for row in found.all_in if row is not None]
    # Drawn months have seven digits.
    assert cents == pytest.approx(simulation.all_in[:, 0], rel=1e-6)


def test_without_performance_regret_is_in_fees_of_all_and_else_of_those_that_have_one() -> None:
    unknown = replace(vendor_b(), performance=None)
    mixed = Case((unknown, vendor_c()), PRACTICE, CERTAIN)
    neither = Case((unknown, replace(vendor_c(), performance=None)), PRACTICE, CERTAIN)

    assert outcomes(mixed, SHOCKS).regret().options == ("C",)
    assert outcomes(neither, SHOCKS).regret().options == ("B", "C")


def test_shocks_of_a_vendor_that_is_not_there_change_nothing() -> None:
    found = outcomes(CASE, (AS_EXPECTED, Shock("Z", rates=(("Z", Decimal("0.5")),))))

    assert all(row is not None and row[0] == row[1] for row in found.all_in)


@pytest.fixture(scope="module")
def bars() -> dict[str, Bar]:
    found = tornado(tuple(ranges_of(CASE, "A", "B")), difference_between(CASE, "A", "B"))
    return {bar.range.id: bar for bar in found}


@pytest.mark.parametrize(
    ("id", "ends"),
    [
        ("growth", (221, 877)),
        ("rate:A", (429, 113)),
        ("rate:B", (121, 421)),
        ("cost_of_capital", (257, 286)),
    ],
)
def test_the_bars_are_those_published(bars, id, ends) -> None:
    bar = bars[id]

    assert (thousands(bar.at_low), thousands(bar.at_high)) == pytest.approx(ends, abs=0.8)
    assert thousands(bar.at_base) == pytest.approx(271, abs=0.1)


def test_every_bar_has_the_same_base(bars) -> None:
    bases = [bar.at_base.cents for bar in bars.values()]

    assert max(bases) - min(bases) <= 1


def test_growth_is_the_widest_bar(bars) -> None:
    assert next(iter(bars)) == "growth"


def test_as_published_a_ties_with_b_when_it_collects_3_4256_points_more(bars) -> None:
    bar = bars["rate:A"]

    assert bar.flip == pytest.approx(
        Decimal("0.915") + Decimal("0.034256"), abs=Decimal("0.000001")
    )
    assert not bar.flips_within


def test_no_other_input_flips_within_its_range(bars) -> None:
    assert [id for id, bar in bars.items() if bar.flips_within] == []


def test_what_a_pair_does_not_have_is_no_input_of_it() -> None:
    ids = [one.id for one in ranges_of(CASE, "A", "C")]

    assert ids[:5] == ["growth", "volume", "allowed", "rate:A", "rate:C"]
    assert np.unique(ids).size == len(ids)
