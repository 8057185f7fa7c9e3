"""Tables of reports on the screen, with the same words and symbols as on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from vendor_eval.pages.parts.charts import look
from vendor_eval.reports import palette
from vendor_eval.reports.report import Align, Cell, Mark, Marked, Strip, Table
from vendor_eval.reports.wording import shown_cell

_ALIGNED = {Align.START: "left", Align.CENTER: "center", Align.END: "right"}
# Pixels a character of usual text takes; a column's width is given in characters.
_CHARACTER = 8
_ROW, _MOST_ROWS = 36, 18


def draw(table: Table, key: str, links: Sequence[str] = ()) -> int | None:
    """Draw the table under its title, or the sentence that stands for its rows.

    Args:
        key: the widget's, and so what it is found by.
        links: what a click on each row opens, for people who hover; any link makes the table
            selectable.

    Returns:
        The row that was clicked, from 0, or None.
    """
    if table.title:
        st.subheader(table.title, anchor=False)
    if not table.rows:
        st.text(table.empty)
        return None
    rows = [*table.rows, *([table.total] if table.total else [])]
    frame = pd.DataFrame(
        [[_drawn(cell) for cell in row] for row in rows],
        columns=_unique([column.heading.replace("\n", " ") for column in table.columns]),
    )
    config: dict[str, Any] = {
        name: st.column_config.TextColumn(
            width=column.width * _CHARACTER, alignment=_ALIGNED[column.align]
        )
        for name, column in zip(frame.columns, table.columns, strict=True)
    }
    options: dict[str, Any] = {}
    if links:
        options = {"on_select": "rerun", "selection_mode": "single-row"}
    event: Any = st.dataframe(
        _coloured(frame, rows),
        hide_index=True,
        column_config=config,
        row_height=_ROW,
        height="auto" if len(rows) <= _MOST_ROWS else _ROW * _MOST_ROWS,
        key=key,
        alt=table.title or None,
        **options,
    )
    if table.note:
        st.caption(table.note)
    chosen = event["selection"]["rows"] if links else []
    return chosen[0] if chosen and chosen[0] < len(table.rows) else None


def _drawn(cell: Cell) -> str:
    """The cell as text; a strip as its symbols, oldest first."""
    if isinstance(cell, Strip):
        return " ".join(mark.symbol if mark else "·" for mark in cell.marks)
    return shown_cell(cell)


def _coloured(frame: pd.DataFrame, rows: Sequence[Sequence[Cell]]) -> Any:
    """The frame with the cells that carry a mark in its tone; the symbol says the same."""
    colours = palette.DARK if look() == "dark" else palette.LIGHT
    styles = pd.DataFrame("", index=frame.index, columns=frame.columns)
    for place, row in enumerate(rows):
        for number, cell in enumerate(row):
            mark = cell.mark if isinstance(cell, Marked) else cell
            if isinstance(mark, Mark):
                colour = colours[mark.tone]
                styles.iat[place, number] = f"color:{colour.ink};background-color:{colour.tint}"
    return frame.style.apply(lambda _: styles, axis=None)


def _unique(headings: Sequence[str]) -> list[str]:
    """The headings, a repeated one with further blanks, as a frame needs them."""
    seen: dict[str, int] = {}
    names = []
    for heading in headings:
        names.append(heading + " " * seen.get(heading, 0))
        seen[heading] = seen.get(heading, 0) + 1
    return names
