"""What a table sends back need not be what it let anybody type; the six tables that are edited."""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

import vendor_eval
from vendor_eval.errors import BadInput
from vendor_eval.evaluation.registers import Coder, DocumentRequest
from vendor_eval.follow_up.ladder import Step
from vendor_eval.follow_up.plan import Milestone
from vendor_eval.follow_up.transition import Task
from vendor_eval.pages.parts import edited_rows
from vendor_eval.pages.parts.evaluation.register_editor import Editor
from vendor_eval.pages.parts.follow_up import ladder_form, milestone_rows, task_rows
from vendor_eval.pages.parts.pricing import usage_editor
from vendor_eval.pages.parts.pricing.file_words import called
from vendor_eval.workflows.registers import Kept

PAGES = Path(vendor_eval.__file__).parent / "pages"
DAY = dt.date(2026, 11, 2)
# Of a patient, in a cell of which nobody expects a number to need looking at.
NUMBER = 123456789
# All other columns can be typed into, and rows added and taken out, by whoever sees the table.
PROVEN = {
    "invoice_entry",  # texts in all its columns, which `invoices.typed` reads like a file
    "ladder_form",
    "plan_form",  # `milestone_rows`
    "register_editor",
    "transition_form",  # `task_rows`
    "usage_editor",
}


def test_every_table_that_is_edited_is_proven_here() -> None:
    found = {
        path.stem
        for path in PAGES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in ("data_editor", "experimental_data_editor")
    }

    assert found == PROVEN


def test_columns_and_rows_that_were_not_shown_are_passed_over() -> None:
    forged = {
        "edited_rows": {0: {"Locked": "x", "Open": "new"}, 7: {"Open": "beyond"}},
        "deleted_rows": [5, -1],
        "added_rows": [{"Locked": "alone"}, {"Open": "added", "Locked": "x"}],
    }

    rows = edited_rows.after([{"Open": "old", "Locked": "kept"}], forged, ["Open"])

    assert rows == [{"Open": "new", "Locked": "kept"}, {"Open": "added"}]


@pytest.mark.parametrize(
    ("cell", "said"), [(None, ""), ("a", "a"), (NUMBER, "123456789"), ([1], "[1]"), ({}, "{}")]
)
def test_a_cell_of_texts_is_a_text_whatever_was_sent(cell: object, said: str) -> None:
    assert edited_rows.text(cell) == said


@pytest.mark.parametrize("cell", ["x", "2026-13-01", 5, [1], {"a": 1}, True])
def test_what_is_no_day_is_refused_in_words(cell: object) -> None:
    with pytest.raises(BadInput, match="A day"):
        edited_rows.day(cell)


@pytest.mark.parametrize("cell", ["x", 1.5, [1], float("inf")])
def test_what_is_no_whole_number_is_refused_in_words(cell: object) -> None:
    with pytest.raises(BadInput, match="whole number"):
        edited_rows.whole(cell, "Business days after")


def test_a_number_in_place_of_a_text_is_looked_at_as_a_text() -> None:
    edits = {"edited_rows": {0: {"Task": NUMBER, "Step": NUMBER, "Milestone": NUMBER}}}

    (task,) = task_rows.tasks(task_rows.rows([Task("Map codes", "Ada", DAY)], edits))
    (step,) = ladder_form.steps([Step("Call", "Ada", 2)], edits)
    (milestone,) = milestone_rows.edited([Milestone("Train", "Ada", DAY)], edits)

    assert (task.what, step.what, milestone.what) == (str(NUMBER),) * 3


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    kept: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def test_a_register_takes_only_what_its_columns_offer(state: dict[str, object]) -> None:
    kept = Kept("Acme", Coder("Ada"), id=3, version=1)
    editor = Editor("Acme", Coder(""), [kept])
    state[editor.key] = {
        "edited_rows": {0: {"Name": NUMBER, "id": 9, "retired": True, "vendor": "Other"}},
        "added_rows": [{"vendor": "Other", "id": 4}],
    }

    changes = [one.kept for one in editor.changes()]

    assert changes[0].entry.retired is False
    assert {(one.vendor, one.id) for one in changes} <= {("Acme", 3), ("Acme", 0)}
    assert all(isinstance(one.entry.name, str) for one in changes)


def test_a_choice_that_is_not_offered_is_the_first_one(state: dict[str, object]) -> None:
    editor = Editor("Acme", DocumentRequest(""), [Kept("Acme", DocumentRequest("SOC 2"), id=1)])
    state[editor.key] = {"edited_rows": {0: {"Status": "approved by me"}}}

    assert [one.kept.entry for one in editor.changes()] == [DocumentRequest("SOC 2")]


def test_the_month_of_a_usage_and_months_beyond_it_cannot_be_written(
    state: dict[str, object],
) -> None:
    claims = called("claims")
    state.update({"u.listed": ["claims"], "u.claims.months": ["5", "6"], "u.drawn": 1})
    state["u.frame"] = pd.DataFrame({"Month": ["Jan 26", "Feb 26"], claims: ["5", "6"]})
    state["u.table.1"] = {
        "edited_rows": {0: {"Month": "Dec 99", claims: "7", "Other": "1"}, 9: {claims: "8"}},
        "added_rows": [{claims: "9"}],
        "deleted_rows": [1],
    }

    usage_editor.settle("u")

    assert state["u.claims.months"] == ["7", "6"]
    assert "u.Other.months" not in state
