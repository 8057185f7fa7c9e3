"""The numbers of a chart as a table, for whoever cannot see the chart or wants them exactly."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from vendor_eval.pages.parts import tables
from vendor_eval.reports.report import Table

# Pixels of the box that opens; on a phone its table is moved sideways.
_WIDE = 620


def offer(key: str, made: Callable[[], Table]) -> None:
    """A button that opens the table.

    Args:
        key: the button's; the table's begins with it.
        made: makes the table; asked only once the box is open, so that a closed one costs nothing.
    """
    opened = st.popover(
        "As a table", icon=":material/table_rows:", type="tertiary", key=key, on_change="rerun"
    )
    if opened.open:
        with opened, st.container(width=_WIDE):
            tables.draw(made(), f"{key}.rows")
