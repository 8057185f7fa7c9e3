"""What the page for imports asks about a file, and what was said about it so far."""

from __future__ import annotations

from typing import Any

import streamlit as st

from vendor_eval.metrics import CATALOGUE
from vendor_eval.pages import session
from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month
from vendor_eval.reports.wording import counted, metric_name
from vendor_eval.workflows import imports
from vendor_eval.workflows.imports import Preview

_COLUMN_ROLES = {
    "ignore": "Pass over",
    "vendor": "Vendor",
    "month": "Month",
    "metric": "Metric (its name)",
    "value": "Value",
    "unit": "Unit",
    "numerator": "Numerator",
    "denominator": "Denominator",
    "site": "Site",
    "payer": "Payer",
    "specialty": "Specialty",
}
_SAID = "import.told"
_MONTHS_BACK = 24


def told(file_id: str) -> dict[str, Any]:
    """What the person said about this file so far."""
    told: dict[str, Any] = st.session_state.setdefault(_SAID, {}).get(file_id, {})
    return told


def _tell(file_id: str, **said: object) -> None:
    told = st.session_state.setdefault(_SAID, {})
    told[file_id] = {**told.get(file_id, {}), **said}


def forget() -> None:
    """Forget what was said about files."""
    st.session_state.pop(_SAID, None)


def ask(preview: Preview, file_id: str) -> None:
    """Ask what the file does not say by itself; every answer reads it anew."""
    layout = preview.reading.layout
    if layout is None:
        return
    if layout.header_candidate is not None:
        st.button(
            f"Take line {layout.header_candidate} as the header",
            key="import.header",
            type="primary",
            on_click=_tell,
            args=(file_id,),
            kwargs={"header_row": layout.header_candidate},
        )
    if layout.asks_month:
        _ask_month(preview, file_id)
    codes = {message.code for message in preview.reading.messages}
    if "vendor" not in layout.columns.values() or preview.upload.vendor:
        _ask_vendor(preview, file_id)
    if "missing_column" not in codes or layout.header_candidate is None:
        _ask_columns(preview, file_id)


def _ask_vendor(preview: Preview, file_id: str) -> None:
    vendors = list(imports.vendors(session.deps(), session.person()))
    known = preview.upload.vendor
    options = vendors if known in (None, *vendors) else [*vendors, str(known)]
    picked = st.selectbox(
        "Whose report is it?",
        options,
        index=None if known is None else options.index(known),
        key=f"import.vendor.{file_id}",
        placeholder="Choose a vendor, or type a new name",
        accept_new_options=True,
        width=420,
    )
    if picked and picked != known:
        _tell(file_id, vendor=picked)
        st.rerun()


def _ask_month(preview: Preview, file_id: str) -> None:
    this_month = Month.of(session.deps().today())
    months = {str(one): one for one in (this_month.plus(-back) for back in range(_MONTHS_BACK))}
    known = preview.upload.month
    picked = st.selectbox(
        "Which month is it about?",
        list(months),
        index=None if known is None else list(months).index(str(known)),
        format_func=lambda name: months[name].shown,
        key=f"import.month.{file_id}",
        placeholder="Choose a month",
        width=420,
    )
    if picked and months[picked] != known:
        _tell(file_id, month=months[picked])
        st.rerun()


def _ask_columns(preview: Preview, file_id: str) -> None:
    """Each heading with what it was taken for, to be put right and remembered for the vendor."""
    layout = preview.reading.layout
    assert layout is not None, "nothing to ask about a file that could not be opened"
    unread = [name for name, meaning in layout.columns.items() if meaning == "ignore"]
    label = "What the columns mean"
    if unread:
        label += f" ({counted(len(unread), 'column')} not read)"
    with st.expander(label, expanded=False):
        meanings = [*_COLUMN_ROLES, *CATALOGUE]
        with st.form(f"import.columns.{file_id}", border=False):
            answers = {
                heading: st.selectbox(
                    literal(heading) or "(no heading)",
                    meanings,
                    index=meanings.index(meaning) if meaning in meanings else 0,
                    format_func=lambda one: _COLUMN_ROLES.get(one) or metric_name(one),
                    key=f"import.column.{file_id}.{place}",
                )
                for place, (heading, meaning) in enumerate(layout.columns.items())
                if meaning in meanings
            }
            if st.form_submit_button("Read it like this"):
                changed = {
                    heading: answer
                    for heading, answer in answers.items()
                    if answer != layout.columns[heading]
                }
                _tell(file_id, columns={**preview.upload.columns, **changed})
                st.rerun()
