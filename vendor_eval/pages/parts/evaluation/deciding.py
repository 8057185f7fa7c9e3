"""The decision of a round: signed once, with a reason for it and one against each other vendor."""

from __future__ import annotations

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.naming import LONGEST_NOTE
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.saving import attempt
from vendor_eval.pages.words import literal
from vendor_eval.reports.promise_trace import unheld_metrics
from vendor_eval.reports.report import Column, Table
from vendor_eval.reports.wording import listed, shown_date
from vendor_eval.workflows import decisions, standings
from vendor_eval.workflows.decisions import Decision, NewDecision
from vendor_eval.workflows.rounds import Round, State


def draw(shown: Round) -> None:
    """The decision as it was signed, or the form to sign one."""
    if shown.decision is not None:
        signed(shown.decision)
    elif State(shown.state) is not State.CONSENSUS:
        st.text("A decision is signed in the state of consensus, once the answers are settled.")
    elif not may(session.person(), Permission.DECIDE_ROUND):
        st.text("Leadership or an administrator signs the decision.")
    else:
        _sign(shown)


def signed(decision: Decision) -> None:
    """Who was chosen, by whom and when, why, and why not the others."""
    when = ""
    if decision.decided_at is not None:
        when = f" on {shown_date(decision.decided_at.astimezone(session.zone()).date())}"
    st.markdown(f"**Chosen: {literal(decision.vendor)}**")
    st.text(decision.reason)
    st.caption(literal(f"Signed by {decision.decided_by}{when}."))
    rows = tuple(decision.rejected.items())
    columns = (Column("Not chosen", 30), Column("Why not", 90))
    tables.draw(
        Table("", columns, rows, empty="There was no other candidate."), "deciding.rejected"
    )


def _unheld(shown: Round, vendor: str) -> None:
    """What the candidate promises and nothing holds it to, while that can still be agreed on."""
    traces = standings.comparison(session.deps(), session.person(), shown.id).traces
    metrics = unheld_metrics(one for one in traces if one.promise.vendor == vendor)
    if metrics:
        st.warning(
            literal(
                f"Nothing in a contract holds {vendor} to what it promises about "
                f"{listed(metrics)}. Agree on a minimum for each before signing; Comparison lists "
                "what was promised."
            ),
            icon=":material/edit_document:",
        )


def _sign(shown: Round) -> None:
    """Choose a candidate and say why, and why not the others."""
    key = f"deciding.{shown.id}.{shown.version}"
    vendor = st.selectbox(
        "We choose",
        shown.vendors,
        index=None,
        key=f"{key}.vendor",
        placeholder="Choose a candidate",
        width=420,
        persist_state="session",
    )
    st.text_area(
        "Why", key=f"{key}.reason", max_chars=LONGEST_NOTE, height=100, persist_state="session"
    )
    if vendor:
        _unheld(shown, vendor)
    others = [one for one in shown.vendors if one != vendor] if vendor else []
    for one in others:
        st.text_input(
            literal(f"Why not {one}"),
            key=f"{key}.not.{one}",
            max_chars=LONGEST_NOTE,
            persist_state="session",
        )

    def sign() -> Round:
        rejected = {one: st.session_state[f"{key}.not.{one}"] for one in others}
        new = NewDecision(vendor or "", st.session_state[f"{key}.reason"], rejected)
        return decisions.decide(session.deps(), session.person(), shown, new)

    st.button(
        "Sign the decision",
        type="primary",
        key="deciding.sign",
        on_click=attempt,
        args=(sign, "The decision is signed."),
    )
    st.caption(literal(f"It is signed as {session.person().name} and ends the round."))
