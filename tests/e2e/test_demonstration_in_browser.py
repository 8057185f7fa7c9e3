"""The demonstration as a visitor sees it: the grid's cells, the roles, the files."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlparse

import pypdf
from playwright.sync_api import Page, expect

from scripts.browser import settled, visit
from tests.e2e.conftest import grid_cell
from vendor_eval.pages.menu import PAGES


def test_a_breach_of_the_grid_opens_its_page_and_survives_a_reload(page: Page) -> None:
    visit(page, "/breaches?month=June+2025")

    cell = grid_cell(page, "Cedar Ridge RCM", "Denial rate")
    cell.click(position={"x": 20, "y": 17})

    told = page.get_by_text(re.compile("^Denial rate was .* in June 2025"))
    expect(told).to_be_visible()
    expect(page).to_have_url(re.compile("metric="))
    address = urlparse(page.url)
    assert address.path == "/breach"
    assert parse_qs(address.query) == {
        "vendor": ["Cedar Ridge RCM"],
        "month": ["June 2025"],
        "metric": ["Denial rate"],
    }

    page.reload()
    settled(page)

    expect(told).to_be_visible()
    expect(page.get_by_role("combobox", name="Vendor")).to_have_value("Cedar Ridge RCM")


def test_any_other_cell_of_the_grid_opens_its_vendor_and_month(page: Page) -> None:
    visit(page, "/breaches?month=June+2025")

    grid_cell(page, "Northgate Revenue Partners", "Denial rate").click(position={"x": 20, "y": 17})

    expect(page.get_by_role("heading", name="Findings of June 2025")).to_be_visible()
    address = urlparse(page.url)
    assert address.path == "/vendor"
    assert parse_qs(address.query) == {
        "vendor": ["Northgate Revenue Partners"],
        "month": ["June 2025"],
    }


def test_a_filter_goes_into_the_address_and_a_reload_keeps_it(page: Page) -> None:
    visit(page, "/")
    page.get_by_role("combobox", name="Month").click()
    page.get_by_role("option", name="August 2026").click()
    expect(page).to_have_url(re.compile("August"))
    settled(page)

    page.reload()
    settled(page)

    expect(page.get_by_role("combobox", name="Month")).to_have_value("August 2026")


def test_an_evaluator_is_not_shown_the_way_to_what_the_role_may_not_do(page: Page) -> None:
    visit(page, "/")
    links = page.get_by_test_id("stSidebarNavLink")
    expect(links).to_have_count(len(PAGES))

    roles = page.get_by_role("combobox", name="Look at it as")
    # The list closes when what is around it is moved, so it is moved first.
    roles.scroll_into_view_if_needed()
    settled(page)
    roles.click()
    page.get_by_role("option", name="evaluator").click()

    expect(links.filter(has_text="Import")).to_have_count(0)
    expect(links.filter(has_text="Report")).to_have_count(0)
    expect(links.filter(has_text="SLA breaches")).to_have_count(1)


def test_the_report_is_downloaded_as_a_pdf_of_the_month(page: Page) -> None:
    visit(page, "/report?month=August+2026")

    with page.expect_download() as downloading:
        page.get_by_role("button", name="PDF").click()

    file = downloading.value
    assert file.suggested_filename.startswith("breach-report-2026-08")
    first = pypdf.PdfReader(file.path()).pages[0].extract_text()
    assert "August 2026" in first
    assert "synthetic" in first.lower()
