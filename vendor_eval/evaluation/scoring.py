"""Scores: what a vendor's answers are worth, item by item, and how far the score can still rise.

A score is what the answers earned over what they could have earned, times 100. What does not
apply leaves both sums: of the vendor, of the section, and of whatever else they are taken over.
What is unanswered stays in the second sum and earns nothing, so that silence never helps. No
other vendor enters anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from vendor_eval.evaluation.answers import Answer
from vendor_eval.evaluation.evidence import ASSUMED_SCALE, EvidenceScale
from vendor_eval.evaluation.gates import Gate, GateState, state_of
from vendor_eval.evaluation.scope import Place, Scope, ScopeSection

FULL_SCORE = 100


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums of weights; tallies of different items add up to the tally of all of them.

    Attributes:
        whole: of every item.
        answered: of what is answered or does not apply.
        possible: of what applies, answered or not.
        earned: of what applies, each times the value of its answer.
        evidenced: as ``earned``, each times what its evidence is worth.
        reachable: as ``earned``, had everything unanswered the best answer.
    """

    whole: Fraction = Fraction(0)
    answered: Fraction = Fraction(0)
    possible: Fraction = Fraction(0)
    earned: Fraction = Fraction(0)
    evidenced: Fraction = Fraction(0)
    reachable: Fraction = Fraction(0)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.whole + other.whole,
            self.answered + other.answered,
            self.possible + other.possible,
            self.earned + other.earned,
            self.evidenced + other.evidenced,
            self.reachable + other.reachable,
        )

    def times(self, weight: Fraction) -> Self:
        """The same items, each weighing ``weight`` times as much."""
        return type(self)(
            self.whole * weight,
            self.answered * weight,
            self.possible * weight,
            self.earned * weight,
            self.evidenced * weight,
            self.reachable * weight,
        )

    @property
    def score(self) -> Fraction | None:
        """0 to 100; None where nothing can be scored."""
        return self._points(self.earned)

    @property
    def evidenced_score(self) -> Fraction | None:
        """0 to 100, and never above the score; None where nothing can be scored."""
        return self._points(self.evidenced)

    @property
    def high(self) -> Fraction | None:
        """The most that the score can become without an answer being changed."""
        return self._points(self.reachable)

    @property
    def coverage(self) -> Fraction | None:
        """The part of the weight that is settled, 0 to 1; None where nothing weighs anything."""
        return self.answered / self.whole if self.whole else None

    def _points(self, part: Fraction) -> Fraction | None:
        return FULL_SCORE * part / self.possible if self.possible else None


@dataclass(frozen=True, slots=True)
class ItemScore:
    """What one item does to a vendor's score.

    Attributes:
        answer: None where there is none.
        tally: of the item alone, which weighs 1.
    """

    place: Place
    answer: Answer | None
    tally: Tally

    @property
    def weight(self) -> Fraction:
        """In the whole scope, 0 to 1."""
        return self.place.weight


@dataclass(frozen=True, slots=True)
class SectionScore:
    """What one section does to a vendor's score.

    Attributes:
        tally: of its items, which weigh 1 together.
    """

    section: ScopeSection
    items: tuple[ItemScore, ...]
    tally: Tally

    @property
    def weight(self) -> Fraction:
        """In the whole scope, 0 to 1."""
        return self.section.weight


@dataclass(frozen=True, slots=True)
class VendorScore:
    """A vendor's score with all that it is made of.

    Attributes:
        tally: of all items in scope, by their weight in it.
        gates: in the order of the items.
    """

    vendor: str
    sections: tuple[SectionScore, ...]
    tally: Tally
    gates: tuple[Gate, ...]

    @property
    def score(self) -> Fraction | None:
        """0 to 100, unanswered items earning nothing; it is also the least it can become."""
        return self.tally.score

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What counted, in the order of the items."""
        items = (one for section in self.sections for one in section.items)
        return tuple(one.answer for one in items if one.answer is not None)

    @property
    def eligible(self) -> bool:
        """Whether every gate is passed: none failed, open or expired."""
        return all(gate.passed for gate in self.gates)

    @property
    def gate_lost(self) -> bool:
        """Whether a gate was failed; one that is open or expired is not lost yet."""
        return any(gate.state is GateState.FAILED for gate in self.gates)

    def contribution(self, part: ItemScore | SectionScore) -> Fraction | None:
        """The points of the score that come from ``part``; None where there is no score.

        Those of all sections add up to the score, as do those of all items.
        """
        if not self.tally.possible:
            return None
        return FULL_SCORE * part.weight * part.tally.earned / self.tally.possible


def score_vendor(
    scope: Scope,
    vendor: str,
    answers: Iterable[Answer],
    scale: EvidenceScale = ASSUMED_SCALE,
) -> VendorScore:
    """The score of ``vendor``.

    Args:
        answers: this vendor's, at most one an item, each without flaws; those to items outside
            the scope do not count.
        scale: what evidence is worth.
    """
    given = {answer.item: answer for answer in answers}
    sections = tuple(_section_score(section, given, scale) for section in scope.sections)
    return VendorScore(
        vendor=vendor,
        sections=sections,
        tally=sum((one.tally.times(one.weight) for one in sections), Tally()),
        gates=tuple(
            Gate(place.key, state_of(place.item, given.get(place.key)))
            for place in scope.places()
            if place.item.gate
        ),
    )


def score_all(
    scope: Scope, answers: Iterable[Answer], scale: EvidenceScale = ASSUMED_SCALE
) -> tuple[VendorScore, ...]:
    """The score of every vendor with an answer, by name."""
    of_vendor: dict[str, list[Answer]] = {}
    for answer in answers:
        of_vendor.setdefault(answer.vendor, []).append(answer)
    return tuple(score_vendor(scope, name, of_vendor[name], scale) for name in sorted(of_vendor))


def _section_score(
    section: ScopeSection, given: Mapping[str, Answer], scale: EvidenceScale
) -> SectionScore:
    items = tuple(_item_score(place, given.get(place.key), scale) for place in section.places)
    tally = sum((one.tally.times(one.place.share) for one in items), Tally())
    return SectionScore(section, items, tally)


def _item_score(place: Place, answer: Answer | None, scale: EvidenceScale) -> ItemScore:
    return ItemScore(place, answer, _tally(place, answer, scale))


def _tally(place: Place, answer: Answer | None, scale: EvidenceScale) -> Tally:
    one = Fraction(1)
    if answer is None:
        best = max(Fraction(option.value) for option in place.item.options)
        return Tally(whole=one, possible=one, reachable=best)
    if not answer.applies:
        return Tally(whole=one, answered=one)
    value = place.item.value_of(answer.answer)
    assert value is not None, "answers are checked before they are scored"
    earned = Fraction(value)
    evidenced = earned * scale.part_of(answer, place.item)
    return Tally(one, one, one, earned, evidenced, earned)
