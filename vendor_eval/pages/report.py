"""The month's breach report, to take to a meeting."""

from __future__ import annotations

import hashlib
from functools import partial

import streamlit as st

from vendor_eval.pages import session
from vendor_eval.pages.parts import filters, tables
from vendor_eval.pages.parts.empty import no_findings_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.words import literal
from vendor_eval.reports.report import Report
from vendor_eval.workflows import reports

_FORMATS = (
    (".pdf", "PDF", "picture_as_pdf", "application/pdf"),
    (
        ".xlsx",
        "Workbook",
        "table",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (".csv", "CSV", "csv", "text/csv"),
    (".html", "Web page", "html", "text/html"),
)


def draw() -> None:
    """Draw the page."""
    review = session.review()
    with title_row("Report"):
        month = filters.month(review.months)
    if month is None:
        no_findings_yet(review)
        return
    report = session.breach_report(month)
    with st.container(horizontal=True):
        _downloads(report)
    st.markdown(f"**{literal(report.status)}**")
    st.caption(
        literal(
            f"{report.title}, prepared {report.prepared_on:%B %-d, %Y} by {report.prepared_by}. "
            "The first page can be read alone; the findings, credits, definitions and sources "
            "of each vendor follow."
        )
    )
    for number, table in enumerate(report.overview):
        tables.draw(table, f"report-{number}")
    for section in report.sections:
        with st.expander(literal(section.title)):
            st.text(section.summary)


def _downloads(report: Report) -> None:
    """One button a format; a file is made when it is asked for."""
    acting = session.person()
    # The name tells two contents apart: the server keeps files by name and a sample of bytes.
    said = f"{report.month}{report.practice}{acting.name}{session.stamp()}"
    mark = hashlib.sha256(said.encode()).hexdigest()[:8]
    for suffix, label, icon, mime in _FORMATS:
        st.download_button(
            label,
            data=partial(reports.rendered, acting, report, suffix),
            file_name=f"breach-report-{report.month}-{mark}{suffix}",
            mime=mime,
            icon=f":material/{icon}:",
            key=f"report{suffix}",
            on_click="ignore",
            type="primary" if suffix == ".pdf" else "secondary",
        )
