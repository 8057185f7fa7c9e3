"""Promises followed through contracts and figures, in memory and as they are stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.unit.evaluation.scorecards import item, scorecard, section
from tests.unit.workflows.rounds_told import (
    ADA,
    ADMINISTRATOR,
    AUDITOR,
    BEST,
    NORTH,
    give,
    opened,
)
from vendor_eval.access.roles import GRANTED, Permission, Role
from vendor_eval.evaluation.answers import Evidence
from vendor_eval.evaluation.promises import Promise
from vendor_eval.evaluation.scope import scope_of
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Limit, Month
from vendor_eval.reports.promise_trace import (
    Trace,
    held_sentence,
    promise_section,
    unheld_metrics,
    unheld_table,
)
from vendor_eval.sla.contract import Contract, ServiceLevel
from vendor_eval.sla.findings import Status
from vendor_eval.store import answers as stored_answers
from vendor_eval.store.answers import VENDOR, Entry
from vendor_eval.workflows import contracts, imports, rounds, standings
from vendor_eval.workflows.contracts import Draft
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.promises import traces_of
from vendor_eval.workflows.readings import Upload
from vendor_eval.workflows.rounds import NewRound, State

(PLACE,) = scope_of([scorecard("card", section("only", 100, item("denials")))]).places()
PROMISE = Promise(BEST, PLACE, "denial_rate", "yes")
DENIALS = ServiceLevel("denial_rate", Limit.parse("< 8 %"), minimum=Limit.parse("<= 12 %"))
YEAR = Contract(BEST, dt.date(2026, 1, 1), dt.date(2026, 12, 31), (DENIALS,))
FIRST, SECOND = Month(2026, 1), Month(2026, 2)


def contract(**changes: object) -> dict[str, Contract]:
    return {BEST: replace(YEAR, service_levels=(replace(DENIALS, **changes),))}


def traced(terms: dict[str, Contract], *rows: Measurement) -> Trace:
    (found,) = traces_of([PROMISE], terms, frame_of(rows))
    return found


def denied(month: Month, value: float | None, site: str | None = None) -> Measurement:
    return Measurement(BEST, month, "denial_rate", value, site=site)


def test_a_promise_that_the_contract_holds_is_traced_to_its_last_finding() -> None:
    found = traced(contract(clause="Exhibit B"), denied(FIRST, 0.07), denied(SECOND, 0.13))

    assert (found.held, found.clause) == (True, "Minimum <= 12 %, Exhibit B")
    assert found.last is not None
    assert (found.last.month, found.last.value, found.last.status) == (SECOND, 0.13, Status.BREACH)


@pytest.mark.parametrize(
    ("terms", "clause"),
    [
        ({}, "No contract yet"),
        ({BEST: replace(YEAR, service_levels=())}, "Not in the contract"),
        (contract(minimum=None), "Target < 8 %, no minimum"),
    ],
)
def test_without_a_minimum_nothing_holds_the_vendor_to_its_promise(
    terms: dict[str, Contract], clause: str
) -> None:
    found = traced(terms)

    assert (found.held, found.clause, found.last) == (False, clause, None)
    assert unheld_metrics([found]) == ["Denial rate"]


def test_a_month_without_a_value_is_not_the_last_figure() -> None:
    found = traced(contract(), denied(FIRST, 0.07), denied(SECOND, None))

    assert found.last is not None
    assert (found.last.month, found.last.status) == (FIRST, Status.ON_TARGET)


def test_a_figure_without_a_contract_has_no_finding() -> None:
    found = traced({}, denied(FIRST, 0.07))

    assert found.last is not None
    assert (found.last.value, found.last.status) == (0.07, None)


def test_an_amendment_takes_the_place_of_what_was_agreed_before() -> None:
    stricter = replace(DENIALS, minimum=Limit.parse("<= 9 %"), effective=dt.date(2026, 6, 1))
    both = {BEST: replace(YEAR, service_levels=(DENIALS, stricter))}

    assert traced(both).clause == "Minimum <= 9 %"


def test_that_a_vendor_has_no_contract_is_said_in_its_first_row_alone() -> None:
    metrics = ("denial_rate", "days_in_ar", "coding_accuracy")
    promises = [replace(PROMISE, metric=one) for one in metrics]
    promises.append(replace(PROMISE, vendor=NORTH))
    bare = {NORTH: replace(YEAR, vendor=NORTH, service_levels=())}
    traces = traces_of(promises, bare, frame_of([]))

    said = [row[2] for row in promise_section(traces).tables[0].rows]

    assert said == ["No contract yet", "", "", "Not in the contract"]
    assert [row[2] for row in unheld_table(traces).rows] == [
        *["No contract yet"] * 3,
        "Not in the contract",
    ]


def test_how_many_promises_are_held_is_said() -> None:
    held, not_held = traced(contract()), traced({})

    assert held_sentence([held, not_held]) == (
        "2 answers can be checked by a metric once figures come in; a minimum in the contract "
        "holds the vendor to 1 of them."
    )
    assert held_sentence([]) == "No answer promises anything that a metric checks."


TERMS = """
vendor = "Best Billing"
starts = 2026-01-01
ends = 2026-12-31

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"
"""
ROWS = b"vendor,month,metric,value\nBest Billing,2026-02,denial_rate,9 %\n"


def asked(deps: Deps) -> str:
    """An item of the shipped scorecard on reports that the denial rate will check."""
    kept = opened(deps, new=NewRound("Spring", (NORTH, BEST), ("reporting",)))
    places = rounds.scope(kept).places()
    key = next(one.key for one in places if one.item.metric == "denial_rate")
    give(deps, ADA, kept, key, "yes stated")
    rounds.move(deps, ADMINISTRATOR, kept, State.CONSENSUS)
    return key


def test_what_is_stored_is_joined_for_the_candidates_of_a_round(deps: Deps) -> None:
    key = asked(deps)
    contracts.save(deps, ADMINISTRATOR, Draft(BEST, "", TERMS, "", version=0))
    imports.store(deps, ADMINISTRATOR, Upload(ROWS, "rows.csv", deps.today()))
    (kept,) = rounds.rounds(deps, AUDITOR)

    (found,) = standings.comparison(deps, AUDITOR, kept.id).traces

    assert (found.promise.vendor, found.promise.place.key) == (BEST, key)
    assert found.clause == "Minimum <= 12 %"
    assert found.last is not None
    assert found.last.status is Status.BELOW_TARGET


def test_what_a_vendor_says_itself_is_its_promise_before_what_others_answered(deps: Deps) -> None:
    key = asked(deps)
    (kept,) = rounds.rounds(deps, AUDITOR)
    with deps.store.writing("Ada") as session:
        own = Entry(kept.id, BEST, key, VENDOR, "partly", Evidence.STATED, "", 0)
        stored_answers.save(session, own, "questionnaire.xlsx")

    (found,) = standings.comparison(deps, AUDITOR, kept.id).traces

    assert found.promise.answer == "partly"


def test_whoever_may_not_see_service_levels_sees_no_contract_through_a_comparison(
    deps: Deps, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(deps)
    evaluations = frozenset({Permission.SEE_EVALUATIONS, Permission.COMPARE_VENDORS})
    monkeypatch.setitem(GRANTED, Role.AUDITOR, evaluations)
    (kept,) = rounds.rounds(deps, AUDITOR)

    assert standings.comparison(deps, AUDITOR, kept.id).traces == ()
