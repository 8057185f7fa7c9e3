"""Candidates side by side: who may be chosen, who leads, how firmly, and what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.evaluation.comparison import Comparison
from vendor_eval.evaluation.contest import contest_of
from vendor_eval.evaluation.raters import Agreement
from vendor_eval.evaluation.red_flags import RedFlag
from vendor_eval.evaluation.stability import Stability, stability
from vendor_eval.pages import session
from vendor_eval.pages.parts import charts, downloads, filters, heat, standings, tables
from vendor_eval.pages.parts.empty import no_round_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.heat import shown_points
from vendor_eval.pages.words import literal
from vendor_eval.reports.report import Align, Column, Table
from vendor_eval.reports.wording import counted
from vendor_eval.workflows import rounds
from vendor_eval.workflows import standings as stood
from vendor_eval.workflows.rounds import State

# Pixels of the vendors' names above the grid and of its lower margin.
_MARGIN = 60


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
    standing = stood.comparison(session.deps(), session.person(), chosen.id)
    comparison = standing.comparison
    questions = _questions(comparison)
    if may(session.person(), Permission.EXPORT_REPORTS):
        report = stood.report_on(session.deps(), session.person(), chosen.id)
        downloads.draw(report, f"comparison-{chosen.id}", repr(report))
    st.markdown(f"**{literal(_leads(comparison) + comparison.winner)}**")
    standings.gates(comparison, questions)
    standings.cards(comparison)
    _sections(comparison)
    _red_flags(standing.red_flags)
    _unsettled(chosen.id, questions)
    _agreement(standing.agreement)
    _stability(comparison)


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


def _questions(comparison: Comparison) -> Mapping[str, str]:
    """The question of every item in scope, by ``scorecard/item``."""
    return {
        place.key: place.item.question
        for part in comparison.scores[0].sections
        for place in part.section.places
    }


def _sections(comparison: Comparison) -> None:
    """Every section of every vendor, as a grid."""
    parts = comparison.scores[0].sections
    seen = Counter(part.section.title for part in parts)
    titles = {
        part.section.key: part.section.title
        if seen[part.section.title] == 1
        else f"{part.section.title} ({part.section.key.partition('/')[0]})"
        for part in parts
    }
    st.subheader("Section by section", anchor=False)
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


def _red_flags(flags: tuple[RedFlag, ...]) -> None:
    """Answers that are a warning in themselves."""
    rows = tuple(
        (
            one.vendor,
            one.place.item.question,
            one.answer,
            " ".join(part for part in (one.means, one.note) if part),
        )
        for one in flags
    )
    table = Table(
        title="Red flags",
        columns=(
            Column("Vendor", 20),
            Column("Asked", 46),
            Column("Answer", 10),
            Column("What it means", 54),
        ),
        rows=rows,
        empty="No answer is a red flag.",
    )
    tables.draw(table, "comparison.flags")


def _unsettled(round_id: int, questions: Mapping[str, str]) -> None:
    """What the evaluators differ on, furthest apart first: what their meeting is about."""
    found = stood.spread(session.deps(), session.person(), round_id)
    rows = tuple(
        (
            one.vendor,
            questions[one.spread.item],
            ", ".join(f"{given.evaluator}: {given.answer}" for given in one.first),
            f"{float(one.spread.width) * 100:.0f} %",
        )
        for one in found
        if one.settled is None
    )
    table = Table(
        title="Not settled",
        columns=(
            Column("Vendor", 18),
            Column("Asked", 50),
            Column("Answers", 40),
            Column("Apart", 8, Align.END),
        ),
        rows=rows,
        empty="Nothing that evaluators differ on is left to settle.",
        note="An item on which evaluators differ counts as unanswered until it is settled. They "
        "are 100 % apart when one gave the best answer and another the worst, or said n/a.",
    )
    tables.draw(table, "comparison.unsettled")


def _agreement(found: Agreement | None) -> None:
    if found is not None:
        st.caption(
            f"Over {counted(found.items, 'item')} that all {found.evaluators} evaluators answered, "
            f"one of them can be relied on to {found.single:.2f} of 1 and their mean to "
            f"{found.mean:.2f} (intraclass correlations ICC(2,1) and ICC(2,k))."
        )


def _stability(comparison: Comparison) -> None:
    """How far each section's weight may move while the first vendor stays first."""
    contest = contest_of(comparison.scores)
    leaders = contest.leaders()
    if len(leaders) != 1 or len(contest.candidates) < 2:
        return
    found = [stability(contest, leaders[0], at) for at in range(len(contest.sections))]
    firm = [one for one in found if one.low == 0 and one.high == 1]
    found = [one for one in found if one not in firm]
    table = Table(
        title="How firm the first place is",
        columns=(
            Column("Section", 44),
            Column("Weight now", 14, Align.END),
            Column("First from", 14, Align.END),
            Column("First up to", 14, Align.END),
        ),
        rows=tuple(_interval(one) for one in found),
        empty=f"{leaders[0].vendor} is first whatever any one section weighs.",
        note=f"{leaders[0].vendor} stays first while the weight lies between the two, the other "
        f"sections in their proportion. For {counted(len(firm), 'further section')} no weight "
        "changes that.",
    )
    tables.draw(table, "comparison.stability")


def _interval(found: Stability) -> tuple[str, str, str, str]:
    return (
        found.section.title,
        _percent(found.section.weight),
        _percent(found.low),
        _percent(found.high),
    )


def _percent(weight: Fraction) -> str:
    return f"{float(weight) * 100:.1f} %"
