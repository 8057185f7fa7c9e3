"""Offers compared in a browser: the option that is looked at, the report, the way to break-even."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import DESK, DESK_DARK, PHONE, settled, visit

EVERYWHERE = pytest.mark.parametrize("look", [DESK, DESK_DARK, PHONE], ids=str)


@EVERYWHERE
def test_the_cards_and_both_charts_stand_within_the_window(page: Page) -> None:
    visit(page, "/compare-offers")

    expect(page.get_by_test_id("stMetric")).to_have_count(4)
    expect(page.get_by_test_id("stVegaLiteChart").locator("svg")).to_have_count(2)
    for chart in page.get_by_test_id("stVegaLiteChart").all():
        box = chart.bounding_box()
        size = page.viewport_size
        assert box is not None
        assert size is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]


def test_an_address_that_was_sent_on_opens_the_option_and_the_month(page: Page) -> None:
    asked = "tab=Option+by+option&option=Halyard+Revenue+Group&billed=March+2027"

    visit(page, f"/compare-offers?{asked}")

    expect(page.get_by_role("combobox", name="Option")).to_have_value("Halyard Revenue Group")
    expect(page.get_by_role("heading", name="How March 2027 is billed")).to_be_visible()
    expect(page.get_by_text("6.9 % of net collections")).to_be_visible()


def test_the_report_for_the_meeting_is_downloaded(page: Page) -> None:
    visit(page, "/compare-offers")

    with page.expect_download() as waiting:
        page.get_by_role("button", name="PDF").click()

    path = waiting.value.path()
    assert waiting.value.suggested_filename.startswith("cost-")
    assert path.read_bytes().startswith(b"%PDF-1.7")


def test_the_way_to_break_even_takes_the_scenario_along(page: Page) -> None:
    visit(page, "/compare-offers?scenario=Worked+example")
    expect(page.get_by_text("Worked example, made-up figures")).to_be_visible()

    page.get_by_role("link", name="Where they cross").click()
    expect(page.get_by_role("heading", name="Break-even", exact=True).first).to_be_visible()
    settled(page)

    assert "scenario=Worked" in page.url
