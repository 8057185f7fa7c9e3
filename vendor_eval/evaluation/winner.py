"""What would have to weigh differently for another vendor to win, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from vendor_eval.evaluation.contest import Candidate, Contest
from vendor_eval.evaluation.scope import ScopeSection
from vendor_eval.evaluation.stability import stability


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest change of one section's weight that ends a vendor's lead.

    Attributes:
        to: the weight at which ``winner`` has caught up; beyond it ``winner`` is first.
    """

    section: ScopeSection
    to: Fraction
    leader: str
    winner: str

    @property
    def change(self) -> Fraction:
        """By how much the weight changes, without its sign."""
        return abs(self.to - self.section.weight)

    def __str__(self) -> str:
        side = "more" if self.to > self.section.weight else "less"
        return (
            f"The winner changes if “{self.section.title}” weighs {side} than {_percent(self.to)} "
            f"(now {_percent(self.section.weight)}): then {self.winner} overtakes {self.leader}."
        )


def flips_of(contest: Contest, leader: Candidate) -> tuple[Flip, ...]:
    """Every end of ``leader``'s lead by one section's weight, in the order of the sections."""
    return tuple(
        _flip(contest, leader, at, end)
        for at in range(len(contest.sections))
        for end in _ends(contest, leader, at)
    )


def flip_of(contest: Contest, leader: Candidate) -> Flip | None:
    """The smallest change that makes another vendor first; None where no single weight can."""
    return min(flips_of(contest, leader), key=lambda flip: flip.change, default=None)


def sentence_of(contest: Contest) -> str:
    """How firm the first place is, for people."""
    leaders = contest.leaders()
    if not leaders:
        return "No vendor is eligible and has a score, so that none is first."
    if len(leaders) > 1:
        return f"{_listed([one.vendor for one in leaders])} share the first place."
    leader = leaders[0]
    if len(contest.candidates) == 1:
        return f"{leader.vendor} is first because no other vendor is eligible and has a score."
    flip = flip_of(contest, leader)
    return str(flip) if flip else f"{leader.vendor} is first whatever any one section weighs."


def _ends(contest: Contest, leader: Candidate, at: int) -> list[Fraction]:
    """The weights of the section at which somebody catches up."""
    found = stability(contest, leader, at)
    if found.section.weight == 1:
        return []
    return [end for end in (found.low, found.high) if 0 < end < 1]


def _flip(contest: Contest, leader: Candidate, at: int, end: Fraction) -> Flip:
    weights = contest.shifted(at, end)
    others = [one for one in contest.candidates if one != leader]
    winner = max(others, key=lambda one: one.score(weights))
    return Flip(contest.sections[at], end, leader.vendor, winner.vendor)


def _percent(weight: Fraction) -> str:
    return f"{float(weight) * 100:.1f} %"


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
