"""A steady month is a bill without its roundings."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.property.offers import offers
from vendor_eval.pricing.bill import bill
from vendor_eval.pricing.fees import OneTime, Package, Rounding, Window
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.steady import SteadyMonth, steady_fee
from vendor_eval.pricing.steady_charges import Rates
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Month

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


@settings(max_examples=40, deadline=None)
@given(offers("Offer", st.just(Window())), st.integers(1, 9_999))
def test_twelve_steady_months_cost_what_a_year_is_billed(offer: Offer, claims: int) -> None:
    assume(not any(isinstance(fee, OneTime) for fee in offer.fees))
    # Full and half full packages begin at their bounds, of which schedules say what lies below.
    assume(all(fee.rounding is Rounding.UP for fee in offer.fees if isinstance(fee, Package)))
    plain = Offer(offer.name, offer.fees, performance=offer.performance)
    schedule = steady_fee(plain, STEADY)

    billed = bill(plain, usage(claims))

    assert schedule is not None
    lines = 12 * (len(billed.lines) + 1)
    # A line is rounded by half a cent, and what is reckoned from the sum of them by theirs.
    assert float(12 * schedule.at(claims)) == pytest.approx(billed.total().cents, abs=4 * lines)
