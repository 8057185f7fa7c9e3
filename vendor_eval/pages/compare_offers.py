"""Offers side by side: what each costs, what it costs all in, and why they differ."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.pages import places, session
from vendor_eval.pages.parts import charts, downloads, tabbed, tables
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.pricing import (
    asking_counsel,
    cost_cards,
    cost_charts,
    cost_options,
    scenario_choice,
)
from vendor_eval.pages.parts.pricing.scenario_choice import Chosen
from vendor_eval.pages.parts.saving import say_failed
from vendor_eval.pages.words import literal
from vendor_eval.reports.cost_basis import assumptions_section, break_even_table
from vendor_eval.reports.cost_headline import open_matters_table, status_sentence, why_they_differ
from vendor_eval.reports.cost_result import CostResult
from vendor_eval.reports.cost_tables import costs_table, month_tables, parts_tables
from vendor_eval.reports.cost_volumes import volumes_section
from vendor_eval.workflows import costs
from vendor_eval.workflows.costs import Question


def draw() -> None:
    """Draw the page."""
    with title_row("Compare offers"):
        chosen = scenario_choice.choose()
    asked = Question(chosen.name, chosen.text, chosen.looked, synthetic=chosen.kept is None)
    result = costs.costs(session.deps(), session.person(), asked)
    say_failed()
    if chosen.kept is None:
        _example()
    st.markdown(f"**{literal(status_sentence(result))}**")
    for sentence in why_they_differ(result):
        st.text(sentence)
    if may(session.person(), Permission.EXPORT_REPORTS):
        report = costs.report_on(session.deps(), session.person(), asked)
        downloads.draw(report, "cost", repr(report))
    scenario_choice.ways(chosen)
    cost_cards.draw(result)
    st.caption(literal(f"{result.period}. Nothing here says which option to take."))
    _charts(result)
    _parts(chosen, result)


def _example() -> None:
    """That the figures are made up, and the way to one's own."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.badge("Worked example, made-up figures", color="gray")
        st.text("Three offers to one practice, with all that is reckoned about them.")
        if may(session.person(), Permission.EDIT_PRICING):
            places.link("scenario", "Start your own", "edit_note")


def _charts(result: CostResult) -> None:
    """All-in costs by their parts, and the fees of each month."""
    rows = cost_charts.part_rows(result)
    left, right = st.columns(2, gap="medium")
    with left.container(border=True, height="stretch"):
        st.markdown("**All in, by its parts**")
        if len(rows):
            st.vega_lite_chart(
                rows,
                cost_charts.all_in_bars(charts.look(), cost_charts.present(rows)),
                width="stretch",
                key="all-in",
                alt="The all-in cost of each option by its parts; the tab Why they differ has "
                "the same as a table",
            )
        else:
            st.text("Nobody said what the options achieve, so that no all-in cost is known.")
    with right.container(border=True, height="stretch"):
        st.markdown("**Fees month by month**")
        st.vega_lite_chart(
            cost_charts.month_rows(result),
            cost_charts.fee_lines(charts.look()),
            width="stretch",
            key="months",
            alt="The fee of each option month by month; the tab Months has the same as a table",
        )


def _parts(chosen: Chosen, result: CostResult) -> None:
    """What the figures rest on, one tab a question."""
    parts: dict[str, Callable[[], None]] = {
        "Why they differ": lambda: _why(result),
        "Option by option": lambda: cost_options.draw(result),
        "Months": lambda: _months(result),
        "Volume": lambda: _volumes(result),
        "Cautions": lambda: asking_counsel.draw(chosen, result),
        "Assumptions": lambda: _assumptions(result),
    }
    tabbed.draw(parts)


def _why(result: CostResult) -> None:
    tables.draw(costs_table(result), "costs.table")
    for number, table in enumerate(parts_tables(result)):
        tables.draw(table, f"costs.parts.{number}")
    tables.draw(open_matters_table(result), "costs.open")


def _months(result: CostResult) -> None:
    for number, table in enumerate(month_tables(result)):
        tables.draw(table, f"costs.months.{number}")
    tables.draw(break_even_table(result), "costs.break-even")


def _volumes(result: CostResult) -> None:
    section = volumes_section(result)
    st.text(section.summary)
    for number, table in enumerate(section.tables):
        tables.draw(table, f"costs.volumes.{number}")


def _assumptions(result: CostResult) -> None:
    section = assumptions_section(result)
    st.text(section.summary)
    for table in section.tables:
        tables.draw(table, f"costs.{table.title}")
    for note in section.notes:
        st.caption(literal(note))
