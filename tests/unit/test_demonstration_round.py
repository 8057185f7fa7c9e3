"""The round of the demonstration shows what it is there to show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from vendor_eval.access.roles import Person, Role
from vendor_eval.evaluation.answers import Evidence, flaws
from vendor_eval.evaluation.diligence import Team
from vendor_eval.evaluation.gates import GateState
from vendor_eval.evaluation.scoring import VendorScore
from vendor_eval.sla.findings import Status
from vendor_eval.store import Store
from vendor_eval.workflows import (
    demonstration,
    evidence,
    registers,
    reviews,
    rounds,
    sheets,
    standings,
)
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.standings import Standing

TODAY = dt.date(2026, 11, 21)
SOMEBODY = Person("somebody", Role.ADMINISTRATOR)
LEADS, EXPIRED, REFUSES = "Halyard Revenue Group", "Cedar Ridge RCM", "Tamarack Billing"


@pytest.fixture(scope="module")
def deps() -> Iterator[Deps]:
    store = Store.open("sqlite://")
    filled = Deps(store, lambda: TODAY)
    demonstration.fill(filled, SOMEBODY, "America/Chicago")
    yield filled
    store.close()


@pytest.fixture(scope="module")
def standing(deps: Deps) -> Standing:
    (only,) = rounds.rounds(deps, SOMEBODY)
    return standings.comparison(deps, SOMEBODY, only.id)


def score_of(standing: Standing, vendor: str) -> VendorScore:
    return next(one for one in standing.comparison.scores if one.vendor == vendor)


def test_one_candidate_leads_firmly_and_is_eligible(standing: Standing):
    assert standing.comparison.ranks == {LEADS: 1, EXPIRED: 2}
    assert standing.comparison.chances.first()[LEADS] > 0.9


def test_one_candidate_fails_the_agreement_that_comes_first_although_it_scores_second(
    standing: Standing,
):
    refuses = score_of(standing, REFUSES)

    lost = [gate.item for gate in refuses.gates if gate.state is GateState.FAILED]
    assert lost == ["hipaa-controls/agreement-first"]
    assert not refuses.eligible
    assert score_of(standing, EXPIRED).score < refuses.score < score_of(standing, LEADS).score


def test_the_evidence_of_one_candidate_has_expired(standing: Standing):
    assert standing.lapsed == {(EXPIRED, "hipaa-controls/independent-assurance")}


def test_evidence_expires_within_a_day_a_week_and_a_month(deps: Deps):
    assert [one.notice for one in evidence.expiring(deps, SOMEBODY)] == [1, 7, 30]


def test_what_the_candidate_under_contract_promises_is_held_against_what_it_reports(
    standing: Standing,
):
    of_vendor = {one.promise.vendor: one for one in standing.traces if one.last and one.held}

    assert of_vendor.keys() == {EXPIRED}
    assert any(one.last and one.last.status is Status.BREACH for one in standing.traces)


def test_one_candidate_opens_its_books_one_lets_things_run_out_and_one_refuses(deps: Deps):
    found = {
        one: registers.of_vendor(deps, SOMEBODY, one).found for one in (LEADS, EXPIRED, REFUSES)
    }

    assert found[LEADS].team == Team(coders=4, certified=4, relevant=4, verified=3, expired=0)
    assert (found[LEADS].hesitations, found[LEADS].unsigned) == ((), ())
    assert found[EXPIRED].team.expired == 1
    assert [one.name for one in found[EXPIRED].unsigned] == ["Larkspur Authorizations"]
    assert len(found[REFUSES].hesitations) == 2
    assert found[REFUSES].called == ()


def test_something_of_the_registers_is_overdue_and_something_soon_will_be(deps: Deps):
    left = [one.days_left for one in registers.due(deps, SOMEBODY)]

    assert any(days < 0 for days in left)
    assert any(0 <= days <= 7 for days in left)
    assert any(days > 7 for days in left)


def test_the_evaluators_agree_mostly_and_some_of_it_is_left_to_settle(standing: Standing):
    whole, *of_sections = standing.reliability

    assert whole.correlation is not None
    assert 0.8 < whole.correlation.single < 1
    assert not whole.doubtful
    assert of_sections
    assert 5 <= len(standing.unsettled) <= 20
    assert all(not one.item.startswith("hipaa-controls/") for one in standing.unsettled)


def test_some_differences_were_settled_with_a_reason(deps: Deps, standing: Standing):
    settled = sheets.sheet(deps, SOMEBODY, standing.round.id, LEADS).settled

    assert settled
    assert all(one.note for one in settled.values())


def test_every_answer_of_the_round_is_one_that_the_item_takes(standing: Standing):
    items = [
        item for score in standing.comparison.scores for s in score.sections for item in s.items
    ]

    given = [one for one in items if one.answer is not None]
    assert len(given) > 200
    assert all(flaws(one.answer, one.place.item) == () for one in given if one.answer)
    assert {one.answer.evidence for one in given if one.answer} == set(Evidence)


def test_one_candidate_is_under_contract_and_the_others_are_new(deps: Deps):
    under_contract = set(reviews.review(deps, SOMEBODY).vendors)

    assert {LEADS, EXPIRED, REFUSES} & under_contract == {EXPIRED}


def test_every_candidate_said_more_of_itself_than_was_found(deps: Deps, standing: Standing):
    for vendor in standing.round.vendors:
        said = sheets.sheet(deps, SOMEBODY, standing.round.id, vendor).said
        worth = {place.key: place.item for place in standing.scope.places()}
        full = [item for item, one in said.items() if worth[item].value_of(one.answer) == 1]
        assert len(full) > len(said) * 0.7
        assert not [item for item in said if worth[item].ours]
        assert {one.evidence for one in said.values()} == {Evidence.STATED}
