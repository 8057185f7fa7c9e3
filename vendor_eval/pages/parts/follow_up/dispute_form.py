"""The form of a vendor's dispute, and of how a named person decided it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from vendor_eval.follow_up.dispute import Dispute, Outcome
from vendor_eval.follow_up.dispute_window import days_late, is_open
from vendor_eval.naming import LONGEST_NAME
from vendor_eval.pages import session
from vendor_eval.pages.parts import days
from vendor_eval.pages.parts.saving import attempt, typed
from vendor_eval.pages.words import literal
from vendor_eval.reports.wording import counted, shown_date
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.breaches import Breach
from vendor_eval.workflows.follow_up import Kept

_FILED = ("filed_on", "filed_by", "says", "evidence")
_DECIDED = ("outcome", "decided_by", "decided_on", "why")


def window(breach: Breach, today: dt.date) -> str:
    """Until when the vendor may disagree, and whether it did so in time."""
    last, kept = breach.days.dispute, breach.dispute
    if last is None:
        return "The contract sets no time within which the vendor may disagree."
    if kept is None:
        may = "may disagree until" if is_open(last, today) else "could have disagreed until"
        return f"The vendor {may} {shown_date(last)}."
    late = days_late(kept.record, last)
    if late:
        return (
            f"Filed {counted(late, 'day')} after the last day, {shown_date(last)}: whether to "
            "hear it all the same is part of the decision."
        )
    return f"Filed in time; the last day is {shown_date(last)}."


def draw(breach: Breach) -> None:
    """The dispute's fields, and those of the decision once there is a dispute."""
    place = breach.place
    kept = breach.dispute
    record = (
        Dispute(place.metric, place.month, session.deps().today(), "", "")
        if kept is None
        else kept.record
    )
    base = kept or Kept(place.vendor, record)
    key = f"dispute.{place.vendor}.{record.key}.{base.version}"
    names = _FILED if kept is None else (*_FILED, *_DECIDED)

    def save() -> None:
        said = typed(key, names)
        follow_up.save(
            session.deps(), session.person(), replace(base, record=replace(record, **said))
        )

    st.text(window(breach, session.deps().today()))
    with st.form(key):
        _filed(record, key)
        if kept is not None:
            _decided(record, key)
        label = "Keep the dispute" if kept is None else "Save the dispute"
        sentence = "The dispute is saved."
        st.form_submit_button(label, type="primary", on_click=attempt, args=(save, sentence))


def _filed(record: Dispute, key: str) -> None:
    with st.grid(2, min_column_width=240):
        st.date_input("Filed on", record.filed_on, key=f"{key}.filed_on", format=days.TYPED)
        st.text_input(
            "Filed by",
            record.filed_by,
            key=f"{key}.filed_by",
            max_chars=LONGEST_NAME,
            help="Who speaks for the vendor.",
        )
    st.text_area("What the vendor says", record.says, key=f"{key}.says", height=90)
    st.text_input("Evidence", record.evidence, key=f"{key}.evidence", help="Or where it lies.")


def _decided(record: Dispute, key: str) -> None:
    st.markdown("**Decision**")
    outcomes = list(Outcome)
    with st.grid(3, min_column_width=190):
        st.selectbox(
            "Outcome",
            outcomes,
            index=outcomes.index(record.outcome),
            format_func=lambda one: literal(one.value.capitalize()),
            key=f"{key}.outcome",
            help="An upheld dispute takes the finding back: the month is no longer judged.",
        )
        st.text_input(
            "Decided by", record.decided_by, key=f"{key}.decided_by", max_chars=LONGEST_NAME
        )
        st.date_input("Decided on", record.decided_on, key=f"{key}.decided_on", format=days.TYPED)
    st.text_area("Reason of the decision", record.why, key=f"{key}.why", height=80)
