"""Charts as Vega-Lite specifications without data, built once in Altair and kept.

Building a chart object costs many times what showing a kept specification costs, so pages hand
the rows over separately. Status is told by colour and by symbol in every chart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import streamlit as st

from vendor_eval.reports import palette
from vendor_eval.reports.report import Tone
from vendor_eval.reports.status import MARKS
from vendor_eval.sla.findings import Status

CELL = 34
_LABELS = [mark.label for mark in MARKS.values()]
# Shapes of points, in the order of the marks; filled shapes are judged months.
_SHAPES = {
    Status.BREACH: "cross",
    Status.NOT_REPORTED: "stroke",
    Status.WARNING: "triangle-up",
    Status.BELOW_TARGET: "diamond",
    Status.LOW_VOLUME: "square",
    Status.RELIEF: "triangle-down",
    Status.RAMP: "triangle-right",
    Status.ON_TARGET: "circle",
}


def look() -> str:
    """``light`` or ``dark``, as this visitor sees the app."""
    return "dark" if st.context.theme.type == "dark" else "light"


def _colours(theme: str) -> Mapping[Tone, palette.Colour]:
    return palette.DARK if theme == "dark" else palette.LIGHT


def _scale(theme: str, part: str) -> alt.Scale:
    colours = _colours(theme)
    return alt.Scale(
        domain=_LABELS, range=[getattr(colours[mark.tone], part) for mark in MARKS.values()]
    )


@st.cache_data(max_entries=4, show_spinner=False)
def status_grid(theme: str) -> dict[str, Any]:
    """Rows by columns, one cell a status; a click selects ``row`` and ``column``.

    Rows of data: ``row``, ``rank`` (order of rows, worst first), ``column``, ``place`` (order of
    columns), ``status`` (label), ``symbol``, ``value`` (text).
    """
    hidden = {"ticks": False, "domain": False, "labelOverlap": False, "title": None}
    base = alt.Chart().encode(
        y=alt.Y(
            "row:N",
            sort=alt.EncodingSortField(field="rank", op="min"),
            axis=alt.Axis(labelLimit=190, **hidden),
        ),
        x=alt.X(
            "column:N",
            sort=alt.EncodingSortField(field="place", op="min"),
            axis=alt.Axis(orient="top", labelAngle=-40, labelLimit=150, **hidden),
        ),
        tooltip=[
            alt.Tooltip(f"{field}:N", title=title)
            for field, title in (
                ("row", "Vendor"),
                ("column", "For"),
                ("status", "Status"),
                ("value", "Value"),
            )
        ],
    )
    ground = palette.DARK_GROUND if theme == "dark" else palette.GROUND
    chosen = alt.selection_point(name="cell", fields=["row", "column"], on="click", empty=False)
    cells = base.mark_rect(cornerRadius=4, stroke=ground, strokeWidth=3, cursor="pointer")
    cells = cells.encode(color=alt.Color("status:N", scale=_scale(theme, "tint"), legend=None))
    signs = base.mark_text(fontSize=13, fontWeight=600, cursor="pointer").encode(
        text="symbol:N",
        color=alt.Color("status:N", scale=_scale(theme, "ink"), legend=None),
    )
    layered = alt.layer(cells.add_params(chosen), signs).resolve_scale(color="independent")
    return _spec(layered.properties(height=alt.Step(CELL)))


@st.cache_data(max_entries=16, show_spinner=False)
def metric_history(theme: str, axis_format: str) -> dict[str, Any]:
    """One metric month by month with its limits.

    Rows of data: ``month`` (date), ``value`` (null where nothing was reported), ``target``,
    ``warning``, ``minimum`` (null where there is none), ``status`` (label), ``shown`` (text),
    ``note`` (ramp, relief, amended, restated; may be empty), ``floor`` (where a missing month
    is marked).
    """
    colours = _colours(theme)
    month = alt.X("month:T", axis=alt.Axis(format="%b %y", tickCount=6, grid=False, title=None))
    values = {
        "scale": alt.Scale(zero=False, nice=True),
        "axis": alt.Axis(format=axis_format, tickCount=4, title=None),
    }
    base = alt.Chart().encode(x=month)
    limits = [
        base.mark_line(
            interpolate="step-after", strokeDash=dash, strokeWidth=1.5, color=colours[tone].ink
        ).encode(y=alt.Y(f"{name}:Q", **values))
        for name, dash, tone in (
            ("target", [1, 0], Tone.GOOD),
            ("warning", [7, 3], Tone.WARNING),
            ("minimum", [2, 3], Tone.BAD),
        )
    ]
    shade = (
        base.mark_rule(opacity=0.35, color=colours[Tone.QUIET].ink, strokeWidth=9)
        .transform_filter("test(/ramp|relief/, datum.note)")
        .encode()
    )
    amended = (
        base.mark_rule(color=colours[Tone.QUIET].ink, strokeDash=[3, 3])
        .transform_filter("test(/amended/, datum.note)")
        .encode()
    )
    ink = palette.DARK_MUTED if theme == "dark" else palette.MUTED
    path = base.mark_line(color=ink, strokeWidth=1.6).encode(y=alt.Y("value:Q", **values))
    points = base.mark_point(filled=True, size=60, opacity=1).encode(
        y=alt.Y("value:Q", **values),
        color=alt.Color("status:N", scale=_scale(theme, "ink"), legend=None),
        shape=alt.Shape(
            "status:N",
            scale=alt.Scale(domain=_LABELS, range=[_SHAPES[status] for status in MARKS]),
            legend=None,
        ),
        tooltip=[
            alt.Tooltip("month:T", title="Month", format="%B %Y"),
            alt.Tooltip("shown:N", title="Value"),
            alt.Tooltip("status:N", title="Status"),
            alt.Tooltip("note:N", title="Note"),
        ],
    )
    missing = (
        base.mark_text(
            text=MARKS[Status.NOT_REPORTED].symbol,
            fontSize=13,
            fontWeight=700,
            color=colours[Tone.MISSING].ink,
            baseline="bottom",
        )
        .transform_filter("!isValid(datum.value)")
        .encode(y=alt.Y("floor:Q", **values), tooltip=alt.Tooltip("status:N", title="Status"))
    )
    layered = alt.layer(shade, amended, *limits, path, points, missing)
    return _spec(layered.properties(height=180))


def _spec(chart: alt.LayerChart) -> dict[str, Any]:
    """The chart as a specification that takes its rows from the page."""
    spec: dict[str, Any] = chart.to_dict()
    for part in ("$schema", "config", "datasets"):
        spec.pop(part, None)
    for layer in spec["layer"]:
        layer.pop("data", None)
    return spec
