"""Fees in words: every number in the sentence is the number that is billed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vendor_eval.pricing.fees import (
    AllowanceOverage,
    Band,
    Base,
    Cap,
    CreditBasis,
    Discount,
    Escalated,
    Escalator,
    Fee,
    GainShare,
    Graduated,
    GraduatedPercentage,
    KpiIndexed,
    MetricBand,
    Minimum,
    Modifiers,
    Negative,
    OneTime,
    Package,
    PassThrough,
    Percentage,
    Period,
    PerTransaction,
    PerUnit,
    Proration,
    RecurringFlat,
    ServiceCredit,
    StairStep,
    Tax,
    Tier,
    Timing,
    Volume,
    Window,
)
from vendor_eval.pricing.labels import label_of
from vendor_eval.pricing.wording import describe
from vendor_eval.quantities import Month, Usd

CLAIMS, COLLECTIONS = Base("claims"), Base("net_collections")
TIERS = (Tier(Decimal(1000), Decimal("6.50"), Usd(5_000)), Tier(None, Decimal("4.375")))
RATES = (Tier(Decimal(100_000), Decimal("0.06")), Tier(None, Decimal("0.0425")))
LATE = Base("net_collections", less=("refunds", "patient_collections"), lag=1)


@pytest.mark.parametrize(
    ("fee", "sentence"),
    [
        (OneTime(Usd(250_000), 2), "$2,500 once, in month 2."),
        (RecurringFlat(Usd(300_050)), "$3,000.50 a month."),
        (
            RecurringFlat(Usd(900_000), 3, Timing.ARREARS),
            "$9,000 every 3 months, in arrears.",
        ),
        (
            PerUnit(Decimal("6.25"), CLAIMS, Modifiers(free=Decimal(100))),
            "$6.25 for each of the claims submitted; the first 100 free.",
        ),
        (
            Percentage(Decimal("0.055"), LATE, modifiers=Modifiers(negative=Negative.CLAMP_ZERO)),
            (
                "5.5 % of net collections less refunds and takebacks and patient payments of the "
                "month before; a month below zero costs nothing and gives nothing back."
            ),
        ),
        (
            Percentage(Decimal("0.06"), COLLECTIONS, PerTransaction(Usd(100), None, Usd(20_000))),
            "6 % of net collections and $1 for each payment, at most $200.",
        ),
        (
            Graduated(CLAIMS, TIERS, Period.YEAR, Modifiers(flat_on_zero=False)),
            (
                "Claims submitted, counted through the contract year, each at the price of its "
                "tier: $6.50 plus $50 up to 1,000, $4.375 above; nothing fixed in a month without "
                "any."
            ),
        ),
        (
            GraduatedPercentage(
                COLLECTIONS,
                RATES,
                modifiers=Modifiers(minimum=Usd(6_000_000), minimum_each=Period.YEAR),
            ),
            (
                "Net collections, each part at the rate of its tier: 6 % up to $100,000, 4.25 % "
                "above; at least $60,000 a contract year, by twelfths in a partial one."
            ),
        ),
        (
            Volume(CLAIMS, TIERS),
            (
                "Claims submitted, all at the price of the tier reached: $6.50 plus $50 up to "
                "1,000, $4.375 above."
            ),
        ),
        (
            Package(Decimal(20), Decimal(10), CLAIMS, least=1),
            "$10 for each started package of 20 claims submitted, at least 1.",
        ),
        (
            StairStep(CLAIMS, (Band(Decimal(1000), Usd(50_000)), Band(None, Usd(80_000)))),
            "A monthly amount by claims submitted: $500 up to 1,000, $800 above.",
        ),
        (
            AllowanceOverage(CLAIMS, Decimal(1000), Decimal("5.5"), Usd(400_000), carry_over=True),
            (
                "$4,000 with 1,000 claims submitted included, beyond that $5.50 each; what is not "
                "used is carried over."
            ),
        ),
        (
            PassThrough(Base("postage"), markup=Decimal("0.05")),
            "Postage at cost plus 5 %.",
        ),
        (
            KpiIndexed(
                "net_collection_rate",
                COLLECTIONS,
                (MetricBand(Decimal("0.95"), Decimal("0.04")), MetricBand(None, Decimal("0.06"))),
            ),
            (
                "Net collections by net collection rate: 4 % up to 95 %, 6 % above; nothing where "
                "it was not measured."
            ),
        ),
        (
            GainShare("days_in_ar", COLLECTIONS, Decimal(40), Decimal("-0.001")),
            "-0.1 % of what days in A/R beyond 40 is worth on net collections.",
        ),
        (Minimum(Usd(250_000)), "The invoice comes to at least $2,500 a month."),
        (
            Cap(Usd(25_000_000), Period.YEAR),
            "The invoice comes to at most $250,000 a contract year, all of it in a partial one.",
        ),
        (
            Discount(Decimal("0.1"), window=Window.of_months(None, Month(2026, 3))),
            "10 % off; until 2026-03-31.",
        ),
        (
            Escalator(Decimal("0.03"), frozenset({Escalated.PRICES, Escalated.MINIMUMS})),
            "Prices and minimums rising by 3 % on each anniversary, percentages never.",
        ),
        (
            ServiceCredit(
                Decimal("0.1"), at_risk=Decimal("0.15"), basis=CreditBasis.BEFORE_MINIMUM
            ),
            "Credited: 10 % of the fee before minimums; together at most 15 % of the fee.",
        ),
        (Tax(Decimal("0.0825")), "8.25 % tax on the rest."),
    ],
)
def test_a_fee_is_described_by_what_it_holds(fee: Fee, sentence: str) -> None:
    assert describe(fee) == sentence


def test_a_started_month_is_mentioned() -> None:
    window = Window(proration=Proration.ACTUAL_DAYS)

    said = describe(RecurringFlat(Usd(100), modifiers=Modifiers(window=window)))

    assert said == "$1 a month; a started month by its days."


def test_a_line_has_the_label_of_the_offer_or_one_made_from_the_fee() -> None:
    rate = Decimal("0.05")

    assert label_of(Percentage(rate, LATE)) == "Percentage of net collections"
    assert label_of(Percentage(rate, LATE, modifiers=Modifiers("Billing"))) == "Billing"
