"""Simulated costs against what can be worked out or was published, and what must not change them.

Published for the three vendors: present values in thousands, over 100,000 paths with growth of 0
to 40 % a year and a spread of 0.25 in the odds of collecting. How widely volume and allowed
amounts were spread there is not told, so that the figures agree to about a percent and not to
their standard errors of a tenth of that. Months are drawn in single precision, which has seven
digits: what should be equal is so to one part in a million.
"""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from tests.unit.pricing.three_vendors import PRACTICE, three_vendors, vendor_a, vendor_b, vendor_c
from vendor_eval.pricing.draws import CERTAIN, CHUNK, Uncertainty
from vendor_eval.pricing.fan import LEVELS, fans
from vendor_eval.pricing.fees import (
    Base,
    KpiIndexed,
    MetricBand,
    Rebate,
    RecurringFlat,
    Tier,
)
from vendor_eval.pricing.information import information
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.option import Option
from vendor_eval.pricing.risk import chances_of_being_cheapest, risks
from vendor_eval.pricing.simulation import Case, Simulation, simulated
from vendor_eval.quantities import Usd

# Growth and the vendors' own rates alone.
BROAD = replace(CERTAIN, vendor_spread=0.25, most_growth=0.4)
GROWTH = pytest.mark.parametrize(
    "field", ["fees", "all_in", "rates", "volume", "allowed", "growth"]
)


def case(uncertainty: Uncertainty, *options: Option) -> Case:
    return Case(options or three_vendors(), PRACTICE, uncertainty)


def growing(by: float) -> Uncertainty:
    return replace(CERTAIN, least_growth=by, most_growth=by)


def published(paths: int = 40_960) -> Simulation:
    broad = case(BROAD)
    return simulated(broad, broad.plan(paths))


@pytest.mark.parametrize(
    ("growth", "costs"),
    [
        (0.0, (849.5, 578.4, 710.5)),
        (0.2, (1274.4, 783.0, 878.4)),
        (0.4, (1932.1, 1054.8, 1139.1)),
        (-0.15, (690.7, 469.3, 648.4)),
    ],
)
def test_without_chance_a_path_is_the_published_present_value(growth, costs) -> None:
    sure = case(growing(growth))

    found = simulated(sure, sure.plan(paths=2))

    assert found.all_in[:, 0] / 100_000 == pytest.approx(costs, abs=0.05)
    assert (found.all_in[:, 0] == found.all_in[:, 1]).all()


@pytest.mark.parametrize(
    ("options", "costs"),
    [
        ((vendor_b("0.945"),), (728.6,)),  # two points less
        ((vendor_a("0.955"),), (533.0,)),  # four points more
    ],
)
def test_another_net_collection_rate_costs_what_was_published(options, costs) -> None:
    sure = case(CERTAIN, *options)

    found = simulated(sure, sure.plan(paths=1))

    assert found.all_in[:, 0] / 100_000 == pytest.approx(costs, abs=0.05)


def test_means_and_chances_are_about_those_published() -> None:
    found = published()

    standing = risks(found.options, found.all_in)
    # Published: 1,345.1, 810.6 and 915.3; the dearest twentieth 2,276, 1,239 and 1,410.
    means = [float(one.mean.dollars) / 1000 for one in standing]
    assert means == pytest.approx([1345.1, 810.6, 915.3], rel=0.012)
    worst = [float(one.worst.dollars) / 1000 for one in standing]
    assert worst == pytest.approx([2276, 1239, 1410], rel=0.06)
    # Four standard errors of a chance of 0.74 over 40,960 paths are 0.0087.
    assert [one.cheapest for one in standing] == pytest.approx([0.0055, 0.7381, 0.2564], abs=0.0087)


def test_b_is_cheaper_than_c_about_as_often_as_published() -> None:
    _, b, c = published().all_in

    assert (b < c).mean() == pytest.approx(0.742, abs=0.0087)


def test_the_vendors_rates_are_worth_asking_for_and_the_forecast_is_not() -> None:
    found = published()

    told = information(found.options, found.all_in, found.inputs())

    # Published: 26.8 in all, 14.5 for C's rate, 7.2 for B's, nothing for growth and volume.
    assert float(told.everything.dollars) == pytest.approx(26_800, rel=0.10)
    first, second, *_ = told.inputs
    assert (first.label, second.label) == (
        "the net collection rate of C",
        "the net collection rate of B",
    )
    assert float(first.amount.dollars) == pytest.approx(14_500, rel=0.15)
    assert float(second.amount.dollars) == pytest.approx(7_200, rel=0.15)
    assert told.sentence == (
        "Find out the net collection rate of C first: knowing it is worth up to "
        f"{first.amount.shown}; then the net collection rate of B (up to {second.amount.shown}). "
        "Knowing the net collection rate of A, the growth of volume, the volume of a month and "
        "the allowed amount per claim better would not change the choice."
    )


@GROWTH
@pytest.mark.parametrize("at_once", [2, 3, 5, 12])
def test_chunks_computed_side_by_side_change_nothing(field: str, at_once: int) -> None:
    whole = case(Uncertainty())
    plan = whole.plan(9 * CHUNK + 5)

    alone, together = (simulated(whole, plan, at_once=count) for count in (1, at_once))

    assert (getattr(alone, field) == getattr(together, field)).all()


@GROWTH
def test_fewer_paths_are_the_first_of_more(field: str) -> None:
    whole = case(Uncertainty())

    more, few = (simulated(whole, whole.plan(paths)) for paths in (2 * CHUNK, CHUNK + 7))

    assert (getattr(few, field) == getattr(more, field)[..., : CHUNK + 7]).all()


def test_an_option_costs_the_same_whatever_it_is_compared_with() -> None:
    alone, both = case(Uncertainty(), vendor_a()), case(Uncertainty(), vendor_a(), vendor_b())

    first = simulated(alone, alone.plan(100)).all_in[0]

    assert (simulated(both, both.plan(100)).all_in[0] == first).all()


def test_options_of_one_vendor_collect_the_same_on_every_path() -> None:
    twin = replace(vendor_b(), name="B again")
    two = case(Uncertainty(), vendor_b(), twin)

    found = simulated(two, two.plan(100))

    assert (found.all_in[0] == found.all_in[1]).all()
    assert len(found.inputs()) == 4
    assert chances_of_being_cheapest(found.all_in).tolist() == [0.5, 0.5]


def test_parts_of_an_option_are_billed_each_by_itself() -> None:
    c, a = vendor_c(), vendor_a()
    both = case(CERTAIN, replace(c, parts=(*c.parts, *a.parts)), c, a)

    together, one, other = simulated(both, both.plan(1)).fees[:, 0]

    assert together == pytest.approx(one + other, rel=1e-6)


def test_without_performance_there_is_a_fee_and_no_all_in_cost() -> None:
    unknown = case(Uncertainty(), replace(vendor_b(), performance=None), vendor_c())

    found = simulated(unknown, unknown.plan(10))

    assert np.isnan(found.all_in[0]).all()
    assert np.isnan(found.rates[0]).all()
    assert (found.fees > 0).all()
    assert found.inputs()[0].label == "the net collection rate of C"


def test_progress_is_told_after_every_four_chunks() -> None:
    told = []
    alone = case(Uncertainty(), vendor_c())

    simulated(alone, alone.plan(8 * CHUNK + 1), lambda done, of: told.append((done, of)))

    assert told == [(8_192, 16_385), (16_384, 16_385), (16_385, 16_385)]


def test_the_fan_of_a_month_holds_the_paths_that_it_says() -> None:
    whole = case(Uncertainty())

    first, *_ = fans(whole, whole.plan(CHUNK))

    assert first.fees.shape == (len(LEVELS), 36)
    assert (np.diff(first.fees, axis=0) >= 0).all()
    assert first.all_in is not None
    assert (first.all_in > first.fees).all()
    # 2,000 claims at 3.25 in the first month, before anything has grown: half of the paths are
    # below what is expected, less half of the variance of a logarithm: 0.1² / 2.
    assert first.fees[2, 0] == pytest.approx(650_000 * (1 - 0.1**2 / 2), rel=4 * 0.125 / 45)


def test_a_fan_is_the_same_whatever_else_is_drawn() -> None:
    whole = case(Uncertainty())

    _, _, last = fans(whole, whole.plan(100))
    (alone,) = fans(whole, whole.plan(100), {"C"})

    assert alone.option == "C"
    assert (alone.fees == last.fees).all()


def test_without_chance_the_fan_adds_up_to_the_simulation() -> None:
    undiscounted = replace(PRACTICE, discount_rate=None)
    sure = Case((vendor_c(),), undiscounted, CERTAIN)
    plan = sure.plan(1)

    (fan,) = fans(sure, plan)

    simulation = simulated(sure, plan)
    assert fan.fees[2].sum() == pytest.approx(simulation.fees[0, 0], rel=1e-6)
    assert fan.all_in is not None
    # The transition is not part of a month: 5 % of three months of 250,000, of which 30 %.
    expected = simulation.all_in[0, 0] - 1_125_000
    assert fan.all_in[2].sum() == pytest.approx(expected, rel=1e-6)


def test_costs_of_a_single_path_have_no_standard_error() -> None:
    (one,) = risks(("A",), np.array([[123.4]]))

    assert (one.mean.cents, one.standard_error.cents, one.worst.cents) == (123, 0, 123)
    assert one.cheapest == 1


def test_the_dearest_twentieth_of_a_hundred_paths_are_five() -> None:
    (one,) = risks(("A",), np.arange(1.0, 101.0).reshape(1, -1))

    # 96 to 100 have a mean of 98; a quarter of 99 steps beyond 1 is 5.95.
    assert one.worst.cents == 98
    assert (one.low.cents, one.median.cents, one.high.cents) == (6, 51, 95)


def test_a_fee_that_follows_the_net_collection_rate_follows_that_of_the_path() -> None:
    bonus = KpiIndexed(
        "net_collection_rate",
        Base("claims"),
        (MetricBand(Decimal("0.96"), Decimal(1)), MetricBand(None, Decimal(3))),
    )
    b = vendor_b()
    measured = replace(b.usage, metrics={"net_collection_rate": np.full(36, 0.965)})
    followed = replace(b, parts=(Offer("B", (bonus,)),), usage=measured)
    whole = case(replace(CERTAIN, vendor_spread=0.25), followed)

    found = simulated(whole, whole.plan(1_000))

    # 1 dollar a claim on paths up to 96 %, else 3; both are paid at a discount of 8 %.
    dear = found.rates[0] > 0.96
    assert 0 < dear.mean() < 1
    assert found.fees[0, dear].min() / found.fees[0, ~dear].max() == pytest.approx(3, rel=1e-6)


def test_a_flat_fee_has_a_rebate_that_follows_the_path() -> None:
    tiers = (Tier(Decimal(24_000), Decimal("0.01")), Tier(None, Decimal("0.02")))
    c = vendor_c()
    offer = Offer("C", (RecurringFlat(Usd(1_000_000)), Rebate(Base("claims"), tiers)))
    whole = Case((replace(c, parts=(offer,)),), None, replace(CERTAIN, volume_spread=0.1))

    fees = simulated(whole, whole.plan(1_000)).fees[0]

    # 10,000 a month; in each of three years one or two percent of 120,000 come back.
    assert sorted(set(fees.round())) == [35_280_000, 35_400_000, 35_520_000, 35_640_000]
