"""An invoice that is not kept yet: from a file or typed, checked before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

import pandas as pd
import streamlit as st

from vendor_eval.errors import BadInput
from vendor_eval.naming import LONGEST_NAME
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.pricing import invoice_standing
from vendor_eval.pages.parts.saving import saving
from vendor_eval.pages.words import literal
from vendor_eval.reports.report import Column, Table
from vendor_eval.reports.wording import counted
from vendor_eval.workflows import invoices
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.expected_invoices import Expected
from vendor_eval.workflows.invoices import Draft, Received, Revision

_MOST_MB = 10
_FILE, _TYPED = "From a file", "Type it in"
_CARRIED, _OPENED, _SAVES = "invoice.carried", "invoice.opened", "invoice.saves"
_COLUMNS: Mapping[str, tuple[str, str]] = {
    "label": ("Line", "As the invoice calls it."),
    "quantity": ("Quantity", "Empty where the invoice shows none."),
    "rate": ("Rate", "5.75, or a percentage with its sign: 6 %."),
    "amount": ("Amount", "In dollars; a credit with a minus in front."),
    "kind": ("Kind", "One word such as credit, where the invoice says so. It may be empty."),
}
_NUMBERS = ("quantity", "rate", "amount")


def carry(revision: Revision) -> NoReturn:
    """Open this invoice in the next run, which draws the filters anew."""
    st.session_state[_CARRIED] = (revision.draft.month, revision.draft.number)
    # A table keeps its click; under another key it has none.
    st.session_state[_OPENED] = st.session_state.get(_OPENED, 0) + 1
    st.rerun()


def open_carried() -> None:
    """Set the filters, before they are drawn, to the invoice that was clicked or kept."""
    carried = st.session_state.pop(_CARRIED, None)
    if carried is not None:
        st.session_state["month"], st.session_state["invoice"] = str(carried[0]), carried[1]


def table_key() -> str:
    """The key of the table in which invoices are clicked."""
    return f"invoices.kept.{st.session_state.get(_OPENED, 0)}"


def draw(expected: Expected) -> None:
    """The lines, their check, and the button that keeps them."""
    st.text(
        "Take the invoice from the vendor's file, or type its lines. It is laid beside what was "
        "agreed at once; nothing is stored before you keep it."
    )
    how = st.segmented_control(
        "Where the lines come from",
        [_FILE, _TYPED],
        default=_FILE,
        required=True,
        key="invoice.how",
        label_visibility="collapsed",
    )
    place = f"{expected.vendor}.{expected.month}.{st.session_state.get(_SAVES, 0)}"
    try:
        received = _from_file(expected, place) if how == _FILE else _typed(expected, place)
    except BadInput as error:
        _say_faults(error)
        return
    if received is None:
        invoice_standing.expectation(expected)
        return
    for remark in received.remarks:
        st.caption(literal(remark))
    _keep(expected, received, place)


def _from_file(expected: Expected, place: str) -> Received | None:
    file = st.file_uploader(
        "Invoice",
        type=["xlsx", "csv", "txt", "tsv"],
        key=f"invoice.file.{place}",
        max_upload_size=_MOST_MB,
        label_visibility="collapsed",
    )
    if file is None:
        return None
    named = NamedFile(file.name, file.getvalue())
    return invoices.read(session.person(), named, expected.month)


def _typed(expected: Expected, place: str) -> Received | None:
    """A row for every line that is expected, and as many more as the invoice has."""
    empty = pd.DataFrame(
        {
            name: pd.Series([one.label if name == "label" else "" for one in expected.lines])
            for name in _COLUMNS
        },
        dtype="str",
    )
    st.caption("Rows without quantity, rate and amount are left out.")
    edited = st.data_editor(
        empty,
        column_config={
            name: st.column_config.TextColumn(label, help=tip, max_chars=LONGEST_NAME)
            for name, (label, tip) in _COLUMNS.items()
        },
        num_rows="dynamic",
        hide_index=True,
        key=f"invoice.lines.{place}",
        alt="One row a line of the invoice; the last row adds one.",
    )
    rows = [
        {str(name): "" if pd.isna(cell) else str(cell) for name, cell in row.items()}
        for row in edited.to_dict("records")
    ]
    filled = [row for row in rows if any(row[name].strip() for name in _NUMBERS)]
    return invoices.typed(session.person(), filled) if filled else None


def _say_faults(error: BadInput) -> None:
    """Everything that is wrong with the lines, each with its place."""
    st.error(f"It cannot be read yet: {counted(len(error.faults), 'thing')} to mend.")
    columns = (Column("Where", 30), Column("What is wrong", 60), Column("What mends it", 40))
    rows = tuple((fault.where, fault.what, fault.mend) for fault in error.faults)
    tables.draw(Table("", columns, rows), "invoice.faults")


def _keep(expected: Expected, received: Received, place: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.text_input(
            "Invoice number",
            key=f"invoice.number.{place}",
            max_chars=80,
            placeholder="As the vendor writes it",
            width=260,
        )
        kept = st.button(
            "Keep this invoice", type="primary", key="invoice.keep", disabled=not number.strip()
        )
    draft = Draft(expected.vendor, number.strip(), expected.month, received.lines)
    if kept:
        saving(lambda: _kept(draft), "The invoice is kept.")
    invoice_standing.result(draft, expected)


def _kept(draft: Draft) -> None:
    saved = invoices.save(session.deps(), session.person(), draft)
    st.session_state[_SAVES] = st.session_state.get(_SAVES, 0) + 1
    st.session_state[_CARRIED] = (saved.revision.draft.month, saved.revision.draft.number)
