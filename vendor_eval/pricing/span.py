"""The months that are billed, and what each of them is worth of a fee: its factors.

A factor is 0 in a month in which a fee is not in force, a part of one where days count, and
grows with each anniversary. Everything is exact; each set of factors is made once.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from math import prod

import numpy as np
import numpy.typing as npt

from vendor_eval.pricing.fees import ALWAYS, PartialYear, Proration, Window
from vendor_eval.quantities import Month

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Span:
    """So many months from ``first``.

    Attributes:
        starts: the month from which years and anniversaries count.
    """

    first: Month
    months: int
    starts: Month

    def __iter__(self) -> Iterator[Month]:
        return (self.first.plus(at) for at in range(self.months))

    def year(self, month: Month) -> int:
        """Anniversaries that have passed; 0 in the first year and before it."""
        return max(0, (month.index - self.starts.index) // MONTHS_A_YEAR)

    def years(self) -> Iterator[slice]:
        """The stretches of billed months that belong to one contract year."""
        offset = (self.first.index - self.starts.index) % MONTHS_A_YEAR
        for begin in range(-offset, self.months, MONTHS_A_YEAR):
            yield slice(max(begin, 0), min(begin + MONTHS_A_YEAR, self.months))


class Factors:
    """What each month counts of a price; one value where all months are alike.

    Attributes:
        values: one exact factor a month, or a single one.
    """

    def __init__(self, values: tuple[Fraction, ...]) -> None:
        self.values = values[:1] if len(set(values)) == 1 else values

    @cached_property
    def floats(self) -> npt.NDArray[np.float64]:
        """The same as numbers."""
        return np.array([float(value) for value in self.values])

    def at(self, month: int) -> Fraction:
        """The factor of the month at this place."""
        return self.values[month if len(self.values) > 1 else 0]


ONE = Factors((Fraction(1),))


@dataclass(frozen=True, slots=True)
class Recipe:
    """How factors are made.

    Attributes:
        prorated: whether days count, where the window says so.
        rise: on each anniversary, a fraction of one.
        off: fractions taken off while their windows are open.
        due: places of the only months that count; None for all.
    """

    window: Window = ALWAYS
    prorated: bool = False
    rise: Decimal = Decimal(0)
    off: tuple[tuple[Decimal, Window], ...] = ()
    due: tuple[int, ...] | None = None


@lru_cache(maxsize=1024)
def factors(span: Span, recipe: Recipe) -> Factors:
    """The factors of every month of ``span``."""
    return Factors(tuple(_factor(span, recipe, at) for at in range(span.months)))


def _factor(span: Span, recipe: Recipe, at: int) -> Fraction:
    month = span.first.plus(at)
    if recipe.due is not None and at not in recipe.due:
        return Fraction(0)
    share = in_force(recipe.window, month)
    if share and not recipe.prorated:
        share = Fraction(1)
    off = prod(1 - Fraction(rate) for rate, window in recipe.off if in_force(window, month))
    return share * (1 + Fraction(recipe.rise)) ** span.year(month) * off


def in_force(window: Window, month: Month) -> Fraction:
    """The share of the month on which ``window`` is open, as its proration counts it."""
    days = calendar.monthrange(month.year, month.month)[1]
    begin, end = month.first_day, month.first_day + dt.timedelta(days=days - 1)
    first = begin if window.first is None else max(begin, window.first)
    last = end if window.last is None else min(end, window.last)
    open_days = (last - first).days + 1
    if open_days <= 0:
        return Fraction(0)
    match window.proration:
        case Proration.ACTUAL_DAYS:
            return Fraction(open_days, days)
        case Proration.THIRTY_DAYS:
            return Fraction(min(open_days, 30), 30) if open_days < days else Fraction(1)
        case Proration.NONE:
            return Fraction(1)


def part_of_year(months: int, partial: PartialYear) -> Fraction:
    """What an annual amount is worth in a contract year of which so many months are billed."""
    if months == MONTHS_A_YEAR or partial is PartialYear.FULL:
        return Fraction(1)
    prorated = partial is PartialYear.PRORATED
    return Fraction(months, MONTHS_A_YEAR) if prorated else Fraction(0)
