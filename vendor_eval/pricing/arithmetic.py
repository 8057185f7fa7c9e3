"""Two ways of reckoning the same bill: exact cents, and floats for draws by the million.

Quantities are arrays whose first axis is months, counted in steps: a cent of money, and of
counts one, or in exact arithmetic a ten-thousandth. Every product and every rounding of a fee
happens in `Arithmetic.amount`; all else are sums and comparisons, which both do alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from vendor_eval.pricing.span import ONE, Factors
from vendor_eval.quantities import Unit

# int64 or float64; Python integers or fractions where 64 bits are not enough.
Array = npt.NDArray[Any]

CENTS = 100
COUNT_STEPS = 10_000
MILLION = 1_000_000
# What fits is kept below this, so that sums over lines and months stay within 64 bits.
_NARROW = 2**53
_WIDEST = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """``quantity`` steps at ``cents`` each, times the month's factor.

    Attributes:
        quantity: (months, ...) or (1, ...); steps, or how often a flat amount is due.
    """

    quantity: Array
    cents: Fraction
    factors: Factors = ONE


class Arithmetic(Protocol):
    """How quantities are held, multiplied and rounded."""

    def steps(self, unit: Unit) -> int:
        """Steps in a dollar or in one of what is counted."""
        ...

    def quantity(self, value: Decimal, unit: Unit) -> float:
        """Dollars or a count in steps, such as the bound of a tier."""
        ...

    def amount(self, parts: Sequence[Part]) -> Array:
        """The sum of the parts in cents, (months, ...), rounded once, half-up, if at all."""
        ...

    def millionths(self, ratios: npt.NDArray[np.float64]) -> Array:
        """Ratios, none of them missing, in millionths of one."""
        ...


class _Whole:
    """Whole steps, as both exact arithmetics hold them."""

    def steps(self, unit: Unit) -> int:
        return CENTS if unit is Unit.USD else COUNT_STEPS

    def quantity(self, value: Decimal, unit: Unit) -> float:
        return half_up_once(Fraction(value) * self.steps(unit))

    def millionths(self, ratios: npt.NDArray[np.float64]) -> Array:
        return np.floor(ratios * MILLION + 0.5).astype(np.int64)


class ExactArithmetic(_Whole):
    """Integers; half-up to the cent, away from zero.

    A product that could leave 64 bits is reckoned in integers of any size.
    """

    def amount(self, parts: Sequence[Part]) -> Array:
        """See `Arithmetic`."""
        above, below = _over_common(parts)
        peak = sum(
            max(_peak(part.quantity), 1) * _most(row)
            for part, row in zip(parts, above, strict=True)
        )
        kind: Any = np.int64 if 2 * (peak + max(below)) < _WIDEST else object
        total = sum_of(
            part.quantity.astype(kind, copy=False) * along(row, part.quantity, kind)
            for part, row in zip(parts, above, strict=True)
        )
        return narrowed(half_up(total, along(below, total, kind)))


class RationalArithmetic(_Whole):
    """Fractions, unrounded: what a contract means that rounds only the sum of its invoice."""

    def amount(self, parts: Sequence[Part]) -> Array:
        """See `Arithmetic`."""
        return sum_of(
            part.quantity.astype(object)
            * along([part.cents * one for one in part.factors.values], part.quantity, object)
            for part in parts
        )


class FloatArithmetic:
    """Floats, unrounded: right but for the last digits of a double."""

    def steps(self, unit: Unit) -> int:
        """See `Arithmetic`."""
        return CENTS if unit is Unit.USD else 1

    def quantity(self, value: Decimal, unit: Unit) -> float:
        """See `Arithmetic`."""
        return _in_floats(value, self.steps(unit))

    def amount(self, parts: Sequence[Part]) -> Array:
        """See `Arithmetic`."""
        return sum_of(self._product(part) for part in parts)

    def _product(self, part: Part) -> Array:
        rates = float(part.cents) * part.factors.floats
        # Quantities in single precision stay so: half the memory, half the time.
        kind = np.float32 if part.quantity.dtype == np.float32 else np.float64
        return part.quantity * along(rates, part.quantity, kind)

    def millionths(self, ratios: npt.NDArray[np.float64]) -> Array:
        """See `Arithmetic`."""
        return ratios * MILLION


# A simulation asks for the same few numbers with every chunk of its paths.
@lru_cache(maxsize=4096)
def _in_floats(value: Decimal, steps: int) -> float:
    return float(Fraction(value) * steps)


EXACT = ExactArithmetic()
RATIONAL = RationalArithmetic()
FLOAT = FloatArithmetic()


def sum_of(arrays: Any) -> Array:
    """The sum of arrays of shapes that fit each other; the first one is used up."""
    rest = iter(arrays)
    total: Array = next(rest)
    for array in rest:
        # In place where that changes nothing: fresh memory costs more than the sum.
        if total.size >= array.size and total.dtype == array.dtype:
            total += array
        else:
            total = total + array
    return total


def along(values: Any, like: Array, kind: Any) -> Array:
    """One value a month, or a single one, shaped to meet ``like`` month by month."""
    shaped: Array = np.array(values, dtype=kind).reshape(-1, *(1,) * (like.ndim - 1))
    return shaped


def half_up(numerator: Array, denominator: Array) -> Array:
    """The quotient to a whole number, halves away from zero; denominators above 0."""
    size: Array = np.abs(numerator)
    size *= 2
    size += denominator
    size //= 2 * denominator
    np.negative(size, out=size, where=numerator < 0)
    return size


def half_up_once(value: Fraction) -> int:
    """A fraction to a whole number, halves away from zero."""
    size = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return -size if value < 0 else size


def narrowed(values: Array) -> Array:
    """64-bit integers where the values allow for sums of them, else as they are."""
    if values.dtype == object and _peak(values) < _NARROW:
        return values.astype(np.int64)
    return values if _peak(values) < _NARROW else values.astype(object)


def _peak(values: Array) -> int:
    return max(int(values.max()), -int(values.min())) if values.size else 0


def _most(row: Sequence[int]) -> int:
    return max(abs(value) for value in row)


def _over_common(parts: Sequence[Part]) -> tuple[list[list[int]], list[int]]:
    """What a step of each part is worth in each month, over the month's common denominator."""
    months = max(len(part.factors.values) for part in parts)
    worth = [[part.cents * part.factors.at(at) for at in range(months)] for part in parts]
    below = [lcm(*(one.denominator for one in month)) for month in zip(*worth, strict=True)]
    above = [
        [one.numerator * (under // one.denominator) for one, under in zip(row, below, strict=True)]
        for row in worth
    ]
    return above, below
