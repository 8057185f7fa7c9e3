"""Measured values as exact numbers, for money and averages."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction


def exact(value: float, numerator: float, denominator: float) -> Fraction:
    """The number that ``value`` stands for.

    It is the quotient of its parts where they give ``value``, else the shortest decimal that
    reads as this double, which is what was written. NaN stands for a part that is not known.
    """
    if denominator and not math.isnan(numerator) and not math.isnan(denominator):
        quotient = written(numerator) / written(denominator)
        if float(quotient) == value:
            return quotient
    return written(value)


def written(value: float) -> Fraction:
    """The shortest decimal that reads as the double ``value``, exactly."""
    return Fraction(Decimal(repr(float(value))))


def average(
    values: Iterable[float], numerators: Iterable[float], denominators: Iterable[float]
) -> Fraction:
    """The average of months, exactly: sums over sums where all parts are known.

    Where a part of any month is NaN, or the denominators add up to 0, it is the plain mean of
    the values. There must be at least one month.
    """
    tops, bottoms = list(numerators), list(denominators)
    if not any(math.isnan(part) for part in (*tops, *bottoms)):
        below = sum(map(written, bottoms))
        if below:
            return sum(map(written, tops)) / Fraction(below)
    each = [written(value) for value in values]
    return sum(each, Fraction(0)) / len(each)
