"""From what a practice knows of one month to months ahead: growth, seasons, stress, payer mix.

A list of months is taken as it stands; only a single number grows. Grown counts are whole and
grown money is to the cent, both half-up, and each month is reckoned from the first, so that
rounding does not pile up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import numpy as np

from vendor_eval.pricing.arithmetic import CENTS, EXACT, FLOAT, Array, half_up_once, narrowed
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.usage import Usage, in_steps
from vendor_eval.quantities import Month, Unit

# One number for every month, or one a month.
Figures = Decimal | int | Sequence[Decimal | int]


@dataclass(frozen=True, slots=True)
class Course:
    """How single numbers move from month to month.

    Attributes:
        growth: a month, a fraction of one; begins in the second month and compounds.
        seasons: how the twelve months of the calendar, January first, stand to the average; 1
            is an average month. Empty where all are alike.
    """

    growth: Decimal = Decimal(0)
    seasons: tuple[Decimal, ...] = ()


LEVEL = Course()


@dataclass(frozen=True, slots=True)
class Horizon:
    """So many months from ``start``."""

    start: Month
    months: int


@dataclass(frozen=True, slots=True)
class Payer:
    """One payer's part of the practice's claims.

    Attributes:
        share: of claims, a fraction of one.
        allowed: dollars for a claim.
        collected: of what is allowed, a fraction of one.
    """

    name: str
    share: Decimal
    allowed: Decimal
    collected: Decimal


def projected(horizon: Horizon, figures: Mapping[str, Figures], course: Course = LEVEL) -> Usage:
    """The usage of every month, for exact bills.

    Args:
        figures: by driver, dollars or counts; a list has one for each month of the horizon.
    """
    drivers = {
        id: _moved(id, figure, horizon, course)
        if isinstance(figure, Decimal | int)
        else in_steps(id, figure)
        for id, figure in figures.items()
    }
    return Usage(horizon.start, horizon.months, drivers)


def _moved(driver: str, figure: Decimal | int, horizon: Horizon, course: Course) -> Array:
    grown = [_grown(driver, Fraction(figure), one) for one in _factors(course, horizon)]
    return narrowed(np.array(grown, dtype=object))


# Every driver of every option moves alike, and so do those of the next question asked.
@lru_cache(maxsize=64)
def _factors(course: Course, horizon: Horizon) -> tuple[Fraction, ...]:
    return tuple(_factor(course, horizon.start, at) for at in range(horizon.months))


def _factor(course: Course, start: Month, at: int) -> Fraction:
    month = start.plus(at).month
    season = Fraction(course.seasons[month - 1]) if course.seasons else Fraction(1)
    return (1 + Fraction(course.growth)) ** at * season


def _grown(driver: str, figure: Fraction, factor: Fraction) -> int:
    """Steps of a number times a factor; a number that is not moved keeps its decimals."""
    steps = EXACT.steps(DRIVERS[driver].unit)
    if factor == 1 or DRIVERS[driver].unit is Unit.USD:
        return half_up_once(figure * factor * steps)
    return half_up_once(figure * factor) * steps


def stressed(usage: Usage, by: Decimal) -> Usage:
    """The usage with so much more volume, or less where ``by`` is below zero.

    Args:
        by: a fraction of one, above -1; 0.4 for 40 % more. What stands whatever the volume
            stays as it is.
    """
    if not by:
        return usage
    factor = 1 + Fraction(by)
    drivers = {
        id: row if DRIVERS[id].standing else _scaled(row, DRIVERS[id].unit, factor, usage)
        for id, row in usage.drivers.items()
    }
    return replace(usage, drivers=drivers)


def _scaled(steps: Array, unit: Unit, factor: Fraction, usage: Usage) -> Array:
    if usage.arithmetic is FLOAT:
        return steps * float(factor)
    least = 1 if unit is Unit.USD else usage.arithmetic.steps(unit)
    whole = [half_up_once(Fraction(int(one), least) * factor) * least for one in steps.ravel()]
    return narrowed(np.array(whole, dtype=object).reshape(steps.shape))


def collected_per_claim(payers: Sequence[Payer]) -> Fraction:
    """Dollars that an average claim brings, unrounded; shares that do not add up are scaled.

    Raises:
        ValueError: the shares add up to nothing.
    """
    shares = sum(Fraction(payer.share) for payer in payers)
    if not shares:
        raise ValueError("the shares of all payers add up to 0")
    worth = (
        Fraction(payer.share) * Fraction(payer.allowed) * Fraction(payer.collected)
        for payer in payers
    )
    return sum(worth, Fraction(0)) / shares


def with_payer_mix(usage: Usage, payers: Sequence[Payer]) -> Usage:
    """The usage with the net collections that its claims bring from these payers."""
    per_step = collected_per_claim(payers) * CENTS / usage.arithmetic.steps(Unit.COUNT)
    claims = usage.drivers["claims"]
    if usage.arithmetic is FLOAT:
        collections = claims * float(per_step)
    else:
        cents = [half_up_once(int(one) * per_step) for one in claims.ravel()]
        collections = narrowed(np.array(cents, dtype=object).reshape(claims.shape))
    return replace(usage, drivers={**usage.drivers, "net_collections": collections})
