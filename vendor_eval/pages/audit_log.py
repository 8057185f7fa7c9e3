"""The audit log: who changed what, when, and whether anybody touched the log itself."""

from __future__ import annotations

from functools import partial

import streamlit as st

from vendor_eval.access.roles import Person
from vendor_eval.pages import session
from vendor_eval.pages.parts import days, entry_choice, tables
from vendor_eval.pages.parts.file_names import told_apart
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.words import literal
from vendor_eval.reports.audit_tables import as_stored, fields_table, log_table, named
from vendor_eval.reports.wording import counted
from vendor_eval.workflows import audit
from vendor_eval.workflows.audit import Asked, Found


def draw() -> None:
    """Draw the page."""
    with title_row("Audit log"):
        pass
    st.text(
        "Every change of what is stored, and every report that was taken out of the app. "
        "The database notes changes itself, also those that other programs make."
    )
    _verification()
    asked = _asked()
    found = audit.page(session.deps(), session.person(), asked, _number())
    picked = tables.draw(
        log_table(found.entries, session.zone()),
        "audit.entries",
        ["Show every field"] * len(found.entries),
    )
    _below(found, asked)
    picked = entry_choice.draw(found.entries, picked)
    if picked is not None:
        tables.draw(fields_table(found.entries[picked]), "audit.fields")
        with st.expander("The entry as it is stored"):
            st.code(as_stored(found.entries[picked]), "json", height=360)
    elif found.entries:
        st.caption("Click an entry to see every field before and after.")


def _verification() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        noted = st.text_input(
            "Checkpoint",
            key="audit.checkpoint",
            placeholder="1042:f113778b87267f11",
            help="As a signed report or a backup states it: entry and hash. Without one nobody "
            "can tell whether the newest entries were cut off.",
            width=300,
        )
        verify = st.button("Verify the log", icon=":material/verified_user:", key="audit.verify")
    if not verify:
        return
    with st.spinner("Reading the log and everything that is stored"):
        found = audit.verify(session.deps(), session.person(), noted)
    if found.faults:
        st.error(literal("\n\n".join(found.faults)))
        return
    if found.unchecked:
        st.warning(literal("\n\n".join(found.unchecked)))
        return
    head = f"Now at {found.head.seq}:{found.head.hash}"
    st.success(literal(f"All {found.rows} entries are as they were written. {head}"))
    if found.anchor is not None:
        st.caption(
            f"Entries up to {found.anchor.seq} were retired: whoever operates this has them in "
            "archives, and verifies those at a prompt."
        )
    st.caption(
        "Note where the log stands, outside this system. Whoever operates it verifies the same at "
        "a prompt:"
    )
    st.code(f"vendor-eval audit verify --checkpoint {found.head.seq}:{found.head.hash}", None)


def _asked() -> Asked:
    """What the log is narrowed down to."""
    offered = audit.choices(session.deps(), session.person())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = _one_of("Person", offered.people, "Everybody")
        entity = _one_of("Table", offered.entities, "All tables")
        vendor = _one_of("Vendor", offered.vendors, "All vendors")
        first, last = (
            st.date_input(
                label,
                None,
                format=days.TYPED,
                key=f"audit.{label.lower()}",
                width=150,
                on_change=_to_first,
            )
            for label in ("From", "To")
        )
    return Asked(by, entity, vendor, first, last, session.zone().key)


def _one_of(label: str, names: tuple[str, ...], all_: str) -> str | None:
    return st.selectbox(
        label,
        names,
        index=None,
        placeholder=all_,
        format_func=named if label == "Table" else str,
        key=f"audit.{label.lower()}",
        width=220,
        on_change=_to_first,
    )


def _to_first() -> None:
    """Begin with the newest entries whenever others are looked for."""
    st.session_state["audit.page"] = 1


def _number() -> int:
    """The page of the log to show, from 1."""
    return int(st.session_state.get("audit.page") or 1)


def _below(found: Found, asked: Asked) -> None:
    """Which page it is, and the entries as a file."""
    pages = max(1, -(-found.rows // audit.PAGE))
    acting = session.person()
    st.session_state["audit.page"] = min(_number(), pages)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input("Page", 1, pages, key="audit.page", width=140)
        st.text(f"of {pages}, {counted(found.rows, 'entry', 'entries')}")
        st.download_button(
            "CSV",
            data=partial(_made, acting, asked),
            file_name=told_apart("audit-log.csv", acting, asked, found.rows),
            mime="text/csv",
            icon=":material/csv:",
            key="audit.csv",
            on_click="ignore",
            help="All entries that the log is narrowed down to; the log says that you took them.",
        )


def _made(acting: Person, asked: Asked) -> bytes:
    return audit.exported(session.deps(), session.still(acting), asked)
