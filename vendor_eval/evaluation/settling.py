"""Which answer of a round counts: what was settled together, else what everybody agrees on.

Nothing is averaged: evaluators who disagree have found a question, not a number between two
answers. An item on which they do is unanswered until it is settled.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from vendor_eval.evaluation.answers import Answer, Evidence

FORMULA = "1"
"""The version of the rules of this package; a round keeps the one that it began with."""

WEAKEST_FIRST = (
    Evidence.EXPIRED,
    Evidence.NONE,
    Evidence.STATED,
    Evidence.DOCUMENTED,
    Evidence.VERIFIED,
)

Asked = tuple[str, str]
"""What is asked of whom: a vendor, and an item as ``scorecard/item``."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An item on which the evaluators of a vendor differ.

    Attributes:
        answers: the answer of each evaluator, by name.
    """

    vendor: str
    item: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Settled:
    """What counts, and what cannot count yet.

    Attributes:
        answers: at most one a vendor and item.
    """

    answers: tuple[Answer, ...]
    unsettled: tuple[Unsettled, ...]


def settled(
    first: Iterable[tuple[str, Answer]],
    consensus: Iterable[Answer] = (),
    lapsed: frozenset[Asked] = frozenset(),
) -> Settled:
    """What counts of the first answers and of those settled together.

    Args:
        first: evaluator and answer; at most one an evaluator, vendor and item.
        consensus: at most one a vendor and item; it counts whatever the first answers are.
        lapsed: where the evidence has expired, whatever an answer claims.
    """
    by_asked: dict[Asked, dict[str, Answer]] = {}
    for evaluator, answer in first:
        by_asked.setdefault((answer.vendor, answer.item), {})[evaluator] = answer
    chosen = {(one.vendor, one.item): one for one in consensus}
    unsettled = []
    for asked, given in by_asked.items():
        if asked in chosen:
            continue
        if agreed(one.answer for one in given.values()):
            chosen[asked] = _together(tuple(given.values()))
        else:
            unsettled.append(Unsettled(*asked, MappingProxyType(dict(sorted(given.items())))))
    answers = (
        replace(answer, evidence=Evidence.EXPIRED) if asked in lapsed else answer
        for asked, answer in chosen.items()
    )
    return Settled(tuple(answers), tuple(unsettled))


def agreed(answers: Iterable[str]) -> bool:
    """Whether all of them are one answer; of no answers nobody agrees on anything."""
    return len(set(answers)) == 1


def lapsed(last_days: Iterable[tuple[Asked, dt.date]], today: dt.date) -> frozenset[Asked]:
    """Where the evidence has expired by ``today``.

    Where there are several pieces, the latest last day decides, so that a renewal takes the
    place of what it renews.

    Args:
        last_days: the last day on which a piece of evidence stands, for each that has one.
    """
    latest: dict[Asked, dt.date] = {}
    for asked, day in last_days:
        latest[asked] = max(day, latest.get(asked, day))
    return frozenset(asked for asked, day in latest.items() if day < today)


def _together(answers: Sequence[Answer]) -> Answer:
    """One answer for equal ones: the weakest evidence that anybody claims, and every note."""
    notes = dict.fromkeys(one.note.strip() for one in answers if one.note.strip())
    weakest = min((one.evidence for one in answers), key=WEAKEST_FIRST.index)
    return replace(answers[0], evidence=weakest, note="; ".join(notes))
