"""Headline figures, side by side as far as there is room."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vendor_eval.pages.parts.said import SHADES
from vendor_eval.reports.report import Figure
from vendor_eval.reports.wording import shown_cell


def draw(figures: Sequence[Figure], narrowest: int = 210) -> None:
    """One box a figure, with its note and its history where it has one.

    Args:
        narrowest: pixels below which a box moves into the next row.
    """
    with st.grid(len(figures), min_column_width=narrowest):
        for figure in figures:
            st.metric(
                figure.label,
                shown_cell(figure.value),
                delta=figure.note,
                delta_color=SHADES[figure.tone],
                delta_arrow="off",
                help=figure.source or None,
                chart_data=list(figure.history) or None,
                chart_type="bar",
                border=True,
                height="stretch",
            )
