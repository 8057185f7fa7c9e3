"""A plan in a browser: a task that was typed into the table is kept with the form."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from scripts.browser import settled, visit
from tests.drawn_tables import Cell, add_row, choose_day, take_out, type_cell
from tests.e2e.application import TODAY
from vendor_eval.access.roles import local_person
from vendor_eval.follow_up.transition import Task, Transition
from vendor_eval.workflows import follow_up, imports
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.follow_up import Kept
from vendor_eval.workflows.readings import Upload

VENDOR = "Northwind RCM"
ROWS = b"vendor,month,metric,value\nNorthwind RCM,2026-10,denial_rate,7 %\n"
BY, DUE = "Practice IT", dt.date(2026, 8, 1)
MOVED = Transition(
    dt.date(2026, 7, 1), dt.date(2026, 9, 1), tasks=(Task("Access for seven people", BY, DUE),)
)
# Pixels from the editor's edge into its columns.
WHAT, OWNER, DUE_ON = 120, 600, 800


@pytest.fixture
def deps(deps: Deps) -> Deps:
    """The served app has one vendor with a plan of one task."""
    imports.store(deps, local_person(), Upload(ROWS, "rows.csv", TODAY))
    follow_up.save(deps, local_person(), Kept(VENDOR, MOVED))
    return deps


def editor(window: Page) -> Locator:
    """The tasks as they are edited, once they can be."""
    found = window.get_by_test_id("stForm").get_by_test_id("stDataFrame")
    expect(found.locator("table[role=grid]")).to_have_attribute(
        "aria-rowcount", re.compile("[0-9]+")
    )
    return found


def test_a_task_that_was_typed_over_is_saved_with_the_plan(window: Page, deps: Deps) -> None:
    visit(window, "/transition?tab=Plan")
    type_cell(editor(window), Cell(WHAT, 0), "Access for nine people")
    window.get_by_role("textbox", name="Note").fill("Two more joined.")
    window.get_by_role("button", name="Save the plan").click()

    expect(window.get_by_text("The plan is saved.")).to_be_visible()
    settled(window)
    [kept] = follow_up.listed(deps, local_person(), Transition, VENDOR)
    assert (kept.version, kept.record.note) == (2, "Two more joined.")
    assert kept.record.tasks == (Task("Access for nine people", BY, DUE),)


def test_a_task_is_added_and_another_taken_out(window: Page, deps: Deps) -> None:
    visit(window, "/transition?tab=Plan")

    table = editor(window)
    take_out(table, 0)
    add_row(table)
    type_cell(table, Cell(WHAT, 0), "Letters to the payers")
    type_cell(table, Cell(OWNER, 0), BY)
    choose_day(table, Cell(DUE_ON, 0), dt.date(2026, 8, 15))
    window.get_by_role("button", name="Save the plan").click()

    expect(window.get_by_text("The plan is saved.")).to_be_visible()
    settled(window)
    [kept] = follow_up.listed(deps, local_person(), Transition, VENDOR)
    assert kept.record.tasks == (Task("Letters to the payers", BY, dt.date(2026, 8, 15)),)
