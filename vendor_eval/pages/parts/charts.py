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
# How each limit is drawn: dash pattern and tone.
_LIMIT_LINES = (
    ("target", [1, 0], Tone.GOOD),
    ("warning", [7, 3], Tone.WARNING),
    ("minimum", [2, 3], Tone.BAD),
)


def look() -> str:
    """``light`` or ``dark``, as this visitor sees the app."""
    return "dark" if st.context.theme.type == "dark" else "light"


def _colours(theme: str) -> Mapping[Tone, palette.Colour]:
    return palette.DARK if theme == "dark" else palette.LIGHT


def ground(theme: str) -> palette.Ground:
    """The colours of whatever has no tone."""
    return palette.DARK_GROUND if theme == "dark" else palette.LIGHT_GROUND


def _status_colour(theme: str, part: str) -> alt.Color:
    colours = _colours(theme)
    shades = [getattr(colours[mark.tone], part) for mark in MARKS.values()]
    return alt.Color("status:N", scale=alt.Scale(domain=_LABELS, range=shades), legend=None)


@st.cache_data(max_entries=4, show_spinner=False)
def status_grid(theme: str, step: int) -> dict[str, Any]:
    """Rows by columns, one cell a status; a click selects ``row`` and ``column``.

    ``step`` is a column's width in pixels: on a phone the grid is moved sideways, not squeezed.
    Marks carry no labels of their own, which would take longer than drawing them: the chart's
    alternative text and the table beside it say the same.

    Rows of data: ``row``, ``rank`` (order of rows, worst first), ``column``, ``place`` (order of
    columns), ``status`` (label), ``symbol``, ``value`` (text).
    """
    rows = alt.Axis(labelLimit=190, ticks=False, domain=False, labelOverlap=False)
    columns = alt.Axis(
        orient="top",
        labelAngle=-40,
        labelLimit=150,
        ticks=False,
        domain=False,
        labelOverlap=False,
    )
    by_rank = alt.EncodingSortField(field="rank", op="min")
    by_place = alt.EncodingSortField(field="place", op="min")
    base = alt.Chart().encode(
        y=alt.Y("row:N", sort=by_rank, title=None, axis=rows),
        x=alt.X("column:N", sort=by_place, title=None, axis=columns),
        tooltip=[
            alt.Tooltip("row:N", title="Vendor"),
            alt.Tooltip("column:N", title="For"),
            alt.Tooltip("status:N", title="Status"),
            alt.Tooltip("value:N", title="Value"),
        ],
    )
    chosen = alt.selection_point(name="cell", fields=["row", "column"], on="click", empty=False)
    cells = base.mark_rect(
        cornerRadius=4, stroke=ground(theme).paper, strokeWidth=3, cursor="pointer", aria=False
    ).encode(color=_status_colour(theme, "tint"))
    signs = base.mark_text(fontSize=13, fontWeight=600, cursor="pointer", aria=False).encode(
        text="symbol:N", color=_status_colour(theme, "ink")
    )
    layered = alt.layer(cells.add_params(chosen), signs).resolve_scale(color="independent")
    return specified(layered.properties(height=alt.Step(CELL), width=alt.Step(step)), theme)


@st.cache_data(max_entries=16, show_spinner=False)
def metric_history(theme: str, axis_format: str) -> dict[str, Any]:
    """One metric month by month with its limits.

    Rows of data: ``month`` (date), ``value`` (null where nothing was reported), ``target``,
    ``warning``, ``minimum`` (null where there is none), ``status`` (label), ``shown`` (text),
    ``note`` (ramp, relief, amended, restated; may be empty), ``floor`` (where a missing month
    is marked).
    """
    axis = alt.Axis(format="%b %y", tickCount=6, grid=False, title=None)
    base = alt.Chart().encode(x=alt.X("month:T", axis=axis))
    layers = [
        *_events(base, theme),
        *_limits(base, theme, axis_format),
        *_values(base, theme, axis_format),
    ]
    return specified(alt.layer(*layers).properties(height=180), theme)


def _y(field: str, axis_format: str) -> alt.Y:
    axis = alt.Axis(format=axis_format, tickCount=4, title=None)
    return alt.Y(f"{field}:Q", scale=alt.Scale(zero=False, nice=True), axis=axis)


def _events(base: alt.Chart, theme: str) -> list[alt.Chart]:
    """Months without consequence as bands, amendments as thin rules."""
    quiet = _colours(theme)[Tone.QUIET].ink
    return [
        base.mark_rule(opacity=0.3, color=quiet, strokeWidth=9).transform_filter(
            "test(/ramp|relief/, datum.note)"
        ),
        base.mark_rule(color=quiet, strokeDash=[3, 3]).transform_filter(
            "test(/amended/, datum.note)"
        ),
    ]


def _limits(base: alt.Chart, theme: str, axis_format: str) -> list[alt.Chart]:
    colours = _colours(theme)
    return [
        base.mark_line(
            interpolate="step-after", strokeDash=dash, strokeWidth=1.5, color=colours[tone].ink
        ).encode(y=_y(name, axis_format))
        for name, dash, tone in _LIMIT_LINES
    ]


def _values(base: alt.Chart, theme: str, axis_format: str) -> list[alt.Chart]:
    """The values as a line with a point each, and a mark where a month is missing."""
    told = [
        alt.Tooltip("month:T", title="Month", format="%B %Y"),
        alt.Tooltip("shown:N", title="Value"),
        alt.Tooltip("status:N", title="Status"),
        alt.Tooltip("note:N", title="Note"),
    ]
    shapes = alt.Scale(domain=_LABELS, range=[_SHAPES[status] for status in MARKS])
    path = base.mark_line(color=ground(theme).muted, strokeWidth=1.6)
    points = base.mark_point(filled=True, size=60, opacity=1)
    missing = base.mark_text(
        text=MARKS[Status.NOT_REPORTED].symbol,
        fontSize=13,
        fontWeight=700,
        baseline="bottom",
        color=_colours(theme)[Tone.MISSING].ink,
    )
    return [
        path.encode(y=_y("value", axis_format)),
        points.encode(
            y=_y("value", axis_format),
            color=_status_colour(theme, "ink"),
            shape=alt.Shape("status:N", scale=shapes, legend=None),
            tooltip=told,
        ),
        missing.transform_filter("!isValid(datum.value)").encode(
            y=_y("floor", axis_format), tooltip=told
        ),
    ]


def specified(chart: alt.LayerChart | alt.FacetChart, theme: str) -> dict[str, Any]:
    """The chart as a specification that takes its rows from the page.

    Axes and legends are written in the muted ink of the ground, which can be read on it; the grey
    that the interface would choose is too pale for small text. Marks carry no names of their own:
    a chart is read out as its alternative text, and its numbers stand in a table. Every name
    stands at its row or column, the first and the last too.
    """
    spec: dict[str, Any] = chart.to_dict()
    for part in ("$schema", "datasets"):
        spec.pop(part, None)
    for layer in spec["layer"]:
        layer.pop("data", None)
    muted = ground(theme).muted
    inks = {"labelColor": muted, "titleColor": muted}
    at_its_tick = {"labelFlush": False}
    spec["config"] = {
        "axis": inks,
        "axisBand": at_its_tick,
        "axisPoint": at_its_tick,
        "legend": inks,
        "mark": {"aria": False},
    }
    spaced: dict[str, Any] = _spaced(spec)
    return spaced


def _spaced(part: Any) -> Any:
    """Numbers of an axis with their unit as people here write them: ``95 %``, ``40 days``."""
    if isinstance(part, list):
        return [_spaced(one) for one in part]
    if not isinstance(part, dict):
        return part
    spaced = {name: _spaced(one) for name, one in part.items()}
    axis = spaced.get("axis")
    if isinstance(axis, dict) and axis.get("format") == ".0%":
        spaced["axis"] = axis | {"labelExpr": "format(datum.value * 100, '.0f') + ' %'"}
    elif isinstance(axis, dict) and " " in axis.get("format", "") and "%b" not in axis["format"]:
        number, unit = axis["format"].split(" ")
        said = f"format(datum.value, '{number}') + ' {unit}'"
        spaced["axis"] = axis | {"format": number, "labelExpr": said}
    return spaced
