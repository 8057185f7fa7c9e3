"""Where two fees cost the same: every place, exactly, tiers, minimums and jumps included.

A third of all pairs of fee schedules meet more than once, so that nothing here searches for one
root: both schedules are straight pieces, and each piece of their difference is solved by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from vendor_eval.pricing.schedule import Schedule


def crossings(one: Schedule, two: Schedule) -> tuple[Fraction, ...]:
    """The quantities above 0 at which the cheaper changes or both cost the same, ascending.

    A place where the schedules only touch counts. Where a jump turns the order round, the place
    is the bound that the jump lies beyond. Where both cost the same over a stretch, its ends
    count, other than 0 and the schedules' `top`. Both have one `top`.
    """
    difference = one.plus(two.times(-1))
    return tuple(sorted({*_ties(difference), *_jumps(difference)}))


def rule_of_thumb(price: Fraction, rate: Fraction, net_collection_rate: Fraction) -> Fraction:
    """The allowed amount per claim at which a percentage costs what a price per claim does.

    Args:
        price: per claim; the answer is in the same unit of money.
        rate: of what is collected, a fraction of one above 0.
        net_collection_rate: what is collected of what is allowed, above 0.
    """
    return price / (rate * net_collection_rate)


def _ties(difference: Schedule) -> Iterator[Fraction]:
    """Where the difference is 0: single places, and the ends of stretches."""
    for low, piece in difference.stretches():
        if piece.slope != 0:
            root = -piece.base / piece.slope
            if low < root <= piece.up_to:
                yield root
        elif piece.base == 0:
            yield from (end for end in (low, piece.up_to) if 0 < end < difference.top)


def _jumps(difference: Schedule) -> Iterator[Fraction]:
    """The bounds beyond which the difference has the other sign than at them."""
    for piece, following in pairwise(difference.pieces):
        bound = piece.up_to
        beyond = following.at(bound) or following.slope
        if piece.at(bound) * beyond < 0:
            yield bound
