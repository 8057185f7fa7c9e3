"""Tables of prices as schedules over the quantity that they are counted on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil
from typing import TypeVar

from vendor_eval.pricing.fees import Band, Package, Rounding, Tier
from vendor_eval.pricing.schedule import Piece, Schedule, joined
from vendor_eval.quantities import Usd

CENTS = 100


Row = TypeVar("Row", Tier, Band)


def graduated(tiers: Sequence[Tier], top: Fraction, *, at_zero: bool) -> Schedule:
    """Each tier's price for what lies within it.

    Args:
        at_zero: whether the first tier's flat part is due without any quantity.
    """
    pieces: list[Piece] = []
    low = before = Fraction(0)
    for high, tier in _reached(tiers, top):
        slope = Fraction(tier.rate) * CENTS
        pieces.append(Piece(high, before + tier.flat.cents - slope * low, slope))
        low, before = high, pieces[-1].at(high)
    return Schedule(_at_zero(tiers[0].flat, due=at_zero), joined(pieces))


def volume(tiers: Sequence[Tier], top: Fraction, *, at_zero: bool) -> Schedule:
    """The price of the tier reached, for the whole quantity."""
    pieces = [
        Piece(high, Fraction(tier.flat.cents), Fraction(tier.rate) * CENTS)
        for high, tier in _reached(tiers, top)
    ]
    return Schedule(_at_zero(tiers[0].flat, due=at_zero), joined(pieces))


def stairs(bands: Sequence[Band], top: Fraction, *, at_zero: bool) -> Schedule:
    """The amount of the band reached."""
    pieces = [
        Piece(high, Fraction(band.amount.cents), Fraction(0)) for high, band in _reached(bands, top)
    ]
    return Schedule(_at_zero(bands[0].amount, due=at_zero), joined(pieces))


def packages(package: Package, top: Fraction) -> Schedule:
    """The price for each package.

    At the very quantity that begins a package where full or half full ones count, the schedule
    has what it is below it: schedules jump beyond their bounds.
    """
    size, price = Fraction(package.size), Fraction(package.price) * CENTS
    # Where a package is counted as soon as it is begun, full, or half full.
    begun = {Rounding.UP: Fraction(0), Rounding.DOWN: size, Rounding.NEAREST: size / 2}
    first = begun[package.rounding]
    pieces = []
    for number in range(most_packages(package, top) + 1):
        high = min(first + number * size, top)
        if high > 0:
            pieces.append(Piece(high, max(number, package.least) * price, Fraction(0)))
        if high == top:
            break
    return Schedule(package.least * price, joined(pieces))


def most_packages(package: Package, top: Fraction) -> int:
    """At most how many packages a quantity up to ``top`` makes."""
    return ceil(top / Fraction(package.size)) + 1


def _reached(rows: Iterable[Row], top: Fraction) -> Iterator[tuple[Fraction, Row]]:
    """The rows of a table up to the one that ``top`` lies in, each with its upper bound."""
    for row in rows:
        high = top if row.up_to is None else min(Fraction(row.up_to), top)
        if high > 0:
            yield high, row
        if high == top:
            return


def _at_zero(flat: Usd, *, due: bool) -> Fraction:
    return Fraction(flat.cents if due else 0)
