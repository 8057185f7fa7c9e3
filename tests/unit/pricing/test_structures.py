"""The models that vendors charge by, and prices outside the documented ranges."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vendor_eval.metrics import CATALOGUE
from vendor_eval.pricing.fees import (
    Base,
    Fee,
    GraduatedPercentage,
    Minimum,
    Percentage,
    PerUnit,
    RecurringFlat,
    Tier,
)
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.structures import MODELS, counter_metrics, models_of, out_of_range
from vendor_eval.quantities import Usd

COLLECTIONS = Base("net_collections")
CLAIMS = Base("claims")
FLAT = RecurringFlat(Usd(1_100_000))


def percentage(rate: str) -> Percentage:
    return Percentage(Decimal(rate), COLLECTIONS)


def offer(*fees: Fee) -> Offer:
    return Offer("Offer", fees)


def test_every_model_says_whom_it_fits_what_it_risks_and_what_to_watch() -> None:
    assert all(one.fits and one.risk and one.counter_metrics for one in MODELS)
    assert {id for one in MODELS for id in one.counter_metrics} <= set(CATALOGUE)


def test_an_offer_mixes_models() -> None:
    mixed = offer(FLAT, percentage("0.05"), Minimum(Usd(250_000)))

    assert [one.id for one in models_of(mixed)] == ["percentage", "flat"]
    assert len(counter_metrics(mixed)) == len(set(counter_metrics(mixed)))


@pytest.mark.parametrize(
    ("fee", "outside"),
    [
        (percentage("0.04"), []),
        (percentage("0.08"), []),
        (percentage("0.0399"), ["0.0399"]),
        (percentage("0.0801"), ["0.0801"]),
        (PerUnit(Decimal(3), CLAIMS), []),
        (PerUnit(Decimal(10), CLAIMS), []),
        (PerUnit(Decimal("2.99"), CLAIMS), ["2.99"]),
        (PerUnit(Decimal("0.91"), Base("statements")), []),  # the range is about claims
        (Percentage(Decimal("0.25"), Base("legacy_ar_collections")), []),
        (
            GraduatedPercentage(
                COLLECTIONS,
                (Tier(Decimal(100_000), Decimal("0.09")), Tier(None, Decimal("0.035"))),
            ),
            ["0.09", "0.035"],
        ),
        (FLAT, []),
    ],
)
def test_prices_outside_the_documented_range_are_named_and_its_ends_are_inside(
    fee: Fee, outside: list[str]
) -> None:
    assert [str(one.price) for one in out_of_range(offer(fee))] == outside


def test_a_price_outside_is_a_sentence_with_its_source() -> None:
    found = out_of_range(offer(FLAT, percentage("0.085")))

    assert str(found[0]).startswith("fee 2: 8.50 % is above the usual 4.00 % to 8.00 % (S003")
