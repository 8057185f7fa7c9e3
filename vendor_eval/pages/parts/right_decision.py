"""Saying what was done with a right to terminate: notice sent, or let go."""

from __future__ import annotations

from functools import partial

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.follow_up.notice import Notice, Use
from vendor_eval.follow_up.termination_clock import Right, Standing
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.saving import saving
from vendor_eval.pages.words import literal
from vendor_eval.reports.report import Column, Table
from vendor_eval.reports.termination_words import about
from vendor_eval.reports.wording import sentence
from vendor_eval.sla.termination import RULE_NAMES
from vendor_eval.workflows import follow_up, termination
from vendor_eval.workflows.follow_up import Kept
from vendor_eval.workflows.reviews import Review
from vendor_eval.workflows.termination import Ticking


def draw(review: Review, known: Ticking, vendor: str) -> None:
    """Choose a right that arose, and write down what was decided about it."""
    st.subheader("Decide about a right", anchor=False)
    today = session.deps().today()
    rights = known.rights(vendor)
    in_order = sorted(rights, key=lambda one: one.standing(today) is not Standing.OPEN)
    names = {_name(one): one for one in in_order}
    picked = st.selectbox("Right", list(names), key="right", bind="query-params", width=560)
    right = names.get(picked or "", in_order[0])
    kept = known.decided(vendor, right)
    if may(session.person(), Permission.DECIDE_FINDINGS):
        _form(review, vendor, right, kept)
    elif kept is None:
        st.text("Nothing is decided yet. Leadership or an administrator decides.")
    if kept is not None:
        _history(vendor, kept)


def _name(right: Right) -> str:
    rule = RULE_NAMES[type(right.rule)].replace("_", " ")
    return f"{about(right)}, {right.month.shown}, {rule}"


def _form(review: Review, vendor: str, right: Right, kept: Kept[Notice] | None) -> None:
    """The fields as they were saved; another form after each save."""
    said, version = (kept.record, kept.version) if kept else (None, 0)
    key = f"right.{vendor}.{right.key}.{version}"
    uses = list(Use)
    with st.form(key):
        use = st.radio(
            "What was done",
            uses,
            index=uses.index(said.use) if said else 0,
            format_func=lambda one: sentence(one.value),
            horizontal=True,
            key=f"{key}.use",
        )
        with st.grid(2, min_column_width=220):
            today = session.deps().today()
            on = st.date_input(
                "On",
                said.on if said else today,
                max_value=today,
                key=f"{key}.on",
                format="YYYY-MM-DD",
            )
            by = st.text_input(
                "Decided by", said.decided_by if said else session.person().name, key=f"{key}.by"
            )
        why = st.text_area("Reason", said.why if said else "", key=f"{key}.why", height=80)
        if st.form_submit_button("Save the decision", type="primary"):
            notice = Notice(
                rule=RULE_NAMES[type(right.rule)],
                metric=right.metric or "",
                month=right.month,
                use=use,
                on=on,
                decided_by=by,
                why=why,
            )
            edited = Kept(vendor, notice, version)
            save = partial(termination.decide, session.deps(), session.person(), review, edited)
            saving(save, "The decision is saved.")


def _history(vendor: str, kept: Kept[Notice]) -> None:
    """Every version, the newest first."""
    found = follow_up.history(session.deps(), session.person(), vendor, kept.record)
    rows = tuple(
        (
            one.recorded_at.astimezone(session.zone()).date() if one.recorded_at else None,
            one.recorded_by,
            sentence(one.record.use.value),
            one.record.on,
            one.record.decided_by,
            one.record.why,
        )
        for one in reversed(found)
    )
    columns = (
        Column("Saved", 16),
        Column("By", 14),
        Column("What was done", 16),
        Column("On", 16),
        Column("Decided by", 16),
        Column("Reason", 50),
    )
    with st.expander(literal(f"Versions ({len(rows)})")):
        tables.draw(Table("", columns, rows), "right.versions")
