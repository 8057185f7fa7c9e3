"""Charts of what offers cost: all-in costs by their parts, and fees month by month.

As in `charts`, a specification is made once and its rows are handed over separately. An option
is told by its name or by colour and dashes, a part by colour and by its order.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from vendor_eval.pages.parts.charts import ground, specified
from vendor_eval.reports.cost_result import PARTS, CostResult, invoices, parts

_BAR = 46
# How far the axis reaches beyond a bar, so that its total fits behind it.
_ROOM = 1.4
_LINES_HIGH = 300
# One colour a part, the fee in that of the product; told apart in grey by their lightness too.
_LIGHT = (
    "#1F5FAE", "#7FB2E5", "#C0362C", "#E9A23B", "#F3D28A", "#8A94A3", "#8A4FBE", "#C9A7E6",
)  # fmt: skip
_DARK = (
    "#5B9BE6", "#A9CDF2", "#E8736A", "#E3A24A", "#F0D9A0", "#8E99A8", "#A980DA", "#D3BCEC",
)  # fmt: skip


def part_rows(result: CostResult) -> pd.DataFrame:
    """Rows for `all_in_bars`: one an option and part of its all-in cost."""
    rows = [
        {
            "option": option.name,
            "place": place,
            "part": part,
            "order": order,
            "dollars": float(amount.dollars),
            "shown": amount.shown,
            "says": PARTS[part],
            "total": f"${cost.total.dollars:,.0f}",
            "room": float(cost.total.dollars) * _ROOM,
        }
        for place, (option, cost) in enumerate(result.known())
        for order, (part, amount) in enumerate(parts(cost))
        if amount.cents
    ]
    return pd.DataFrame(rows)


def present(rows: pd.DataFrame) -> tuple[str, ...]:
    """The parts that some option has, in the order of `PARTS`."""
    return tuple(rows.sort_values("order")["part"].unique())


def month_rows(result: CostResult) -> pd.DataFrame:
    """Rows for `fee_lines`: one an option and month."""
    rows = [
        {
            "option": option.name,
            "month": pd.Timestamp(invoice.month.first_day),
            "dollars": float(invoice.fee.dollars),
            "shown": invoice.fee.shown,
        }
        for option in result.options
        for invoice in invoices(option)
    ]
    return pd.DataFrame(rows)


@st.cache_data(max_entries=16, show_spinner=False)
def all_in_bars(theme: str, present: tuple[str, ...]) -> dict[str, Any]:
    """One bar an option, stacked from the parts of its all-in cost, with the total behind it.

    Args:
        present: the parts that some option has, in the order of `PARTS`.
    """
    order = alt.EncodingSortField("place", op="min")
    names = alt.Axis(labelLimit=170, ticks=False, domain=False, labelOverlap=False)
    dollars = alt.Axis(format="$~s", tickCount=5, title=None)
    colour_of = dict(zip(PARTS, _DARK if theme == "dark" else _LIGHT, strict=True))
    colours = alt.Scale(domain=present, range=[colour_of[part] for part in present])
    legend = alt.Legend(orient="bottom", title=None, columns=2)
    base = alt.Chart().encode(y=alt.Y("option:N", sort=order, title=None, axis=names))
    bars = base.mark_bar(size=26, stroke=ground(theme).paper, strokeWidth=1).encode(
        x=alt.X("sum(dollars):Q", axis=dollars, scale=alt.Scale(nice=False)),
        color=alt.Color("part:N", scale=colours, legend=legend),
        order=alt.Order("order:Q"),
        tooltip=[
            alt.Tooltip("option:N", title="Option"),
            alt.Tooltip("part:N", title="Part"),
            alt.Tooltip("shown:N", title="Dollars"),
            alt.Tooltip("says:N", title="Is"),
        ],
    )
    totals = base.mark_text(align="left", dx=6, fontWeight=600, color=ground(theme).ink).encode(
        x=alt.X("sum(dollars):Q", axis=dollars), text="max(total):N"
    )
    room = base.mark_point(opacity=0).encode(x=alt.X("max(room):Q", axis=dollars))
    return specified(alt.layer(bars, totals, room).properties(height=alt.Step(_BAR)), theme)


@st.cache_data(max_entries=8, show_spinner=False)
def fee_lines(theme: str) -> dict[str, Any]:
    """One line an option through the months."""
    months = alt.Axis(format="%b %y", tickCount=6, grid=False, title=None)
    dollars = alt.Axis(format="$~s", tickCount=5, title=None)
    names = alt.Legend(
        orient="bottom", title=None, symbolType="stroke", symbolSize=500, columns=1, labelLimit=220
    )
    base = alt.Chart().encode(
        x=alt.X("month:T", axis=months),
        y=alt.Y("dollars:Q", axis=dollars),
        color=alt.Color("option:N", sort=None, legend=names),
    )
    told = [
        alt.Tooltip("option:N", title="Option"),
        alt.Tooltip("month:T", title="Month", format="%B %Y"),
        alt.Tooltip("shown:N", title="Fee"),
    ]
    lines = base.mark_line(strokeWidth=2).encode(
        strokeDash=alt.StrokeDash("option:N", sort=None, legend=names)
    )
    points = base.mark_point(filled=True, size=36, stroke=ground(theme).paper)
    return specified(
        alt.layer(lines, points.encode(tooltip=told)).properties(height=_LINES_HIGH), theme
    )
