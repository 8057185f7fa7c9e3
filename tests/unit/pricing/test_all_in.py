"""The all-in cost, by the example in which the cheapest fee belongs to the dearest vendor.

2,000 claims a month at 125.00 allowed: 3,000,000 a year; the reference is 97 %, money costs 8 %,
the practice works 30 % of denials at 25.00 and its own hours cost 45.00.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from vendor_eval.pricing.all_in import AllIn, Billed, all_in
from vendor_eval.pricing.assumptions import ASSUMPTIONS
from vendor_eval.pricing.offer import Exit, Performance, PracticeFigures, Transition
from vendor_eval.quantities import NOTHING_DUE, Usd

ASSUMED = {id: one.value for id, one in ASSUMPTIONS.items()}
PRACTICE = PracticeFigures(allowed_per_claim=Decimal(125), **ASSUMED)
CHEAP_FEE = Performance(Decimal("0.915"), Decimal("0.13"), Decimal(56), Decimal(20))
DEAR_FEE = Performance(Decimal("0.965"), Decimal("0.065"), Decimal(36), Decimal(8))
MIDDLE = Performance(Decimal("0.945"), Decimal("0.09"), Decimal(44), Decimal(12))


def usd(dollars: str) -> Usd:
    return Usd.of(Decimal(dollars))


def year(monthly_fee: str, performance: Performance, **figures: Decimal) -> AllIn:
    """Twelve months of 2,000 claims."""
    billed = Billed([usd(monthly_fee)] * 12, [NOTHING_DUE] * 12, [Decimal(2_000)] * 12)
    return all_in(billed, performance, replace(PRACTICE, **figures))


@pytest.mark.parametrize(
    ("monthly_fee", "performance", "parts", "total", "per_claim", "per_100"),
    [
        # 2,000 x 3.25; 3,000,000 x (.97 - .915); 2,745,000 x 56 / 365 x .08;
        # 24,000 x .13 x .30 x 25; 12 x 20 x 45
        (
            "6500.00",
            CHEAP_FEE,
            ("78000.00", "165000.00", "33692.05", "23400.00", "10800.00"),
            "310892.05",
            "12.95",
            "11.33",
        ),
        # 5.5 % of 250,000 x .965
        (
            "13268.75",
            DEAR_FEE,
            ("159225.00", "15000.00", "22842.74", "11700.00", "4320.00"),
            "213087.74",
            "8.88",
            "7.36",
        ),
        (
            "11000.00",
            MIDDLE,
            ("132000.00", "75000.00", "27340.27", "16200.00", "6480.00"),
            "257020.27",
            "10.71",
            "9.07",
        ),
    ],
)
def test_the_order_of_fees_and_of_all_in_costs_are_each_others_reverse(
    monthly_fee: str,
    performance: Performance,
    parts: tuple[str, ...],
    total: str,
    per_claim: str,
    per_100: str,
) -> None:
    cost = year(monthly_fee, performance)

    found = (cost.fee, cost.leakage, cost.carrying, cost.rework, cost.oversight)
    assert tuple(map(str, found)) == parts
    assert str(cost.total) == total
    assert (str(cost.per_claim), str(cost.per_100_collected)) == (per_claim, per_100)


@pytest.mark.parametrize("reference", ["0.97", "1.00"])
def test_the_reference_cancels_out_of_every_difference(reference: str) -> None:
    cheap = year("6500.00", CHEAP_FEE, net_collection_reference=Decimal(reference))
    dear = year("13268.75", DEAR_FEE, net_collection_reference=Decimal(reference))

    # The cheapest fee costs that much more a year: 310,892.05 - 213,087.74, each to the cent;
    # the difference of the unrounded totals is 97,804.3151.
    assert cheap.total - dear.total == usd("97804.31")


def test_what_is_collected_beyond_the_reference_lowers_the_cost() -> None:
    cost = year("0.00", replace(DEAR_FEE, net_collection_rate=Decimal("0.98")))

    assert cost.leakage == usd("-30000.00")  # 3,000,000 x (.97 - .98)


def test_credits_come_off_and_changing_and_leaving_come_on_top_once() -> None:
    # 10,000 at once; 5 % of 250,000 late in two months, of which 30 % never comes: 7,500.00;
    # one chance in five to pay 4,000 and 21,000 for leaving: 5,000.
    performance = replace(
        DEAR_FEE,
        transition=Transition(usd("6000"), usd("4000"), Decimal("0.05"), 2, Decimal("0.30")),
        exit=Exit(Decimal("0.2"), usd("4000"), usd("21000")),
    )
    billed = Billed(
        [usd("13268.75")] * 12, [usd("100.00"), *[NOTHING_DUE] * 11], [Decimal(2_000)] * 12
    )

    cost = all_in(billed, performance, PRACTICE)

    assert (str(cost.transition), str(cost.exit)) == ("17500.00", "5000.00")
    assert cost.total == usd("213087.74") - usd("100") + usd("17500.00") + usd("5000")


def test_with_a_discount_rate_a_month_counts_a_year_less_a_year_later() -> None:
    fees = [*[NOTHING_DUE] * 11, usd("1080.00"), *[NOTHING_DUE] * 11, usd("1166.40")]
    billed = Billed(fees, [NOTHING_DUE] * 24, [Decimal(0)] * 24)
    idle = Performance(Decimal(1), Decimal(0), Decimal(0), Decimal(0))

    cost = all_in(billed, idle, replace(PRACTICE, discount_rate=Decimal("0.08")))

    assert cost.total == usd("2000.00")  # 1,080 / 1.08 + 1,166.40 / 1.08²
    assert (cost.per_claim, cost.per_100_collected) == (None, None)


@pytest.mark.parametrize(
    ("fees", "performance", "change", "present_value"),
    [
        # A price for each claim that rises 3 % on the anniversary; a dip of 6 % for 3 months.
        (("6500.00", "6695.00", "6895.85"), CHEAP_FEE, ("0.06", 3, "0.00"), "849482"),
        # A percentage, 5,000 for setting up in the first month; a dip of 3 % for 2 months.
        (("13268.75",) * 3, DEAR_FEE, ("0.03", 2, "5000.00"), "578428"),
        # A flat fee that rises 3 %, 3,000 for setting up; a dip of 5 % for 3 months.
        (("11000.00", "11330.00", "11669.90"), MIDDLE, ("0.05", 3, "3000.00"), "710533"),
    ],
)
def test_three_years_at_a_discount_of_8_percent(fees, performance, change, present_value) -> None:
    dip, months, set_up = change
    monthly = [usd(fee) for fee in fees for _ in range(12)]
    monthly[0] += usd(set_up)
    billed = Billed(monthly, [NOTHING_DUE] * 36, [Decimal(2_000)] * 36)
    # Of what is late in the dip, 30 % never comes.
    transition = Transition(dip=Decimal(dip), dip_months=months, dip_lost=Decimal("0.3"))
    discounted = replace(PRACTICE, discount_rate=Decimal("0.08"))

    cost = all_in(billed, replace(performance, transition=transition), discounted)

    # The published sums are whole dollars.
    assert abs(cost.total.dollars - Decimal(present_value)) <= Decimal("0.5")


def test_whatever_stands_in_for_the_practices_own_figure_has_a_source_or_is_an_assumption() -> None:
    sources = {id: one.source for id, one in ASSUMPTIONS.items()}

    assert sources["net_collection_reference"].startswith("S003")
    assert [id for id, said in sources.items() if said == "assumption"] == [
        "cost_of_capital",
        "practice_touch_share",
        "oversight_rate",
    ]
    assert all(one.low is None or one.low <= one.value for one in ASSUMPTIONS.values())
