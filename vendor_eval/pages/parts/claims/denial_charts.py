"""Denials by category, the largest first, and how much of all of them that makes up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from vendor_eval.claims.denial_analysis import Part
from vendor_eval.claims.reasons import Answers
from vendor_eval.pages.parts.charts import ground, specified
from vendor_eval.reports import palette
from vendor_eval.reports.denial_words import SIDES, percent
from vendor_eval.reports.report import Tone

_BAR = 30
_DRAWN: tuple[Answers | None, ...] = (Answers.VENDOR, Answers.PRACTICE, Answers.PAYER, None)


def pareto_rows(parts: Sequence[Part]) -> pd.DataFrame:
    """Rows for `pareto`; ``parts`` are in order, those without a claim are left out."""
    rows, so_far = [], 0
    total = sum(one.now.claims for one in parts)
    for rank, one in enumerate(part for part in parts if part.now.claims):
        so_far += one.now.claims
        rows.append(
            {
                "category": one.kind.label,
                "rank": rank,
                "claims": one.now.claims,
                "side": SIDES[one.kind.answers],
                "said": f"{one.now.claims:,}, {percent(one.of_claims)}",
                "up_to": so_far / total,
            }
        )
    return pd.DataFrame(rows)


@st.cache_data(max_entries=4, show_spinner=False)
def pareto(theme: str) -> dict[str, Any]:
    """Bars of denied claims, and a line of the share that they make up from the top on.

    Rows of data: ``category``, ``rank``, ``claims``, ``side``, ``said``, ``up_to`` (fraction).
    """
    shades = ground(theme)
    tones = palette.DARK if theme == "dark" else palette.LIGHT
    colours = [shades.brand, *(tones[one].ink for one in (Tone.WARNING, Tone.GOOD, Tone.MISSING))]
    rows = alt.Axis(labelLimit=150, ticks=False, domain=False, labelOverlap=False)
    told = [
        alt.Tooltip("category:N", title="Category"),
        alt.Tooltip("said:N", title="Claims"),
        alt.Tooltip("side:N", title="Who can prevent it"),
        alt.Tooltip("up_to:Q", title="Up to here", format=".1%"),
    ]
    base = alt.Chart().encode(
        y=alt.Y("category:N", sort=alt.EncodingSortField("rank", op="min"), title=None, axis=rows),
        tooltip=told,
    )
    bars = base.mark_bar(height=_BAR // 2, aria=False).encode(
        x=alt.X("claims:Q", axis=alt.Axis(format=",d", tickCount=4, tickMinStep=1, title="Claims")),
        color=alt.Color(
            "side:N",
            scale=alt.Scale(domain=[SIDES[one] for one in _DRAWN], range=colours),
            legend=alt.Legend(orient="top", title=None, columns=2),
        ),
    )
    line = base.mark_line(
        color=shades.ink, strokeWidth=1.5, point=alt.OverlayMarkDef(color=shades.ink, size=30)
    ).encode(
        x=alt.X(
            "up_to:Q",
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(
                format=".0%", tickCount=4, orient="top", grid=False, title="All up to here"
            ),
        ),
        order="rank:Q",
    )
    layered = alt.layer(bars, line).resolve_scale(x="independent")
    return specified(layered.properties(height=alt.Step(_BAR)), theme)
