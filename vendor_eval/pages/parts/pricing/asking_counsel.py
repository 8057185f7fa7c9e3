"""Cautions about percentage fees: what to ask counsel, and noting what came of it."""

from __future__ import annotations

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.naming import LONGEST_NOTE
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.pricing.scenario_choice import Chosen
from vendor_eval.pages.parts.saving import attempt
from vendor_eval.reports.cost_basis import cautions_section
from vendor_eval.reports.cost_result import CAUTIONS, CostResult
from vendor_eval.workflows import scenarios
from vendor_eval.workflows.scenarios import Inquiry


def draw(chosen: Chosen, result: CostResult) -> None:
    """The cautions, and the form to note what came of one for whoever may."""
    section = cautions_section(result)
    st.text(section.summary)
    for table in section.tables:
        tables.draw(table, "costs.cautions")
    waiting = [one for one in result.comparison.cautions if one.confirmed is None]
    if chosen.kept is None or not waiting or not may(session.person(), Permission.EDIT_PRICING):
        return
    kept = chosen.kept
    names = {f"{one.option}: {CAUTIONS[one.id]}": one for one in waiting}
    key = f"caution.{kept.id}.{len(chosen.looked)}"
    picked = st.selectbox(
        "Somebody has asked about",
        list(names),
        key=f"{key}.which",
        index=None,
        placeholder="Choose a caution",
        width=420,
    )
    st.text_area("What came of it", key=f"{key}.note", max_chars=LONGEST_NOTE, height=90)

    def note() -> None:
        caution = names[picked or ""]
        found = Inquiry(caution.option, caution.id, st.session_state[f"{key}.note"])
        scenarios.look_into(session.deps(), session.person(), kept.id, found)

    st.button(
        "Note it",
        type="primary",
        disabled=picked is None,
        key="caution.save",
        on_click=attempt,
        args=(note, "It is noted."),
    )
    st.caption(f"It is noted under the name {session.person().name}, with today's date.")
