"""Evaluating a decided round again, from the page Rounds to the row on Scoring."""

from __future__ import annotations

from dataclasses import replace

from tests.e2e.application import TODAY, Application, said, tables
from tests.rewritten import rewrite
from vendor_eval.access.roles import local_person
from vendor_eval.evaluation.answers import Evidence
from vendor_eval.workflows import again, answers, decisions, rounds
from vendor_eval.workflows.again import Again
from vendor_eval.workflows.answers import NewAnswer
from vendor_eval.workflows.decisions import NewDecision
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import NewRound, Round, State

VENDOR = "Acme Billing"
ITEM = "scalability/multi-site-example"


def decided(deps: Deps) -> Round:
    acting = local_person()
    new = NewRound("Spring", (VENDOR, "Northwind RCM"), ("scalability",))
    kept = rounds.move(deps, acting, rounds.open_round(deps, acting, new), State.OPEN)
    answers.answer(deps, acting, NewAnswer(kept.id, VENDOR, ITEM, "yes", Evidence.STATED))
    kept = rounds.move(deps, acting, kept, State.CONSENSUS)
    return decisions.decide(
        deps, acting, kept, NewDecision(VENDOR, "Best", {"Northwind RCM": "No"})
    )


def click(page, label: str):
    return next(one for one in page.button if one.label == label).click().run()


def test_a_decided_round_is_given_months_and_then_falls_due_everywhere(deps: Deps) -> None:
    kept = decided(deps)
    page = Application().show("rounds", {"tab": "Decision"})
    page.number_input(key=f"again.{kept.id}.{kept.version}.months").set_value(1)

    page = click(page, "Save")

    assert not page.exception
    stored = rounds.of_id(deps, local_person(), kept.id)
    assert stored.review_months == 1
    signed = stored.decision.decided_at.date()
    later = replace(deps, today=lambda: signed)
    assert len(again.due(later, local_person())) == 1


def test_what_is_due_stands_on_the_overview_and_on_rounds(deps: Deps) -> None:
    kept = again.set_review(deps, local_person(), decided(deps), 1)
    with deps.store.writing("Ada") as session:
        signed = f"UPDATE round_decision SET decided_at = '{TODAY.replace(day=1)} 12:00:00'"
        rewrite(session, signed)

    for path, what in (
        ("", f"The decision of {kept.name} is to be looked at again."),
        ("rounds", "The decision for it, to be evaluated again"),
    ):
        page = Application().show(path)
        assert not page.exception
        assert what in tables(page)
        assert kept.name in tables(page)


def test_evaluating_again_opens_a_draft_whose_rows_say_where_their_answers_come_from(
    deps: Deps,
) -> None:
    decided(deps)
    page = Application().show("rounds", {"tab": "Decision"})

    page = click(page, "Evaluate again")

    assert not page.exception
    later = next(one for one in rounds.rounds(deps, local_person()) if one.repeats)
    assert (later.name, later.vendors, later.state) == ("Spring, 2026", (VENDOR,), "draft")
    assert "It evaluates Spring again" in said(page)
    rounds.move(deps, local_person(), later, State.OPEN)
    scoring = Application().show("scoring", {"round": later.name})
    assert not scoring.exception
    assert "Carried over from Spring, given " in said(scoring)


def test_what_was_not_carried_over_is_listed_with_the_reason(deps: Deps) -> None:
    kept = decided(deps)
    old = replace(deps, today=lambda: TODAY.replace(year=TODAY.year + 5))
    again.repeat(old, local_person(), Again(kept.id, "Later", (VENDOR,), oldest_months=1))

    page = Application().show("rounds", {"round": "Later"})

    assert not page.exception
    assert "older than was allowed" in tables(page)


def test_the_comparison_says_who_was_chosen_by_whom_and_why_not_the_others(deps: Deps) -> None:
    decided(deps)

    page = Application().show("comparison")

    assert not page.exception
    assert "Best" in said(page)
    assert f"Signed by {local_person().name} on " in said(page)
    assert "Northwind RCM,No" in tables(page)
