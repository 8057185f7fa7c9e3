from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.workflows.rounds_told import (
    ADA,
    ADMINISTRATOR,
    AUDITOR,
    BEN,
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
    settle,
)
from vendor_eval.access.roles import Person, Role
from vendor_eval.errors import BadInput, Conflict
from vendor_eval.evaluation.settling import FORMULA
from vendor_eval.files.scorecards import shipped_texts
from vendor_eval.workflows import answers, drafts, rounds, sheets
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import Assignment, NewRound, State

OTHER_PERSON = Person("B. Osei", Role.ADMINISTRATOR)


def faults(refused: pytest.ExceptionInfo[BadInput]) -> list[tuple[str, str]]:
    return [(fault.where, fault.what) for fault in refused.value.faults]


def test_a_round_keeps_the_text_of_its_scorecards_its_weights_and_its_formula(deps: Deps):
    kept = rounds.open_round(deps, ADMINISTRATOR, NEW)

    texts = shipped_texts()
    assert [(one.id, one.text) for one in kept.scorecards] == [
        (GROWTH, texts[GROWTH]),
        (CHANGE, texts[CHANGE]),
    ]
    assert (kept.state, kept.weights, kept.formula) == ("draft", NEW.weights, FORMULA)
    assert kept.vendors == (BEST, NORTH)


def test_what_a_round_asks_weighs_what_the_round_says_and_not_what_the_scorecard_does(deps: Deps):
    kept = rounds.open_round(deps, ADMINISTRATOR, NEW)

    # One section each: 60 of 60 + 40 points, and 40 of them.
    assert [(one.key, float(one.weight)) for one in rounds.scope(kept).sections] == [
        ("scalability/growth", 0.6),
        ("transition/start", 0.4),
    ]


def test_a_scorecard_without_weight_in_a_new_round_has_its_own(deps: Deps):
    kept = rounds.open_round(deps, ADMINISTRATOR, replace(NEW, weights={CHANGE: 5}))

    assert kept.weights == {GROWTH: 3, CHANGE: 5}


def test_every_fault_of_a_new_round_is_listed(deps: Deps):
    wrong = NewRound(
        name="=cmd()",
        vendors=("Best", "best ", "SSN 123-45-6789"),
        scorecards=(GROWTH, GROWTH, "nonsense"),
        weights={GROWTH: -1, "other": 101},
    )

    with pytest.raises(BadInput) as refused:
        rounds.open_round(deps, ADMINISTRATOR, wrong)

    assert faults(refused) == [
        ("Name", "begins like a formula"),
        ("Vendor 2", "is named twice"),
        ("Vendor 3", "looks like patient data"),
        (GROWTH, "is chosen twice"),
        ("Scorecard 3", "is not known"),
        ("Weight of scalability", "is not from 0 to 100"),
        ("Weight of other", "is of no scorecard of the round"),
        ("Weight of other", "is not from 0 to 100"),
    ]
    assert rounds.rounds(deps, ADMINISTRATOR) == ()


def test_a_round_wants_a_name_candidates_and_scorecards(deps: Deps):
    with pytest.raises(BadInput) as refused:
        rounds.open_round(deps, ADMINISTRATOR, NewRound(" ", (), ()))

    assert [where for where, _ in faults(refused)] == ["Name", "Vendors", "Scorecards"]


def test_weights_may_not_all_be_zero(deps: Deps):
    with pytest.raises(BadInput, match="Weights: are all 0"):
        rounds.open_round(deps, ADMINISTRATOR, replace(NEW, weights={GROWTH: 0, CHANGE: 0}))


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (State.DRAFT, {State.OPEN}),
        (State.OPEN, {State.DRAFT, State.CONSENSUS}),
        (State.CONSENSUS, {State.OPEN}),
        (State.DECIDED, {State.CONSENSUS}),
    ],
)
def test_a_round_moves_one_step_at_a_time_and_is_decided_by_a_signature_only(
    state: State, steps: set[State]
):
    assert set(state.steps) == steps


def test_a_step_that_is_not_there_is_refused_and_says_which_are(deps: Deps):
    kept = opened(deps, State.DRAFT)

    with pytest.raises(BadInput, match="does not go from draft to consensus; move it to open"):
        rounds.move(deps, ADMINISTRATOR, kept, State.CONSENSUS)


def test_every_step_is_recorded_with_who_took_it(deps: Deps):
    kept = opened(deps, State.CONSENSUS)

    rounds.move(deps, OTHER_PERSON, kept, State.OPEN)

    happened = rounds.events(deps, AUDITOR, kept.id)
    assert len(happened) == 4
    assert [one.by for one in happened] == [ADMINISTRATOR.name] * 3 + [OTHER_PERSON.name]


def test_two_who_move_the_same_round_are_told_apart(deps: Deps):
    shown = opened(deps)
    rounds.move(deps, ADMINISTRATOR, shown, State.CONSENSUS)

    with pytest.raises(Conflict):
        rounds.move(deps, OTHER_PERSON, shown, State.DRAFT)


def test_weights_change_while_a_round_is_a_draft_and_never_later(deps: Deps):
    draft = rounds.open_round(deps, ADMINISTRATOR, NEW)

    weighed = replace(NEW, weights={GROWTH: 10, CHANGE: 0})
    changed = drafts.edit(deps, ADMINISTRATOR, draft, weighed)
    running = moved(deps, changed, State.OPEN)

    assert changed.weights == {GROWTH: 10, CHANGE: 0}
    with pytest.raises(BadInput, match="is no draft any more"):
        drafts.edit(deps, ADMINISTRATOR, running, NEW)


def test_weights_are_given_to_the_scorecards_of_the_round_and_to_no_other(deps: Deps):
    with pytest.raises(BadInput) as refused:
        rounds.open_round(deps, ADMINISTRATOR, replace(NEW, weights={GROWTH: 10, "references": 1}))

    assert faults(refused) == [("Weight of references", "is of no scorecard of the round")]


def test_an_evaluator_scores_the_sections_that_are_assigned(deps: Deps):
    kept = rounds.assign(
        deps, ADMINISTRATOR, opened(deps), [Assignment(ADA.name, "scalability/growth")]
    )

    give(deps, ADA, kept, STAFFING, "4")

    with pytest.raises(BadInput, match="is in a section that others score"):
        give(deps, ADA, kept, PLAN, "4")
    with pytest.raises(BadInput, match="is in a section that others score"):
        give(deps, BEN, kept, STAFFING, "4")


def test_without_assignments_everybody_scores_everything(deps: Deps):
    kept = opened(deps)

    for person in (ADA, BEN, ADMINISTRATOR):
        give(deps, person, kept, PLAN, "3")

    assert len(answers.history(deps, ADA, kept.id, (BEST, PLAN))) == 1


def test_nobody_is_invited_under_no_name_or_to_no_section(deps: Deps):
    kept = opened(deps)
    wrong = [Assignment(" ", "scalability/growth"), Assignment("Consensus", "scalability/none")]

    with pytest.raises(BadInput) as refused:
        rounds.assign(deps, ADMINISTRATOR, kept, wrong)

    assert [where for where, _ in faults(refused)] == [
        "Evaluator",
        "Evaluator",
        "Sections of Consensus",
    ]


def test_while_a_round_is_open_everybody_sees_the_own_answers_only(deps: Deps):
    kept = opened(deps)
    give(deps, ADA, kept, STAFFING, "4")
    give(deps, BEN, kept, STAFFING, "1")

    for person, seen in ((ADA, ["4"]), (BEN, ["1"]), (ADMINISTRATOR, []), (AUDITOR, [])):
        shown = sheets.sheet(deps, person, kept.id, BEST)
        assert shown.blind
        assert [one.answer for one in shown.own.values()] == seen
        assert [one.answer for found in shown.first.values() for one in found] == seen
        history = answers.history(deps, person, kept.id, (BEST, STAFFING))
        assert [one.answer for one in history] == seen


def test_in_consensus_everybody_sees_every_first_answer_and_what_was_settled(deps: Deps):
    kept = opened(deps)
    give(deps, ADA, kept, STAFFING, "4")
    give(deps, BEN, kept, STAFFING, "1")
    kept = moved(deps, kept, State.CONSENSUS)
    settle(deps, kept, STAFFING, "2", note="the plan names no one")

    shown = sheets.sheet(deps, AUDITOR, kept.id, BEST)

    assert [(one.evaluator, one.answer) for one in shown.first[STAFFING]] == [
        ("Ada", "4"),
        ("Ben", "1"),
    ]
    assert shown.settled[STAFFING].answer == "2"
    assert shown.settled[STAFFING].recorded_by == ADMINISTRATOR.name
    assert not shown.own


def test_progress_says_how_much_and_never_what(deps: Deps):
    kept = rounds.assign(
        deps, ADMINISTRATOR, opened(deps), [Assignment(ADA.name, "scalability/growth")]
    )
    give(deps, ADA, kept, STAFFING, "4")

    found = sheets.progress(deps, AUDITOR, kept.id)

    assert [(one.evaluator, one.vendor, one.answered, one.items) for one in found] == [
        ("Ada", BEST, 1, 4),
        ("Ada", NORTH, 0, 4),
    ]


def test_a_sheet_says_what_is_still_to_do_by_section(deps: Deps):
    kept = opened(deps)
    give(deps, ADA, kept, STAFFING, "4")

    growth, change = sheets.sheet(deps, ADA, kept.id, BEST).progress

    assert (growth.section.title, growth.answered, growth.items) == ("Growth", 1, 4)
    assert STAFFING not in growth.open
    assert (change.answered, change.items) == (0, 5)


def test_a_sheet_of_a_vendor_that_is_no_candidate_is_refused(deps: Deps):
    kept = opened(deps)

    with pytest.raises(BadInput, match="is no candidate of Spring"):
        sheets.sheet(deps, ADA, kept.id, "Acme")
