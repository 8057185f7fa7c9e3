"""The least and the most that a charge or an invoice comes to, by the month or by the year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from vendor_eval.pricing.arithmetic import Array, Part, along
from vendor_eval.pricing.fees import PartialYear, Period, Window
from vendor_eval.pricing.setting import Setting
from vendor_eval.pricing.span import Recipe, factors, part_of_year
from vendor_eval.quantities import Usd


@dataclass(frozen=True, slots=True)
class Bound:
    """A minimum or a maximum.

    Attributes:
        rise: on each anniversary, a fraction of one.
    """

    amount: Usd
    each: Period
    partial_year: PartialYear
    window: Window
    rise: Decimal


def at_most(amounts: Array, bound: Bound, setting: Setting) -> Array:
    """The amounts, cut to the bound; months outside its window stay as they are."""
    if bound.each is Period.MONTH:
        is_open, most = _monthly(bound, amounts, setting)
        limited: Array = np.minimum(amounts, most)
        np.copyto(limited, amounts, where=~is_open)
        return limited
    cut = amounts.copy()
    for months, most in _yearly(bound, amounts, setting):
        running = np.minimum(np.cumsum(amounts[months], axis=0), most)
        cut[months] = np.diff(running, axis=0, prepend=running[:1] * 0)
    return cut


def missing(amounts: Array, bound: Bound, setting: Setting) -> Array:
    """What the amounts fall short of the bound; of a year, in its last month that is billed."""
    if bound.each is Period.MONTH:
        is_open, least = _monthly(bound, amounts, setting)
        short: Array = least - amounts
        short *= is_open
        return np.maximum(short, 0, out=short)
    short = amounts * 0
    for months, least in _yearly(bound, amounts, setting):
        short[months[-1]] = np.maximum(least - amounts[months].sum(axis=0), 0)[0]
    return short


def _monthly(bound: Bound, like: Array, setting: Setting) -> tuple[Array, Array]:
    """In which months the bound holds, and what it is there, in cents."""
    recipe = Recipe(bound.window, prorated=True, rise=bound.rise)
    worth = factors(setting.span, recipe)
    once = along([1], like, np.int64)
    cents = setting.arithmetic.amount([Part(once, Fraction(bound.amount.cents), worth)])
    return along([bool(one) for one in worth.values], like, np.bool_), cents


def _yearly(bound: Bound, like: Array, setting: Setting) -> Iterator[tuple[list[int], Array]]:
    """The months of each contract year in which the bound holds, and what it is, in cents."""
    worth = factors(setting.span, Recipe(bound.window, rise=bound.rise))
    once = along([1], like, np.int64)
    for year in setting.span.years():
        months = [at for at in range(year.start, year.stop) if worth.at(at)]
        if months:
            share = part_of_year(len(months), bound.partial_year) * worth.at(months[0])
            yield months, setting.arithmetic.amount([Part(once, bound.amount.cents * share)])
