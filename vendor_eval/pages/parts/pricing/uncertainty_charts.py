"""Charts of what is not known: the fan of an option's months, and which input matters most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from vendor_eval.pages.parts.charts import ground, specified
from vendor_eval.pricing.draws import Floats
from vendor_eval.pricing.tornado import Bar
from vendor_eval.quantities import Month, shown
from vendor_eval.reports.uncertainty_tables import flip_words

_FAN_HEIGHT = 200
# Pixels of a bar, and of the labels beside the bars.
_BAR, _LABELS = 30, 230
# Pixels of all bars across, and of what stands above and below them.
_ACROSS, _AROUND = 820, 130
_LOW, _HIGH = "at its low end", "at its high end"
# What the text beside a bar may take of the bars' width.
_ROOM = 0.45
# The columns of a fan's rows, one for each of its levels.
_LEVELS = ("lowest", "low", "median", "high", "highest")


def fan_rows(spread: Floats, start: Month) -> pd.DataFrame:
    """Rows for `fan`.

    Args:
        spread: (levels, months) cents.
    """
    rows = pd.DataFrame(spread.T / 100, columns=list(_LEVELS))
    months = [start.plus(at).first_day.isoformat() for at in range(len(rows))]
    return rows.assign(month=months)


@st.cache_data(max_entries=64, show_spinner=False)
def fan(theme: str, top: float) -> dict[str, Any]:
    """An option's cost month by month: its median, half of the paths, nine of ten paths.

    Rows of data: ``month`` (date) and dollars as ``lowest``, ``low``, ``median``, ``high`` and
    ``highest``.

    Args:
        top: dollars at the upper end of the axis, the same for options beside each other.
    """
    brand = ground(theme).brand
    axis = alt.Axis(format="$,d", tickCount=4, title=None)
    scale = alt.Scale(domain=[0, top], nice=True)
    base = alt.Chart().encode(
        x=alt.X("month:T", axis=alt.Axis(format="%b %y", tickCount=4, grid=False, title=None)),
        tooltip=[
            alt.Tooltip("month:T", title="Month", format="%B %Y"),
            alt.Tooltip("lowest:Q", title="5 % below", format="$,.0f"),
            alt.Tooltip("median:Q", title="Half below", format="$,.0f"),
            alt.Tooltip("highest:Q", title="5 % above", format="$,.0f"),
        ],
    )
    layers = [
        base.mark_area(opacity=opacity, color=brand).encode(
            y=alt.Y(f"{low}:Q", axis=axis, scale=scale), y2=f"{high}:Q"
        )
        for low, high, opacity in (("lowest", "highest", 0.2), ("low", "high", 0.35))
    ]
    median = base.mark_line(color=brand, strokeWidth=2).encode(y=alt.Y("median:Q", scale=scale))
    return specified(alt.layer(*layers, median).properties(height=_FAN_HEIGHT), theme)


def tornado_rows(bars: Sequence[Bar]) -> pd.DataFrame:
    """Rows for `tornado`: two a bar, to its low and its high end."""
    return pd.DataFrame(
        [
            {
                "input": bar.range.label,
                "rank": rank,
                "end": end,
                "from": float(bar.at_base.dollars),
                "to": float(at.dollars),
                "said": f"{shown(float(value), bar.range.unit)}: {at.shown}",
                "flip": f"turns over at {flip_words(bar)}" if bar.flip is not None else "",
                "edge": max(float(one.dollars) for one in (bar.at_low, bar.at_base, bar.at_high)),
            }
            for rank, bar in enumerate(bars)
            for end, at, value in (
                (_LOW, bar.at_low, bar.range.low),
                (_HIGH, bar.at_high, bar.range.high),
            )
        ]
    )


def ends_of(bars: Sequence[Bar]) -> tuple[float, float]:
    """From the least to the greatest difference, nothing included, and room for text beside it."""
    amounts = [amount for bar in bars for amount in (bar.at_low, bar.at_base, bar.at_high)]
    low, high = (float(edge(amounts).dollars) for edge in (min, max))
    low, high = min(low, 0.0), max(high, 0.0)
    return low - 0.03 * (high - low), high + _ROOM * (high - low)


def tornado_height(bars: Sequence[Bar]) -> int:
    """Pixels of the whole chart: a box of this height is moved sideways where it is narrow."""
    return _BAR * len(bars) + _AROUND


@st.cache_data(max_entries=32, show_spinner=False)
def tornado(theme: str, ends: tuple[float, float]) -> dict[str, Any]:
    """The difference between two options as one input after the other moves, widest first.

    Rows of data: ``input``, ``rank``, ``end``, ``from``, ``to`` (dollars), ``said``, ``flip``,
    ``edge`` (where the text beside a bar begins).

    Args:
        ends: of the axis, in dollars, as `ends_of` gives them.
    """
    shades = ground(theme)
    scale = alt.Scale(domain=list(ends), nice=False)
    order = alt.Scale(domain=[_LOW, _HIGH])
    axis = alt.Axis(format="$,d", tickCount=6)
    rows = alt.Axis(labelLimit=_LABELS, ticks=False, domain=False, labelOverlap=False)
    base = alt.Chart().encode(
        y=alt.Y("input:N", sort=alt.EncodingSortField("rank", op="min"), title=None, axis=rows)
    )
    moved = base.mark_bar(height=_BAR // 2, aria=False).encode(
        x=alt.X("from:Q", axis=axis, scale=scale, title="Difference"),
        x2="to:Q",
        color=alt.Color(
            "end:N", scale=order, legend=alt.Legend(orient="top", title=None, columns=1)
        ),
        tooltip=[alt.Tooltip("input:N", title="Input"), alt.Tooltip("said:N", title="Difference")],
    )
    expected = base.mark_tick(color=shades.ink, thickness=2, height=_BAR).encode(x="from:Q")
    flips = base.mark_text(align="left", dx=6, fontSize=11, color=shades.muted).encode(
        x="edge:Q", text="flip:N"
    )
    even = alt.Chart().mark_rule(color=shades.ink, strokeDash=[2, 2]).encode(x=alt.datum(0))
    return specified(
        alt.layer(even, moved, expected, flips).properties(height=alt.Step(_BAR), width=_ACROSS),
        theme,
    )
