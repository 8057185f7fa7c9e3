"""A fee as a function of a quantity: straight pieces with jumps between them, in exact fractions.

A piece ends at its upper bound and includes it, as tiers do: a schedule is continuous from the
left, and whatever jumps does so just beyond a bound. At 0 it has a value of its own, because a
tier's flat part may be due without any quantity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

Number = Fraction | int


@dataclass(frozen=True, slots=True)
class Piece:
    """A straight stretch: ``base + slope * quantity`` for quantities up to and with ``up_to``.

    Attributes:
        base: what the stretch would give at 0, in cents.
        slope: cents for each unit of the quantity.
    """

    up_to: Fraction
    base: Fraction
    slope: Fraction

    def at(self, quantity: Number) -> Fraction:
        """The stretch's value at ``quantity``, wherever that lies."""
        return self.base + self.slope * quantity


@dataclass(frozen=True, slots=True)
class Schedule:
    """Cents for each quantity from 0 to the last piece's bound.

    Attributes:
        at_zero: cents at a quantity of 0.
        pieces: with ascending bounds above 0; at least one.
    """

    at_zero: Fraction
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, at_zero: Number, pieces: Iterable[tuple[Number, Number, Number]]) -> Schedule:
        """The schedule with pieces of ``up_to, base, slope``."""
        made = (Piece(*map(Fraction, piece)) for piece in pieces)
        return cls(Fraction(at_zero), tuple(made))

    @classmethod
    def line(cls, top: Number, base: Number, slope: Number = 0) -> Schedule:
        """``base + slope * quantity`` from 0 to ``top``."""
        return cls.of(base, [(top, base, slope)])

    @property
    def top(self) -> Fraction:
        """The largest quantity that the schedule knows."""
        return self.pieces[-1].up_to

    def at(self, quantity: Number) -> Fraction:
        """Cents at ``quantity``, from 0 to `top`."""
        if quantity == 0:
            return self.at_zero
        return next(piece for piece in self.pieces if quantity <= piece.up_to).at(quantity)

    def stretches(self) -> Iterator[tuple[Fraction, Piece]]:
        """Each piece with the bound below it, which it does not include."""
        low = Fraction(0)
        for piece in self.pieces:
            yield low, piece
            low = piece.up_to

    def plus(self, other: Schedule) -> Schedule:
        """The sum of both, which have one `top`."""
        pieces = tuple(
            Piece(up_to, one.base + two.base, one.slope + two.slope)
            for up_to, one, two in _side_by_side(self, other)
        )
        return Schedule(self.at_zero + other.at_zero, joined(pieces))

    def times(self, factor: Number) -> Schedule:
        """The schedule with every amount multiplied."""
        pieces = (Piece(one.up_to, one.base * factor, one.slope * factor) for one in self.pieces)
        return Schedule(self.at_zero * factor, tuple(pieces))

    def by_steps(self, steps: Schedule) -> Schedule:
        """The schedule times that of another, whose pieces are all flat; both have one `top`."""
        pieces = tuple(
            Piece(up_to, one.base * step.base, one.slope * step.base)
            for up_to, one, step in _side_by_side(self, steps)
        )
        return Schedule(self.at_zero * steps.at_zero, joined(pieces))

    def at_least(self, cents: Number) -> Schedule:
        """The schedule that never falls below ``cents``."""
        negative = self.times(-1).at_most(-cents)
        return negative.times(-1)

    def at_most(self, cents: Number) -> Schedule:
        """The schedule that never rises above ``cents``."""
        cap = Fraction(cents)
        pieces = [capped for low, piece in self.stretches() for capped in _at_most(low, piece, cap)]
        return Schedule(min(self.at_zero, cap), joined(pieces))

    def after(self, free: Number) -> Schedule:
        """The schedule of what is left of a quantity once ``free`` came off; same `top`."""
        if free <= 0:
            return self
        kept: list[Piece] = [Piece(min(Fraction(free), self.top), self.at_zero, Fraction(0))]
        for low, piece in self.stretches():
            if low + free >= self.top:
                break
            up_to = min(piece.up_to + free, self.top)
            kept.append(Piece(up_to, piece.base - piece.slope * free, piece.slope))
        return Schedule(self.at_zero, joined(kept))

    def per(self, units: Fraction) -> Schedule:
        """The schedule over another quantity, of which each one brings ``units`` of this."""
        pieces = (Piece(one.up_to / units, one.base, one.slope * units) for one in self.pieces)
        return Schedule(self.at_zero, tuple(pieces))


def joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with neighbours on one straight line made one."""
    ends = (
        one
        for one, following in pairwise(pieces)
        if (one.base, one.slope) != (following.base, following.slope)
    )
    return (*ends, pieces[-1])


def _at_most(low: Fraction, piece: Piece, cap: Fraction) -> Iterator[Piece]:
    """``piece``, which begins above ``low``, with what lies above ``cap`` cut off."""
    flat = Piece(piece.up_to, cap, Fraction(0))
    begins_above = piece.at(low) > cap or (piece.at(low) == cap and piece.slope > 0)
    ends_above = piece.at(piece.up_to) > cap
    if not begins_above and not ends_above:
        yield piece
    elif begins_above and (ends_above or piece.at(piece.up_to) == cap):
        yield flat
    else:
        meets = (cap - piece.base) / piece.slope
        first, second = (flat, piece) if begins_above else (piece, flat)
        yield Piece(meets, first.base, first.slope)
        yield second


def _side_by_side(one: Schedule, two: Schedule) -> Iterator[tuple[Fraction, Piece, Piece]]:
    """The pieces of both that hold up to each bound of either."""
    left, right = iter(one.pieces), iter(two.pieces)
    a, b = next(left), next(right)
    while True:
        up_to = min(a.up_to, b.up_to)
        yield up_to, a, b
        if up_to == one.top:
            return
        if a.up_to == up_to:
            a = next(left)
        if b.up_to == up_to:
            b = next(right)
