"""What needs a decision this month, in plain words, worst first."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from vendor_eval.pages import places, session
from vendor_eval.pages.parts import filters, tables
from vendor_eval.pages.parts.empty import no_findings_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.words import literal
from vendor_eval.reports.report import Align, Cell, Column, Decision, Figure, Report, Table, Tone
from vendor_eval.reports.wording import shown_cell

_MOST_DECISIONS = 8
_DELTA: dict[Tone, Literal["red", "violet", "orange", "green"]] = {
    Tone.BAD: "red",
    Tone.MISSING: "violet",
    Tone.WARNING: "orange",
    Tone.GOOD: "green",
}


def draw() -> None:
    """Draw the page."""
    review = session.review()
    with title_row("Overview"):
        month = filters.month(review.months)
    if month is None:
        no_findings_yet(review)
        return
    report = session.breach_report(month)
    st.markdown(f"**{literal(report.status)}**")
    _figures(report.figures)
    _decisions(report)
    _vendors(report)
    for note in report.notes:
        st.caption(literal(note))


def _figures(figures: tuple[Figure, ...]) -> None:
    with st.grid(len(figures), min_column_width=210):
        for figure in figures:
            st.metric(
                figure.label,
                shown_cell(figure.value),
                delta=figure.note,
                delta_color=_DELTA.get(figure.tone, "gray"),
                delta_arrow="off",
                chart_data=list(figure.history) or None,
                chart_type="bar",
                border=True,
                height="stretch",
            )


def _decisions(report: Report) -> None:
    shown = report.decisions[:_MOST_DECISIONS]
    left = len(report.decisions) - len(shown)
    table = Table(
        title="Decisions due",
        columns=(
            Column("", 14),
            Column("Vendor", 28),
            Column("What to do", 78),
            Column("Money", 13, Align.END),
        ),
        rows=tuple(_decision_row(one) for one in shown),
        empty="Nothing needs a decision for this month.",
        note=f"{left} more stand in the report, below these in weight." if left else "",
    )
    chosen = tables.draw(table, "decisions", links=[one.subject for one in shown])
    if chosen is not None:
        places.open_vendor(shown[chosen].subject, report.month)


def _decision_row(decision: Decision) -> tuple[Cell, ...]:
    return (decision.mark, decision.subject, decision.sentence, decision.money)


def _vendors(report: Report) -> None:
    for table in report.overview:
        names = [str(row[0]) for row in table.rows]
        chosen = tables.draw(table, "vendors", links=names)
        if chosen is not None:
            places.open_vendor(names[chosen], report.month)
