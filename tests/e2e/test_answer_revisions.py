"""What became of an answer can be looked back at beside its question."""

from __future__ import annotations

import datetime as dt

from streamlit.testing.v1 import AppTest

from tests.e2e.application import Application, said
from vendor_eval.access.roles import Person, Role, local_person
from vendor_eval.evaluation.answers import Evidence
from vendor_eval.pages.parts.evaluation.revisions import changes
from vendor_eval.workflows import answers, rounds
from vendor_eval.workflows.answers import CONSENSUS, NewAnswer, Stored
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import NewRound, Round, State

VENDOR, ITEM = "Acme Billing", "scalability/multi-site-example"
OTHER = Person("J. Chen", Role.EVALUATOR)


def opened(deps: Deps) -> Round:
    kept = rounds.open_round(deps, local_person(), NewRound("Spring", (VENDOR,), ("scalability",)))
    return rounds.move(deps, local_person(), kept, State.OPEN)


def give(deps: Deps, kept: Round, person: Person, answer: str, version: int) -> None:
    new = NewAnswer(kept.id, VENDOR, ITEM, answer, Evidence.STATED, version=version)
    answers.answer(deps, person, new)


def looked_back(kept: Round, whose: str) -> AppTest:
    """The Scoring page with what there is about the item open."""
    application = Application()
    page = application.show("scoring")
    page.session_state[f"{kept.id}.{VENDOR}.{ITEM}.{whose}.about"] = True
    return page.run()


def revision(answer: str, evaluator: str, version: int) -> Stored:
    at = dt.datetime(2026, 11, 21, 12, version, tzinfo=dt.UTC)
    place = (1, VENDOR, ITEM, evaluator)
    return Stored(*place, answer, Evidence.STATED, "", version, at, "M. Patel")


def test_a_change_names_what_the_same_evaluator_said_before() -> None:
    history = [
        revision("yes", "A", 1),
        revision("no", "B", 1),
        revision("partly", "A", 2),
        revision("", "A", 3),
        revision("no", CONSENSUS, 1),
    ]

    assert [str(one) for one in changes(history)] == [
        "unanswered → no, evidence stated",
        "partly, evidence stated → unanswered",
        "yes, evidence stated → partly, evidence stated",
        "unanswered → no, evidence stated",
        "unanswered → yes, evidence stated",
    ]


def test_the_history_of_an_answer_is_read_once_it_is_opened(deps: Deps) -> None:
    kept = opened(deps)
    give(deps, kept, local_person(), "yes", 0)
    give(deps, kept, local_person(), "partly", 1)

    assert "→" not in said(Application().show("scoring"))

    assert "yes, evidence stated → partly, evidence stated" in said(looked_back(kept, "own"))


def test_a_blind_history_is_one_s_own_and_an_open_one_everybody_s(deps: Deps) -> None:
    kept = opened(deps)
    give(deps, kept, OTHER, "no", 0)
    give(deps, kept, local_person(), "yes", 0)

    assert OTHER.name not in said(looked_back(kept, "own"))

    rounds.move(deps, local_person(), kept, State.CONSENSUS)

    page = looked_back(kept, "settled")
    assert "unanswered → no, evidence stated" in said(page)
    assert OTHER.name in said(page)
