"""The chart of a metric with what chance explains, as a specification that takes its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from vendor_eval.pages.parts import charts
from vendor_eval.quantities import Limit, Unit, shown
from vendor_eval.reports import palette, signal_marks
from vendor_eval.reports.report import Align, Column, Measured, Table, Tone
from vendor_eval.workflows.signals import Point

_TURNS = {1: "better", 0: "no change", -1: "worse"}
_TONES = {"better": Tone.GOOD, "no change": Tone.QUIET, "worse": Tone.BAD}
_NOTHING = "not reported, or left out"
_SHAPES = ["triangle-up", "circle", "triangle-down"]


def rows(points: Sequence[Point], limit: Limit | None, unit: Unit) -> pd.DataFrame:
    """The months for `control_chart`, oldest first."""
    edge = None if limit is None else float(limit.quantity.value)
    return pd.DataFrame(
        {
            "month": [pd.Timestamp(one.month.first_day) for one in points],
            "value": _numbers([one.value for one in points]),
            "centre": _numbers([one.centre for one in points]),
            "lower": _numbers([one.lower for one in points]),
            "upper": _numbers([one.upper for one in points]),
            "low": _numbers([one.low for one in points]),
            "high": _numbers([one.high for one in points]),
            "limit": _numbers([edge] * len(points)),
            "turn": [_TURNS[one.turn] for one in points],
            "shown": [_NOTHING if p.value is None else shown(p.value, unit) for p in points],
        }
    )


def as_table(points: Sequence[Point], limit: Limit | None, unit: Unit) -> Table:
    """The same months with what chance explains, the latest first."""
    columns = (
        Column("Month", 10),
        Column("Value", 10, Align.END),
        Column("Change", 13),
        Column("Average", 10, Align.END),
        Column("Chance explains", 20, Align.END),
        Column("True rate, 95 % interval", 20, Align.END),
    )
    rows = tuple(
        (
            one.month,
            None if one.value is None else Measured(one.value, unit),
            None if one.value is None else signal_marks.TURNS[one.turn],
            None if one.centre is None else Measured(one.centre, unit),
            _span(one.lower, one.upper, unit),
            _span(one.low, one.high, unit),
        )
        for one in reversed(points)
    )
    note = "" if limit is None else f"Minimum: {limit.text}."
    return Table("", columns, rows, note=note)


def _span(low: float | None, high: float | None, unit: Unit) -> str | None:
    if low is None or high is None:
        return None
    return f"{shown(low, unit)} to {shown(high, unit)}"


def _numbers(values: Sequence[float | None]) -> pd.Series:
    return pd.Series(values, dtype="float64")


@st.cache_data(max_entries=16, show_spinner=False)
def control_chart(theme: str, axis_format: str) -> dict[str, Any]:
    """One metric month by month: the band of chance, the 95 % interval, the limit.

    Rows of data: as `rows` gives them.
    """
    colours = palette.DARK if theme == "dark" else palette.LIGHT
    ground = charts.ground(theme)
    axis = alt.Axis(format=axis_format, tickCount=4, title=None)
    across = alt.X("month:T", axis=alt.Axis(format="%b %y", tickCount=6, grid=False, title=None))
    base = alt.Chart().encode(x=across)
    scale = alt.Scale(zero=False, nice=True)

    def at(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=scale, axis=axis)

    tones = [colours[tone].ink for tone in _TONES.values()]
    told = [
        alt.Tooltip("month:T", title="Month", format="%B %Y"),
        alt.Tooltip("shown:N", title="Value"),
        alt.Tooltip("turn:N", title="Change"),
    ]
    band = base.mark_area(opacity=0.16, color=colours[Tone.QUIET].ink, interpolate="step")
    middle = base.mark_line(color=ground.muted, strokeDash=[4, 4], strokeWidth=1)
    minimum = base.mark_line(color=colours[Tone.BAD].ink, strokeDash=[2, 3], strokeWidth=1.5)
    interval = base.mark_rule(color=ground.muted, opacity=0.7, strokeWidth=1.2)
    points = base.mark_point(filled=True, size=55, opacity=1).encode(
        y=at("value"),
        color=alt.Color("turn:N", scale=alt.Scale(domain=list(_TONES), range=tones), legend=None),
        shape=alt.Shape("turn:N", scale=alt.Scale(domain=list(_TONES), range=_SHAPES), legend=None),
        tooltip=told,
    )
    layers = [
        band.encode(y=at("lower"), y2="upper:Q"),
        middle.encode(y=at("centre")),
        minimum.encode(y=at("limit")),
        interval.encode(y=at("low"), y2="high:Q"),
        base.mark_line(color=ground.muted, strokeWidth=1.2).encode(y=at("value")),
        points,
    ]
    return charts.specified(alt.layer(*layers).properties(height=200), theme)
