"""Finance compares three offers under growth, and checks an invoice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from scripts.browser import visit
from tests.e2e.application import TODAY
from tests.e2e.hands import Hand, look_as
from vendor_eval.access.roles import Role, local_person
from vendor_eval.workflows import imports, invoices, offers, practices, scenarios
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.invoices import Status
from vendor_eval.workflows.readings import Upload

MOST_CLICKS = 15
VENDOR, SCENARIO = "Acme Billing", "Our three offers"
OFFER = 'name = "Per claim"\nfees = [{ type = "per_unit", on = "claims", price = "5.75 USD" }]\n'
ROWS = f"vendor,month,metric,value\n{VENDOR},2026-10,claims_submitted,2600\n"


@pytest.fixture
def deps(deps: Deps) -> Deps:
    """A vendor has an agreed price for a claim, and reported 2,600 of them."""
    practice = replace(practices.current(deps), name="Riverside", synthetic=True)
    practices.save(deps, local_person(), replace(practice, time_zone="America/New_York"))
    starts, agreed = dt.date(2026, 1, 1), offers.Status.AGREED
    draft = offers.Draft(VENDOR, "Per claim", OFFER, starts, status=agreed)
    offers.save(deps, local_person(), draft)
    imports.store(deps, local_person(), Upload(ROWS.encode(), "rows.csv", TODAY))
    return deps


@pytest.fixture
def invoice(tmp_path: Path) -> Path:
    """Fifty claims more than were sent: 50 times 5.75 dollars."""
    file = tmp_path / "acme-october.csv"
    file.write_text("Description,Qty,Unit price,Amount\nClaims submitted,2650,$5.75,15237.50\n")
    return file


def compare_under_growth(hand: Hand) -> None:
    """Let the volume of the example grow by a twentieth a month, and see who is cheapest then."""
    window = hand.window
    hand.turn_to("Compare offers")
    hand.press("link", "Start your own", brings="A worked example, all of it made up")
    hand.press("radio", "Usage")
    hand.write("Growth a month, %", "5")
    hand.write("Name", SCENARIO)
    hand.press("button", "Save as a scenario", brings="Version 1, saved by")
    hand.press("link", "What each costs", brings="Nothing here says which option")
    hand.press("tab", "Volume")
    hand.press("link", "Where they cross", brings="claims a month")
    hand.press("radio", "All in", brings="all in")
    hand.press("link", "How sure it is", brings="is the cheapest on")
    expect(window.get_by_role("combobox", name="Scenario")).to_have_value(SCENARIO)


def test_offers_are_compared_under_growth_and_an_invoice_is_disputed(
    hand: Hand, deps: Deps, invoice: Path
) -> None:
    visit(hand.window, "/")
    look_as(hand.window, Role.FINANCE)
    hand.begin()

    compare_under_growth(hand)
    hand.turn_to("Invoice check")
    hand.give("Invoice", invoice, brings="In dispute: $287.50 on 1 line.")
    hand.write("Invoice number", "A-7")
    hand.press("button", "Keep this invoice", brings="What becomes of it")
    hand.choose("Status", "Disputed")
    hand.write("Note", "Called them on Monday")
    hand.press("button", "Save", brings="The invoice is saved.")

    (kept,) = invoices.of_vendor(deps, local_person(), VENDOR)
    assert (kept.draft.number, kept.draft.status) == ("A-7", Status.DISPUTED)
    (ours,) = scenarios.listed(deps, local_person())
    assert (ours.name, 'growth = "5 %"' in ours.text) == (SCENARIO, True)
    hand.keeps_to("finance", MOST_CLICKS)
