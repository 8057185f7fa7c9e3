"""The vendors that compete for the first place, and the sections by which they do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from vendor_eval.evaluation.scope import ScopeSection
from vendor_eval.evaluation.scoring import VendorScore

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A vendor in a contest.

    Attributes:
        earned: one a section of the contest, 0 to 1.
        possible: what could have been earned, at least as much; 1 where every item applies.
    """

    vendor: str
    earned: tuple[Fraction, ...]
    possible: tuple[Fraction, ...]

    @classmethod
    def of(cls, vendor: str, values: Iterable[Fraction]) -> Candidate:
        """A vendor to which every item applies."""
        earned = tuple(values)
        return cls(vendor, earned, (Fraction(1),) * len(earned))

    def score(self, weights: Sequence[Fraction]) -> Fraction:
        """0 to 1 under these weights; 0 where nothing that weighs applies."""
        possible = dot(weights, self.possible)
        return dot(weights, self.earned) / possible if possible else NOTHING


@dataclass(frozen=True, slots=True)
class Contest:
    """Candidates side by side.

    Attributes:
        sections: those that weigh anything; their weights add up to 1.
    """

    candidates: tuple[Candidate, ...]
    sections: tuple[ScopeSection, ...]

    @property
    def weights(self) -> tuple[Fraction, ...]:
        """One a section."""
        return tuple(section.weight for section in self.sections)

    def shifted(self, at: int, weight: Fraction) -> tuple[Fraction, ...]:
        """The weights with that of the section at ``at`` set, the others in proportion.

        Where that section has all the weight, the others have no proportion and stay at 0.
        """
        rest = 1 - self.weights[at]
        scale = (1 - weight) / rest if rest else NOTHING
        return tuple(
            weight if place == at else now * scale for place, now in enumerate(self.weights)
        )

    def leaders(self) -> tuple[Candidate, ...]:
        """Who is first under the weights as they are: several where they tie, else one."""
        scores = [one.score(self.weights) for one in self.candidates]
        pairs = zip(self.candidates, scores, strict=True)
        return tuple(one for one, score in pairs if score == max(scores))


def contest_of(scores: Iterable[VendorScore]) -> Contest:
    """The eligible vendors that have a score, all of one scope."""
    standing = [one for one in scores if one.eligible and one.score is not None]
    sections = standing[0].sections if standing else ()
    weighed = [at for at, section in enumerate(sections) if section.weight]
    candidates = [
        Candidate(
            one.vendor,
            earned=tuple(one.sections[at].tally.earned for at in weighed),
            possible=tuple(one.sections[at].tally.possible for at in weighed),
        )
        for one in standing
    ]
    return Contest(tuple(candidates), tuple(sections[at].section for at in weighed))


def dot(weights: Iterable[Fraction], values: Iterable[Fraction]) -> Fraction:
    """The sum of each value times its weight."""
    return sum((a * b for a, b in zip(weights, values, strict=True)), NOTHING)
