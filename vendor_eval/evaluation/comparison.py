"""Vendors side by side: scores, ranks, chances of the first place, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vendor_eval.evaluation.answers import Answer
from vendor_eval.evaluation.contest import contest_of
from vendor_eval.evaluation.evidence import ASSUMED_SCALE, EvidenceScale
from vendor_eval.evaluation.robustness import Chances, Draws, chances
from vendor_eval.evaluation.scope import in_scope, scope_of
from vendor_eval.evaluation.scorecard import Scorecard
from vendor_eval.evaluation.scoring import VendorScore, score_all
from vendor_eval.evaluation.standing import ranks
from vendor_eval.evaluation.winner import sentence_of


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the answers of some vendors come to.

    Attributes:
        scores: the ranked vendors, best first, then the others by name.
        ranks: of each eligible vendor that has a score.
        chances: of these, under drawn weights.
        winner: how firm the first place is, as a sentence.
        scale: what evidence was worth in the evidenced scores.
    """

    scores: tuple[VendorScore, ...]
    ranks: Mapping[str, int]
    chances: Chances
    winner: str
    scale: EvidenceScale

    @property
    def gate_lost(self) -> bool:
        """Whether some vendor failed a gate; one that is open or expired is not lost yet."""
        return any(one.gate_lost for one in self.scores)


def compare(
    scorecards: Sequence[Scorecard],
    answers: Iterable[Answer],
    scale: EvidenceScale = ASSUMED_SCALE,
    draws: Draws | None = None,
) -> Comparison:
    """Compare all vendors with an answer, by the scorecards that have one.

    Args:
        answers: at most one a vendor and item, each without flaws.
    """
    given = tuple(answers)
    return side_by_side(
        score_all(scope_of(in_scope(scorecards, given)), given, scale), scale, draws
    )


def side_by_side(
    scores: Sequence[VendorScore],
    scale: EvidenceScale = ASSUMED_SCALE,
    draws: Draws | None = None,
) -> Comparison:
    """Compare vendors by their scores.

    Args:
        scores: one a vendor, all of one scope.
        scale: the one that they were scored with.
    """
    ranked = ranks(scores)
    last = len(scores) + 1
    contest = contest_of(scores)
    return Comparison(
        scores=tuple(sorted(scores, key=lambda one: (ranked.get(one.vendor, last), one.vendor))),
        ranks=ranked,
        chances=chances(contest, draws),
        winner=sentence_of(contest),
        scale=scale,
    )
