"""Evaluating again: what is due, what a new round begins with, and what it leaves behind."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.rewritten import rewrite
from tests.unit.workflows.rounds_told import (
    ADA,
    ADMINISTRATOR,
    BEN,
    BEST,
    LEADER,
    NORTH,
    OVERLAP,
    SITES,
    STAFFING,
    give,
    moved,
    opened,
    settle,
)
from vendor_eval.errors import BadInput
from vendor_eval.workflows import (
    again,
    answers,
    decisions,
    evidence,
    practices,
    rounds,
    sheets,
    standings,
)
from vendor_eval.workflows.again import Again, Hindrance
from vendor_eval.workflows.decisions import NewDecision
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.evidence import NewPiece
from vendor_eval.workflows.rounds import Assignment, Round, State

BECAUSE = NewDecision(BEST, "Best staffed", {NORTH: "No plan for growth"})


def now() -> dt.date:
    """The store writes down the hour of the machine, so a round begins today."""
    return dt.datetime.now(dt.UTC).date()


@pytest.fixture
def deps(deps: Deps) -> Deps:
    return replace(deps, today=now)


def after(deps: Deps, days: int) -> Deps:
    return replace(deps, today=lambda: now() + dt.timedelta(days=days))


def decided(deps: Deps) -> Round:
    """A round with answers of two evaluators, one item settled, decided for Best Billing."""
    kept = opened(deps)
    give(deps, ADA, kept, STAFFING, "4 verified")
    give(deps, ADA, kept, SITES, "yes stated")
    give(deps, BEN, kept, SITES, "no stated")
    give(deps, ADA, kept, SITES, "no", vendor=NORTH)
    kept = moved(deps, kept, State.CONSENSUS)
    settle(deps, kept, SITES, "yes documented", note="Seen in the meeting")
    return decisions.decide(deps, LEADER, kept, BECAUSE)


def repeated(deps: Deps, kept: Round, **other: object) -> Round:
    wanted = Again(kept.id, "Autumn", (BEST,), oldest_months=12)
    return again.repeat(deps, ADMINISTRATOR, replace(wanted, **other))


def left(deps: Deps, kept: Round) -> list[tuple[str, str, Hindrance]]:
    found = again.left(deps, ADA, kept)
    return [(one.given.evaluator, one.given.answer.item, one.why) for one in found]


def test_a_decision_is_due_so_many_months_after_it_was_signed(deps: Deps):
    kept = decided(deps)
    again.set_review(deps, ADMINISTRATOR, kept, 12)

    assert again.due(deps, ADA) == ()
    (due,) = again.due(after(deps, 365), ADA)
    assert (due.round.name, due.vendor, due.on.year) == ("Spring", BEST, now().year + 1)
    assert -1 <= due.days_left <= 1


def test_the_day_of_a_signature_is_the_practice_s_own(deps: Deps):
    here = replace(practices.current(deps), name="Family", time_zone="America/Chicago")
    practices.save(deps, ADMINISTRATOR, here)
    kept = again.set_review(deps, ADMINISTRATOR, decided(deps), 1)
    with deps.store.writing("Ada") as session:
        signed = "UPDATE round_decision SET decided_at = '2026-03-01 02:00:00'"
        rewrite(session, signed)

    (due,) = again.due(replace(deps, today=lambda: dt.date(2026, 3, 27)), ADA)

    # Two in the morning of March 1 in UTC is eight in the evening of February 28 in Chicago.
    assert (due.on, due.days_left) == (dt.date(2026, 3, 28), 1)
    assert standings.result_of(standings.comparison(deps, ADA, kept.id)).signed.on == dt.date(
        2026, 2, 28
    )


def test_a_decision_without_such_months_is_never_due(deps: Deps):
    kept = decided(deps)

    assert again.due(after(deps, 10_000), ADA) == ()
    kept = again.set_review(deps, ADMINISTRATOR, kept, 1)
    assert len(again.due(after(deps, 10_000), ADA)) == 1
    again.set_review(deps, ADMINISTRATOR, kept, None)
    assert again.due(after(deps, 10_000), ADA) == ()


def test_what_is_evaluated_again_already_is_due_no_more(deps: Deps):
    kept = again.set_review(deps, ADMINISTRATOR, decided(deps), 1)

    repeated(deps, kept)

    assert again.due(after(deps, 10_000), ADA) == ()


@pytest.mark.parametrize("months", [0, -1, 121])
def test_the_months_must_make_sense(deps: Deps, months: int):
    with pytest.raises(BadInput, match="is not from 1 to 120"):
        again.set_review(deps, ADMINISTRATOR, decided(deps), months)


def test_only_a_decided_round_is_evaluated_again(deps: Deps):
    with pytest.raises(BadInput, match="sign its decision first"):
        repeated(deps, opened(deps))


def test_a_name_that_is_taken_stores_nothing(deps: Deps):
    kept = decided(deps)

    with pytest.raises(BadInput, match="is the name of another round"):
        repeated(deps, kept, name="Spring")

    assert len(rounds.rounds(deps, ADA)) == 1


def test_the_new_round_is_a_draft_with_the_answers_evidence_and_origin_of_the_earlier_one(
    deps: Deps,
):
    kept = decided(deps)

    later = repeated(deps, kept)

    assert (later.state, later.vendors, later.repeats) == (State.DRAFT, (BEST,), kept.id)
    assert later.weights == kept.weights
    sheet = sheets.sheet(deps, ADA, later.id, BEST)
    assert {item: one.answer for item, one in sheet.own.items()} == {STAFFING: "4", SITES: "yes"}
    assert sheet.own[STAFFING].evidence == "verified"
    origin = sheet.origins[STAFFING]["Ada"]
    assert (origin.from_name, origin.given_at.date()) == ("Spring", now())
    assert again.left(deps, ADA, later) == ()


def test_what_was_settled_counts_in_the_new_round(deps: Deps):
    later = moved(deps, repeated(deps, decided(deps)), State.CONSENSUS)

    sheet = sheets.sheet(deps, ADA, later.id, BEST)

    assert (sheet.settled[SITES].answer, sheet.settled[SITES].note) == (
        "yes",
        "Seen in the meeting",
    )
    assert standings.comparison(deps, ADA, later.id).unsettled == ()


def test_what_was_settled_counts_no_more_once_a_first_answer_is_changed(deps: Deps):
    later = moved(deps, repeated(deps, decided(deps)), State.OPEN)

    give(deps, BEN, later, SITES, "partly stated", version=1)

    later = moved(deps, later, State.CONSENSUS)
    assert [one.item for one in standings.comparison(deps, ADA, later.id).unsettled] == [SITES]
    settle(deps, later, SITES, "yes documented", note="Seen in the meeting", version=2)
    assert standings.comparison(deps, ADA, later.id).unsettled == ()


def test_saying_the_same_again_leaves_what_was_settled(deps: Deps):
    later = moved(deps, repeated(deps, decided(deps)), State.OPEN)

    give(deps, BEN, later, SITES, "no stated", version=1)

    later = moved(deps, later, State.CONSENSUS)
    assert sheets.sheet(deps, ADA, later.id, BEST).settled[SITES].version == 1


def test_a_new_evaluators_first_answer_is_a_change_too(deps: Deps):
    later = moved(deps, repeated(deps, decided(deps)), State.OPEN)

    give(deps, ADMINISTRATOR, later, SITES, "yes stated")

    later = moved(deps, later, State.CONSENSUS)
    assert sheets.sheet(deps, ADA, later.id, BEST).settled[SITES].answer == ""


def test_a_changed_answer_is_not_shown_as_carried_over(deps: Deps):
    later = moved(deps, repeated(deps, decided(deps)), State.OPEN)

    give(deps, ADA, later, SITES, "partly", version=1)

    assert SITES not in sheets.sheet(deps, ADA, later.id, BEST).origins


def test_answers_that_are_too_old_are_left_and_listed(deps: Deps):
    kept = decided(deps)

    later = repeated(after(deps, 400), kept)

    assert sheets.sheet(deps, ADA, later.id, BEST).own == {}
    assert set(left(deps, later)) == {
        ("Ada", STAFFING, Hindrance.TOO_OLD),
        ("Ada", SITES, Hindrance.TOO_OLD),
        ("Ben", SITES, Hindrance.TOO_OLD),
        ("consensus", SITES, Hindrance.TOO_OLD),
    }


def test_an_answer_carried_over_twice_is_as_old_as_when_it_was_given(deps: Deps):
    first = decided(deps)
    second = moved(deps, repeated(deps, first, vendors=(BEST, NORTH)), State.CONSENSUS)
    second = decisions.decide(deps, LEADER, second, BECAUSE)

    third = repeated(deps, second, name="Winter")

    origin = sheets.sheet(deps, ADA, third.id, BEST).origins[STAFFING]["Ada"]
    assert (origin.from_round, origin.from_name) == (first.id, "Spring")


def test_expired_evidence_stays_behind_with_its_answer_and_the_rest_comes_along(deps: Deps):
    kept = opened(deps)
    for item, days in ((SITES, 10), (STAFFING, 100)):
        give(deps, ADA, kept, item, "4 verified" if item == STAFFING else "yes verified")
        last = now() + dt.timedelta(days=days)
        paper = NewPiece(kept.id, BEST, item, "Letter", note="On file", expires=last)
        evidence.add(deps, ADA, paper)
    kept = moved(deps, kept, State.CONSENSUS)
    kept = decisions.decide(deps, LEADER, kept, BECAUSE)

    later = repeated(after(deps, 30), kept)

    sheet = sheets.sheet(deps, ADA, later.id, BEST)
    assert sheet.own.keys() == {STAFFING}
    assert [(one.name, one.status) for one in sheet.pieces[STAFFING]] == [("Letter", "submitted")]
    assert sheet.pieces.keys() == {STAFFING}


def test_whoever_was_invited_is_invited_again(deps: Deps):
    kept = opened(deps)
    kept = rounds.assign(deps, ADMINISTRATOR, kept, [Assignment("Ada", "scalability/growth")])
    kept = decisions.decide(deps, LEADER, moved(deps, kept, State.CONSENSUS), BECAUSE)

    assert repeated(deps, kept).evaluators == kept.evaluators


def test_a_candidate_that_is_new_begins_without_answers(deps: Deps):
    later = repeated(deps, decided(deps), vendors=(BEST, "Zenith"))

    assert later.vendors == (BEST, "Zenith")
    assert sheets.sheet(deps, ADA, later.id, "Zenith").own == {}


def test_the_history_of_a_reopened_item_says_why(deps: Deps):
    later = moved(deps, repeated(deps, decided(deps)), State.OPEN)
    give(deps, ADA, later, SITES, "no", version=1)
    moved(deps, later, State.CONSENSUS)

    found = answers.history(deps, ADA, later.id, (BEST, SITES))

    reopened = [one for one in found if one.evaluator == "consensus"][-1]
    assert reopened.answer == ""
    assert reopened.note == "Settled in an earlier round; a first answer was changed since."
    assert not [one for one in found if one.item == OVERLAP]
