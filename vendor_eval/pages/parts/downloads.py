"""A report to take along, in every format."""

from __future__ import annotations

from functools import partial

import streamlit as st

from vendor_eval.access.roles import Person
from vendor_eval.pages import session
from vendor_eval.pages.parts.file_names import told_apart
from vendor_eval.reports.rendering import MEDIA_TYPES
from vendor_eval.reports.report import Report
from vendor_eval.workflows import reports

_FORMATS = (
    (".pdf", "PDF", "picture_as_pdf"),
    (".xlsx", "Workbook", "table"),
    (".csv", "CSV", "csv"),
    (".html", "Web page", "language"),
)


def draw(report: Report, name: str, state: str) -> None:
    """One button a format; a file is made when it is asked for.

    Args:
        name: of the file, before its suffix.
        state: changes with what the report says.
    """
    acting = session.person()
    with st.container(horizontal=True):
        for suffix, label, icon in _FORMATS:
            st.download_button(
                label,
                data=partial(_made, acting, report, suffix),
                file_name=told_apart(f"{name}{suffix}", report.practice, acting, state),
                mime=MEDIA_TYPES[suffix],
                icon=f":material/{icon}:",
                key=f"report{suffix}",
                on_click="ignore",
                type="primary" if suffix == ".pdf" else "secondary",
            )


def _made(acting: Person, report: Report, suffix: str) -> bytes:
    return reports.rendered(session.deps(), session.still(acting), report, suffix)
