"""Every kind of charge, held to worked examples; amounts are dollars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pytest

from vendor_eval.pricing.arithmetic import EXACT
from vendor_eval.pricing.bill import Bill, bill
from vendor_eval.pricing.fees import (
    AllowanceOverage,
    Band,
    Base,
    Charge,
    Contingency,
    Escalated,
    Fee,
    GainShare,
    Graduated,
    GraduatedPercentage,
    KpiIndexed,
    MetricBand,
    Modifiers,
    Negative,
    OneTime,
    Package,
    PartialYear,
    PassThrough,
    Percentage,
    Period,
    PerTransaction,
    PerUnit,
    Proration,
    RecurringFlat,
    Rounding,
    StairStep,
    Tier,
    Timing,
    Volume,
    VolumePercentage,
    Window,
)
from vendor_eval.pricing.offer import Offer, RoundScope
from vendor_eval.pricing.usage import Usage, in_steps
from vendor_eval.quantities import Month, Usd

JANUARY = Month(2026, 1)
CLAIMS = Base("claims")
COLLECTIONS = Base("net_collections")


def usd(dollars: str | int) -> Usd:
    return Usd.of(Decimal(dollars))


def tiers(*rows: tuple[int | None, str] | tuple[int | None, str, int]) -> tuple[Tier, ...]:
    return tuple(
        Tier(None if row[0] is None else Decimal(row[0]), Decimal(row[1]), usd(*row[2:] or (0,)))
        for row in rows
    )


def billed(*fees: Fee, start: Month = JANUARY, **usage: Sequence[str | int]) -> Bill:
    values = {driver: [Decimal(one) for one in row] for driver, row in usage.items()}
    return bill(Offer("an offer", fees), Usage.exact(start, values))


def dollars(made: Bill) -> list[str]:
    return [str(Usd(int(cents))) for cents in made.fee]


def one(fee: Charge, quantity: str | int) -> str:
    """The fee of one month in which ``quantity`` was counted."""
    return dollars(billed(fee, **{fee.on.driver: [quantity]}))[0]  # type: ignore[union-attr]  # fees of this test have a driver


FALLING = tiers((100, "1.00"), (200, "0.50"), (None, "0.10"))
STRIPE = tiers((5, "7"), (10, "6.5"), (None, "6"))
WITH_FLATS = tiers((500, "4", 50), (None, "3", 20))
PERCENTAGES = tiers((100_000, "0.07"), (250_000, "0.06"), (None, "0.05"))
E6 = tiers((100_000, "0.06"), (200_000, "0.05"), (None, "0.04"))
E7 = tiers((1_000, "6.50"), (2_000, "5.75"), (None, "5.00"))
FIVE_THOUSAND = Modifiers(minimum=usd(5000))
NO_FLAT_ON_ZERO = Modifiers(flat_on_zero=False)


@pytest.mark.parametrize(
    ("fee", "quantity", "expected"),
    [
        # A bound belongs to the tier below it: at, above, and between.
        (Graduated(CLAIMS, FALLING), 100, "100.00"),
        (Graduated(CLAIMS, FALLING), 101, "100.50"),
        (Graduated(CLAIMS, FALLING), 200, "150.00"),
        (Graduated(CLAIMS, FALLING), 201, "150.10"),
        (Graduated(CLAIMS, FALLING), "100.5", "100.25"),
        (Graduated(CLAIMS, FALLING), 99, "99.00"),
        (Graduated(CLAIMS, FALLING), 0, "0.00"),
        (Volume(CLAIMS, FALLING), 100, "100.00"),
        (Volume(CLAIMS, FALLING), 101, "50.50"),
        (Volume(CLAIMS, FALLING), 200, "100.00"),
        (Volume(CLAIMS, FALLING), 201, "20.10"),
        (Volume(CLAIMS, STRIPE), 5, "35.00"),
        (Volume(CLAIMS, STRIPE), 6, "39.00"),
        (Volume(CLAIMS, STRIPE), 20, "120.00"),
        (Graduated(CLAIMS, STRIPE), 6, "41.50"),  # 5 x 7 + 6.50
        (Graduated(CLAIMS, STRIPE), 20, "127.50"),  # 5 x 7 + 5 x 6.50 + 10 x 6
        (Graduated(CLAIMS, WITH_FLATS), 0, "50.00"),
        (Graduated(CLAIMS, WITH_FLATS, modifiers=NO_FLAT_ON_ZERO), 0, "0.00"),
        (Graduated(CLAIMS, WITH_FLATS), 1, "54.00"),
        (Graduated(CLAIMS, WITH_FLATS), 500, "2050.00"),
        (Graduated(CLAIMS, WITH_FLATS), 501, "2073.00"),  # 2,050 + 20 + 3
        (Volume(CLAIMS, WITH_FLATS), 501, "1523.00"),  # 501 x 3 + 20
        (Volume(CLAIMS, WITH_FLATS), 0, "50.00"),
        (Volume(CLAIMS, WITH_FLATS, modifiers=NO_FLAT_ON_ZERO), 0, "0.00"),
        (Graduated(CLAIMS, E7), 1_000, "6500.00"),
        (Graduated(CLAIMS, E7), 1_001, "6505.75"),
        (Graduated(CLAIMS, E7), 2_000, "12250.00"),
        (Graduated(CLAIMS, E7), 2_600, "15250.00"),
    ],
)
def test_tiers_of_prices(fee: Charge, quantity: str | int, expected: str) -> None:
    assert one(fee, quantity) == expected


@pytest.mark.parametrize(
    ("fee", "collected", "expected"),
    [
        (GraduatedPercentage(COLLECTIONS, PERCENTAGES), 310_000, "19000.00"),
        (VolumePercentage(COLLECTIONS, PERCENTAGES), 310_000, "15500.00"),
        # One cent more collected lowers the fee by 2,500.00.
        (VolumePercentage(COLLECTIONS, PERCENTAGES), 250_000, "15000.00"),
        (VolumePercentage(COLLECTIONS, PERCENTAGES), "250000.01", "12500.00"),
        (GraduatedPercentage(COLLECTIONS, E6, modifiers=FIVE_THOUSAND), 70_000, "5000.00"),
        (GraduatedPercentage(COLLECTIONS, E6, modifiers=FIVE_THOUSAND), 100_000, "6000.00"),
        (GraduatedPercentage(COLLECTIONS, E6, modifiers=FIVE_THOUSAND), 182_000, "10100.00"),
        (GraduatedPercentage(COLLECTIONS, E6, modifiers=FIVE_THOUSAND), 200_000, "11000.00"),
        (GraduatedPercentage(COLLECTIONS, E6, modifiers=FIVE_THOUSAND), "200000.01", "11000.00"),
        (GraduatedPercentage(COLLECTIONS, E6, modifiers=FIVE_THOUSAND), 225_000, "12000.00"),
        (GraduatedPercentage(COLLECTIONS, E6, modifiers=FIVE_THOUSAND), 250_000, "13000.00"),
        # 182,000 less a refund of 4,000 is 10,100 less 5 % of it.
        (GraduatedPercentage(COLLECTIONS, E6, modifiers=FIVE_THOUSAND), 178_000, "9900.00"),
        (VolumePercentage(COLLECTIONS, E6, modifiers=FIVE_THOUSAND), 70_000, "5000.00"),
        (VolumePercentage(COLLECTIONS, E6, modifiers=FIVE_THOUSAND), 182_000, "9100.00"),
        (VolumePercentage(COLLECTIONS, E6, modifiers=FIVE_THOUSAND), 200_000, "10000.00"),
        (VolumePercentage(COLLECTIONS, E6, modifiers=FIVE_THOUSAND), "200000.01", "8000.00"),
        (VolumePercentage(COLLECTIONS, E6, modifiers=FIVE_THOUSAND), 250_000, "10000.00"),
    ],
)
def test_tiers_of_percentages(fee: Charge, collected: str | int, expected: str) -> None:
    assert one(fee, collected) == expected


def percentage(rate: str, modifiers: Modifiers = Modifiers()) -> Percentage:  # noqa: B008 - a value
    return Percentage(Decimal(rate), COLLECTIONS, modifiers=modifiers)


@pytest.mark.parametrize(
    ("fee", "collected", "expected"),
    [
        (percentage("0.06", Modifiers(free=Decimal(20_000))), 15_000, "0.00"),
        (percentage("0.06", Modifiers(free=Decimal(20_000))), 50_000, "1800.00"),
        (percentage("0.05", Modifiers(minimum=usd(2500))), 30_000, "2500.00"),
        (percentage("0.05", Modifiers(minimum=usd(2500))), 50_000, "2500.00"),
        (percentage("0.05", Modifiers(maximum=usd(20_000))), 500_000, "20000.00"),
        (percentage("0.045"), "123456.78", "5555.56"),
        (percentage("0.055"), "218181.82", "12000.00"),
        (percentage("0.055"), 1666 * 118, "10812.34"),
        (percentage("0.055"), 1667 * 118, "10818.83"),
        (Contingency(Decimal("0.25"), COLLECTIONS), 1_000, "250.00"),
        (PerUnit(Decimal("0.067"), CLAIMS), 55, "3.69"),  # 3.685, and never to the even cent
        (PerUnit(Decimal("4.375"), CLAIMS), 1_234, "5398.75"),
        (PerUnit(Decimal("0.91"), Base("statements")), 900, "819.00"),
        (PassThrough(Base("statements"), Decimal("0.80"), Decimal("0.05")), 900, "756.00"),
        (PassThrough(Base("postage"), markup=Decimal("0.10")), "1000.05", "1100.06"),
        (Package(Decimal(20), Decimal(10), CLAIMS), 98, "50.00"),
        (Package(Decimal(20), Decimal(10), CLAIMS), 0, "0.00"),
        (Package(Decimal(20), Decimal(10), CLAIMS), 20, "10.00"),
        (Package(Decimal(20), Decimal(10), CLAIMS), "20.1", "20.00"),
        (Package(Decimal(20), Decimal(10), CLAIMS, least=1), 0, "10.00"),
        (Package(Decimal(20), Decimal(10), CLAIMS, Rounding.DOWN), 39, "10.00"),
        (Package(Decimal(20), Decimal(10), CLAIMS, Rounding.NEAREST), 30, "20.00"),
        (Package(Decimal(20), Decimal(10), CLAIMS, Rounding.NEAREST), 29, "10.00"),
        (
            Package(Decimal(100), Decimal(5), CLAIMS, modifiers=Modifiers(free=Decimal(100))),
            201,
            "10.00",
        ),
    ],
)
def test_rates_prices_and_packages(fee: Charge, collected: str | int, expected: str) -> None:
    assert one(fee, collected) == expected


@pytest.mark.parametrize(
    ("claims", "expected"), [(0, "500.00"), (1000, "500.00"), (1001, "800.00"), (5000, "800.00")]
)
def test_a_stair_step_costs_the_same_throughout_its_band(claims: int, expected: str) -> None:
    bands = (Band(Decimal(1000), usd(500)), Band(None, usd(800)))

    assert one(StairStep(CLAIMS, bands), claims) == expected


def test_every_payment_is_charged_within_its_own_limits() -> None:
    each = PerTransaction(minimum=usd(3), maximum=usd(200))
    paid = [20, 100, 1000, 9000]  # 1.20, 6, 60, 540: unbounded 607.20
    usage = Usage(
        JANUARY,
        1,
        {"net_collections": in_steps("net_collections", [sum(paid)])},
        payments={"net_collections": [np.array(paid) * 100]},
    )

    made = bill(Offer("x", (Percentage(Decimal("0.06"), COLLECTIONS, each),)), usage)

    assert dollars(made) == ["269.00"]  # 3 + 6 + 60 + 200


def test_what_is_missing_to_a_minimum_is_a_line_of_its_own() -> None:
    fee = percentage("0.05", Modifiers(minimum=usd(2500)))

    short, full = billed(fee, net_collections=[30_000, 50_000]).invoices()

    assert [str(line.amount) for line in short.lines] == ["1500.00", "1000.00"]
    assert [str(line.amount) for line in full.lines] == ["2500.00"]


@pytest.mark.parametrize(
    ("collected", "expected"),
    [
        ([58_000] * 11 + [70_000], ["2900.00"] * 11 + ["4100.00"]),  # 3,500 and 600 more
        ([60_000] * 12, ["3000.00"] * 12),
    ],
)
def test_an_annual_minimum_is_made_up_for_at_the_end(
    collected: list[int], expected: list[str]
) -> None:
    fee = percentage("0.05", Modifiers(minimum=usd(36_000), minimum_each=Period.YEAR))

    assert dollars(billed(fee, net_collections=collected)) == expected


@pytest.mark.parametrize(
    ("modifiers", "year"),
    [
        (Modifiers(minimum=usd(2500)), 42_000),  # 6 x 2,500 + 6 x 4,500
        (Modifiers(minimum=usd(30_000), minimum_each=Period.YEAR), 36_000),
    ],
)
def test_a_monthly_minimum_costs_more_than_an_annual_one(modifiers: Modifiers, year: int) -> None:
    fee = percentage("0.05", modifiers)

    assert billed(fee, net_collections=[30_000, 90_000] * 6).total() == usd(year)


@pytest.mark.parametrize(
    ("partial", "total"),
    [(PartialYear.PRORATED, 18_000), (PartialYear.FULL, 24_000), (PartialYear.WAIVED, 12_000)],
)
def test_half_a_contract_year_owes_what_the_contract_says(partial: PartialYear, total: int) -> None:
    modifiers = Modifiers(minimum=usd(12_000), minimum_each=Period.YEAR, partial_year=partial)

    assert billed(percentage("0.05", modifiers), net_collections=[0] * 18).total() == usd(total)


def test_a_maximum_of_the_year_ends_the_fee_once_it_is_reached() -> None:
    fee = percentage("0.10", Modifiers(maximum=usd(2500), maximum_each=Period.YEAR))

    made = billed(fee, net_collections=[10_000] * 14)

    assert dollars(made) == ["1000.00"] * 2 + ["500.00"] + ["0.00"] * 9 + ["1000.00"] * 2


@pytest.mark.parametrize(
    ("negative", "expected"),
    [
        (Negative.CLAMP_ZERO, ["2400.00", "0.00", "2520.00"]),  # 4,920
        (Negative.CREDIT, ["2400.00", "-300.00", "2520.00"]),  # 4,620
        (Negative.CARRY_FORWARD, ["2400.00", "0.00", "2220.00"]),  # 4,620
    ],
)
def test_refunds_beyond_payments_follow_the_policy(negative: Negative, expected: list[str]) -> None:
    fee = percentage("0.06", Modifiers(negative=negative))

    assert dollars(billed(fee, net_collections=[40_000, -5_000, 42_000])) == expected


def test_refunds_carried_forward_expire_with_the_last_month() -> None:
    assert dollars(billed(percentage("0.06"), net_collections=[-5_000, 2_000])) == ["0.00", "0.00"]


def flat(amount: int, window: Window, **more: int) -> RecurringFlat:
    return RecurringFlat(usd(amount), modifiers=Modifiers(window=window), **more)  # type: ignore[arg-type]  # the keys are checked by the class


@pytest.mark.parametrize(
    ("start", "first", "proration", "expected"),
    [
        (Month(2026, 1), dt.date(2026, 1, 10), Proration.ACTUAL_DAYS, "2129.03"),  # 22 of 31
        (Month(2026, 4), dt.date(2026, 4, 10), Proration.ACTUAL_DAYS, "2100.00"),  # 21 of 30
        (Month(2028, 2), dt.date(2028, 2, 15), Proration.ACTUAL_DAYS, "1551.72"),  # 15 of 29
        (Month(2026, 1), dt.date(2026, 1, 10), Proration.THIRTY_DAYS, "2200.00"),  # 22 of 30
        (Month(2026, 1), dt.date(2026, 1, 10), Proration.NONE, "3000.00"),
        (Month(2026, 1), dt.date(2026, 2, 1), Proration.ACTUAL_DAYS, "0.00"),
    ],
)
def test_a_started_month_counts_its_days(
    start: Month, first: dt.date, proration: Proration, expected: str
) -> None:
    fee = flat(3000, Window(first, proration=proration))

    assert dollars(billed(fee, start=start, claims=[1])) == [expected]


def test_a_fee_is_due_in_the_months_of_its_window_both_ends_included() -> None:
    window = Window.of_months(Month(2026, 2), Month(2026, 3))

    made = billed(flat(100, window), claims=[1, 1, 1, 1])

    assert dollars(made) == ["0.00", "100.00", "100.00", "0.00"]
    assert [len(invoice.lines) for invoice in made.invoices()] == [0, 1, 1, 0]


def test_a_table_has_no_line_outside_its_window() -> None:
    only_january = Modifiers(window=Window.of_months(JANUARY, JANUARY))

    made = billed(Graduated(CLAIMS, E7, modifiers=only_january), claims=[10, 10])

    assert [len(invoice.lines) for invoice in made.invoices()] == [1, 0]


def test_a_quarter_is_due_when_it_begins_or_when_it_ends() -> None:
    advance = RecurringFlat(usd(300), every=3)
    arrears = RecurringFlat(usd(300), every=3, timing=Timing.ARREARS)

    assert dollars(billed(advance, claims=[1] * 4)) == ["300.00", "0.00", "0.00", "300.00"]
    assert dollars(billed(arrears, claims=[1] * 4)) == ["0.00", "0.00", "300.00", "0.00"]


def test_an_escalator_moves_amounts_on_anniversaries() -> None:
    fee = RecurringFlat(usd(5000), modifiers=Modifiers(escalator=Decimal("0.03")))

    made = dollars(billed(fee, claims=[1] * 25))

    assert (made[11], made[12], made[24]) == ("5000.00", "5150.00", "5304.50")


def test_an_escalated_price_is_not_rounded_before_it_is_multiplied() -> None:
    fee = PerUnit(Decimal("6.25"), CLAIMS, Modifiers(escalator=Decimal("0.03")))

    # 2,600 x 6.25 x 1.03 ^ 2 = 17,239.625; with a price of 6.63 it would be 17,238.
    assert dollars(billed(fee, claims=[2600] * 25))[24] == "17239.63"


def test_an_escalator_leaves_percentages_but_moves_minimums_maximums_and_flat_parts() -> None:
    rising = Modifiers(
        minimum=usd(1000), maximum=usd(9000), escalator=Decimal("0.10"), free=Decimal(0)
    )
    of_tiers = GraduatedPercentage(
        COLLECTIONS, tiers((None, "0.10", 100)), modifiers=Modifiers(escalator=Decimal("0.10"))
    )
    collected = [20_000] * 12 + [20_000, 0, 200_000]

    made = dollars(billed(percentage("0.10", rising), net_collections=collected))

    assert made[12:] == ["2000.00", "1100.00", "9900.00"]
    assert dollars(billed(of_tiers, net_collections=[1000] * 13))[12] == "210.00"


def test_an_escalator_may_leave_prices_alone() -> None:
    only_minimum = Modifiers(
        minimum=usd(1000), escalator=Decimal("0.10"), escalated=frozenset({Escalated.MINIMUMS})
    )
    fee = PerUnit(Decimal(10), CLAIMS, only_minimum)

    assert dollars(billed(fee, claims=[200] * 12 + [200, 0]))[12:] == ["2000.00", "1100.00"]


def test_a_one_time_fee_stands_in_its_month_alone() -> None:
    made = billed(OneTime(usd(2500), month=2), claims=[5, 5, 5])

    assert dollars(made) == ["0.00", "2500.00", "0.00"]
    assert [len(invoice.lines) for invoice in made.invoices()] == [0, 1, 0]


def test_a_one_time_fee_for_each_provider() -> None:
    fee = OneTime(usd(250), on=Base("providers"))

    assert dollars(billed(fee, providers=[4, 5])) == ["1000.00", "0.00"]


@pytest.mark.parametrize(
    ("carry_over", "expected"),
    [(False, ["100.00", "130.00", "120.00"]), (True, ["100.00", "110.00", "120.00"])],
)
def test_an_allowance_may_carry_over_what_was_not_used(
    carry_over: bool, expected: list[str]
) -> None:
    fee = AllowanceOverage(CLAIMS, Decimal(100), Decimal(1), usd(100), carry_over)

    assert dollars(billed(fee, claims=[80, 130, 120])) == expected


def test_hybrid_fees_add_up() -> None:
    capped = percentage("0.02", Modifiers(maximum=usd(4000)))

    made = billed(
        RecurringFlat(usd(2000)),
        PerUnit(Decimal("1.10"), CLAIMS),
        capped,
        claims=[1800],
        net_collections=[150_000],
    )

    assert dollars(made) == ["6980.00"]  # 2,000 + 1,980 + 3,000


def test_per_claim_with_statements() -> None:
    made = billed(
        Graduated(CLAIMS, E7), PerUnit(Decimal("0.91"), Base("statements")), claims=[2600],
        statements=[900],
    )  # fmt: skip

    assert dollars(made) == ["16069.00"]


def test_a_base_leaves_out_what_the_contract_leaves_out_and_lags() -> None:
    base = Base("net_collections", less=("refunds", "patient_collections"), lag=1)

    made = billed(
        Percentage(Decimal("0.10"), base),
        net_collections=[1000, 2000],
        refunds=[100, 0],
        patient_collections=[50, 0],
    )

    assert dollars(made) == ["0.00", "85.00"]


def test_tiers_may_run_through_the_contract_year() -> None:
    fee = Graduated(CLAIMS, tiers((150, "2"), (None, "1")), Period.YEAR)

    made = dollars(billed(fee, claims=[100] * 13))

    assert made[:3] == ["200.00", "150.00", "100.00"]  # 150 x 2 is reached in February
    assert made[12] == "200.00"


def metric_usage(values: list[float | None], collected: int = 100_000) -> Usage:
    row = [Decimal(collected)] * len(values)
    return Usage.exact(JANUARY, {"net_collections": row}, {"net_collection_rate": values})


def test_a_rate_follows_the_band_of_a_metric_and_pays_nothing_unmeasured() -> None:
    bands = (
        MetricBand(Decimal("0.95"), Decimal("0.04")),
        MetricBand(Decimal("0.97"), Decimal("0.05")),
        MetricBand(None, Decimal("0.06"), usd(100)),
    )
    fee = KpiIndexed("net_collection_rate", COLLECTIONS, bands)

    made = bill(Offer("x", (fee,)), metric_usage([0.95, 0.9500001, 0.98, None]))

    assert dollars(made) == ["4000.00", "5000.00", "6100.00", "0.00"]


def test_a_share_of_the_gain_over_a_baseline() -> None:
    fee = GainShare(
        "net_collection_rate",
        COLLECTIONS,
        Decimal("0.95"),
        Decimal("0.5"),
        Modifiers(minimum=usd(0), maximum=usd(900)),
    )

    made = bill(Offer("x", (fee,)), metric_usage([0.96, 0.94, 0.99, None]))

    assert dollars(made) == ["500.00", "0.00", "900.00", "0.00"]  # 0.01 x 100,000 x 0.5


@pytest.mark.parametrize(
    ("scope", "expected"),
    [(RoundScope.LINE, "0.03"), (RoundScope.TIER, "0.03"), (RoundScope.INVOICE, "0.02")],
)
def test_three_half_cents_by_the_scope_of_rounding(scope: RoundScope, expected: str) -> None:
    half_a_cent = PerUnit(Decimal("0.005"), CLAIMS)
    usage = Usage.exact(JANUARY, {"claims": [1]})

    made = bill(Offer("x", (half_a_cent,) * 3, round_scope=scope), usage)

    assert dollars(made) == [expected]
    assert sum(line.amount.cents for line in next(made.invoices()).lines) == made.total().cents


@pytest.mark.parametrize(
    ("scope", "expected"), [(RoundScope.LINE, "0.01"), (RoundScope.TIER, "0.02")]
)
def test_two_tiers_of_half_a_cent(scope: RoundScope, expected: str) -> None:
    fee = Graduated(CLAIMS, tiers((1, "0.005"), (None, "0.005")))
    usage = Usage.exact(JANUARY, {"claims": [2]})

    assert dollars(bill(Offer("x", (fee,), round_scope=scope), usage)) == [expected]


def test_halves_below_zero_round_away_from_zero() -> None:
    fee = percentage("0.125", Modifiers(negative=Negative.CREDIT))

    assert dollars(billed(fee, net_collections=[-1])) == ["-0.13"]  # -0.125


def test_amounts_beyond_64_bits_stay_exact() -> None:
    fee = PerUnit(Decimal("6.2512345678"), CLAIMS, Modifiers(escalator=Decimal("0.0312345")))
    claims = 10**12
    price = Decimal("6.2512345678") * Decimal("1.0312345") ** 4

    made = billed(fee, claims=[claims] * 60)

    assert made.usage.arithmetic is EXACT
    assert dollars(made)[59] == str(usd(str(claims * price)))


def test_a_line_shows_quantity_rate_and_amount() -> None:
    fee = PerUnit(Decimal("6.25"), CLAIMS, Modifiers(label="Claims", escalator=Decimal("0.02")))

    *_, last = billed(fee, claims=[2600] * 13).invoices()

    (line,) = last.lines
    assert (line.label, line.quantity, line.rate) == ("Claims", 2600, Decimal("6.375"))
    assert line.amount == usd(16_575)


def test_a_line_that_a_maximum_cuts_has_no_rate() -> None:
    whole, cut = billed(
        percentage("0.05", Modifiers(maximum=usd(600))), net_collections=[10_000, 20_000]
    ).invoices()

    assert [line.rate for line in (*whole.lines, *cut.lines)] == [Decimal("0.05"), None]
    assert str(cut.fee) == "600.00"
