"""Saying what was done with a right to terminate: notice sent, or let go."""

from __future__ import annotations

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.follow_up.notice import Notice, Use
from vendor_eval.follow_up.termination_clock import Right, Standing
from vendor_eval.pages import computed, session
from vendor_eval.pages.parts import days, record_history
from vendor_eval.pages.parts.saving import attempt
from vendor_eval.reports.rule_words import in_words
from vendor_eval.reports.termination_words import about
from vendor_eval.reports.wording import sentence
from vendor_eval.workflows import termination
from vendor_eval.workflows.follow_up import Kept
from vendor_eval.workflows.termination import Ticking


def draw(known: Ticking, vendor: str) -> None:
    """Choose a right that arose, and write down what was decided about it."""
    st.header("Decide about a right", anchor=False)
    today = session.deps().today()
    rights = known.rights(vendor)
    in_order = sorted(rights, key=lambda one: one.standing(today) is not Standing.OPEN)
    names = {_name(one): one for one in in_order}
    picked = st.selectbox("Right", list(names), key="right", bind="query-params", width=560)
    right = names.get(picked or "", in_order[0])
    kept = known.decided(vendor, right)
    if may(session.person(), Permission.DECIDE_FINDINGS):
        _form(vendor, right, kept)
    elif kept is None:
        st.text("Nothing is decided yet. Leadership or an administrator decides.")
    if kept is not None:
        with st.expander(f"Versions ({kept.version})"):
            record_history.draw(vendor, [(_name(right), kept.record)], "right.versions")


def _name(right: Right) -> str:
    return f"{about(right)}, {right.month.shown}: {in_words(right.rule)}"


def _form(vendor: str, right: Right, kept: Kept[Notice] | None) -> None:
    """The fields as they were saved; another form after each save."""
    said, version = (kept.record, kept.version) if kept else (None, 0)
    key = f"right.{vendor}.{right.key}.{version}"

    def save() -> None:
        notice = Notice(
            # What was kept before is changed under the name that it was kept by.
            rule=said.rule if said else right.rule_name,
            metric=right.metric or "",
            month=right.month,
            use=st.session_state[f"{key}.use"],
            on=st.session_state[f"{key}.on"],
            decided_by=st.session_state[f"{key}.by"],
            why=st.session_state[f"{key}.why"],
        )
        edited = Kept(vendor, notice, version)
        termination.decide(session.deps(), session.person(), computed.review(), edited)

    with st.form(key):
        _fields(said, key)
        st.form_submit_button(
            "Save the decision",
            type="primary",
            on_click=attempt,
            args=(save, "The decision is saved."),
        )


def _fields(said: Notice | None, key: str) -> None:
    today, uses = session.deps().today(), list(Use)
    st.radio(
        "What was done",
        uses,
        index=uses.index(said.use) if said else 0,
        format_func=lambda one: sentence(one.value),
        horizontal=True,
        key=f"{key}.use",
    )
    with st.grid(2, min_column_width=220):
        st.date_input(
            "On",
            said.on if said else today,
            max_value=today,
            key=f"{key}.on",
            format=days.TYPED,
        )
        st.text_input(
            "Decided by", said.decided_by if said else session.person().name, key=f"{key}.by"
        )
    st.text_area("Reason", said.why if said else "", key=f"{key}.why", height=80)
