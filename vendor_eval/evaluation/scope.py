"""What is scored together: every item of some scorecards with its weight in the whole.

An item weighs by its points in the section, the section's in the scorecard and the scorecard's
among those in scope. Weights are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from vendor_eval.evaluation.answers import Answer
from vendor_eval.evaluation.scorecard import WHOLE, Item, Scorecard


@dataclass(frozen=True, slots=True)
class Place:
    """An item where it stands.

    Attributes:
        key: as ``scorecard/item``.
        share: its weight in its section, 0 to 1.
        weight: its weight in the whole scope, 0 to 1.
    """

    key: str
    item: Item
    share: Fraction
    weight: Fraction


@dataclass(frozen=True, slots=True)
class ScopeSection:
    """A section where it stands.

    Attributes:
        key: as ``scorecard/section``.
        weight: its weight in the whole scope, 0 to 1.
    """

    key: str
    title: str
    weight: Fraction
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Scorecards that are scored together, section by section in their order."""

    scorecards: tuple[Scorecard, ...]
    sections: tuple[ScopeSection, ...]

    def places(self) -> Iterator[Place]:
        """Every item, in order."""
        for section in self.sections:
            yield from section.places


def scope_of(scorecards: Sequence[Scorecard]) -> Scope:
    """These scorecards as one scope; where none of them weighs anything, nothing does."""
    total = sum(scorecard.weight for scorecard in scorecards)
    sections = [
        section
        for scorecard in scorecards
        for section in _sections(scorecard, Fraction(scorecard.weight, total or 1))
    ]
    return Scope(tuple(scorecards), tuple(sections))


def in_scope(scorecards: Iterable[Scorecard], answers: Iterable[Answer]) -> tuple[Scorecard, ...]:
    """The scorecards with at least one answer, whoever's; one that is n/a is an answer."""
    answered = {answer.item.partition("/")[0] for answer in answers}
    return tuple(scorecard for scorecard in scorecards if scorecard.id in answered)


def _sections(scorecard: Scorecard, weight: Fraction) -> Iterator[ScopeSection]:
    for section in scorecard.sections:
        whole = weight * section.weight / WHOLE
        places = tuple(
            Place(
                key=f"{scorecard.id}/{item.id}",
                item=item,
                share=Fraction(item.weight, WHOLE),
                weight=whole * item.weight / WHOLE,
            )
            for item in section.items
        )
        yield ScopeSection(f"{scorecard.id}/{section.id}", section.title, whole, places)
