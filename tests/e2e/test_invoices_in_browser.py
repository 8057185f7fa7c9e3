"""An invoice in a browser: from the vendor's file to the line in dispute, and kept."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page, Position, expect

from scripts.browser import PHONE, settled, visit
from tests.e2e.application import TODAY
from vendor_eval.access.roles import local_person
from vendor_eval.quantities import Month
from vendor_eval.workflows import imports, invoices, offers
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.invoices import Status
from vendor_eval.workflows.readings import Upload

VENDOR = "Acme Billing"
OFFER = 'name = "Per claim"\nfees = [{ type = "per_unit", on = "claims", price = "5.75 USD" }]\n'
ROWS = f"vendor,month,metric,value\n{VENDOR},2026-10,claims_submitted,2600\n"
BILLED = b"Description,Qty,Unit price,Amount\nClaims submitted,2650,$5.75,15237.50\n"


@pytest.fixture
def deps(deps: Deps) -> Deps:
    """The served app has an agreed price for a claim, and 2,600 of them."""
    starts, agreed = dt.date(2026, 1, 1), offers.Status.AGREED
    draft = offers.Draft(VENDOR, "Per claim", OFFER, starts, status=agreed)
    offers.save(deps, local_person(), draft)
    imports.store(deps, local_person(), Upload(ROWS.encode(), "rows.csv", TODAY))
    return deps


@pytest.fixture
def window(window: Page) -> Page:
    """A window on the page."""
    visit(window, "/invoice-check")
    return window


@pytest.mark.parametrize("look", [PHONE], ids=str)
def test_a_file_is_checked_kept_and_disputed(window: Page, deps: Deps) -> None:
    file = {"name": "acme.csv", "mimeType": "text/csv", "buffer": BILLED}
    window.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    settled(window)
    expect(window.get_by_text("In dispute: $287.50 on 1 line.")).to_be_visible()
    expect(window.get_by_text("The quantity is 2,650 instead of 2,600 (+$287.50).")).to_be_visible()

    number = window.get_by_label("Invoice number")
    number.fill("A-7")
    number.press("Tab")
    settled(window)
    window.get_by_role("button", name="Keep this invoice").click()
    settled(window)

    expect(window.get_by_text("What becomes of it")).to_be_visible()
    window.get_by_label("Note").fill("Called them on Monday")
    window.get_by_role("combobox", name="Status").click()
    window.get_by_role("option", name="Disputed").click()
    window.get_by_role("button", name="Save", exact=True).click()
    expect(window.get_by_text("The invoice is saved.")).to_be_visible()

    window.reload()
    settled(window)
    expect(window.get_by_label("Note")).to_have_value("Called them on Monday")
    [kept] = invoices.of_vendor(deps, local_person(), VENDOR)
    assert (kept.draft.number, kept.draft.status) == ("A-7", Status.DISPUTED)


def test_a_click_opens_an_earlier_invoice(window: Page, deps: Deps) -> None:
    for month, number in ((9, "A-6"), (10, "A-7")):
        lines = invoices.typed(local_person(), [{"label": "Claims submitted", "amount": "1.00"}])
        draft = invoices.Draft(VENDOR, number, Month(2026, month), lines.lines)
        invoices.save(deps, local_person(), draft)
    window.reload()
    settled(window)

    table = window.get_by_test_id("stDataFrame").last
    table.scroll_into_view_if_needed()
    second = Position(x=60, y=32 + 36 + 18)
    # A table has to see where the mouse is before it is clicked.
    table.hover(position=second)
    settled(window)
    table.click(position=second)
    settled(window)

    expect(
        window.get_by_text("Claims submitted: nobody told them for September 2026.")
    ).to_be_visible()
