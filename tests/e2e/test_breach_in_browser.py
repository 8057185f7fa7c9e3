"""A breach in a browser: told, explained, seen on the board, and reached from there again."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, Page, Position, expect

from scripts.browser import settled, visit
from tests.drawn_tables import Cell, add_row, choose_day, take_out, type_cell
from tests.e2e.application import TODAY
from vendor_eval.access.roles import local_person
from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.ladder import Ladder, Step
from vendor_eval.follow_up.plan import Milestone, Plan
from vendor_eval.workflows import contracts, follow_up, imports
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.readings import Upload

VENDOR = "Acme Billing"
CONTRACT = """
vendor = "Acme Billing"
starts = 2026-08-01
ends = 2027-12-31

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"

[deadlines]
root_cause = "10 business days"
plan = "30 days"
"""
ROWS = b"vendor,month,metric,value\nAcme Billing,2026-10,denial_rate,15 %\n"
# Pixels from a table's edge into its columns.
WHAT, OWNER, WHOM, DUE = 150, 600, 700, 800
BY = "J. Amadi"


@pytest.fixture
def deps(deps: Deps) -> Deps:
    """The served app knows of one breach."""
    draft = contracts.Draft(VENDOR, "Agreement", CONTRACT, "signed", version=0)
    contracts.save(deps, local_person(), draft)
    imports.store(deps, local_person(), Upload(ROWS, "october.csv", TODAY))
    return deps


def test_a_breach_is_told_explained_and_found_again_on_the_board(window: Page, deps: Deps) -> None:
    visit(window, "/breach")
    expect(window.get_by_text("Denial rate was 15.00 % in October 2026")).to_be_visible()

    window.get_by_role("button", name="Vendor told today").click()
    expect(window.get_by_text("The vendor owes the root cause by December 7, 2026")).to_be_visible()
    (note,) = follow_up.listed(deps, local_person(), BreachNote, VENDOR)
    assert note.record.notified_on == TODAY

    window.get_by_label("Root cause", exact=True).fill("Edits of a payer were old")
    # Looking at another tab loses nothing that was typed.
    window.get_by_role("tab", name="Escalation").click()
    window.get_by_role("tab", name="Plan").click()
    window.get_by_label("Owner", exact=True).fill("J. Amadi")
    window.get_by_role("button", name="Save the plan").click()
    expect(window.get_by_text("J. Amadi owes the root cause by")).to_be_visible()
    (plan,) = follow_up.listed(deps, local_person(), Plan, VENDOR)
    assert (plan.record.root_cause, plan.record.owner) == ("Edits of a payer were old", "J. Amadi")

    visit(window, "/remediation")
    expect(window.get_by_text("1 open case: none overdue")).to_be_visible()
    # A table has to see where the mouse is before it is clicked.
    board, first = window.get_by_test_id("stDataFrame"), Position(x=200, y=50)
    board.hover(position=first)
    settled(window)
    board.click(position=first)
    settled(window)
    expect(window.get_by_role("heading", name="Breach")).to_be_visible()
    expect(window.get_by_role("combobox", name="Vendor")).to_have_value(VENDOR)


def drawn(window: Page, save: str) -> Locator:
    """The table of the form that is saved by the button of this name."""
    form = window.get_by_test_id("stForm").filter(
        has=window.get_by_role("button", name=save, exact=True)
    )
    table = form.get_by_test_id("stDataFrame")
    expect(table.locator("table[role=grid]")).to_have_attribute(
        "aria-rowcount", re.compile("[0-9]+")
    )
    return table


def test_milestones_are_added_and_taken_out(window: Page, deps: Deps) -> None:
    visit(window, "/breach")
    table = drawn(window, "Save the plan")
    days = (dt.date(2026, 12, 1), dt.date(2026, 12, 15))
    for row, (what, due) in enumerate(zip(("Edits renewed", "Staff trained"), days, strict=True)):
        add_row(table)
        type_cell(table, Cell(WHAT, row), what)
        type_cell(table, Cell(OWNER, row), BY)
        choose_day(table, Cell(DUE, row), due)
    window.get_by_role("button", name="Save the plan").click()
    expect(window.get_by_text("The plan is saved.")).to_be_visible()
    settled(window)
    (plan,) = follow_up.listed(deps, local_person(), Plan, VENDOR)
    last = Milestone("Staff trained", BY, days[1])
    assert plan.record.milestones == (Milestone("Edits renewed", BY, days[0]), last)

    visit(window, "/breach")
    take_out(drawn(window, "Save the plan"), 0)
    window.get_by_role("button", name="Save the plan").click()
    expect(window.get_by_text("The plan is saved.")).to_be_visible()
    settled(window)
    (plan,) = follow_up.listed(deps, local_person(), Plan, VENDOR)
    assert (plan.version, plan.record.milestones) == (2, (last,))


def test_a_step_of_the_ladder_is_added_and_taken_out(window: Page, deps: Deps) -> None:
    visit(window, "/breach")
    window.get_by_role("tab", name="Escalation").click()
    before = Ladder().steps
    table = drawn(window, "Save the ladder")
    take_out(table, 0)
    add_row(table)
    type_cell(table, Cell(WHAT, len(before) - 1), "Write to the owner of the firm")
    type_cell(table, Cell(WHOM, len(before) - 1), BY)
    window.get_by_role("button", name="Save the ladder").click()
    expect(window.get_by_text("The ladder is saved.")).to_be_visible()
    settled(window)
    (ladder,) = follow_up.listed(deps, local_person(), Ladder, VENDOR)
    assert set(ladder.record.steps) == {*before[1:], Step("Write to the owner of the firm", BY, 0)}
