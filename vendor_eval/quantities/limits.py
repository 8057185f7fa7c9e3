"""Limits: a comparison with a quantity, and whether a value keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Self

from vendor_eval.quantities.units import Quantity, Unit


class Direction(StrEnum):
    """The side of a limit that is good."""

    HIGHER = "higher"
    LOWER = "lower"


class Comparison(StrEnum):
    """How a limit is compared with a value."""

    ABOVE = ">"
    AT_LEAST = ">="
    AT_MOST = "<="
    BELOW = "<"

    @property
    def good_side(self) -> Direction:
        """The direction of metrics that this comparison can limit."""
        rising = self is Comparison.ABOVE or self is Comparison.AT_LEAST
        return Direction.HIGHER if rising else Direction.LOWER

    @property
    def inclusive(self) -> bool:
        """Whether a value equal to the limit keeps it."""
        return self is Comparison.AT_LEAST or self is Comparison.AT_MOST


_SAID = {
    Comparison.ABOVE: "above",
    Comparison.AT_LEAST: "at least",
    Comparison.AT_MOST: "at most",
    Comparison.BELOW: "below",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A comparison with a quantity: the values that keep a promise.

    Attributes:
        text: the limit as it was written, for people and for findings.
    """

    comparison: Comparison
    quantity: Quantity
    text: str

    @classmethod
    def parse(cls, text: str, bare: Unit | None = None) -> Self:
        """Read ``> 95 %`` or ``<= 5 business days``.

        Raises:
            ValueError: without a comparison, or the quantity cannot be read.
        """
        found = re.fullmatch(r"\s*(>=|<=|>|<)\s*(.+?)\s*", text)
        if found is None:
            raise ValueError(f"{text!r} is without a comparison (>, >=, <= or <)")
        return cls(Comparison(found[1]), Quantity.parse(found[2], bare), " ".join(text.split()))

    @property
    def in_words(self) -> str:
        """For whoever reads no signs: ``at most 12 %``, however it was written."""
        return f"{_SAID[self.comparison]} {self.text.removeprefix(self.comparison).lstrip()}"

    def within(self, unit: Unit, *, business_clock: bool = False) -> Limit:
        """The same limit with its quantity in ``unit``; ``text`` stays as written.

        Raises:
            ValueError: the units do not measure the same thing.
        """
        quantity = self.quantity.within(unit, business_clock=business_clock)
        return Limit(self.comparison, quantity, self.text)

    def keeps(self, value: Decimal | Fraction) -> bool:
        """Whether ``value``, in the limit's unit, is on the good side."""
        measured, limit = Fraction(value), Fraction(self.quantity.value)
        match self.comparison:
            case Comparison.ABOVE:
                return measured > limit
            case Comparison.AT_LEAST:
                return measured >= limit
            case Comparison.AT_MOST:
                return measured <= limit
            case Comparison.BELOW:
                return measured < limit

    def stricter_than(self, other: Limit) -> bool:
        """Whether some value keeps ``other`` and not this one; both in one unit and direction."""
        mine, theirs = self.quantity.value, other.quantity.value
        if mine == theirs:
            return other.comparison.inclusive and not self.comparison.inclusive
        higher = self.comparison.good_side is Direction.HIGHER
        return mine > theirs if higher else mine < theirs
