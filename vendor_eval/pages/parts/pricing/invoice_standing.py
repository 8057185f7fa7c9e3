"""An invoice against the expected one: the lines, what is in dispute, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.errors import Conflict
from vendor_eval.naming import LONGEST_NOTE
from vendor_eval.pages import session
from vendor_eval.pages.parts import downloads, tables
from vendor_eval.pages.parts.saving import saving
from vendor_eval.pages.words import literal
from vendor_eval.quantities import Usd
from vendor_eval.reports.dispute_report import headline_figures, remarks, status_sentence
from vendor_eval.reports.dispute_tables import basis_tables, expected_table, lines_table
from vendor_eval.reports.invoice_result import InvoiceResult
from vendor_eval.reports.invoice_words import explained
from vendor_eval.reports.report import Figure
from vendor_eval.reports.wording import sentence
from vendor_eval.workflows import invoices
from vendor_eval.workflows.expected_invoices import Expected
from vendor_eval.workflows.invoices import Draft, Revision, Status

_NO_LINE = "No expected line"
_SAVES = "invoice.decisions"
_STATUSES: tuple[Status, ...] = tuple(Status)


def draw(kept: Revision, expected: Expected) -> None:
    """An invoice that is kept, with the form for what becomes of it."""
    checked = result(kept.draft, expected)
    if may(session.person(), Permission.EDIT_PRICING):
        _decide(kept, checked)
    elif kept.draft.note:
        st.text(f"{kept.draft.status.value.capitalize()}: {kept.draft.note}")


def result(invoice: Draft, expected: Expected) -> InvoiceResult:
    """The check, drawn, with the files to take along."""
    checked = invoices.check(session.deps(), session.person(), invoice, expected)
    st.markdown(f"**{literal(status_sentence(checked))}**")
    for line in checked.check.disputes:
        why = explained(line, checked.unit_of(line))
        st.markdown(f"- **{literal(sentence(line.label))}:** {literal(why)}.")
    with st.grid(4, min_column_width=150):
        for figure in headline_figures(checked):
            _figure(figure)
    for remark in remarks(checked):
        st.warning(literal(remark))
    tables.draw(lines_table(checked), "invoice.lines")
    _rests_on(expected)
    if may(session.person(), Permission.EXPORT_REPORTS):
        report = invoices.report_on(session.deps(), session.person(), checked)
        name = f"dispute-list-{expected.month}"
        downloads.draw(report, name, f"{checked}")
    return checked


def expectation(expected: Expected) -> None:
    """What the invoice should say, while there is none."""
    for remark in expected.remarks:
        st.warning(literal(remark))
    tables.draw(expected_table(expected), "invoice.expected")
    _rests_on(expected)


def _figure(figure: Figure) -> None:
    value = figure.value.shown if isinstance(figure.value, Usd) else f"{figure.value:,}"
    st.metric(
        figure.label,
        literal(value),
        border=True,
        delta=figure.note,
        delta_color="off",
        delta_arrow="off",
        help=figure.source or None,
    )


def _rests_on(expected: Expected) -> None:
    with st.expander("What the expected invoice rests on"):
        st.text(expected.basis)
        for fee in expected.fees:
            st.markdown(f"- {literal(fee)}")
        for number, table in enumerate(basis_tables(expected)):
            tables.draw(table, f"invoice.basis.{number}")


def _decide(kept: Revision, checked: InvoiceResult) -> None:
    """What the practice makes of the invoice, and which expected lines its own labels mean."""
    place = f"invoice.{kept.id}.{st.session_state.get(_SAVES, 0)}"
    # What is typed is based on the version that was shown first, whoever saves meanwhile.
    opened = st.session_state.setdefault(f"{place}.opened", kept.draft.version)
    with st.form(place):
        st.markdown("**What becomes of it**")
        meant = _meant(checked, place)
        with st.grid(2, min_column_width=300):
            status = st.selectbox(
                "Status",
                _STATUSES,
                index=_STATUSES.index(kept.draft.status),
                format_func=str.capitalize,
                key=f"{place}.status",
            )
            note = st.text_input(
                "Note", value=kept.draft.note, max_chars=LONGEST_NOTE, key=f"{place}.note"
            )
        saved = st.form_submit_button("Save", type="primary")
    if saved:
        lines = tuple(
            replace(line, meant=meant.get(line.label, line.meant)) for line in kept.draft.lines
        )
        edited = replace(kept.draft, lines=lines, status=status, note=note, version=opened)
        saving(lambda: _save(edited, place, kept.draft.version), "The invoice is saved.")


def _save(edited: Draft, place: str, newest: int) -> None:
    """Keep the invoice; after a conflict, what others saved counts as seen."""
    try:
        invoices.save(session.deps(), session.person(), edited)
    except Conflict:
        st.session_state[f"{place}.opened"] = newest
        raise
    st.session_state[_SAVES] = st.session_state.get(_SAVES, 0) + 1


def _meant(checked: InvoiceResult, place: str) -> dict[str, str]:
    """By billed label the expected one, where a person says that both are the same."""
    lines = checked.check.lines
    unmatched = [one.label for one in lines if one.expected is None]
    open_lines = [one.label for one in lines if one.billed is None]
    if not unmatched or not open_lines:
        return {}
    meant: dict[str, str] = {}
    with st.grid(2, min_column_width=300):
        for label in unmatched:
            picked = st.selectbox(
                literal(f"“{label}” means"),
                [_NO_LINE, *open_lines],
                key=f"{place}.meant.{label}",
            )
            if picked != _NO_LINE:
                meant[label] = picked
    return meant
