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
from vendor_eval.pricing.steady import steady_fee

Named = tuple[str, Schedule]


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
    rows = []
    for value in collected:
        fees = [
            (offer.name, fee)
            for offer in scenario.options
            if (fee := _fee(scenario, offer, (Fraction(value), most))) is not None
        ]
        rows.append(tuple(_cheapest(fees, Fraction(number)) for number in claims))
    return tuple(rows)


def _fee(scenario: Scenario, offer: Offer, at: tuple[Fraction, Fraction]) -> Schedule | None:
    """The option's fee up to so many claims that bring so much each."""
    value, most = at
    month = steady_month(scenario, offer, usage_of(scenario, offer))
    if month is None:
        return None
    per_claim = {**month.rates.per_claim, COLLECTIONS: value}
    rates = replace(month.rates, per_claim=per_claim)
    return steady_fee(offer, replace(month, top=most, rates=rates))


def _cheapest(fees: Sequence[Named], claims: Fraction) -> str | None:
    return min(fees, key=lambda one: one[1].at(claims))[0] if fees else None
