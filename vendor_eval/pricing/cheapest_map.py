"""Who is the cheapest over what a claim brings and how many there are, by fees or all in."""

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
from vendor_eval.pricing.steady_cost import steady_all_in


def cheapest_map(
    scenario: Scenario, collected: Sequence[Decimal], claims: Sequence[Decimal]
) -> tuple[tuple[str | None, ...], ...]:
    """The cheapest option in steady months: a row for each amount, a column for each volume.

    Equals go to the first in the scenario; None where nothing can be told.

    Args:
        collected: net collections for a claim, in dollars, the same for every option.
        claims: how many there are in a month, 0 or more.
    """
    months = _months(scenario, claims)
    rows = []
    for value in map(Fraction, collected):
        told = [(offer.name, _fee(offer, month, value)) for offer, month in months]
        rows.append(_row(told, claims))
    return tuple(rows)


def cheapest_all_in_map(
    scenario: Scenario, allowed: Sequence[Decimal], claims: Sequence[Decimal]
) -> tuple[tuple[str | None, ...], ...]:
    """As `cheapest_map`, by all-in cost and among the options that have one.

    Args:
        allowed: for a claim, in dollars; each option collects of it what it achieves.
        claims: how many there are in a month, 0 or more.
    """
    if scenario.practice is None:
        return tuple((None,) * len(claims) for _ in allowed)
    months = _months(scenario, claims)
    rows = []
    for value in allowed:
        practice, told = replace(scenario.practice, allowed_per_claim=value), []
        for offer, month in months:
            if offer.performance is None:
                continue
            brings = Fraction(value) * Fraction(offer.performance.net_collection_rate)
            fee = _fee(offer, month, brings)
            whole = None if fee is None else steady_all_in(fee, offer.performance, practice)
            told.append((offer.name, whole))
        rows.append(_row(told, claims))
    return tuple(rows)


def _months(scenario: Scenario, claims: Sequence[Decimal]) -> list[tuple[Offer, SteadyMonth]]:
    """Each option with its steady month, which reaches the most claims."""
    most = max(map(Fraction, claims), default=Fraction(0)) or Fraction(1)
    return [
        (offer, replace(month, top=most))
        for offer in scenario.options
        if (month := steady_month(scenario, offer, usage_of(scenario, offer))) is not None
    ]


def _fee(offer: Offer, month: SteadyMonth, collected: Fraction) -> Schedule | None:
    """The option's fee when a claim brings so much."""
    per_claim = {**month.rates.per_claim, COLLECTIONS: collected}
    return steady_fee(offer, replace(month, rates=replace(month.rates, per_claim=per_claim)))


def _row(
    told: Sequence[tuple[str, Schedule | None]], claims: Sequence[Decimal]
) -> tuple[str | None, ...]:
    """The cheapest for each number of claims."""
    costs = [(name, cost) for name, cost in told if cost is not None]
    return tuple(_cheapest(costs, Fraction(number)) for number in claims)


def _cheapest(costs: Sequence[tuple[str, Schedule]], claims: Fraction) -> str | None:
    return min(costs, key=lambda one: one[1].at(claims))[0] if costs else None
