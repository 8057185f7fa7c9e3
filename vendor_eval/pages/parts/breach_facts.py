"""What is known about a breach: its value and limits, its days, its credit, and the evidence."""

from __future__ import annotations

import streamlit as st

from vendor_eval.claims.reconciliation_words import sentence
from vendor_eval.pages import places, session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.words import literal
from vendor_eval.reports.breach_tables import facts_table
from vendor_eval.reports.wording import listed, metric_name
from vendor_eval.workflows import truths
from vendor_eval.workflows.breaches import Breach
from vendor_eval.workflows.truths import Truths


def draw(breach: Breach) -> None:
    """The facts, a line each, and links to where they come from."""
    kept = breach.dispute
    filed_on = None if kept is None else kept.record.filed_on
    table = facts_table(breach.finding, breach.days, breach.credit, filed_on)
    tables.draw(table, "breach.facts")
    if breach.alike:
        told = listed([f"{metric_name(one.metric)} of {one.month.shown}" for one in breach.alike])
        st.caption(literal(f"Of the same incident, {breach.note.record.incident}: {told}."))
    _evidence(breach)
    place = breach.place
    places.link_to_vendor(place.vendor, place.month)


def _evidence(breach: Breach) -> None:
    """What claims or an audit give instead, where anybody has looked."""
    place = breach.place
    span = (place.month, place.month)
    known = truths.of_vendor(session.deps(), session.person(), place.vendor, span)
    found = next((one for one in known if one.found.known.metric == place.metric), None)
    if found is None or not found.found.verified:
        st.caption("Nobody but the vendor has worked this value out.")
        return
    st.text(_borne_out(found))
    query = {"vendor": place.vendor, "month": place.month.shown}
    places.link("evidence", "Look at the evidence", "troubleshoot", query)


def _borne_out(found: Truths) -> str:
    if found.found.discrepancy is None:
        return "The reported value is borne out by what was recomputed or audited."
    return sentence(found.found)
