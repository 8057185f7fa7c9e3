"""Leadership gets a new month's workbook, closes the month, and takes the PDF to a meeting."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
import xlsxwriter
from playwright.sync_api import expect

from scripts.browser import visit
from tests.agreements import agree, contract, report
from tests.e2e.hands import Hand, look_as
from vendor_eval.access.roles import Role, local_person
from vendor_eval.follow_up.month_close import MonthClose, Stage
from vendor_eval.workflows import follow_up, practices
from vendor_eval.workflows.deps import Deps

MOST_CLICKS = 14
LATE, EARLY = "Lakeside Billing", "Northwind RCM"
ROWS = f"vendor,month,metric,value\n{EARLY},2026-10,denial_rate,7 %\n"


@pytest.fixture
def deps(deps: Deps) -> Deps:
    """Two vendors under contract since October; one of them has reported."""
    practice = replace(practices.current(deps), name="Riverside", synthetic=True)
    practices.save(deps, local_person(), replace(practice, time_zone="America/New_York"))
    for vendor in (LATE, EARLY):
        agree(deps, contract(vendor, starts="2026-10-01"), vendor)
    report(deps, ROWS.encode())
    return deps


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """October as the vendor mails it: below two lines of title, and 13 % denied."""
    file = tmp_path / "october.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("Report")
        sheet.write_row(0, 0, ("Lakeside Billing: monthly figures",))
        sheet.write_row(2, 0, ("Month", "Denial Rate", "Days in A/R"))
        sheet.write_row(3, 0, ("2026-10", "13 %", 38))
    return file


def test_a_workbook_becomes_a_closed_month_and_a_pdf(
    hand: Hand, deps: Deps, workbook: Path
) -> None:
    window = hand.window
    visit(window, "/")
    look_as(window, Role.LEADERSHIP)
    hand.begin()

    hand.turn_to("Import")
    hand.give("Monthly report", workbook, brings="Take line 3 as the header")
    hand.press("button", "Take line 3 as the header", brings="Whose report is it?")
    hand.choose("Whose report is it?", LATE)
    expect(window.get_by_text("Values: 2 new, 0 changed, 0 already stored")).to_be_visible()
    hand.press("checkbox", "I have read what is odd about this file")
    hand.press("button", "Store it", brings="Stored october.xlsx: 2 values added")
    hand.press("link", "See what it means", brings="1 vendor crossed 1 minimum in October 2026")

    hand.press("link", "Close October 2026", brings="October 2026: 0 of 2 vendors closed.")
    for step in ("Submit", "Verify", "Close"):
        hand.press("button", f"{step} 2 vendors")
    expect(window.get_by_text("October 2026: 2 of 2 vendors closed.")).to_be_visible()
    hand.press("link", "Report of October 2026", brings="Vendor breach report, October 2026")
    file = hand.take("PDF")

    first = pypdf.PdfReader(file.path()).pages[0].extract_text()
    assert LATE in first
    assert "1 minimum in October 2026" in " ".join(first.split())
    kept = follow_up.listed(deps, local_person(), MonthClose)
    assert {one.record.stage for one in kept} == {Stage.CLOSED}
    hand.keeps_to("leadership", MOST_CLICKS)
