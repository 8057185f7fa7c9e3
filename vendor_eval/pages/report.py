"""The month's breach report, to take to a meeting."""

from __future__ import annotations

import streamlit as st

from vendor_eval.pages import computed
from vendor_eval.pages.parts import downloads, filters, tables
from vendor_eval.pages.parts.empty import no_findings_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.words import literal


def draw() -> None:
    """Draw the page."""
    review = computed.review()
    with title_row("Report"):
        month = filters.month(review.months)
    if month is None:
        no_findings_yet(review)
        return
    report = computed.breach_report(month)
    downloads.draw(report, f"breach-report-{report.month}", computed.stamp())
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
