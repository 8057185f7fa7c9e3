"""What causes a denial that comes back, and what is done about it: the form and its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.claims.denial_patterns import Pattern
from vendor_eval.pages import session
from vendor_eval.pages.parts import days, tables
from vendor_eval.pages.parts.saving import attempt, typed
from vendor_eval.pages.words import literal
from vendor_eval.reports.denial_words import reason_at
from vendor_eval.reports.report import Column, Table
from vendor_eval.workflows import denials
from vendor_eval.workflows.denials import Draft, Revision

_EDITED = ("cause", "correction", "owner", "due", "done", "effect")


def state(kept: Revision | None, today: dt.date) -> str:
    """What stands in the list of what recurs."""
    if kept is None:
        return "none yet"
    draft = kept.draft
    if draft.done is not None:
        return "done"
    return "overdue" if draft.due is not None and draft.due < today else "under way"


def draw(vendor: str, patterns: Sequence[Pattern], kept: Sequence[Revision]) -> None:
    """Choose a reason that recurs, or about which something is kept, and edit what is done.

    There is at least one of either.
    """
    st.header("Root cause and corrective action", anchor=False)
    drafts = {(one.draft.payer, one.draft.carc): one.draft for one in kept}
    names = {reason_at(one.reason, one.payer): (one.payer.id, one.reason.id) for one in patterns}
    past = [one for one in drafts if one not in names.values()]
    names |= {
        f"Code {carc} at {payer or 'no payer'}, no more": (payer, carc) for payer, carc in past
    }
    name = st.selectbox("About", list(names), key="about", bind="query-params", width=520)
    payer, carc = names.get(name or "", next(iter(names.values())))
    draft = drafts.get((payer, carc), Draft(vendor, payer, carc, "", "", ""))
    if may(session.person(), Permission.CORRECT_DENIALS):
        _form(draft)
    elif not draft.version:
        st.text("Nothing is recorded yet. Leadership or an administrator records it.")
    if draft.version:
        _history(draft)


def _form(draft: Draft) -> None:
    """The fields as they were saved; another form after each save."""
    key = f"denial.{draft.vendor}.{draft.payer}.{draft.carc}.{draft.version}"

    def save() -> None:
        edited = typed(key, _EDITED)
        denials.save(session.deps(), session.person(), replace(draft, **edited))

    with st.form(key):
        st.text_area("Root cause", draft.cause, key=f"{key}.cause", height=80)
        st.text_area("Corrective action", draft.correction, key=f"{key}.correction", height=80)
        with st.grid(3, min_column_width=180):
            st.text_input("Owner", draft.owner, key=f"{key}.owner", help="Name or role.")
            st.date_input("Due", draft.due, key=f"{key}.due", format=days.TYPED)
            st.date_input("Done", draft.done, key=f"{key}.done", format=days.TYPED)
        st.text_area(
            "Effect",
            draft.effect,
            key=f"{key}.effect",
            height=68,
            help="What came of it, such as claims a month before and since.",
        )
        st.form_submit_button(
            "Save",
            type="primary",
            on_click=attempt,
            args=(save, "The corrective action is saved."),
        )


def _history(about: Draft) -> None:
    """Every version, the newest first."""
    revisions = denials.history(session.deps(), session.person(), about)
    rows = tuple(
        (
            one.recorded_at.astimezone(session.zone()).date(),
            one.recorded_by,
            one.draft.cause,
            one.draft.correction,
            one.draft.owner,
            one.draft.due,
            one.draft.done,
            one.draft.effect,
        )
        for one in reversed(revisions)
    )
    columns = (
        Column("Saved", 16),
        Column("By", 14),
        Column("Root cause", 34),
        Column("Action", 34),
        Column("Owner", 14),
        Column("Due", 16),
        Column("Done", 16),
        Column("Effect", 30),
    )
    with st.expander(literal(f"Versions ({len(rows)})")):
        tables.draw(Table("", columns, rows), "denial.versions")
