"""A steady month is a bill without its roundings."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.property.offers import offers
from vendor_eval.pricing.bill import bill
from vendor_eval.pricing.fees import (
    PLAIN,
    Base,
    Cap,
    Fee,
    Graduated,
    Minimum,
    Modifiers,
    OneTime,
    Package,
    Period,
    Rounding,
    Tier,
    Window,
)
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.steady import SteadyMonth, steady_fee
from vendor_eval.pricing.steady_charges import Rates
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Month, Usd

MONTH = Month(2026, 1)
# What comes with a claim.
EACH = {"claims": "1", "statements": "0.5", "encounters": "2"}
DOLLARS = {"net_collections": "70", "gross_charges": "130"}
PER_CLAIM = {id: Fraction(value) for id, value in (EACH | DOLLARS).items()}
METRICS = {"denial_rate": Decimal("0.09"), "net_collection_rate": Decimal("0.95")}
STEADY = SteadyMonth(
    MONTH,
    Fraction(10_000),
    Rates(PER_CLAIM, {id: Fraction(value) for id, value in METRICS.items()}),
)


def usage(claims: int) -> Usage:
    values = {id: [Decimal(value) * claims] * 12 for id, value in (EACH | DOLLARS).items()}
    return Usage.exact(MONTH, values, {id: [float(one)] * 12 for id, one in METRICS.items()})


def is_spread(fee: Fee) -> bool:
    table = getattr(fee, "period", Period.MONTH) is Period.YEAR or getattr(fee, "every", 1) > 1
    return table or limits(fee, Period.YEAR)


def limits(fee: Fee, each: Period) -> bool:
    if isinstance(fee, Cap | Minimum):
        return fee.each is each
    own = getattr(fee, "modifiers", PLAIN)
    least = own.minimum is not None and own.minimum_each is each
    return least or (own.maximum is not None and own.maximum_each is each)


def limits_a_month(fee: Fee) -> bool:
    return limits(fee, Period.MONTH)


def test_a_table_of_a_year_is_spread_over_its_months_before_a_limit_of_the_month() -> None:
    # 1.20 USD a year as soon as there is a claim: billed 1.20 in the first month, of which a
    # maximum leaves 0.50. A steady month has its twelfth, 0.10, which the maximum leaves alone.
    tiers = (Tier(Decimal(1), Decimal(0), Usd(120)), Tier(None, Decimal(0)))
    most = Modifiers(maximum=Usd(50), flat_on_zero=False)
    fee = Graduated(Base("claims"), tiers, Period.YEAR, most)
    offer = Offer("Table", (fee,))

    schedule = steady_fee(offer, STEADY)

    assert bill(offer, usage(1)).total() == Usd(50)
    assert schedule is not None
    assert schedule.at(1) == 10


@settings(max_examples=40, deadline=None)
@given(offers("Offer", st.just(Window())), st.integers(1, 9_999))
def test_twelve_steady_months_cost_what_a_year_is_billed(offer: Offer, claims: int) -> None:
    assume(not any(isinstance(fee, OneTime) for fee in offer.fees))
    # Full and half full packages begin at their bounds, of which schedules say what lies below.
    assume(all(fee.rounding is Rounding.UP for fee in offer.fees if isinstance(fee, Package)))
    # What runs for longer than a month is spread evenly, and limits of a month see it so.
    assume(not (any(map(is_spread, offer.fees)) and any(map(limits_a_month, offer.fees))))
    plain = Offer(offer.name, offer.fees, performance=offer.performance)
    schedule = steady_fee(plain, STEADY)

    billed = bill(plain, usage(claims))

    assert schedule is not None
    lines = 12 * (len(billed.lines) + 1)
    # A line is rounded by half a cent, and what is reckoned from the sum of them by theirs.
    assert float(12 * schedule.at(claims)) == pytest.approx(billed.total().cents, abs=4 * lines)
