"""A credit in a browser: claimed, paid in part on an invoice, and the rest let go."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import settled, visit
from tests.agreements import VENDOR, agree, contract, denials, report
from tests.e2e.application import TODAY
from tests.e2e.forms import save
from vendor_eval.access.roles import local_person
from vendor_eval.follow_up.settlement import Payment, Settlement
from vendor_eval.quantities import Usd
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.deps import Deps

SAVED = "What became of the credit is saved."


@pytest.fixture
def deps(deps: Deps) -> Deps:
    """The served app knows of one breach in March, which costs 1,600 dollars."""
    agree(deps, contract(starts="2026-03-01"))
    report(deps, denials(m03=130))
    return deps


def test_a_credit_is_claimed_paid_in_part_and_the_rest_let_go(window: Page, deps: Deps) -> None:
    visit(window, "/credits")
    expect(window.get_by_text(f"{VENDOR} owes $1,600.00 on 1 credit")).to_be_visible()
    save(window, SAVED)

    visit(window, "/credits")
    window.get_by_text("Payment", exact=True).click()
    settled(window)
    window.get_by_label("Amount in $").fill("600")
    invoice = window.get_by_role("combobox", name="Invoice")
    invoice.fill("NW-11")
    invoice.press("Enter")
    save(window, SAVED)
    expect(window.get_by_text(f"{VENDOR} owes $1,000.00 on 1 credit")).to_be_visible()

    visit(window, "/credits")
    window.get_by_text("Waiver", exact=True).click()
    settled(window)
    window.get_by_role("textbox", name="Approved by").fill("M. Chen")
    window.get_by_role("textbox", name="Reason").fill("For the new plan")
    save(window, SAVED)
    expect(window.get_by_text(f"{VENDOR} owes no service credit.")).to_be_visible()

    (kept,) = follow_up.listed(deps, local_person(), Settlement)
    said = kept.record
    assert (said.claimed_on, said.claimed) == (TODAY, Usd(1_600_00))
    assert said.payments == (Payment(TODAY, Usd(600_00), "NW-11"),)
    assert said.waiver is not None
    assert (said.waiver.amount, said.waiver.approved_by) == (Usd(1_000_00), "M. Chen")
