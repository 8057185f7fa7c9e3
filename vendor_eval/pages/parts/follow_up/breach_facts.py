"""What is known about a breach: its value and limits, its days, its credit, and the evidence."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vendor_eval.claims.reconciliation_words import sentence
from vendor_eval.pages import places, session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.words import literal
from vendor_eval.reports.breach_tables import facts_table
from vendor_eval.reports.origins import of_finding
from vendor_eval.reports.wording import listed, metric_name
from vendor_eval.workflows import truths
from vendor_eval.workflows.breaches import Breach
from vendor_eval.workflows.origins import of_truths
from vendor_eval.workflows.truths import Truths

_NOBODY_ELSE = "Nobody but the vendor has worked this value out."


def draw(breach: Breach) -> None:
    """The facts, a line each, and links to where they come from."""
    stands = None if breach.case is None else breach.case.standing
    place, finding = breach.place, breach.finding
    span = (place.month, place.month)
    known = truths.of_vendor(session.deps(), session.person(), place.vendor, span)
    came = () if finding is None else of_finding(finding, of_truths(known, session.zone()))
    with st.container(gap="small"):
        tables.draw(facts_table(finding, breach.days, stands, came), "breach.facts")
        if breach.alike:
            others = [f"{metric_name(one.metric)} of {one.month.shown}" for one in breach.alike]
            incident = breach.note.record.incident
            st.caption(literal(f"Of the same incident, {incident}: {listed(others)}."))
        _credit(breach)
        _evidence(breach, known)


def _credit(breach: Breach) -> None:
    """What fell due for the breach; what became of it stands on its own page."""
    if breach.credit is not None:
        st.text(f"A service credit of {breach.credit.shown} fell due for it.")


def _evidence(breach: Breach, known: Sequence[Truths]) -> None:
    """What claims or an audit give instead, where anybody has looked."""
    place = breach.place
    found = next((one for one in known if one.found.known.metric == place.metric), None)
    verified = found is not None and found.found.verified
    st.text(_borne_out(found) if found and verified else _NOBODY_ELSE)
    vendor = {"vendor": place.vendor}
    month = {**vendor, "month": place.month.shown}
    with st.container(horizontal=True, gap="small"):
        if breach.credit is not None:
            places.link("credits", "Credits", "payments", vendor)
        if verified:
            places.link("evidence", "Evidence", "troubleshoot", month)
        places.link("vendor", "Vendor", "store", month)


def _borne_out(found: Truths) -> str:
    if found.found.discrepancy is None:
        return "The reported value is borne out by what was recomputed or audited."
    return sentence(found.found)
