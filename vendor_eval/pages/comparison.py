"""Candidates side by side: who may be chosen, who leads, how firmly, and what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.evaluation.comparison import Comparison
from vendor_eval.evaluation.scope import Scope
from vendor_eval.pages import places, session
from vendor_eval.pages.parts import charts, downloads, filters, tabbed, tables
from vendor_eval.pages.parts.empty import no_round_yet
from vendor_eval.pages.parts.evaluation import deciding, heat, standings
from vendor_eval.pages.parts.evaluation.heat import shown_points
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.words import literal
from vendor_eval.reports.comparison_agreement import agreement_section
from vendor_eval.reports.comparison_firmness import firmness_section
from vendor_eval.reports.comparison_items import gaps_table, section_items_table
from vendor_eval.reports.comparison_tables import red_flags_table
from vendor_eval.reports.promise_trace import promise_section
from vendor_eval.reports.report import Section
from vendor_eval.reports.round_result import RoundResult
from vendor_eval.workflows import rounds
from vendor_eval.workflows import standings as stood
from vendor_eval.workflows.rounds import State
from vendor_eval.workflows.standings import Standing

# Pixels of the vendors' names above the grid and of its lower margin.
_MARGIN = 60
_EVERYBODY = "All candidates"


def draw() -> None:
    """Draw the page."""
    known = rounds.rounds(session.deps(), session.person())
    with title_row("Comparison"):
        chosen = filters.evaluation_round(known, (State.CONSENSUS, State.DECIDED))
    if chosen is None:
        no_round_yet()
        return
    if rounds.is_blind(chosen):
        st.text(
            "The vendors are compared once the round is in consensus. Until then nobody sees what "
            "the others have answered."
        )
        return
    with st.spinner("Scoring the candidates, and trying how firmly the order stands"):
        standing = stood.comparison(session.deps(), session.person(), chosen.id)
    comparison, result = standing.comparison, stood.result_of(standing)
    if may(session.person(), Permission.EXPORT_REPORTS):
        _downloads(standing)
    st.markdown(f"**{literal(_leads(comparison) + comparison.winner)}**")
    if standing.round.decision is not None:
        with st.container(border=True):
            deciding.signed(standing.round.decision)
    elif may(session.person(), Permission.DECIDE_ROUND):
        query = {"round": standing.round.name, tabbed.OPENS: "Decision"}
        places.link("rounds", "Sign the decision", "signature", query)
    standings.gates(comparison, {key: one.item.question for key, one in result.places.items()})
    standings.cards(comparison)
    _parts(result)


def _downloads(standing: Standing) -> None:
    """The report on all candidates, or on one, to take along."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        about = st.selectbox(
            "Report on",
            [_EVERYBODY, *standing.round.vendors],
            key=f"comparison.report.{standing.round.id}",
            label_visibility="collapsed",
            width=260,
        )
        practice, name = session.practice(), session.person().name
        if about == _EVERYBODY:
            report = stood.report_of(standing, practice, name)
        else:
            report = stood.scorecard_of(standing, about, practice, name)
        downloads.draw(report, f"comparison-{standing.round.id}", repr(report))


def _leads(comparison: Comparison) -> str:
    """Who is first and by how much; empty where there is no one leader over others."""
    ranked = [one for one in comparison.scores if one.vendor in comparison.ranks]
    if len(ranked) < 2 or ranked[0].score is None or ranked[1].score is None:
        return ""
    lead = ranked[0].score - ranked[1].score
    if not lead:
        return ""
    return (
        f"{ranked[0].vendor} leads with {shown_points(ranked[0].score)} of 100, "
        f"{shown_points(lead)} ahead of {ranked[1].vendor}. "
    )


def _titles(scope: Scope) -> Mapping[str, str]:
    """What each section is called here: two of one title say of which scorecard they are."""
    seen = Counter(section.title for section in scope.sections)
    return {
        one.key: one.title if seen[one.title] == 1 else f"{one.title} ({one.key.partition('/')[0]})"
        for one in scope.sections
    }


@st.fragment
def _items(result: RoundResult, titles: Mapping[str, str]) -> None:
    """The items of the section that is picked, answer beside answer."""
    st.header("Item by item", anchor=False)
    keys = list(titles)
    picked = st.selectbox(
        "Section",
        keys,
        format_func=titles.__getitem__,
        key="section",
        bind="query-params",
        label_visibility="collapsed",
        width=420,
    )
    tables.draw(section_items_table(result, keys.index(picked)), "comparison.items")


@st.fragment
def _parts(result: RoundResult) -> None:
    """What the figures rest on, one tab a question; turning to another computes nothing anew."""
    parts: dict[str, Callable[[], None]] = {
        "Sections and items": lambda: _sections(result),
        "How firm": lambda: _tables(firmness_section(result)),
        "Warnings and evidence": lambda: _warnings(result),
        "Promises": lambda: _report_section(promise_section(result.traces)),
        "Evaluators": lambda: _report_section(agreement_section(result)),
    }
    tabbed.draw(parts)


def _warnings(result: RoundResult) -> None:
    tables.draw(red_flags_table(result), "comparison.flags")
    tables.draw(gaps_table(result), "comparison.gaps")


def _report_section(section: Section) -> None:
    """A part of the report, as it stands there."""
    st.text(section.summary)
    _tables(section)


def _tables(section: Section) -> None:
    for table in section.tables:
        tables.draw(table, f"comparison.{table.title}")


def _sections(result: RoundResult) -> None:
    """Every section of every vendor, as a grid, and the items of one."""
    comparison, parts = result.comparison, result.scope.sections
    titles = _titles(result.scope)
    # A container with a height of its own can be moved sideways where the screen is narrow.
    with st.container(border=True, height=len(parts) * heat.ROW + _MARGIN):
        st.vega_lite_chart(
            heat.cells(comparison.scores, titles),
            heat.sections_by_vendors(charts.look(), len(comparison.scores)),
            width="content",
            key="sections",
            alt=f"Scores of {len(parts)} sections for {len(comparison.scores)} vendors; the "
            "tables under each vendor's score say the same",
        )
    st.caption("The score of each section, of 100. Hover over a cell for its weight and evidence.")
    _items(result, titles)
