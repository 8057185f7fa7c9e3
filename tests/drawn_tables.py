"""Typing into a table of the app, which is a picture and not a table to the browser."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator

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


def type_cell(table: Locator, cell: Cell, text: str) -> None:
    """Write ``text`` into a cell of ``table`` in place of what stands there.

    Raises:
        AssertionError: the cell never took a letter.
    """
    table.scroll_into_view_if_needed()
    place = table.bounding_box()
    assert place is not None, "the table is drawn"
    page = table.page
    editor = page.locator("#portal textarea")
    # Nothing tells when a cell of a picture is ready for the click or for the first letter.
    for _ in range(20):
        page.mouse.click(place["x"] + cell.x, place["y"] + HEADER + (cell.row + 0.5) * ROW)
        page.keyboard.press("x")
        page.wait_for_timeout(250)
        if editor.is_visible():
            break
    else:
        raise AssertionError("the table takes no letter")
    editor.fill(text)
    editor.press("Enter")
