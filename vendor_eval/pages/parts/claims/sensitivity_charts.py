"""The chart of one cohort under all its definitions: a point each, with the limits as lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from vendor_eval.claims.sensitivity import Row
from vendor_eval.pages.parts.charts import ground, specified
from vendor_eval.reports import palette
from vendor_eval.reports.report import Tone
from vendor_eval.reports.sensitivity_tables import LIGHTS, UNLIT, mark_of, value_of
from vendor_eval.reports.wording import shown_cell

_STEP = 34
_MARKS = (*LIGHTS.values(), UNLIT)
_SHAPES = ("circle", "triangle-up", "cross", "stroke")
_TARGET, _MINIMUM = "target", "minimum"
# An upright line, in one piece and in three, as paths from -1 to 1.
_WHOLE, _BROKEN = "M0,-1L0,1", "M0,-1L0,-0.5M0,-0.25L0,0.25M0,0.5L0,1"


def rows_of(rows: Sequence[Row]) -> pd.DataFrame:
    """Rows for `lights`, of the definitions whose values share the unit of the first."""
    unit = rows[0].wording.unit
    drawn = [row for row in rows if row.wording.unit is unit and row.kpi.value is not None]
    return pd.DataFrame(
        [
            {
                "definition": row.wording.label,
                "place": place,
                "value": row.kpi.value,
                "shown": shown_cell(value_of(row)),
                "light": mark_of(row).label,
                "named": row.is_named,
                **_limits(row),
            }
            for place, row in enumerate(drawn)
        ]
    )


def _limits(row: Row) -> dict[str, float | None]:
    limits = row.limits
    target = None if limits is None else limits.target
    minimum = None if limits is None else limits.minimum
    return {
        _TARGET: None if target is None else float(target.quantity.value),
        _MINIMUM: None if minimum is None else float(minimum.quantity.value),
    }


@st.cache_data(max_entries=8, show_spinner=False)
def lights(theme: str, axis_format: str) -> dict[str, Any]:
    """A line a definition: its value in its light, and the limits it is held against.

    Rows of data: ``definition``, ``place`` (order), ``value``, ``shown`` (text), ``light``
    (label), ``named`` (whether the contract names it), ``target`` and ``minimum`` (null where there
    is none).
    """
    colours = palette.DARK if theme == "dark" else palette.LIGHT
    names = [mark.label for mark in _MARKS]
    inks = [colours[mark.tone].ink for mark in _MARKS]
    order = alt.EncodingSortField(field="place", op="min")
    axis = alt.Axis(format=axis_format, tickCount=6, title=None)
    y_axis = alt.Axis(labelLimit=260, ticks=False, domain=False, title=None)
    base = alt.Chart().encode(
        y=alt.Y("definition:N", sort=order, axis=y_axis),
        tooltip=[
            alt.Tooltip("definition:N", title="Definition"),
            alt.Tooltip("shown:N", title="Value"),
            alt.Tooltip("light:N", title="Light"),
        ],
    )
    x = alt.X("value:Q", axis=axis, scale=alt.Scale(zero=False, nice=True, padding=24))
    upright = [
        base.mark_point(
            shape=shape, size=(_STEP - 8) ** 2, strokeWidth=2, color=colours[tone].ink, opacity=1
        ).encode(x=alt.X(f"{field}:Q", axis=axis))
        for field, shape, tone in (
            (_TARGET, _WHOLE, Tone.GOOD),
            (_MINIMUM, _BROKEN, Tone.BAD),
        )
    ]
    named = (
        base.transform_filter("datum.named")
        .mark_point(size=420, shape="circle", color=ground(theme).ink, strokeWidth=1.5)
        .encode(x=x)
    )
    points = base.mark_point(filled=True, size=110, opacity=1).encode(
        x=x,
        color=alt.Color("light:N", scale=alt.Scale(domain=names, range=inks), legend=None),
        shape=alt.Shape("light:N", scale=alt.Scale(domain=names, range=_SHAPES), legend=None),
    )
    said = base.mark_text(align="left", dx=14, fontSize=12, color=ground(theme).ink).encode(
        x=x, text="shown:N"
    )
    return specified(
        alt.layer(*upright, named, points, said).properties(height=alt.Step(_STEP)), theme
    )
