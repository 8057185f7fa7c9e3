"""One card an option: what it costs all in and in fees, readable without moving a table."""

from __future__ import annotations

import streamlit as st

from vendor_eval.pages.parts.said import SHADES
from vendor_eval.pages.words import literal
from vendor_eval.pricing.outlook import OptionOutlook
from vendor_eval.reports.cost_result import UNUSUAL, USUAL, CostResult

_ALL_IN = (
    "Fees less credits, and what the vendor's work leaves uncollected, late or undone, with what "
    "it takes to look after it, to change to it and to leave it. Worked out from the figures of "
    "the scenario: the tab Option by option has them part by part, Assumptions what they rest on."
)


def draw(result: CostResult) -> None:
    """Draw the cards in the order of the scenario."""
    with st.grid(min(len(result.options), 4), min_column_width=230):
        for option in result.options:
            with st.container(border=True, height="stretch", gap="small"):
                _card(result, option)


def _card(result: CostResult, option: OptionOutlook) -> None:
    st.markdown(f"**{literal(option.name)}**")
    cost = option.priced.all_in
    shown = "–" if cost is None else cost.total.shown
    st.metric("All in", shown, help=_ALL_IN)
    st.text(f"Fees {option.priced.total.shown}")
    with st.container(horizontal=True, gap="small"):
        if option.name == result.comparison.cheapest:
            st.badge("Lowest fees", color="blue")
        if option.name == result.comparison.cheapest_all_in:
            st.badge("Lowest all in", color="blue")
        if option.usual is not None:
            mark = USUAL if option.usual else UNUSUAL
            name = f"{mark.symbol} {mark.label} prices"
            st.badge(name, color=SHADES[mark.tone], help=mark.meaning)
    if cost is not None and cost.per_claim is not None:
        each = cost.per_100_collected
        share = "" if each is None else f", {each.shown} for each $100 collected"
        st.caption(literal(f"All in {cost.per_claim.shown} a claim{share}"))
