"""The chart of a metric around the day a vendor went live."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from vendor_eval.follow_up.course import Course
from vendor_eval.follow_up.since_go_live import Period
from vendor_eval.metrics import CATALOGUE
from vendor_eval.pages.parts import charts
from vendor_eval.quantities import shown
from vendor_eval.reports.report import Align, Column, Measured, Table

KEY = (
    "In the charts: darker ground and squares, the months before; paler ground and diamonds, the "
    "transition, which counts for neither side; circles, the months since; dashed, the average of "
    "each side. A gap is a month without a report."
)
_BETWEEN = "between"
# A point stands in the middle of its month, and so inside the ground of its period.
_HALF = pd.Timedelta(days=15)
_PERIODS = (*(one.value for one in Period), _BETWEEN)
# The months since have no ground, and still the width of one, so that their last point fits in.
_GROUNDS = {Period.BEFORE: 0.26, Period.TRANSITION: 0.11, Period.SINCE: 0}
_SHAPES = ["square", "diamond", "circle", "stroke"]


def rows(course: Course) -> pd.DataFrame:
    """The months for `takeover_chart`, the earliest first."""
    unit, change = CATALOGUE[course.metric].unit, course.change
    averages: dict[Period | None, float] = {}
    if change is not None:
        averages = {Period.BEFORE: float(change.before), Period.SINCE: float(change.since)}
    points = course.points
    return pd.DataFrame(
        {
            "month": [pd.Timestamp(one.month.first_day) for one in points],
            "middle": [pd.Timestamp(one.month.first_day) + _HALF for one in points],
            "next": [pd.Timestamp(one.month.plus(1).first_day) for one in points],
            "value": pd.Series([one.value for one in points], dtype="float64"),
            "average": pd.Series([averages.get(one.period) for one in points], dtype="float64"),
            "period": [one.period.value if one.period else _BETWEEN for one in points],
            "shown": [
                "not reported" if one.value is None else shown(one.value, unit) for one in points
            ],
        }
    )


def as_table(course: Course) -> Table:
    """The same months, the latest first, each with the side it counts for."""
    unit = CATALOGUE[course.metric].unit
    rows = tuple(
        (
            one.month,
            None if one.value is None else Measured(one.value, unit),
            one.period.value if one.period else _BETWEEN,
        )
        for one in reversed(course.points)
    )
    columns = (Column("Month", 12), Column("Value", 14, Align.END), Column("Counts as", 16))
    return Table("", columns, rows, note="A dash is a month without a report.")


@st.cache_data(max_entries=16, show_spinner=False)
def takeover_chart(theme: str, axis_format: str) -> dict[str, Any]:
    """One metric month by month, with what lies before, in the transition and since.

    Rows of data: as `rows` gives them.
    """
    ground = charts.ground(theme)
    along = alt.Axis(format="%b %y", tickCount=5, grid=False, title=None)
    scale, axis = (
        alt.Scale(zero=False, nice=False, padding=10),
        alt.Axis(format=axis_format, tickCount=4, labelBound=True),
    )
    base = alt.Chart()
    bands = [
        base.mark_rect(color=ground.muted, opacity=opacity, aria=False)
        .encode(x=alt.X("month:T", axis=along), x2="next:T")
        .transform_filter(f"datum.period === '{of}'")
        for of, opacity in _GROUNDS.items()
    ]
    middle = base.encode(x=alt.X("middle:T", axis=along))

    def at(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=scale, axis=axis, title=None)

    shapes = alt.Scale(domain=list(_PERIODS), range=_SHAPES)
    inks = [ground.ink, ground.muted, ground.brand, ground.muted]
    points = middle.mark_point(filled=True, size=52, opacity=1).encode(
        y=at("value"),
        shape=alt.Shape("period:N", scale=shapes, legend=None),
        color=alt.Color(
            "period:N", scale=alt.Scale(domain=list(_PERIODS), range=inks), legend=None
        ),
        tooltip=[
            alt.Tooltip("month:T", title="Month", format="%B %Y"),
            alt.Tooltip("shown:N", title="Value"),
            alt.Tooltip("period:N", title="Counts as"),
        ],
    )
    averages = middle.mark_line(color=ground.ink, strokeDash=[5, 4], strokeWidth=1.4)
    layers = [
        *bands,
        middle.mark_line(color=ground.muted, strokeWidth=1.4).encode(y=at("value")),
        averages.encode(y=at("average"), detail="period:N"),
        points,
    ]
    return charts.specified(alt.layer(*layers).properties(height=170), theme)
