"""The form of what the practice would need on the day it leaves a vendor."""

from __future__ import annotations

from functools import partial

import streamlit as st

from vendor_eval.follow_up.transition import ExitReadiness
from vendor_eval.naming import LONGEST_NAME, LONGEST_NOTE
from vendor_eval.pages import session
from vendor_eval.pages.parts import days
from vendor_eval.pages.parts.saving import attempt, typed
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.follow_up import Kept

_FIELDS = (
    "export_tested_on",
    "export_format",
    "fields_listed",
    "data_owner_clause",
    "return_days",
    "run_out",
    "parallel_from",
    "parallel_to",
    "note",
)


def draw(vendor: str, kept: Kept[ExitReadiness] | None) -> None:
    """The fields as they were saved; another form after each save."""
    shown = kept or Kept(vendor, ExitReadiness())
    said = shown.record
    key = f"leaving.{vendor}.{shown.version}"
    with st.form(key):
        _export(said, key)
        _contract(said, key)
        with st.grid(2, min_column_width=220):
            st.date_input(
                "Parallel run from",
                said.parallel_from,
                key=f"{key}.parallel_from",
                format=days.TYPED,
                help="If notice were given today.",
            )
            st.date_input(
                "Parallel run to", said.parallel_to, key=f"{key}.parallel_to", format=days.TYPED
            )
        st.text_area("Note", said.note, key=f"{key}.note", height=68, max_chars=LONGEST_NOTE)
        st.form_submit_button(
            "Save what leaving needs",
            type="primary",
            on_click=attempt,
            args=(partial(_save, vendor, key, shown.version), "What leaving needs is saved."),
        )


def _export(said: ExitReadiness, key: str) -> None:
    with st.grid(3, min_column_width=200):
        st.date_input(
            "Export last read by somebody else on",
            said.export_tested_on,
            key=f"{key}.export_tested_on",
            format=days.TYPED,
        )
        st.text_input(
            "Format of the export",
            said.export_format,
            key=f"{key}.export_format",
            max_chars=LONGEST_NAME,
            placeholder="CSV, one file a table",
        )
        st.checkbox(
            "A list of its fields is at hand", said.fields_listed, key=f"{key}.fields_listed"
        )


def _contract(said: ExitReadiness, key: str) -> None:
    with st.grid(2, min_column_width=220):
        st.text_input(
            "Clause on who owns the data",
            said.data_owner_clause,
            key=f"{key}.data_owner_clause",
            max_chars=LONGEST_NAME,
            placeholder="Exhibit C, 4",
        )
        st.number_input(
            "Data returned or deleted within, in days",
            min_value=0,
            value=said.return_days,
            step=1,
            key=f"{key}.return_days",
            placeholder="Not agreed",
        )
    st.text_area(
        "Who works the open receivables, and for how long",
        said.run_out,
        key=f"{key}.run_out",
        height=80,
        max_chars=LONGEST_NOTE,
    )


def _save(vendor: str, key: str, version: int) -> None:
    kept = Kept(vendor, ExitReadiness(**typed(key, _FIELDS)), version)
    follow_up.save(session.deps(), session.person(), kept)
