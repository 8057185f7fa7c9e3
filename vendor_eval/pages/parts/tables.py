"""Tables of reports on the screen, with the same words and symbols as on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import streamlit as st

from vendor_eval.pages.parts import column_widths
from vendor_eval.pages.parts.charts import look
from vendor_eval.pages.words import literal
from vendor_eval.reports import palette
from vendor_eval.reports.report import Align, Cell, Mark, Marked, Strip, Table, Tone
from vendor_eval.reports.wording import printed, shown_cell

_ALIGNED: dict[Align, Literal["left", "center", "right"]] = {
    Align.START: "left",
    Align.CENTER: "center",
    Align.END: "right",
}
# Pixels of the header, a row with one line of text, a line, and the tallest table.
_HEADER, _ROW, _LINE, _TALLEST = 32, 36, 15, 760
# Texts with more lines than this are cut: rows are all as high as the highest.
_MOST_LINES = 5
# Cells break lines only in rows higher than four times the base font of 14 pixels.
_BREAKING_ROW = 58


def draw(
    table: Table, key: str, links: Sequence[str] = (), alike: Sequence[Table] = ()
) -> int | None:
    """Draw the table under its title, or the sentence that stands for its rows.

    Args:
        key: the widget's, and so what it is found by.
        links: what a click on each row opens, for people who hover; any link makes the table
            selectable.
        alike: all tables with these columns that stand below each other, so that their columns do.

    Returns:
        The row that was clicked, from 0, or None.
    """
    if table.title:
        st.header(literal(table.title), anchor=False)
    if not table.rows:
        st.text(table.empty)
        return None
    rows = [*table.rows, *([table.total] if table.total else [])]
    frame = _frame(table, rows)
    beside = _frame(table, [row for one in alike for row in one.rows]) if alike else frame
    widths = column_widths.widths(table.columns, beside)
    row = _row_height(min(column_widths.lines(frame, widths), _MOST_LINES))
    options: dict[str, Any] = {}
    if links:
        options = {"on_select": "rerun", "selection_mode": "single-cell"}
    event: Any = st.dataframe(
        _coloured(frame, rows),
        hide_index=True,
        column_config=_configured(table, frame, widths),
        row_height=row,
        height=min(_HEADER + row * len(rows) + 2, _TALLEST),
        key=key,
        alt=table.title or None,
        **options,
    )
    if table.note:
        st.caption(literal(table.note))
    chosen = event["selection"]["cells"] if links else []
    return chosen[0][0] if chosen and chosen[0][0] < len(table.rows) else None


def _frame(table: Table, rows: Sequence[Sequence[Cell]]) -> pd.DataFrame:
    """``rows`` as texts under the table's headings."""
    return pd.DataFrame(
        [[_drawn(cell) for cell in row] for row in rows],
        columns=_unique([column.heading.replace("\n", " ") for column in table.columns]),
    )


def _configured(table: Table, frame: pd.DataFrame, widths: Sequence[int]) -> dict[str, Any]:
    """How wide each column is, and at which side its text stands."""
    return {
        name: st.column_config.TextColumn(width=width, alignment=_ALIGNED[column.align])
        for name, column, width in zip(frame.columns, table.columns, widths, strict=True)
    }


def _row_height(lines: int) -> int:
    return _ROW if lines == 1 else max(_BREAKING_ROW, 28 + _LINE * lines)


def _drawn(cell: Cell) -> str:
    """The cell as text; a strip as its symbols, oldest first, and limits with the signs of print.

    Streamlit draws the same signs wherever a limit stands in a sentence.
    """
    if isinstance(cell, Strip):
        return " ".join(mark.symbol if mark else "·" for mark in cell.marks)
    return printed(shown_cell(cell))


def _coloured(frame: pd.DataFrame, rows: Sequence[Sequence[Cell]]) -> Any:
    """The frame with the cells that carry a mark in its tone; the symbol says the same."""
    colours = palette.DARK if look() == "dark" else palette.LIGHT
    tones = {
        tone: f"color:{colour.ink};background-color:{colour.tint}"
        for tone, colour in colours.items()
    }
    styles = [[_style(cell, tones) for cell in row] for row in rows]
    if not any(map(any, styles)):
        # Styling takes longer than all the rest of a table, and most have nothing to colour.
        return frame
    framed = pd.DataFrame(styles, index=frame.index, columns=frame.columns)
    return frame.style.apply(lambda _: framed, axis=None)


def _style(cell: Cell, tones: Mapping[Tone, str]) -> str:
    """In which colours a cell is drawn; nothing without a mark."""
    mark = cell.mark if isinstance(cell, Marked) else cell
    return tones[mark.tone] if isinstance(mark, Mark) else ""


def _unique(headings: Sequence[str]) -> list[str]:
    """The headings, a repeated one with further blanks, as a frame needs them."""
    seen: dict[str, int] = {}
    names = []
    for heading in headings:
        names.append(heading + " " * seen.get(heading, 0))
        seen[heading] = seen.get(heading, 0) + 1
    return names
