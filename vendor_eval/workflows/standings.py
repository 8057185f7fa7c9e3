"""What the answers of a round come to: who leads, what is unsettled, what warns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.errors import BadInput, Fault
from vendor_eval.evaluation.answers import Answer, Evidence
from vendor_eval.evaluation.comparison import Comparison, side_by_side
from vendor_eval.evaluation.raters import Agreement, Ratings, Spread, agreement, spreads
from vendor_eval.evaluation.red_flags import RedFlag, all_red_flags
from vendor_eval.evaluation.scope import Scope
from vendor_eval.evaluation.scoring import score_vendor
from vendor_eval.evaluation.settling import Asked, Settled, Unsettled, lapsed, settled
from vendor_eval.store import answers, evidence, rounds
from vendor_eval.store.answers import CONSENSUS, Stored
from vendor_eval.store.rounds import Round
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.evidence import last_days
from vendor_eval.workflows.rounds import is_blind, scope


@dataclass(frozen=True, slots=True)
class Difference:
    """An item on which first answers differ.

    Attributes:
        answers: what each evaluator answered, by name.
        settled: the answer of the consensus; None while there is none.
    """

    vendor: str
    spread: Spread
    answers: Mapping[str, Stored]
    settled: Stored | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the vendors of a round stand.

    Attributes:
        comparison: of all candidates, with the weights of the round.
        unsettled: items that nobody counts yet, because first answers differ.
        red_flags: answers that are worth nothing, in the order of the vendors.
        lapsed: vendor and item where the evidence has expired.
        agreement: of the evaluators' first answers; None where nothing can be said.
    """

    round: Round
    scope: Scope
    comparison: Comparison
    unsettled: tuple[Unsettled, ...]
    red_flags: tuple[RedFlag, ...]
    lapsed: frozenset[Asked]
    agreement: Agreement | None
