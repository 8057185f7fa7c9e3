from __future__ import annotations

import pytest

from tests.unit.workflows.rounds_told import (
    ADA,
    ADMINISTRATOR,
    BEN,
    BEST,
    OVERLAP,
    STAFFING,
    give,
    opened,
    said,
    settle,
)
from vendor_eval.access.roles import Person, Role
from vendor_eval.errors import BadInput, Conflict
from vendor_eval.workflows import answers, rounds, sheets
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import Round, State


def to_consensus(deps: Deps, kept: Round) -> Round:
    return rounds.move(deps, ADMINISTRATOR, kept, State.CONSENSUS)


def test_an_answer_is_kept_at_once_and_each_change_is_a_further_revision(deps: Deps):
    kept = opened(deps)

    first = give(deps, ADA, kept, STAFFING, "4 stated")
    give(deps, ADA, kept, STAFFING, "3 stated", version=first.version)

    found = answers.history(deps, ADA, kept.id, (BEST, STAFFING))
    assert [(one.version, one.answer) for one in found] == [(1, "4"), (2, "3")]
    assert sheets.sheet(deps, ADA, kept.id, BEST).own[STAFFING].answer == "3"


def test_the_same_answer_on_the_same_version_again_changes_nothing(deps: Deps):
    kept = opened(deps)

    once = give(deps, ADA, kept, STAFFING, "4")
    again = give(deps, ADA, kept, STAFFING, "4")

    assert again == once


def test_an_answer_from_a_page_that_is_out_of_date_is_refused_with_both(deps: Deps):
    kept = opened(deps)
    give(deps, ADA, kept, STAFFING, "4", note="seen the plan")

    with pytest.raises(Conflict) as refused:
        give(deps, ADA, kept, STAFFING, "1")

    assert "4" in refused.value.theirs
    assert "seen the plan" in refused.value.theirs
    assert "1" in refused.value.yours


def test_an_answer_can_be_taken_back_and_the_item_is_open_again(deps: Deps):
    kept = opened(deps)
    first = give(deps, ADA, kept, STAFFING, "4")

    give(deps, ADA, kept, STAFFING, "", version=first.version)

    sheet = sheets.sheet(deps, ADA, kept.id, BEST)
    assert sheet.is_open(STAFFING)
    assert (sheet.own[STAFFING].version, sheet.first) == (2, {})


@pytest.mark.parametrize(
    ("item", "words", "other", "fault"),
    [
        (STAFFING, "yes", {}, f"{STAFFING}, answer: is not an answer to this item"),
        (OVERLAP, "n/a", {}, f"{OVERLAP}, note: n/a is without a reason"),
        (OVERLAP, "yes", {"note": "=1+1"}, f"{OVERLAP}, note: begins like a formula"),
        (OVERLAP, "yes", {"note": "MRN 123456"}, f"{OVERLAP}, note: looks like patient data"),
        (OVERLAP, "yes", {"note": "x" * 2_001}, f"{OVERLAP}, note: has more than 2,000"),
        (OVERLAP, "yes", {"vendor": "Acme"}, "vendor: is no candidate of the round"),
        ("transition/none", "yes", {}, "item: is not asked in this round"),
        ("references/baseline", "yes", {}, "item: is not asked in this round"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_with_its_place(
    deps: Deps, item: str, words: str, other: dict[str, str], fault: str
):
    kept = opened(deps)

    with pytest.raises(BadInput) as refused:
        give(deps, ADA, kept, item, words, **other)

    assert [str(one).startswith(fault) for one in refused.value.faults] == [True]
    assert not sheets.sheet(deps, ADA, kept.id, BEST).own


def test_not_applicable_is_an_answer_when_it_says_why(deps: Deps):
    kept = opened(deps)

    assert give(deps, ADA, kept, OVERLAP, "n/a", note="nothing to take over").answer == "n/a"


@pytest.mark.parametrize("state", [State.DRAFT, State.CONSENSUS])
def test_first_answers_are_taken_while_the_round_is_open_only(deps: Deps, state: State):
    kept = opened(deps, state)

    with pytest.raises(BadInput, match=f"Spring: is in state {state} and takes no such answer"):
        give(deps, ADA, kept, STAFFING, "4")


def test_nobody_answers_under_the_name_of_the_consensus(deps: Deps):
    kept = opened(deps)

    with pytest.raises(BadInput, match="consensus is nobody's name"):
        give(deps, Person("Consensus", Role.EVALUATOR), kept, STAFFING, "4")


def test_items_are_settled_in_consensus_only(deps: Deps):
    kept = opened(deps)

    with pytest.raises(BadInput, match="is in state open and takes no such answer"):
        settle(deps, kept, STAFFING, "2", note="agreed")


def test_settling_otherwise_than_somebody_answered_wants_a_reason(deps: Deps):
    kept = opened(deps)
    give(deps, ADA, kept, STAFFING, "4")
    give(deps, BEN, kept, STAFFING, "1")
    to_consensus(deps, kept)

    with pytest.raises(BadInput, match="a first answer is another one; say in the note why"):
        settle(deps, kept, STAFFING, "4")
    settle(deps, kept, STAFFING, "4", note="Ben had not seen the plan")

    first = sheets.sheet(deps, ADMINISTRATOR, kept.id, BEST).first[STAFFING]
    assert [one.answer for one in first] == ["4", "1"]


def test_an_answer_that_everybody_gave_is_overridden_with_a_reason_only(deps: Deps):
    kept = opened(deps)
    give(deps, ADA, kept, STAFFING, "4")
    to_consensus(deps, kept)

    settle(deps, kept, STAFFING, "4 verified")
    with pytest.raises(BadInput, match="a first answer is another one"):
        settle(deps, kept, STAFFING, "3", version=1)


def test_what_was_settled_can_be_taken_back_without_a_reason(deps: Deps):
    kept = opened(deps)
    give(deps, ADA, kept, STAFFING, "4")
    to_consensus(deps, kept)
    settle(deps, kept, STAFFING, "3", note="agreed")

    assert settle(deps, kept, STAFFING, "", version=1).answer == ""


def test_a_note_is_kept_without_blanks_around_it(deps: Deps):
    kept = opened(deps)

    stored = answers.answer(deps, ADA, said(kept, STAFFING, "4", note=" seen it \n"))

    assert stored.note == "seen it"
