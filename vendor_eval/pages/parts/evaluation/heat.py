"""The grid of sections by vendors: the better the score, the deeper the colour, and the number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from vendor_eval.evaluation.scope import ScopeSection
from vendor_eval.evaluation.scoring import VendorScore
from vendor_eval.pages.parts.charts import specified
from vendor_eval.reports import palette

# Pixels of a row, of the titles beside the rows, and of all columns together at most.
ROW, _TITLES, _ACROSS = 30, 300, 760
_NARROW, _WIDE = 118, 220
# From nothing to full marks: one hue, so that red and green are left to states.
_RAMPS = {"light": ("#F3F6FB", "#8DB7E8"), "dark": ("#1B222D", "#2C639F")}


def cells(scores: Sequence[VendorScore], titles: Mapping[str, str]) -> pd.DataFrame:
    """One row a vendor and section, for `sections_by_vendors`.

    Args:
        titles: what each section (``scorecard/section``) is called here.
    """
    rows = [
        {
            "row": titles[part.section.key],
            "place": place,
            "column": score.vendor,
            "rank": rank,
            "score": None if part.tally.score is None else float(part.tally.score),
            "text": shown_points(part.tally.score),
            "evidenced": shown_points(part.tally.evidenced_score),
            "weight": shown_weight(part.section),
        }
        for rank, score in enumerate(scores)
        for place, part in enumerate(score.sections)
    ]
    return pd.DataFrame(rows)


def shown_points(points: Any) -> str:
    """``78.3``; a dash where nothing can be scored."""
    return "–" if points is None else f"{float(points):.1f}"


def shown_weight(section: ScopeSection) -> str:
    """The section's part of the whole, ``7.5 %``."""
    return f"{float(section.weight) * 100:.1f} %"


@st.cache_data(max_entries=8, show_spinner=False)
def sections_by_vendors(theme: str, vendors: int) -> dict[str, Any]:
    """A specification without data: sections down, vendors across; rows as `cells` gives them.

    Args:
        vendors: how many there are; the fewer, the wider each column.
    """
    step = min(max(_ACROSS // vendors, _NARROW), _WIDE)
    ground = palette.DARK_GROUND if theme == "dark" else palette.LIGHT_GROUND
    rows = alt.Axis(labelLimit=_TITLES, ticks=False, domain=False, labelOverlap=False)
    columns = alt.Axis(orient="top", labelAngle=0, labelLimit=step - 8, ticks=False, domain=False)
    base = alt.Chart().encode(
        y=alt.Y("row:N", sort=alt.EncodingSortField("place", op="min"), title=None, axis=rows),
        x=alt.X("column:N", sort=alt.EncodingSortField("rank", op="min"), title=None, axis=columns),
        tooltip=[
            alt.Tooltip("column:N", title="Vendor"),
            alt.Tooltip("row:N", title="Section"),
            alt.Tooltip("text:N", title="Score of 100"),
            alt.Tooltip("evidenced:N", title="Evidenced"),
            alt.Tooltip("weight:N", title="Weight in all"),
        ],
    )
    scale = alt.Scale(domain=[0, 100], range=list(_RAMPS[theme]))
    drawn = base.mark_rect(cornerRadius=4, stroke=ground.paper, strokeWidth=3).encode(
        color=alt.Color("score:Q", scale=scale, legend=None)
    )
    said = base.mark_text(fontSize=12, color=ground.ink).encode(text="text:N")
    layered = alt.layer(drawn, said).properties(height=alt.Step(ROW), width=alt.Step(step))
    return specified(layered, theme)
