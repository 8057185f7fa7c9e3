"""What needs a decision this month, in plain words, worst first."""

from __future__ import annotations

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.follow_up.credit_ledger import together
from vendor_eval.pages import computed, places, session
from vendor_eval.pages.parts import (
    chart_table,
    dates,
    figures,
    filters,
    first_steps,
    said,
    tables,
)
from vendor_eval.pages.parts.empty import no_findings_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month
from vendor_eval.reports.credit_tables import open_figure
from vendor_eval.reports.report import Figure, Summary

_MOST_DECISIONS = 8


def draw() -> None:
    """Draw the page."""
    review = computed.review()
    with title_row("Overview"):
        month = filters.month(review.months)
    if month is None:
        if not review.standings.contracts:
            first_steps.draw(review)
        else:
            no_findings_yet(review)
        dates.draw()
        return
    summary = computed.breach_summary(month)
    st.markdown(f"**{literal(summary.status)}**")
    figures.draw((*summary.figures, _credits_open()), narrowest=180)
    _ways(month, summary)
    _decisions(summary)
    dates.draw()
    _vendors(summary)
    for note in summary.notes:
        st.caption(literal(note))


def _ways(month: Month, summary: Summary) -> None:
    """What is usually done next with the month, and the months behind its figures."""
    acting, query = session.person(), {"month": month.shown}
    with st.container(horizontal=True, vertical_alignment="center"):
        if may(acting, Permission.CLOSE_MONTHS):
            places.link("month-close", f"Close {month.shown}", "event_available", query)
        if may(acting, Permission.EXPORT_REPORTS):
            places.link("report", f"Report of {month.shown}", "summarize", query)
        chart_table.offer(
            "overview.months", lambda: figures.as_table(summary.figures, summary.month)
        )


def _credits_open() -> Figure:
    """What all vendors owe today, whichever month is looked at."""
    found = together(computed.credit_totals().values())
    return open_figure("Credits open", found, session.deps().today())


def _decisions(summary: Summary) -> None:
    st.header("Decisions due", anchor=False)
    if not summary.decisions:
        st.text(f"Nothing needs a decision for {summary.month.shown}.")
        return
    shown = summary.decisions[:_MOST_DECISIONS]
    said.decisions(shown, summary.month)
    left = len(summary.decisions) - len(shown)
    if left:
        st.caption(f"{left} more stand in the report, below these in weight.")


def _vendors(summary: Summary) -> None:
    for table in summary.overview:
        names = [str(row[0]) for row in table.rows]
        chosen = tables.draw(table, "vendors", links=names)
        if chosen is not None:
            places.open_vendor(names[chosen], summary.month)
