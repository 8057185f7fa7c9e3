"""A draft can still become another round; one that is open cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.files.test_own_scorecards import OURS
from tests.unit.workflows.rounds_told import (
    ADA,
    ADMINISTRATOR,
    BEST,
    CHANGE,
    GROWTH,
    NEW,
    NORTH,
    PLAN,
    STAFFING,
    give,
    moved,
    opened,
)
from vendor_eval.errors import BadInput, Conflict
from vendor_eval.workflows import drafts, own_scorecards, rounds
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import Assignment, NewRound, State

OTHER = NewRound("Summer", ("Acme", NORTH), ("references", GROWTH), {"references": 30, GROWTH: 7})


def keep_ours(deps: Deps, weight: int = 5) -> None:
    """The practice's own questions, with ``weight`` as what changes between their versions."""
    known = own_scorecards.listed(deps, ADMINISTRATOR)
    version = known[0].revision.version if known else 0
    own_scorecards.save(deps, ADMINISTRATOR, replace(OURS, weight=weight), version)


def test_a_draft_gets_another_name_other_candidates_scorecards_and_weights(deps: Deps) -> None:
    draft = rounds.open_round(deps, ADMINISTRATOR, NEW)

    edited = drafts.edit(deps, ADMINISTRATOR, draft, OTHER)

    assert (edited.name, edited.vendors, edited.weights) == (
        "Summer",
        ("Acme", NORTH),
        OTHER.weights,
    )
    assert [one.id for one in edited.scorecards] == ["references", GROWTH]
    happened = [one.what for one in rounds.events(deps, ADMINISTRATOR, draft.id)]
    assert "scorecards changed from scalability 1.0, transition 1.0 to references 1.0" in "\n".join(
        happened
    )


def test_a_scorecard_without_points_of_its_own_gets_its_usual_ones(deps: Deps) -> None:
    draft = rounds.open_round(deps, ADMINISTRATOR, NEW)

    edited = drafts.edit(deps, ADMINISTRATOR, draft, replace(OTHER, weights={GROWTH: 7}))

    assert edited.weights == {"references": 2, GROWTH: 7}


def test_every_fault_of_an_edited_draft_is_listed_and_nothing_changes(deps: Deps) -> None:
    draft = rounds.open_round(deps, ADMINISTRATOR, NEW)

    with pytest.raises(BadInput) as refused:
        drafts.edit(deps, ADMINISTRATOR, draft, NewRound(" ", (), ("none",), {GROWTH: 101}))

    assert [fault.where for fault in refused.value.faults] == [
        "Name",
        "Vendors",
        "Scorecard 1",
        f"Weight of {GROWTH}",
        f"Weight of {GROWTH}",
    ]
    assert rounds.of_id(deps, ADMINISTRATOR, draft.id) == draft


def test_a_round_that_is_open_is_edited_no_more(deps: Deps) -> None:
    kept = opened(deps)

    with pytest.raises(BadInput, match="is no draft any more; move it back to draft first"):
        drafts.edit(deps, ADMINISTRATOR, kept, OTHER)
    with pytest.raises(BadInput, match="is no draft any more; move it back to draft first"):
        drafts.renew(deps, ADMINISTRATOR, kept)


def test_two_who_edit_the_same_draft_are_told_apart(deps: Deps) -> None:
    draft = rounds.open_round(deps, ADMINISTRATOR, NEW)
    drafts.edit(deps, ADMINISTRATOR, draft, OTHER)

    with pytest.raises(Conflict):
        drafts.edit(deps, ADMINISTRATOR, draft, replace(NEW, name="Autumn"))


def test_what_was_answered_already_stays_in_the_round(deps: Deps) -> None:
    kept = opened(deps)
    give(deps, ADA, kept, STAFFING, "4")
    draft = rounds.move(deps, ADMINISTRATOR, kept, State.DRAFT)
    only_change = replace(NEW, scorecards=(CHANGE,), weights={})

    with pytest.raises(BadInput, match="scalability: would change or leave, and was answered"):
        drafts.edit(deps, ADMINISTRATOR, draft, only_change)

    only_growth = replace(NEW, scorecards=(GROWTH,), weights={})
    assert len(drafts.edit(deps, ADMINISTRATOR, draft, only_growth).scorecards) == 1


def test_nobody_stays_asked_for_a_scorecard_that_left(deps: Deps) -> None:
    draft = rounds.open_round(deps, ADMINISTRATOR, NEW)
    asked = [Assignment(ADA.name, "scalability/growth"), Assignment(ADA.name, "transition/start")]
    draft = rounds.assign(deps, ADMINISTRATOR, draft, asked)

    edited = drafts.edit(deps, ADMINISTRATOR, draft, OTHER)

    assert edited.evaluators == (Assignment(ADA.name, "scalability/growth"),)


def test_the_practice_s_own_questions_are_asked_in_a_round(deps: Deps) -> None:
    keep_ours(deps)

    kept = opened(deps, new=NewRound("Spring", (BEST,), ("ours", CHANGE)))

    assert kept.weights == {"ours": 5, CHANGE: 1}
    assert give(deps, ADA, kept, "ours/question-1", "yes").answer == "yes"


def test_a_draft_keeps_the_text_of_its_scorecards_until_it_is_renewed(deps: Deps) -> None:
    keep_ours(deps)
    new = NewRound("Spring", (BEST,), ("ours", CHANGE))
    draft = rounds.open_round(deps, ADMINISTRATOR, new)
    assert drafts.outdated(deps, ADMINISTRATOR, draft) == ()
    keep_ours(deps, weight=9)

    edited = drafts.edit(deps, ADMINISTRATOR, draft, replace(new, name="Summer"))
    assert drafts.outdated(deps, ADMINISTRATOR, edited) == ("Our questions",)
    renewed = drafts.renew(deps, ADMINISTRATOR, edited)

    assert edited.scorecards == draft.scorecards
    assert [one.version for one in renewed.scorecards] == ["2.0", "1.0"]
    assert drafts.outdated(deps, ADMINISTRATOR, renewed) == ()
    assert renewed.weights == {"ours": 5, CHANGE: 1}


def test_a_scorecard_that_was_answered_is_not_renewed_under_its_answers(deps: Deps) -> None:
    keep_ours(deps)
    kept = opened(deps, new=NewRound("Spring", (BEST,), ("ours", CHANGE)))
    give(deps, ADA, kept, "ours/question-1", "yes")
    give(deps, ADA, kept, PLAN, "4")
    draft = rounds.move(deps, ADMINISTRATOR, kept, State.DRAFT)
    keep_ours(deps, weight=9)

    with pytest.raises(BadInput, match="ours: would change or leave, and was answered"):
        drafts.renew(deps, ADMINISTRATOR, draft)


def test_an_opened_round_is_untouched_by_what_becomes_of_its_scorecards(deps: Deps) -> None:
    keep_ours(deps)
    draft = rounds.open_round(deps, ADMINISTRATOR, NewRound("Spring", (BEST,), ("ours",)))
    kept = moved(deps, draft, State.OPEN)
    keep_ours(deps, weight=9)

    assert rounds.of_id(deps, ADMINISTRATOR, kept.id) == kept
