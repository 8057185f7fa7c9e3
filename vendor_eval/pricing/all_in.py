"""What a vendor costs all in: its fee, and what its work leaves uncollected, late and undone.

Nothing is counted twice. What is denied and never paid is inside leakage, so that rework is only
the labor of the practice; days in A/R cost interest and no collections; a set-up fee is part of
the fee, so that the transition is only what the practice bears beside it. The reference that
leakage is measured from cancels out of every difference between two vendors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from vendor_eval.pricing.offer import Exit, Performance, PracticeFigures, Transition
from vendor_eval.quantities import Usd

DAYS_A_YEAR = 365
# Exact fractions for what is billed, arrays of any shape for simulations.
N = TypeVar("N", Fraction, npt.NDArray[np.float64])
_PRECISE = Context(prec=50)


@dataclass(frozen=True, slots=True)
class Terms(Generic[N]):
    """What running costs are reckoned with; units as in `Performance` and `PracticeFigures`."""

    net_collection_rate: N
    denial_rate: N
    days_in_ar: N
    oversight_hours: N
    net_collection_reference: N
    cost_of_capital: N
    rework_cost: N
    practice_touch_share: N
    oversight_rate: N


@dataclass(frozen=True, slots=True)
class Running(Generic[N]):
    """What months cost beside the fee, and what they collected; dollars."""

    leakage: N
    carrying: N
    rework: N
    oversight: N
    collected: N


@dataclass(frozen=True, slots=True)
class Billed:
    """What a projection says of one option, month by month; all of one length.

    Attributes:
        fees: without service credits.
        credits: service credits, above 0 where the practice gets them.
        claims: how many were submitted.
    """

    fees: Sequence[Usd]
    credits: Sequence[Usd]
    claims: Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class AllIn:
    """The all-in cost of one option over all months, each part to the cent.

    Attributes:
        leakage: what could have been collected and was not; below 0 where the vendor collects
            more than the reference.
        transition: what changing to the vendor costs beside its set-up fee.
        exit: what leaving it costs, times how likely that is.
        claims: of all months; discounted like the money where that is discounted.
        collected: dollars, likewise.
    """

    fee: Usd
    credits: Usd
    leakage: Usd
    carrying: Usd
    rework: Usd
    oversight: Usd
    transition: Usd
    exit: Usd
    claims: Fraction
    collected: Fraction

    @property
    def total(self) -> Usd:
        """Every part, less the credits."""
        beside = (self.leakage, self.carrying, self.rework, self.oversight)
        return sum((*beside, self.transition, self.exit), self.fee) - self.credits

    @property
    def per_claim(self) -> Usd | None:
        """The total over the claims; None without one."""
        return _cents(_dollars(self.total) / self.claims) if self.claims else None

    @property
    def per_100_collected(self) -> Usd | None:
        """The total for every 100 dollars collected; None without collections."""
        if self.collected <= 0:
            return None
        return _cents(_dollars(self.total) * 100 / self.collected)


def terms_of(
    performance: Performance, practice: PracticeFigures, number: Callable[[Decimal], N]
) -> Terms[N]:
    """The terms of one option as numbers of the kind that ``number`` makes."""
    return Terms(
        net_collection_rate=number(performance.net_collection_rate),
        denial_rate=number(performance.denial_rate),
        days_in_ar=number(performance.days_in_ar),
        oversight_hours=number(performance.oversight_hours),
        net_collection_reference=number(practice.net_collection_reference),
        cost_of_capital=number(practice.cost_of_capital),
        rework_cost=number(practice.rework_cost),
        practice_touch_share=number(
            Decimal(0) if performance.rework_in_fees else practice.practice_touch_share
        ),
        oversight_rate=number(practice.oversight_rate),
    )


def running_costs(claims: N, allowed_per_claim: N, terms: Terms[N]) -> Running[N]:
    """What months with so many claims cost beside the fee.

    Args:
        allowed_per_claim: dollars.
    """
    allowed = claims * allowed_per_claim
    collected = allowed * terms.net_collection_rate
    touched = claims * terms.denial_rate * terms.practice_touch_share
    return Running(
        leakage=allowed * (terms.net_collection_reference - terms.net_collection_rate),
        carrying=collected * terms.days_in_ar * terms.cost_of_capital / DAYS_A_YEAR,
        rework=touched * terms.rework_cost,
        oversight=terms.oversight_hours * terms.oversight_rate,
        collected=collected,
    )


def all_in(billed: Billed, performance: Performance, practice: PracticeFigures) -> AllIn:
    """The all-in cost of what was billed.

    With a discount rate a later month counts less, in its money, claims and collections alike.
    """
    weights = discount_factors(practice.discount_rate, len(billed.claims))
    terms = terms_of(performance, practice, Fraction)
    allowed, claims = Fraction(practice.allowed_per_claim), list(map(Fraction, billed.claims))
    months = [running_costs(one, allowed, terms) for one in claims]
    collected = [month.collected for month in months]
    transition = transition_cost(performance.transition, [one * allowed for one in claims], weights)
    return AllIn(
        fee=_cents(_weighed(map(_dollars, billed.fees), weights)),
        credits=_cents(_weighed(map(_dollars, billed.credits), weights)),
        leakage=_cents(_weighed((month.leakage for month in months), weights)),
        carrying=_cents(_weighed((month.carrying for month in months), weights)),
        rework=_cents(_weighed((month.rework for month in months), weights)),
        oversight=_cents(_weighed((month.oversight for month in months), weights)),
        transition=_cents(transition),
        exit=_cents(exit_cost(performance.exit, weights)),
        claims=_weighed(claims, weights),
        collected=_weighed(collected, weights),
    )


@lru_cache(maxsize=64)
def discount_factors(rate: Decimal | None, months: int) -> tuple[Fraction, ...]:
    """What a dollar of each month counts, paid at its end; 1 / (1 + rate) of the twelfth."""
    if rate is None:
        return (Fraction(1),) * months
    exponents = (_PRECISE.divide(Decimal(-at), Decimal(12)) for at in range(1, months + 1))
    return tuple(Fraction(_PRECISE.power(1 + rate, exponent)) for exponent in exponents)


def transition_cost(
    change: Transition, allowed: Sequence[Fraction], weights: Sequence[Fraction]
) -> Fraction:
    """Dollars: what is paid at once, and the part of a dip that never comes.

    Args:
        allowed: dollars of each month.
    """
    at_once = Fraction(change.integration.dollars + change.parallel_run.dollars)
    late = _weighed(allowed[: change.dip_months], weights) * Fraction(change.dip)
    return at_once + late * Fraction(change.dip_lost)


def exit_cost(leaving: Exit, weights: Sequence[Fraction]) -> Fraction:
    """Dollars: what leaving after the last month costs, times its chance."""
    dollars = Fraction(leaving.fee.dollars + leaving.transition.dollars)
    return dollars * Fraction(leaving.chance) * (weights[-1] if weights else 1)


def _weighed(values: Iterable[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """The sum of each value times the weight of its month; fewer values than months will do."""
    products = (value * weight for value, weight in zip(values, weights, strict=False))
    return sum(products, Fraction(0))


def _dollars(amount: Usd) -> Fraction:
    return Fraction(amount.cents, 100)


def _cents(dollars: Fraction) -> Usd:
    """Dollars to the cent, half-up, away from zero."""
    cents = (abs(dollars) * 200 + 1) // 2
    return Usd(cents if dollars >= 0 else -cents)
