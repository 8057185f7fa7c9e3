"""A breach in a browser: told, explained, seen on the board, and reached from there again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import settled, visit
from tests.e2e.application import TODAY
from vendor_eval.access.roles import local_person
from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.plan import Plan
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
    window.get_by_test_id("stDataFrame").click(position={"x": 200, "y": 50})
    settled(window)
    expect(window.get_by_role("heading", name="Breach")).to_be_visible()
    expect(window.get_by_role("combobox", name="Vendor")).to_have_value(VENDOR)
