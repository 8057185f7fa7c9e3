"""Charts of where options cost the same: costs over claims, and the map of who is the cheapest.

As in `charts`, a specification is made once and its rows are handed over separately. An option is
told by colour and by dashes or by its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from vendor_eval.pages.parts.charts import ground, specified
from vendor_eval.pricing.schedule import Schedule
from vendor_eval.pricing.steady_cost import Crossing
from vendor_eval.pricing.territory import Territory
from vendor_eval.reports.break_even_tables import crossing_sentence

DASHES = ([1, 0], [7, 3], [2, 3], [10, 3, 2, 3], [12, 4], [4, 2])
# Beyond so many pieces of a schedule a chart takes so many points of it at equal distances.
_MOST_POINTS = 400
_HEIGHT = 380
# One name below the other: beside each other they are cut off where the screen is narrow.
_LEGEND = alt.Legend(orient="top", title=None, labelLimit=260, columns=1)


def curve_rows(
    costs: Mapping[str, Schedule], crossings: Sequence[Crossing], reach: Decimal, here: Decimal
) -> pd.DataFrame:
    """Rows for `curves`.

    Args:
        costs: by option, in cents over claims.
        reach: up to how many claims.
        here: claims of the scenario.
    """
    rows: list[dict[str, object]] = [
        {"kind": "line", "option": option, "claims": claims, "dollars": dollars, "said": option}
        for option, cost in costs.items()
        for claims, dollars in _points(cost, Fraction(reach))
    ]
    rows += [
        {
            "kind": "place",
            "option": one.one,
            "claims": float(one.claims),
            "dollars": float(one.cents / 100),
            "said": crossing_sentence(one),
        }
        for one in crossings
        if one.claims <= reach
    ]
    rows.append(
        {"kind": "here", "claims": float(here), "said": f"The scenario: {here:,.0f} claims"}
    )
    return pd.DataFrame(rows)


def _points(cost: Schedule, reach: Fraction) -> Iterator[tuple[float, float]]:
    """Both ends of every straight piece, so that a jump is an upright line."""
    stretches = [(low, piece) for low, piece in cost.stretches() if low < reach]
    if len(stretches) > _MOST_POINTS:
        for at in range(_MOST_POINTS + 1):
            claims = reach * at / _MOST_POINTS
            yield float(claims), float(cost.at(claims) / 100)
        return
    for low, piece in stretches:
        for claims in (low, min(piece.up_to, reach)):
            yield float(claims), float(piece.at(claims) / 100)


@st.cache_data(max_entries=16, show_spinner=False)
def curves(theme: str, options: tuple[str, ...]) -> dict[str, Any]:
    """What a month costs over its claims, with a mark where two options cost the same.

    Rows of data: ``kind`` (line, place, here), ``option``, ``claims``, ``dollars``, ``said``.
    """
    shades = ground(theme)
    base = alt.Chart().encode(
        x=_claims(),
        y=alt.Y("dollars:Q", title="A month", axis=alt.Axis(format="$,d", tickCount=6)),
        tooltip=alt.Tooltip("said:N", title=" "),
    )
    here = (
        alt.Chart()
        .transform_filter("datum.kind == 'here'")
        .mark_rule(color=shades.muted, strokeDash=[2, 2])
        .encode(x=_claims(), tooltip=alt.Tooltip("said:N", title=" "))
    )
    lines = (
        base.transform_filter("datum.kind == 'line'")
        .mark_line(strokeWidth=2)
        .encode(
            color=coloured(options),
            strokeDash=dashed(options),
            order="claims:Q",
        )
    )
    places = base.transform_filter("datum.kind == 'place'").mark_point(
        size=90, filled=True, fill=shades.paper, stroke=shades.ink, strokeWidth=2, opacity=1
    )
    return specified(alt.layer(here, lines, places).properties(height=_HEIGHT), theme)


def _claims() -> alt.X:
    axis = alt.Axis(format=",d", tickCount=8, grid=False)
    return alt.X("claims:Q", title="Claims a month", axis=axis, scale=alt.Scale(nice=False))


def map_rows(found: Territory) -> pd.DataFrame:
    """Rows for `cheapest`: fields side by side, and then above each other, that agree are one."""
    across, down = found.claims[0], found.values[0]
    rows: list[dict[str, object]] = [
        {
            "kind": "field",
            "option": name,
            "claims": float(found.claims[first] - across),
            "claims_to": float(found.claims[last] + across),
            "value": float(found.values[low] - down),
            "value_to": float(found.values[high] + down),
        }
        for (name, first, last), (low, high) in _blocks(found.cheapest)
    ]
    rows += [
        {"kind": "name", "option": name, "claims": claims, "value": value}
        for name, claims, value in _names(found)
    ]
    here = {"claims": float(found.here[0]), "value": float(found.here[1])}
    rows.append({"kind": "here", "option": "The scenario", **here})
    return pd.DataFrame(rows)


def _blocks(
    cheapest: Sequence[Sequence[str | None]],
) -> Iterator[tuple[tuple[str, int, int], tuple[int, int]]]:
    """Rectangles of one option: its name, first and last column; first and last row."""
    open_since: dict[tuple[str, int, int], int] = {}
    for row, names in enumerate((*cheapest, ())):
        runs = set(_runs(names))
        for run in [one for one in open_since if one not in runs]:
            yield run, (open_since.pop(run), row - 1)
        for run in runs:
            open_since.setdefault(run, row)


def _runs(names: Sequence[str | None]) -> Iterator[tuple[str, int, int]]:
    """Neighbours of one name in a row: the name, its first and its last place."""
    for name, group in groupby(range(len(names)), key=lambda at: names[at]):
        places = list(group)
        if name is not None:
            yield name, places[0], places[-1]


def _names(found: Territory) -> Iterator[tuple[str, float, float]]:
    """Where each option's name stands: in the middle of its fields."""
    fields: dict[str, list[tuple[int, int]]] = {}
    for down, names in enumerate(found.cheapest):
        for across, name in enumerate(names):
            if name is not None:
                fields.setdefault(name, []).append((down, across))
    for name, places in fields.items():
        rows = sorted(down for down, _ in places)
        middle = rows[len(rows) // 2]
        line = [across for down, across in places if down == middle]
        yield name, float(found.claims[line[len(line) // 2]]), float(found.values[middle])


@st.cache_data(max_entries=16, show_spinner=False)
def cheapest(theme: str, options: tuple[str, ...], value: str) -> dict[str, Any]:
    """The map: claims across, what a claim is worth upwards.

    Rows of data: ``kind`` (field, name, here), ``option``, ``claims``, ``claims_to``, ``value``,
    ``value_to``.

    Args:
        value: what the upright axis is called.
    """
    shades = ground(theme)
    base = alt.Chart().encode(
        x=_claims(),
        y=alt.Y(
            "value:Q",
            title=value,
            axis=alt.Axis(format="$,d", grid=False),
            scale=alt.Scale(nice=False),
        ),
        tooltip=alt.Tooltip("option:N", title="Cheapest"),
    )
    fields = (
        base.transform_filter("datum.kind == 'field'")
        .mark_rect(opacity=0.45, aria=False)
        .encode(x2="claims_to:Q", y2="value_to:Q", color=coloured(options))
    )
    names = (
        base.transform_filter("datum.kind == 'name'")
        .mark_text(fontSize=13, fontWeight=600, color=shades.ink)
        .encode(text="option:N")
    )
    here = base.transform_filter("datum.kind == 'here'").mark_point(
        shape="diamond", size=140, filled=True, color=shades.ink, opacity=1
    )
    return specified(alt.layer(fields, names, here).properties(height=_HEIGHT), theme)


def coloured(options: tuple[str, ...]) -> alt.Color:
    """The same colour for an option in every chart of a scenario."""
    return alt.Color("option:N", scale=alt.Scale(domain=list(options)), legend=_LEGEND)


def dashed(options: tuple[str, ...]) -> alt.StrokeDash:
    """The same dashes for an option in every chart of a scenario."""
    patterns = [DASHES[at % len(DASHES)] for at in range(len(options))]
    scale = alt.Scale(domain=list(options), range=patterns)
    return alt.StrokeDash("option:N", scale=scale, legend=_LEGEND)
