from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.workflows.rounds_told import (
    ADMINISTRATOR,
    AUDITOR,
    BEST,
    LEADER,
    NORTH,
    opened,
    settle,
)
from vendor_eval.errors import BadInput, Conflict
from vendor_eval.workflows import decisions, rounds, standings
from vendor_eval.workflows.decisions import NewDecision
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import NewRound, State

BECAUSE = NewDecision(BEST, "Best staffed", {NORTH: "No plan for growth"})
WITH_A_GATE = NewRound("Agreement", (BEST, NORTH), ("service-agreement",))
GATE = "service-agreement/data-ownership"


def test_a_decision_says_who_signed_what_and_why_not_the_others(deps: Deps):
    kept = opened(deps, State.CONSENSUS)

    decided = decisions.decide(deps, LEADER, kept, BECAUSE)

    signed = decided.decision
    assert signed is not None
    assert decided.state == State.DECIDED
    assert (signed.vendor, signed.reason, signed.decided_by) == (BEST, "Best staffed", LEADER.name)
    assert dict(signed.rejected) == {NORTH: "No plan for growth"}


def test_only_a_round_in_consensus_is_decided(deps: Deps):
    kept = opened(deps)

    with pytest.raises(BadInput, match="Spring: is in state open and cannot be decided"):
        decisions.decide(deps, LEADER, kept, BECAUSE)


def test_reasons_are_wanted_for_the_choice_and_against_every_other_candidate(deps: Deps):
    kept = opened(deps, State.CONSENSUS)

    with pytest.raises(BadInput) as refused:
        decisions.decide(deps, LEADER, kept, NewDecision(BEST, " ", {"Acme": "=1"}))

    assert [(fault.where, fault.what) for fault in refused.value.faults] == [
        ("reason", "is missing"),
        (f"reason against {NORTH}", "is missing"),
        ("reason against Acme", "is about no rejected vendor"),
    ]


def test_a_vendor_that_is_no_candidate_cannot_be_chosen(deps: Deps):
    kept = opened(deps, State.CONSENSUS)

    with pytest.raises(BadInput, match="vendor: is no candidate of the round"):
        decisions.decide(deps, LEADER, kept, replace(BECAUSE, vendor="Acme"))


@pytest.mark.parametrize(("answer", "state"), [("no", "failed"), ("", "open")])
def test_no_signature_makes_up_for_a_gate(deps: Deps, answer: str, state: str):
    kept = opened(deps, State.CONSENSUS, WITH_A_GATE)
    if answer:
        settle(deps, kept, GATE, answer)

    with pytest.raises(BadInput, match=f"{BEST}: is not eligible: {GATE} is {state}"):
        decisions.decide(deps, LEADER, kept, BECAUSE)


def test_a_vendor_that_passes_every_gate_can_be_chosen(deps: Deps):
    kept = opened(deps, State.CONSENSUS, WITH_A_GATE)
    settle(deps, kept, GATE, "yes")

    assert decisions.decide(deps, LEADER, kept, BECAUSE).decision is not None


def test_a_decision_taken_from_a_page_that_is_out_of_date_is_refused(deps: Deps):
    shown = opened(deps, State.CONSENSUS)
    moved = rounds.move(deps, ADMINISTRATOR, shown, State.OPEN)
    rounds.move(deps, ADMINISTRATOR, moved, State.CONSENSUS)

    with pytest.raises(Conflict):
        decisions.decide(deps, LEADER, shown, BECAUSE)


def test_an_administrator_reopens_a_decided_round_and_the_comparison_still_stands(deps: Deps):
    decided = decisions.decide(deps, LEADER, opened(deps, State.CONSENSUS), BECAUSE)

    reopened = rounds.move(deps, ADMINISTRATOR, decided, State.CONSENSUS)

    assert reopened.decision is None
    assert len(standings.comparison(deps, AUDITOR, reopened.id).comparison.scores) == 2
