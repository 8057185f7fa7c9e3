"""The form of a note about a breach: when the vendor was told, its incident, its severity."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from vendor_eval.follow_up.breach_note import BreachNote, Severity
from vendor_eval.follow_up.severity import Grade
from vendor_eval.naming import LONGEST_NAME
from vendor_eval.pages import session
from vendor_eval.pages.parts import days
from vendor_eval.pages.parts.saving import attempt, typed
from vendor_eval.pages.words import literal
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.follow_up import Kept

_FIELDS = ("notified_on", "incident", "severity", "why", "note")


def draw(kept: Kept[BreachNote], grade: Grade | None) -> None:
    """The fields as they were saved; another form after each save."""
    note = kept.record
    key = f"note.{kept.vendor}.{note.key}.{kept.version}"

    def save() -> None:
        said = typed(key, _FIELDS)
        follow_up.save(
            session.deps(), session.person(), replace(kept, record=replace(note, **said))
        )

    with st.form(key):
        with st.grid(2, min_column_width=240):
            st.date_input(
                "Vendor told on",
                note.notified_on,
                key=f"{key}.notified_on",
                format=days.TYPED,
                help="The contract's days count from here; before, from the end of the month.",
            )
            st.text_input(
                "Incident",
                note.incident,
                key=f"{key}.incident",
                max_chars=LONGEST_NAME,
                help="The same name for breaches that one event caused: it then costs once.",
            )
        _severity(note, grade, key)
        st.text_area("Note", note.note, key=f"{key}.note", height=80)
        st.form_submit_button(
            "Save the note", type="primary", on_click=attempt, args=(save, "The note is saved.")
        )


def _severity(note: BreachNote, grade: Grade | None, key: str) -> None:
    by_rule = "By the rule" if grade is None else f"By the rule: {grade.worked_out.value}"
    with st.grid(2, min_column_width=240):
        choices = [None, *Severity]
        st.selectbox(
            "Severity",
            choices,
            index=choices.index(note.severity),
            format_func=lambda one: one.value if one else by_rule,
            key=f"{key}.severity",
        )
        st.text_input(
            "Why otherwise",
            note.why,
            key=f"{key}.why",
            max_chars=LONGEST_NAME,
            help="Needed with a severity of your own.",
        )
    st.caption(
        literal(
            "Critical: a right to terminate arose, or the third in a row. Major: a credit fell "
            "due, the second in a row, or further beyond the minimum than that is from the "
            "target. Minor: every other."
        )
    )
