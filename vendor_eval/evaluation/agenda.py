"""What the evaluators' meeting is about: the items on which they are furthest apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from vendor_eval.evaluation.raters import spreads
from vendor_eval.evaluation.scope import Place, Scope
from vendor_eval.evaluation.settling import Unsettled


@dataclass(frozen=True, slots=True)
class Point:
    """One item to settle for one vendor.

    Attributes:
        apart: 0 to 1; 1 where the answers could not differ more, or some called it n/a.
    """

    unsettled: Unsettled
    place: Place
    apart: Fraction


def agenda(unsettled: Iterable[Unsettled], scope: Scope) -> tuple[Point, ...]:
    """What is furthest apart first; of equal ones what weighs most.

    Args:
        unsettled: items of ``scope``.
    """
    places = {place.key: place for place in scope.places()}
    points = [Point(one, places[one.item], _apart(one, places[one.item])) for one in unsettled]
    return tuple(sorted(points, key=_order))


def _order(point: Point) -> tuple[Fraction, Fraction, str, str]:
    one = point.unsettled
    return -point.apart, -point.place.weight, one.item, one.vendor


def _apart(one: Unsettled, place: Place) -> Fraction:
    values = {name: place.item.value_of(given.answer) for name, given in one.answers.items()}
    ratings = {name: None if value is None else Fraction(value) for name, value in values.items()}
    (spread,) = spreads({one.item: ratings})
    return spread.width
