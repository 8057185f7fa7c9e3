"""Bands of a measured value, written as one limit or two: ``>= 90 % and <= 95 %``.

The bands of an item divide the whole line between them, so that every figure has one answer;
which side an edge belongs to is always written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Self

from vendor_eval.quantities import Comparison, Direction, Limit, Unit

NO_FIGURE = "no figure"
"""The answer for a vendor that gives no figure, or one without data and definition; worth 0."""

_OTHER_SIDE = {
    Comparison.ABOVE: Comparison.AT_MOST,
    Comparison.AT_LEAST: Comparison.BELOW,
    Comparison.AT_MOST: Comparison.ABOVE,
    Comparison.BELOW: Comparison.AT_LEAST,
}


@dataclass(frozen=True, slots=True)
class Band:
    """The values between two edges, both in one unit.

    Attributes:
        floor: a limit with ``>`` or ``>=``; None where the band has no lower end.
        ceiling: a limit with ``<`` or ``<=``; None where it has no upper end.
    """

    floor: Limit | None
    ceiling: Limit | None

    @classmethod
    def parse(cls, text: str, unit: Unit) -> Self:
        """Read ``> 95 %`` or ``>= 90 % and <= 95 %`` in ``unit``.

        Raises:
            ValueError: not one limit or two facing each other, or not in this unit.
        """
        limits = [Limit.parse(part).within(unit) for part in text.split(" and ")]
        floors = [one for one in limits if one.comparison.good_side is Direction.HIGHER]
        ceilings = [one for one in limits if one.comparison.good_side is Direction.LOWER]
        if len(floors) > 1 or len(ceilings) > 1:
            raise ValueError(f"{text!r} has two limits on one side")
        band = cls(*floors or (None,), *ceilings or (None,))
        if band.empty:
            raise ValueError(f"{text!r} holds no value")
        return band

    @property
    def empty(self) -> bool:
        """Whether no value lies between the edges."""
        if self.floor is None or self.ceiling is None:
            return False
        low, high = self.floor.quantity.value, self.ceiling.quantity.value
        both = self.floor.comparison.inclusive and self.ceiling.comparison.inclusive
        return low > high or (low == high and not both)

    def holds(self, value: Decimal | Fraction) -> bool:
        """Whether ``value``, in the band's unit, lies in it."""
        return all(edge is None or edge.keeps(value) for edge in (self.floor, self.ceiling))


def divide_the_line(bands: Sequence[Band], better: Direction) -> bool:
    """Whether the bands, from the ``better`` end on, hold every value exactly once."""
    if better is Direction.HIGHER:
        ends = [(band.ceiling, band.floor) for band in bands]
    else:
        ends = [(band.floor, band.ceiling) for band in bands]
    if not ends or ends[0][0] is not None or ends[-1][1] is not None:
        return False
    return all(_meet(worse, following[0]) for (_, worse), following in pairwise(ends))


def _meet(edge: Limit | None, other: Limit | None) -> bool:
    """Whether one band ends at ``edge`` exactly where the next begins at ``other``."""
    return (
        edge is not None
        and other is not None
        and edge.quantity == other.quantity
        and _OTHER_SIDE[edge.comparison] is other.comparison
    )
