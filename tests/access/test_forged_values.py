"""What fields let nobody type is refused by the workflow all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.access.test_roles import (
    ADMINISTRATOR,
    CONTRACT,
    INVOICE,
    OFFER,
    OTHER,
    PLAN,
    SCENARIO,
    STAFFING,
    TODAY,
    UPLOAD,
    World,
)
from vendor_eval.errors import BadInput
from vendor_eval.follow_up.ladder import Ladder, Step
from vendor_eval.naming import LONGEST_NAME, LONGEST_NOTE
from vendor_eval.quantities import Usd
from vendor_eval.store import Store
from vendor_eval.workflows import (
    again,
    answers,
    contracts,
    evidence,
    follow_up,
    imports,
    invoices,
    offers,
    practices,
    rounds,
    scenarios,
    uncertainty,
)
from vendor_eval.workflows.answers import NewAnswer
from vendor_eval.workflows.contracts import Draft
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import State
from vendor_eval.workflows.uncertainty import Settings

NAME, NOTE = "n" * (LONGEST_NAME + 1), "n " * LONGEST_NOTE
OURS = "Northwind RCM"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    store = Store.open("sqlite://")
    deps = Deps(store, lambda: TODAY)
    contracts.save(deps, ADMINISTRATOR, Draft(OURS, "", CONTRACT, "", version=0))
    imports.store(deps, ADMINISTRATOR, UPLOAD)
    yield World(deps, tmp_path_factory.mktemp("forged"))
    store.close()


def kept(world: World, record: Any) -> object:
    return follow_up.save(world.deps, ADMINISTRATOR, follow_up.Kept(OURS, record))


def profile(world: World, **said: Any) -> object:
    edited = replace(world.practice, profile=replace(world.practice.profile, **said))
    return practices.save(world.deps, ADMINISTRATOR, edited)


def answered(world: World, **said: Any) -> object:
    new = replace(world.answer(), **said)
    return answers.answer(world.deps, ADMINISTRATOR, new)


Forged = Callable[[World], object]
FORGED: dict[str, Forged] = {
    "a name of a round that is too long": lambda w: rounds.open_round(
        w.deps, ADMINISTRATOR, replace(w.new_round(), name=NAME)
    ),
    "a vendor's name that is too long": lambda w: rounds.open_round(
        w.deps, ADMINISTRATOR, replace(w.new_round(), vendors=(NAME,))
    ),
    "a scorecard that is not offered": lambda w: rounds.open_round(
        w.deps, ADMINISTRATOR, replace(w.new_round(), scorecards=("mine",))
    ),
    "a weight below zero": lambda w: rounds.open_round(
        w.deps, ADMINISTRATOR, replace(w.new_round(), weights={"scalability": -1})
    ),
    "a weight above the whole": lambda w: rounds.open_round(
        w.deps, ADMINISTRATOR, replace(w.new_round(), weights={"scalability": 101})
    ),
    "a step that is not offered": lambda w: rounds.move(
        w.deps, ADMINISTRATOR, w.round(), State.DECIDED
    ),
    "no month until a review": lambda w: again.set_review(w.deps, ADMINISTRATOR, w.decided(), 0),
    "too many months until a review": lambda w: again.set_review(
        w.deps, ADMINISTRATOR, w.decided(), 121
    ),
    "an answer that is not offered": lambda w: answered(w, answer="11"),
    "a note that is too long": lambda w: answered(w, note=NOTE),
    "an item that is not asked": lambda w: answered(w, item="scalability/other"),
    "a vendor that is no candidate": lambda w: answered(w, vendor="Other"),
    "a name of evidence that is too long": lambda w: evidence.add(
        w.deps, ADMINISTRATOR, replace(w.piece(), name=f"{NAME}.pdf")
    ),
    "a link that is none": lambda w: evidence.add(
        w.deps, ADMINISTRATOR, replace(w.piece(), content=None, url="javascript:alert(1)")
    ),
    "a plan with a note that is too long": lambda w: kept(w, replace(PLAN, note=NOTE)),
    "a plan for a metric that is none": lambda w: kept(w, replace(PLAN, metric="mine")),
    "an answer within less than no time": lambda w: kept(w, Ladder(routine=-1)),
    "a fee below zero": lambda w: contracts.save_first(
        w.deps, ADMINISTRATOR, replace(OTHER, monthly_fee=Usd(-1))
    ),
    "a step after less than no time": lambda w: kept(w, Ladder(steps=(Step("Call", "Ada", -1),))),
    "no claim a month": lambda w: profile(w, claims_a_month=0),
    "too many claims a month": lambda w: profile(w, claims_a_month=10_000_001),
    "a time zone that is none": lambda w: practices.save(
        w.deps, ADMINISTRATOR, replace(w.practice, time_zone="Mars/Olympus")
    ),
    "an offer with a name that is too long": lambda w: offers.save(
        w.deps, ADMINISTRATOR, replace(OFFER, name=NAME)
    ),
    "an invoice with a number that is too long": lambda w: invoices.save(
        w.deps, ADMINISTRATOR, replace(INVOICE, number=NAME)
    ),
    "a scenario with a note that is too long": lambda w: scenarios.save(
        w.deps, ADMINISTRATOR, replace(w.new_scenario(), note=NOTE)
    ),
    "no path of a simulation": lambda _: uncertainty.study(
        ADMINISTRATOR, SCENARIO.decode(), Settings(paths=0)
    ),
    "more paths than the server can bear": lambda _: uncertainty.study(
        ADMINISTRATOR, SCENARIO.decode(), Settings(paths=100_001)
    ),
}


@pytest.mark.parametrize("what", FORGED)
def test_what_no_field_would_take_is_refused(world: World, what: str) -> None:
    with pytest.raises(BadInput):
        FORGED[what](world)


def test_an_answer_as_fields_would_take_it_is_kept(world: World) -> None:
    new = NewAnswer(world.round().id, OURS, STAFFING, "4")

    assert answers.answer(world.deps, ADMINISTRATOR, new).answer == "4"
