"""Which answers of an earlier round still stand in a later one, and why the others do not.

An answer is carried over when the later round asks the same in the same words, when it is not
older than allowed, and when what supports it has not expired.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.evaluation.answers import Answer, Evidence
from vendor_eval.evaluation.scope import Scope
from vendor_eval.evaluation.scorecard import Item
from vendor_eval.evaluation.settling import Asked
from vendor_eval.quantities import Month


class Hindrance(StrEnum):
    """Why an answer is not carried over, as people read it; the first that applies is told."""

    NOT_ASKED = "not asked any more"
    REWORDED = "asked in other words now"
    EXPIRED = "its evidence has expired"
    TOO_OLD = "older than was allowed"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer of the earlier round.

    Attributes:
        on: the day on which somebody last said so.
    """

    evaluator: str
    answer: Answer
    on: dt.date


@dataclass(frozen=True, slots=True)
class Left:
    """An answer that is not carried over."""

    given: Given
    why: Hindrance


@dataclass(frozen=True, slots=True)
class Terms:
    """What decides what is carried over.

    Attributes:
        before: the items of the earlier round, by ``scorecard/item``.
        now: those of the later one.
        lapsed: where the evidence has expired.
        oldest: the first day whose answers are not too old.
    """

    before: Mapping[str, Item]
    now: Mapping[str, Item]
    lapsed: frozenset[Asked]
    oldest: dt.date

    def hindrance(self, given: Given) -> Hindrance | None:
        """Why ``given`` is not carried over; None where it is."""
        answer = given.answer
        now = self.now.get(answer.item)
        if now is None:
            return Hindrance.NOT_ASKED
        if not asks_the_same(self.before[answer.item], now):
            return Hindrance.REWORDED
        if answer.evidence is Evidence.EXPIRED or (answer.vendor, answer.item) in self.lapsed:
            return Hindrance.EXPIRED
        return Hindrance.TOO_OLD if given.on < self.oldest else None

    def divided(self, given: Iterable[Given]) -> tuple[tuple[Given, ...], tuple[Left, ...]]:
        """The answers that are carried over, and those that are not."""
        carried, left = [], []
        for one in given:
            why = self.hindrance(one)
            if why is None:
                carried.append(one)
            else:
                left.append(Left(one, why))
        return tuple(carried), tuple(left)


def items_of(scope: Scope) -> dict[str, Item]:
    """Every item of a scope by ``scorecard/item``."""
    return {place.key: place.item for place in scope.places()}


def asks_the_same(before: Item, now: Item) -> bool:
    """Whether an answer to the one is an answer to the other.

    Weights, citations and what makes a gate say nothing of what was asked.
    """
    return _asked(before) == _asked(now)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or earlier when negative; the last where it has none."""
    month = Month.of(day).plus(months)
    last = calendar.monthrange(month.year, month.month)[1]
    return month.first_day.replace(day=min(day.day, last))


def _asked(item: Item) -> tuple[object, ...]:
    return (
        item.question,
        item.kind,
        item.polarity,
        item.options,
        item.good,
        item.red_flag,
        item.evidence,
    )
