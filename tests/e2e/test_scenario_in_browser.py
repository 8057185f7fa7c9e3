"""From the worked example to a scenario of one's own, in a browser, with nothing typed lost."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from scripts.browser import settled, visit
from tests.drawn_tables import Cell, type_cell


def fill(window: Page, label: str, text: str) -> None:
    field = window.get_by_label(label, exact=True).first
    field.fill(text)
    field.press("Enter")
    settled(window)


def press(window: Page, name: str) -> None:
    window.get_by_role("button", name=name, exact=True).click()
    settled(window)


def said(window: Page, text: str) -> None:
    expect(window.get_by_text(text).first).to_be_visible()


def test_from_the_example_to_a_scenario_of_ones_own(window: Page) -> None:
    visit(window, "/scenario")
    said(window, "Per claim asks the lowest fees, $78,000.00 in 12 months; Percentage costs the")

    # The rate of the percentage becomes 12 %: its fee rises by 6.5 / 5.5, and Flat is ahead.
    window.get_by_role("radio", name="Percentage", exact=True).click()
    settled(window)
    fill(window, "Rate, %", "12")
    said(window, "Flat costs the least all in")
    said(window, "Not saved yet")

    window.reload()
    settled(window)
    said(window, "Flat costs the least all in")
    window.get_by_role("radio", name="Percentage", exact=True).click()
    settled(window)
    expect(window.get_by_label("Rate, %", exact=True)).to_have_value("12")

    # A new name keeps the offer that is looked at.
    fill(window, "Name", "Ours")
    press(window, "Save as a scenario")
    said(window, "Version 1, saved by")
    assert "scenario=Ours" in window.url or window.get_by_text("Ours").count()

    window.reload()
    settled(window)
    said(window, "Flat costs the least all in")

    window.get_by_role("button", name="Copy").click()
    fill(window, "Name", "Ours again")
    press(window, "Duplicate version 1 as it is saved")
    visit(window, "/scenario?scenario=Ours+again")
    said(window, "Flat costs the least all in")


def test_the_offer_that_is_renamed_stays_the_one_that_is_looked_at(window: Page) -> None:
    visit(window, "/scenario")
    window.get_by_role("radio", name="Flat", exact=True).click()
    settled(window)

    name = window.get_by_label("Name", exact=True).last
    expect(name).to_have_value("Flat")
    name.fill("Northwind")
    name.press("Enter")
    settled(window)

    expect(window.get_by_role("radio", name="Northwind")).to_be_checked()
    expect(window.get_by_label("Amount, USD")).to_have_value("11000")


def test_months_are_typed_one_by_one_and_stay(window: Page) -> None:
    visit(window, "/scenario?part=Usage")
    window.get_by_role("combobox", name="Of these, month by month").click()
    window.get_by_role("option", name="claims submitted").click()
    window.keyboard.press("Escape")
    settled(window)
    # Months begin as what stood for every one; the first one of them becomes 3,000.
    tables = window.get_by_test_id("stDataFrame")
    expect(tables).to_have_count(2)
    type_cell(tables.last, Cell(180, 0), "3000")

    # (3,000 + 11 x 2,000) x 3.25 USD = 81,250 USD.
    cheapest = "Per claim asks the lowest fees, $81,250.00"
    said(window, cheapest)
    window.reload()
    settled(window)
    said(window, cheapest)
