"""What a round comes to. Scalability weighs 60 of 100 and transition 40; each is one section.

In scalability the staffing model weighs 30 of 100, the example of several sites 20.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from tests.unit.workflows.rounds_told import (
    ADA,
    ADMINISTRATOR,
    AUDITOR,
    BEN,
    BEST,
    NORTH,
    PLAN,
    SITES,
    STAFFING,
    give,
    opened,
    settle,
)
from vendor_eval.errors import BadInput
from vendor_eval.workflows import evidence, rounds, standings
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.evidence import NewPiece, Status
from vendor_eval.workflows.rounds import Round, State
from vendor_eval.workflows.standings import Standing

YESTERDAY, TODAY = dt.date(2026, 4, 14), dt.date(2026, 4, 15)


def settled_round(deps: Deps) -> Round:
    """Ada and Ben agree on the staffing model and differ on the example of several sites."""
    kept = opened(deps)
    give(deps, ADA, kept, STAFFING, "4 verified")
    give(deps, BEN, kept, STAFFING, "4 documented")
    give(deps, ADA, kept, SITES, "yes verified")
    give(deps, BEN, kept, SITES, "no none")
    return rounds.move(deps, ADMINISTRATOR, kept, State.CONSENSUS)


def score_of(standing: Standing, vendor: str = BEST) -> tuple[Fraction | None, Fraction | None]:
    score = next(one for one in standing.comparison.scores if one.vendor == vendor)
    return score.tally.score, score.tally.evidenced_score


def test_nothing_is_compared_while_first_answers_are_blind(deps: Deps):
    kept = opened(deps)

    with pytest.raises(BadInput, match="is not compared while first answers are blind"):
        standings.comparison(deps, ADMINISTRATOR, kept.id)


def test_what_evaluators_agree_on_counts_and_what_they_differ_on_is_unanswered(deps: Deps):
    kept = settled_round(deps)

    standing = standings.comparison(deps, AUDITOR, kept.id)

    # The staffing model alone: 100 x 0.6 x 0.3; documented, the weaker evidence, is worth 3/4.
    assert score_of(standing) == (18, Fraction(27, 2))
    assert [(one.vendor, one.item) for one in standing.unsettled] == [(BEST, SITES)]


def test_what_was_settled_counts_and_is_no_longer_unsettled(deps: Deps):
    kept = settled_round(deps)
    settle(deps, kept, SITES, "partly verified", note="one of two sites")

    standing = standings.comparison(deps, AUDITOR, kept.id)

    # And half of 100 x 0.6 x 0.2, verified.
    assert score_of(standing) == (18 + 6, Fraction(27, 2) + 6)
    assert standing.unsettled == ()


def test_a_candidate_that_nobody_answered_for_stands_there_with_nothing(deps: Deps):
    kept = settled_round(deps)

    standing = standings.comparison(deps, AUDITOR, kept.id)

    assert [one.vendor for one in standing.comparison.scores] == [BEST, NORTH]
    assert score_of(standing, NORTH) == (0, 0)


def test_an_answer_worth_nothing_is_a_red_flag(deps: Deps):
    kept = settled_round(deps)
    settle(deps, kept, SITES, "no none", note="no such client")

    flags = standings.comparison(deps, AUDITOR, kept.id).red_flags

    assert [(one.vendor, one.place.key, one.answer, one.note) for one in flags] == [
        (BEST, SITES, "no", "no such client")
    ]


def paper(kept: Round, expires: dt.date | None) -> NewPiece:
    return NewPiece(kept.id, BEST, STAFFING, "Staffing plan", note="on file", expires=expires)


@pytest.mark.parametrize(("expires", "evidenced"), [(YESTERDAY, 0), (TODAY, Fraction(27, 2))])
def test_evidence_that_has_expired_is_worth_nothing_from_the_day_after_its_last(
    deps: Deps, expires: dt.date, evidenced: Fraction
):
    kept = settled_round(deps)
    evidence.add(deps, ADA, paper(kept, expires))

    standing = standings.comparison(deps, AUDITOR, kept.id)

    assert score_of(standing) == (18, evidenced)
    assert ((BEST, STAFFING) in standing.lapsed) is (expires == YESTERDAY)


def test_a_renewal_takes_the_place_of_what_has_expired_until_it_is_rejected(deps: Deps):
    kept = settled_round(deps)
    evidence.add(deps, ADA, paper(kept, YESTERDAY))
    renewal = evidence.add(deps, ADA, paper(kept, TODAY))

    assert not standings.comparison(deps, AUDITOR, kept.id).lapsed
    evidence.judge(deps, ADMINISTRATOR, renewal, Status.REJECTED)
    assert standings.comparison(deps, AUDITOR, kept.id).lapsed


def test_agreement_is_told_over_all_vendors_and_by_section_where_anything_can_be_said(deps: Deps):
    kept = opened(deps)
    for person, plans in ((ADA, ("4", "1")), (BEN, ("4", "1"))):
        for vendor, plan in zip((BEST, NORTH), plans, strict=True):
            give(deps, person, kept, PLAN, plan, vendor=vendor)
    kept = rounds.move(deps, ADMINISTRATOR, kept, State.CONSENSUS)

    whole, *of_sections = standings.comparison(deps, AUDITOR, kept.id).reliability

    assert (whole.answers, whole.alpha) == (2, 1)
    assert whole.correlation is not None
    assert (whole.correlation.items, whole.correlation.single) == (2, pytest.approx(1.0))
    assert [one.section.key for one in of_sections if one.section] == ["transition/start"]
    other = opened(deps, State.CONSENSUS, rounds.NewRound("Empty", (BEST,), ("references",)))
    assert standings.comparison(deps, AUDITOR, other.id).reliability == ()
