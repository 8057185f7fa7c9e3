"""Due diligence: what was found out about a vendor beside its answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.evaluation.diligence import (
    PATIENCE,
    REFERENCES_WANTED,
    Diligence,
    days_waited,
    hesitates,
)
from vendor_eval.evaluation.registers import (
    QUESTIONS,
    Coder,
    DocumentRequest,
    DocumentStatus,
    Reference,
    Subcontractor,
)
from vendor_eval.pages import session
from vendor_eval.pages.parts import filters, tables
from vendor_eval.pages.parts.empty import no_round_yet
from vendor_eval.pages.parts.evaluation import register_editor
from vendor_eval.pages.parts.evaluation.register_editor import Editor
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.saving import say_failed
from vendor_eval.pages.words import literal
from vendor_eval.reports.diligence_tables import (
    coders_table,
    documents_table,
    findings,
    references_table,
    subcontractors_table,
)
from vendor_eval.reports.wording import counted
from vendor_eval.workflows import registers
from vendor_eval.workflows.registers import Registers


def draw() -> None:
    """Draw the page."""
    known = registers.vendors(session.deps(), session.person())
    with title_row("Due diligence"):
        vendor = filters.vendor(known)
    say_failed()
    if vendor is None:
        no_round_yet()
        return
    shown = registers.of_vendor(session.deps(), session.person(), vendor)
    with st.container(gap="xsmall"):
        for sentence in findings(shown.found):
            st.markdown(literal(sentence))
    tabs: dict[str, Callable[[Registers], None]] = {
        "Coders": _coders,
        "Documents": _documents,
        "References": _references,
        "Subcontractors": _subcontractors,
    }
    for tab, drawn in zip(st.tabs(list(tabs)), tabs.values(), strict=True):
        with tab:
            drawn(shown)


def _edits() -> bool:
    return may(session.person(), Permission.MANAGE_ROUNDS)


def _coders(shown: Registers) -> None:
    st.caption(
        "Everybody who would code for us. A credential counts while it stands; whoever has left "
        "is taken out of the table and stays in the records."
    )
    if _edits():
        register_editor.draw(Editor(shown.found.vendor, Coder(""), shown.coders))
    else:
        tables.draw(coders_table(shown.found), "diligence.coders")


def _documents(shown: Registers) -> None:
    st.caption(
        f"Five documents are asked of every vendor. One that takes longer than "
        f"{PATIENCE.business_days} business days, or refuses, hesitates: look closer. What you do "
        "not need is taken out of the table."
    )
    if _edits():
        register_editor.draw(Editor(shown.found.vendor, DocumentRequest(""), shown.documents))
        for waiting in _waiting(shown.found):
            st.text(waiting)
    else:
        tables.draw(documents_table(shown.found), "diligence.documents")


def _waiting(found: Diligence) -> Iterator[str]:
    """For how long each document was asked for that has not come."""
    for one in found.documents:
        if one.status is DocumentStatus.ASKED:
            days = days_waited(one, found.today)
            late = " The vendor hesitates." if hesitates(one, found.today) else ""
            yield f"{one.document}: asked for {counted(days or 0, 'day')} ago.{late}"


def _references(shown: Registers) -> None:
    st.caption(
        f"At least {REFERENCES_WANTED} references are called of each finalist, with the same three "
        f"questions. {' '.join(QUESTIONS.values())}"
    )
    if _edits():
        register_editor.draw(Editor(shown.found.vendor, Reference(""), shown.references))
    else:
        tables.draw(references_table(shown.found), "diligence.references")


def _subcontractors(shown: Registers) -> None:
    st.caption(
        "Whoever does a part of the work for the vendor, from which country, and since when a "
        "business associate agreement (BAA) binds them."
    )
    if _edits():
        register_editor.draw(Editor(shown.found.vendor, Subcontractor(""), shown.subcontractors))
    else:
        tables.draw(subcontractors_table(shown.found), "diligence.subcontractors")
