"""What is wrong with an offer is told all at once, each with its place."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from vendor_eval.pricing.fees import (
    Band,
    Base,
    Cap,
    Discount,
    Fee,
    Graduated,
    GraduatedPercentage,
    KpiIndexed,
    MetricBand,
    Minimum,
    Modifiers,
    OneTime,
    Package,
    Percentage,
    Period,
    PerTransaction,
    PerUnit,
    RecurringFlat,
    ServiceCredit,
    StairStep,
    Tax,
    Tier,
    Window,
)
from vendor_eval.pricing.flaws import flaws
from vendor_eval.pricing.offer import Offer
from vendor_eval.quantities import Usd

CLAIMS, COLLECTIONS = Base("claims"), Base("net_collections")
ONE = Decimal(1)


def prices(*bounds: int | None) -> tuple[Tier, ...]:
    return tuple(Tier(None if up_to is None else Decimal(up_to), ONE) for up_to in bounds)


def told(*fees: Fee) -> list[str]:
    """Place and flaw of everything that is wrong, without what mends it."""
    return [f"{fault.where}: {fault.what}" for fault in flaws(Offer("x", fees), "offer")]


@pytest.mark.parametrize(
    ("fee", "where", "what"),
    [
        (Percentage(Decimal(6), COLLECTIONS), "rate", "600 % is above 100 %"),
        (Percentage(Decimal("-0.06"), COLLECTIONS), "rate", "-6 % is negative"),
        (Percentage(ONE, CLAIMS), "on", "claims submitted cannot be charged like that"),
        (PerUnit(ONE, COLLECTIONS), "on", "net collections cannot be charged like that"),
        (PerUnit(ONE, Base("charts")), "on", "'charts' is nothing that fees are counted on"),
        (
            Percentage(ONE, Base("net_collections", less=("claims",))),
            "on",
            "money and counts cannot be added",
        ),
        (PerUnit(Decimal("-6.25"), CLAIMS), "price", "-6.25 is negative"),
        (RecurringFlat(Usd(-100)), "amount", "−$1 is negative"),
        (RecurringFlat(Usd(100), every=0), "every", "0 is below 1"),
        (OneTime(Usd(100), month=0), "month", "0 is below 1"),
        (Package(Decimal(0), ONE, CLAIMS), "size", "a package of 0 holds nothing"),
        (
            Graduated(CLAIMS, prices(100)),
            "tiers[1].up_to",
            "nothing is said of what is above 100",
        ),
        (Graduated(CLAIMS, ()), "tiers", "there are none"),
        (Graduated(CLAIMS, prices(100, 100, None)), "tiers[2].up_to", "100 is a bound twice"),
        (
            Graduated(CLAIMS, prices(200, 100, None)),
            "tiers[2].up_to",
            "100 overlaps what goes up to 200",
        ),
        (
            Graduated(CLAIMS, prices(None, None)),
            "tiers[2].up_to",
            "the one before it has no bound, so that this one is never reached",
        ),
        (
            GraduatedPercentage(COLLECTIONS, (Tier(None, Decimal(5)),)),
            "tiers[1].rate",
            "500 % is above 100 %",
        ),
        (
            StairStep(CLAIMS, (Band(None, Usd(-1)),)),
            "bands[1].amount",
            "−$0.01 is negative",
        ),
        (
            KpiIndexed("charm", COLLECTIONS, (MetricBand(None, ONE),)),
            "metric",
            "'charm' is no metric",
        ),
        (
            RecurringFlat(Usd(1), modifiers=Modifiers(minimum=Usd(300), maximum=Usd(200))),
            "minimum",
            "the minimum of $3 is above the maximum of $2",
        ),
        (
            Percentage(ONE, COLLECTIONS, PerTransaction(minimum=Usd(300), maximum=Usd(200))),
            "each.minimum",
            "the minimum of $3 is above the maximum of $2",
        ),
        (
            PerUnit(ONE, CLAIMS, Modifiers(escalator=Decimal(3))),
            "escalator",
            "300 % is above 100 %",
        ),
        (PerUnit(ONE, CLAIMS, Modifiers(free=Decimal(-1))), "free", "-1 is negative"),
        (
            Cap(Usd(1), window=Window(dt.date(2026, 3, 1), dt.date(2026, 2, 1))),
            "until",
            "2026-02-01 is before 2026-03-01",
        ),
        (Discount(Decimal("1.5")), "rate", "150 % is above 100 %"),
        (ServiceCredit(at_risk=Decimal(12)), "at_risk", "1,200 % is above 100 %"),
        (Tax(Decimal(8)), "rate", "800 % is above 100 %"),
    ],
)
def test_a_flaw_is_told_with_its_place(fee: Fee, where: str, what: str) -> None:
    assert told(fee) == [f"offer.fees[1].{where}: {what}"]


def test_every_flaw_is_told_at_once() -> None:
    found = told(
        Percentage(Decimal(6), COLLECTIONS, modifiers=Modifiers(minimum=Usd(2), maximum=Usd(1))),
        Graduated(CLAIMS, prices(100, 100)),
    )

    assert [one.split(":")[0] for one in found] == [
        "offer.fees[1].rate",
        "offer.fees[1].minimum",
        "offer.fees[2].tiers[2].up_to",
        "offer.fees[2].tiers[2].up_to",
    ]


def test_a_minimum_of_the_invoice_above_its_cap_is_a_flaw() -> None:
    high, low = Minimum(Usd(300)), Cap(Usd(200))

    assert told(high, low) == ["offer.fees[1].amount: the minimum of $3 is above the maximum of $2"]
    assert told(Minimum(Usd(300), Period.YEAR), low) == []


def test_an_offer_without_fees_is_a_flaw() -> None:
    assert told() == ["offer.fees: there are none"]
