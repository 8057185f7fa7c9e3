"""What a practice does with its own figures, from an empty database on, in a browser."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter
from playwright.sync_api import Page, expect

from scripts.browser import settled, visit
from tests.e2e.application import TODAY
from tests.e2e.conftest import grid_cell
from vendor_eval.access.roles import local_person
from vendor_eval.workflows import contracts, imports
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.readings import Upload

ROWS = "vendor,month,metric,value\nNorthwind RCM,{month},denial_rate,{value}\n"
HOSTILE = "![beacon](http://tracker.example/p.png) <img src=x onerror=alert(1)> $x$ :red[Inc]"


def report(deps: Deps, rows: str) -> None:
    outcome = imports.store(deps, local_person(), Upload(rows.encode(), "rows.csv", TODAY))
    assert outcome.saved is not None


def workbook(folder: Path, name: str, denied: int) -> Path:
    """A report as a vendor mails it: two title rows, then headings of its own."""
    file = folder / name
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("Report")
        for number, row in enumerate(
            (
                ("Lakeside Billing: monthly figures",),
                ("Prepared for the practice",),
                ("Month", "Denial Rate", "Days in A/R"),
                ("2026-08", f"{denied} %", 38),
                ("2026-09", "7 %", 39),
            )
        ):
            sheet.write_row(number, 0, row)
    return file


def hand_in(window: Page, file: Path) -> None:
    window.locator("input[type=file]").set_input_files(file)
    expect(window.get_by_role("button", name="Take line 3 as the header")).to_be_visible()
    settled(window)


def read_as_lakeside(window: Page) -> None:
    """One click for the header row, one answer for the vendor."""
    window.get_by_role("button", name="Take line 3 as the header").click()
    answer_vendor(window)


def answer_vendor(window: Page) -> None:
    box = window.get_by_role("combobox", name="Whose report is it?")
    box.fill("Lakeside Billing")
    box.press("Enter")
    expect(window.get_by_text("Values:")).to_be_visible()
    settled(window)


def store_it(window: Page, said: str) -> None:
    """Confirm what is odd, store, and wait for the sentence and an empty place for a file."""
    confirm = window.get_by_text("I have read what is odd about this file")
    if confirm.count():
        confirm.click()
    window.get_by_role("button", name="Store it").click()
    expect(window.get_by_text(said)).to_be_visible()
    expect(window.locator("input[type=file]")).to_have_count(1)
    settled(window)


def test_a_workbook_with_title_rows_is_read_stored_once_and_restated(
    window: Page, deps: Deps, tmp_path: Path
) -> None:
    first = workbook(tmp_path, "september.xlsx", denied=6)
    corrected = workbook(tmp_path, "corrected.xlsx", denied=13)
    visit(window, "/import")

    hand_in(window, first)
    read_as_lakeside(window)
    expect(window.get_by_text("Values: 4 new, 0 changed, 0 already stored")).to_be_visible()
    assert imports.listed(deps, local_person()) == ()
    store_it(window, "Stored september.xlsx: 4 values added")

    # How the vendor's files are read is remembered: naming the vendor is enough.
    hand_in(window, first)
    answer_vendor(window)
    expect(window.get_by_text("Values: 0 new, 0 changed, 4 already stored")).to_be_visible()
    store_it(window, "september.xlsx was stored before")

    hand_in(window, corrected)
    answer_vendor(window)
    expect(window.get_by_role("heading", name="Restatements")).to_be_visible()
    expect(window.get_by_text("Values: 0 new, 1 changed, 3 already stored")).to_be_visible()
    store_it(window, "Stored corrected.xlsx: 0 values added, 1 restated")
    assert [one.counts.restated for one in imports.listed(deps, local_person())] == [1, 0]


def test_a_contract_starts_from_the_template_is_amended_and_the_findings_follow(
    window: Page, deps: Deps
) -> None:
    report(deps, ROWS.format(month="2026-10", value="7 %"))
    visit(window, "/breaches")
    window.get_by_role("link", name="Enter a contract").click()
    settled(window)

    window.get_by_role("textbox", name="Vendor").fill("Northwind RCM")
    window.get_by_role("button", name="Start from the template").click()
    expect(window.get_by_role("tab", name="Amend")).to_be_visible()
    assert status_of_denials(window) == "On target"

    visit(window, "/contract")
    window.get_by_role("tab", name="Amend").click()
    pick(window, "Metric", "Denial rate")
    # The field offers the first of this month, November; two months down is September.
    month = window.get_by_role("spinbutton", name="month, In force from")
    month.press("ArrowDown")
    month.press("ArrowDown")
    window.get_by_role("textbox", name="Target").fill("< 4 %")
    window.get_by_role("textbox", name="Minimum").fill("<= 6 %")
    window.get_by_role("button", name="Amend the contract").click()
    expect(window.get_by_text("The amendment is saved.")).to_be_visible()

    assert status_of_denials(window) == "Breach"
    assert len(contracts.history(deps, local_person(), "Northwind RCM")) == 2


def pick(window: Page, label: str, option: str) -> None:
    box = window.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    window.get_by_role("option", name=option, exact=True).click()


def status_of_denials(window: Page) -> str:
    """What the grid of October says about the denial rate of the one vendor."""
    visit(window, "/breaches")
    cell = grid_cell(window, "Northwind RCM", "Denial rate")
    return str(cell.evaluate("one => one.__data__.datum.status"))


def test_a_hostile_vendor_name_is_shown_literally_and_asks_nobody(window: Page, deps: Deps) -> None:
    text = contracts.from_template(
        contracts.NewContract(
            HOSTILE, TODAY.replace(month=1, day=1), TODAY.replace(year=2029), None
        )
    )
    draft = contracts.Draft(HOSTILE, "Agreement", text, HOSTILE, version=0)
    contracts.save(deps, local_person(), draft)
    report(
        deps, ROWS.replace("Northwind RCM", f'"{HOSTILE}"').format(month="2026-10", value="13 %")
    )

    for path in ("/", "/breaches", "/vendor", "/contract", "/report", "/import"):
        visit(window, path)
        assert window.locator("img[src='x'], img[src*=tracker]").count() == 0

    visit(window, "/")
    # Without its invisible mark the browser would make a link of the address.
    expect(
        window.get_by_text("![beacon](http:\u2060//tracker.example/p.png)").first
    ).to_be_visible()
