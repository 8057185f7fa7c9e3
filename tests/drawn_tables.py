"""Typing into a table of the app, which is a picture and not a table to the browser."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass

from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as TookTooLong

HEADER, ROW = 32, 31
"""Heights of a table's header and of each row, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table.

    Attributes:
        x: CSS pixels from the table's left edge into the cell's column.
        row: counted from 0, below the header.
    """

    x: float
    row: int


_KEPT_BACK = 400
"""For how long a table may keep an edit from the form around it, in milliseconds."""
_OPENS_WITHIN = 2_000
"""After which time a click or a letter counts as lost, in milliseconds."""
_MARK = 16
"""From a table's left edge to the box that marks a row, in CSS pixels."""


def type_cell(table: Locator, cell: Cell, text: str) -> None:
    """Write ``text`` into a cell of ``table`` in place of what stands there.

    Raises:
        AssertionError: the cell never took a letter.
    """
    _write(_opened(table, cell, "x", table.page.locator("#portal textarea")), text)


def choose_day(table: Locator, cell: Cell, day: dt.date) -> None:
    """Write ``day`` into a cell of days.

    Raises:
        AssertionError: the cell never opened.
    """
    _write(_opened(table, cell, "Enter", table.page.get_by_test_id("date-picker-cell")), str(day))


def add_row(table: Locator) -> None:
    """Put an empty row at the end of a table whose rows people add."""
    rows = _rows(table)
    table.hover()
    table.get_by_role("button", name="Add row").click()
    _expect_rows(table, rows + 1)


def take_out(table: Locator, row: int) -> None:
    """Remove a row, counted from 0, of a table whose rows people add and remove."""
    rows = _rows(table)
    place = _place(table)
    table.page.mouse.click(place[0] + _MARK, place[1] + HEADER + (row + 0.5) * ROW)
    table.get_by_role("button", name="Delete row").click()
    _expect_rows(table, rows - 1)


def _opened(table: Locator, cell: Cell, key: str, editor: Locator) -> Locator:
    """The editor of a cell, once ``key`` has opened it."""
    page = table.page
    left, top = _place(table)
    # Nothing tells when a cell of a picture is ready for the click or for the first letter.
    for _ in range(20):
        page.mouse.click(left + cell.x, top + HEADER + (cell.row + 0.5) * ROW)
        page.keyboard.press(key)
        with suppress(TookTooLong):
            editor.wait_for(timeout=_OPENS_WITHIN)
            return editor
    raise AssertionError("the table takes no letter")


def _write(editor: Locator, text: str) -> None:
    editor.fill(text)
    editor.press("Enter")
    expect(editor).to_be_hidden()
    # A table keeps what was typed to itself for a moment, faster than anybody clicks elsewhere.
    # The page's own clock says when: a busy one comes late to whatever waits.
    editor.page.evaluate("time => new Promise(done => setTimeout(done, time))", _KEPT_BACK)


def _place(table: Locator) -> tuple[float, float]:
    """The left and the upper edge of the table within the window."""
    table.scroll_into_view_if_needed()
    place = table.bounding_box()
    assert place is not None, "the table is drawn"
    return place["x"], place["y"]


def _rows(table: Locator) -> int:
    """How many rows the browser is told of, its header and the one that adds others included."""
    return int(table.locator("table[role=grid]").get_attribute("aria-rowcount") or 0)


def _expect_rows(table: Locator, rows: int) -> None:
    expect(table.locator("table[role=grid]")).to_have_attribute("aria-rowcount", str(rows))
