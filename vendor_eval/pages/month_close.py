"""Months closed vendor by vendor, what is missing, and what changed in them since."""

from __future__ import annotations

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.pages import computed, places, session
from vendor_eval.pages.parts import filters, tables
from vendor_eval.pages.parts.empty import no_findings_yet
from vendor_eval.pages.parts.follow_up import month_closing
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.words import literal
from vendor_eval.reports.month_close_tables import diary_table, headline, months_table, sentences

# Corrections that are told in a sentence each; the table has them all.
_TOLD = 5


def draw() -> None:
    """Draw the page."""
    review = computed.review()
    with title_row("Month close"):
        month = filters.month(review.months)
    if month is None:
        no_findings_yet(review)
        return
    deps, person = session.deps(), session.person()
    table = computed.month_table(month)
    st.markdown(f"**{literal(headline(month, table.standings))}**")
    tables.draw(months_table(table.standings, deps.today()), "closing.month")
    if not table.standings:
        return
    if may(person, Permission.CLOSE_MONTHS):
        month_closing.draw(table)
    else:
        st.text("Leadership, finance or an administrator closes months.")
    if may(person, Permission.EXPORT_REPORTS):
        query = {"month": month.shown}
        places.link("report", f"Report of {month.shown}", "summarize", query)
    _diary()


def _diary() -> None:
    st.header("Restatement diary", anchor=False)
    st.text(
        "A closed month keeps its first values. What a later report, relief, dispute or amendment "
        "changed since then is told here, with the credits and rights that hang on it."
    )
    diary = computed.diary()
    for one in diary[:_TOLD]:
        with st.container(border=True, gap="xsmall"):
            places.link_to_vendor(one.vendor, one.month)
            st.markdown(literal(sentences(one)))
    tables.draw(diary_table(diary), "closing.diary")
