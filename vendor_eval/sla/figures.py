"""Measured values as exact numbers, for money and averages."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

Parts = tuple[Fraction, Fraction]


def exact(value: float, numerator: float, denominator: float) -> Fraction:
    """The number that ``value`` stands for; NaN stands for a part that is not known.

    It is the quotient of its parts where they give ``value``, else the shortest decimal that
    reads as this double, which is what was written.
    """
    parts = _parts(value, numerator, denominator)
    return _written(value) if parts is None else parts[0] / parts[1]


def average(
    values: Iterable[float], numerators: Iterable[float], denominators: Iterable[float]
) -> Fraction:
    """The average of at least one month, exactly: sums over sums where parts give the values.

    Where the parts of any month are not known, or are something else than what its value was
    divided from, it is the plain mean of the values.
    """
    months = list(zip(values, numerators, denominators, strict=True))
    parts = [_parts(*month) for month in months]
    known = [pair for pair in parts if pair is not None]
    if len(known) == len(months):
        top = sum((pair[0] for pair in known), Fraction(0))
        return top / sum((pair[1] for pair in known), Fraction(0))
    return sum((_written(value) for value, _, _ in months), Fraction(0)) / len(months)


def _parts(value: float, numerator: float, denominator: float) -> Parts | None:
    """Numerator and denominator of ``value``, or None where they are not its."""
    if not denominator or math.isnan(numerator) or math.isnan(denominator):
        return None
    top, bottom = _written(numerator), _written(denominator)
    return (top, bottom) if float(top / bottom) == value else None


def _written(value: float) -> Fraction:
    """The shortest decimal that reads as the double ``value``, exactly."""
    return Fraction(Decimal(repr(float(value))))
