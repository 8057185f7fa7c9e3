"""Who is the cheapest by fees over what a claim brings and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from vendor_eval.pricing.comparison import steady_month
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.scenario import COLLECTIONS, Scenario, usage_of
from vendor_eval.pricing.schedule import Schedule
from vendor_eval.pricing.steady import SteadyMonth, steady_fee


def cheapest_map(
    scenario: Scenario, collected: Sequence[Decimal], claims: Sequence[Decimal]
) -> tuple[tuple[str | None, ...], ...]:
    """The cheapest option in steady months: a row for each amount, a column for each volume.

    Equals go to the first in the scenario; None where nothing can be told.

    Args:
        collected: net collections for a claim, in dollars, the same for every option.
        claims: how many there are in a month, 0 or more.
    """
    most = max(map(Fraction, claims), default=Fraction(0)) or Fraction(1)
    months = [
        (offer, replace(month, top=most))
        for offer in scenario.options
        if (month := steady_month(scenario, offer, usage_of(scenario, offer))) is not None
    ]
    rows = []
    for value in collected:
        told = [(offer.name, _fee(offer, month, Fraction(value))) for offer, month in months]
        fees = [(name, fee) for name, fee in told if fee is not None]
        rows.append(tuple(_cheapest(fees, Fraction(number)) for number in claims))
    return tuple(rows)


def _fee(offer: Offer, month: SteadyMonth, collected: Fraction) -> Schedule | None:
    """The option's fee when a claim brings so much."""
    per_claim = {**month.rates.per_claim, COLLECTIONS: collected}
    return steady_fee(offer, replace(month, rates=replace(month.rates, per_claim=per_claim)))


def _cheapest(fees: Sequence[tuple[str, Schedule]], claims: Fraction) -> str | None:
    return min(fees, key=lambda one: one[1].at(claims))[0] if fees else None
