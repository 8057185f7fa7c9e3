"""Headline figures, side by side as far as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from vendor_eval.pages.parts.said import SHADES
from vendor_eval.quantities import Month, Usd
from vendor_eval.reports.report import Align, Column, Figure, Table
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


def as_table(figures: Sequence[Figure], last: Month) -> Table:
    """The months behind the small charts of those figures that have one, the latest first.

    Args:
        last: the month that every history ends with.
    """
    drawn = [one for one in figures if one.history]
    rows = tuple(
        (
            last.plus(-back),
            *(_of_month(one, one.history[-1 - back]) for one in drawn),
        )
        for back in range(min((len(one.history) for one in drawn), default=0))
    )
    columns = (Column("Month", 12), *(Column(one.label, 22, Align.END) for one in drawn))
    return Table("", columns, rows, empty="No figure has a history.")


def _of_month(figure: Figure, amount: float) -> int | Usd:
    """What a month brought, as the figure itself is written."""
    return Usd.of(Decimal(str(amount))) if isinstance(figure.value, Usd) else int(amount)
