"""By how much the weight of one section may change before another vendor is first.

Shifting the weight of a section to ``t`` leaves the others in their proportion. A score is then a
quotient of two lines in ``t``. Where every item applies to everybody the lower line is constant,
and one vendor's lead over another changes its sign at ``d0 / (d0 - d1)``, with the leads at
weight 0 and at weight 1. Items that do not apply bend the lead into a parabola, which has a
closed form as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import isqrt, sqrt

from vendor_eval.evaluation.contest import Candidate, Contest, dot
from vendor_eval.evaluation.scope import ScopeSection

_ENDS = (Fraction(0), Fraction(1))


@dataclass(frozen=True, slots=True)
class Stability:
    """The weights of one section under which a vendor stays first, ends included.

    Attributes:
        low: from 0 to the weight as it is.
        high: from the weight as it is to 1.
    """

    section: ScopeSection
    low: Fraction
    high: Fraction


def stability(contest: Contest, leader: Candidate, at: int) -> Stability:
    """How far the weight of the section at ``at`` may move while ``leader`` stays first.

    At an end that is neither 0 nor 1 another vendor has caught up; 0 and 1 stand for whatever
    lies just inside them, because there a vendor may have nothing left to be scored by. A section
    that is the only one has no weight to give away, and its interval is its weight.

    Source: O'Shea, Deeney, Triantaphyllou et al., Expert Systems with Applications 296 (2026),
    for weighted sums; the parabola follows from quotients of them.
    """
    section = contest.sections[at]
    if section.weight == 1:
        return Stability(section, section.weight, section.weight)
    leads = [_lead(contest, at, leader, one) for one in contest.candidates if one != leader]
    roots = (root for lead in leads for root in lead.roots())
    edges = sorted({*_ENDS, section.weight, *roots})
    pieces = [piece for piece in pairwise(edges) if all(lead.holds(piece) for lead in leads)]
    upwards = _end(pieces, section.weight)
    downwards = _end([(end, start) for start, end in reversed(pieces)], section.weight)
    return Stability(section, low=downwards, high=upwards)


def _end(pieces: Iterable[tuple[Fraction, Fraction]], start: Fraction) -> Fraction:
    """Where the unbroken row of pieces that begins at ``start`` ends."""
    for near, far in pieces:
        if near == start:
            start = far
    return start


@dataclass(frozen=True, slots=True)
class _Lead:
    """One vendor's lead over another as a parabola in the weight ``t`` of a section.

    Attributes:
        without: the lead at weight 0.
        alone: the lead at weight 1.
        across: what both ends make together; their sum where every item applies.
    """

    without: Fraction
    across: Fraction
    alone: Fraction

    def holds(self, piece: tuple[Fraction, Fraction]) -> bool:
        """Whether there is one all over ``piece``, which has no root inside; a tie is one."""
        t = sum(piece) / 2
        s = 1 - t
        return s * s * self.without + s * t * self.across + t * t * self.alone >= 0

    def roots(self) -> Sequence[Fraction]:
        """Where it is zero between 0 and 1; exact, but for square roots that are not rational."""
        square = self.without - self.across + self.alone
        slope = self.across - 2 * self.without
        if square:
            found = _roots(square, slope, self.without)
        else:
            found = [-self.without / slope] if slope else []
        return [root for root in found if 0 <= root <= 1]


def _lead(contest: Contest, at: int, one: Candidate, other: Candidate) -> _Lead:
    """Scores are compared as products across, so that nothing is divided by zero."""
    ours, theirs = (_lines(contest, at, candidate) for candidate in (one, other))
    (earned0, earned1), (possible0, possible1) = ours
    (their_earned0, their_earned1), (their_possible0, their_possible1) = theirs
    return _Lead(
        without=earned0 * their_possible0 - their_earned0 * possible0,
        across=earned0 * their_possible1
        + earned1 * their_possible0
        - their_earned0 * possible1
        - their_earned1 * possible0,
        alone=earned1 * their_possible1 - their_earned1 * possible1,
    )


_Line = tuple[Fraction, Fraction]


def _lines(contest: Contest, at: int, candidate: Candidate) -> tuple[_Line, _Line]:
    """What is earned and what is possible, each with weight 0 and weight 1 of the section."""
    rest = contest.shifted(at, Fraction(0))
    return (
        (dot(rest, candidate.earned), candidate.earned[at]),
        (dot(rest, candidate.possible), candidate.possible[at]),
    )


def _roots(square: Fraction, slope: Fraction, start: Fraction) -> Sequence[Fraction]:
    inner = slope * slope - 4 * square * start
    if inner < 0:
        return ()
    middle, swing = -slope / (2 * square), _square_root(inner) / (2 * square)
    return middle - swing, middle + swing


def _square_root(number: Fraction) -> Fraction:
    exact = Fraction(isqrt(number.numerator), isqrt(number.denominator))
    return exact if exact * exact == number else Fraction(sqrt(number))
