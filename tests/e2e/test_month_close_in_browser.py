"""A month is closed and a right is let go, in a browser, and both are read on a phone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from scripts.browser import settled, visit
from tests.agreements import VENDOR, agree, contract, denials, report
from vendor_eval.access.roles import local_person
from vendor_eval.follow_up.month_close import MonthClose, Stage
from vendor_eval.follow_up.notice import Notice
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.deps import Deps

RULES = """
[[termination]]
rule = "consecutive"
months = 1
"""


def test_a_month_is_submitted_verified_and_closed_and_its_right_let_go(
    window: Page, deps: Deps
) -> None:
    agree(deps, contract(starts="2026-03-01") + RULES)
    report(deps, denials(m03=130))

    visit(window, "/month-close?month=March+2026")
    for step, said in (("Submit", "submitted"), ("Verify", "verified"), ("Close", "closed")):
        window.get_by_role("button", name=f"{step} {VENDOR}").click()
        expect(window.get_by_text(f"March 2026 is {said}: {VENDOR}.")).to_be_visible()
        settled(window)

    expect(window.get_by_text("March 2026: 1 of 1 vendor closed.")).to_be_visible()
    (kept,) = follow_up.listed(deps, local_person(), MonthClose)
    assert kept.record.stage is Stage.CLOSED

    window.get_by_role("link", name="Termination").click()
    expect(window.get_by_text("The contract names no deadline; ask counsel.").first).to_be_visible()
    window.get_by_text("Let go", exact=True).click()
    window.get_by_role("textbox", name="Reason").fill("A plan is agreed")
    window.get_by_role("button", name="Save the decision").click()
    expect(window.get_by_text("The decision is saved.")).to_be_visible()
    (decided,) = follow_up.listed(deps, local_person(), Notice)
    assert decided.record.why == "A plan is agreed"
