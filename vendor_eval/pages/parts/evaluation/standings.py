"""Candidates side by side: their gates, their figures, and what each figure is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

import streamlit as st

from vendor_eval.evaluation.comparison import Comparison
from vendor_eval.evaluation.gates import Gate, GateState
from vendor_eval.evaluation.scoring import VendorScore
from vendor_eval.evaluation.standing import ASSUMED_BAND, consequence_of
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.evaluation.heat import shown_points
from vendor_eval.pages.parts.said import SHADES
from vendor_eval.pages.words import literal
from vendor_eval.reports.evaluation_marks import CONSEQUENCE_TONES, GATE_MARKS
from vendor_eval.reports.report import Align, Cell, Column, Table

# Pixels of a vendor's name in the strip of gates.
_NAME = 220
# Open gates that are still named one by one; of more of them the number says enough.
_MOST_OPEN = 3
# Pixels of a table that explains a figure.
_EXPLAINED = 680

_SCORE = (
    "What the answers earned over what they could have earned, of 100. Each answer is worth a "
    "fixed part of its item, whoever else competes. Unanswered items earn nothing; what does not "
    "apply leaves both sums."
)
_RANGE = "The least and the most that the score can become without an answer being changed."
_FIRST = (
    "How often the vendor would be first if the weights were others: 10,000 weightings drawn "
    "around those of the round, the answers as they are."
)


def gates(comparison: Comparison, questions: Mapping[str, str]) -> None:
    """One line a vendor: how many gates it passed, and in words those that it did not.

    Args:
        questions: of each gate's item.
    """
    with st.container(border=True, gap="xsmall"):
        for score in comparison.scores:
            with st.container(horizontal=True, vertical_alignment="center"):
                with st.container(width=_NAME):
                    st.markdown(f"**{literal(score.vendor)}**")
                _gate_badges(score)
            for gate in _told(score):
                mark = GATE_MARKS[gate.state]
                st.caption(literal(f"{mark.symbol} {mark.label}: {questions[gate.item]}"))
        if comparison.scores and comparison.scores[0].gates:
            with st.popover("Every gate", type="tertiary"), st.container(width=_EXPLAINED):
                tables.draw(_gate_table(comparison, questions), "comparison.gates")
    st.caption(
        "A gate stands beside the score: no points make up for one that is failed, and a vendor "
        "is eligible when every gate is passed."
    )


def _told(score: VendorScore) -> list[Gate]:
    """The gates to name: all that went wrong, and those that are open unless they are many."""
    still = [gate for gate in score.gates if not gate.passed]
    wrong = [gate for gate in still if gate.state is not GateState.OPEN]
    return still if len(still) - len(wrong) <= _MOST_OPEN else wrong


def _gate_badges(score: VendorScore) -> None:
    counts = Counter(gate.state for gate in score.gates)
    if not score.gates:
        st.badge("no gate in this round", color="gray")
    for state, mark in GATE_MARKS.items():
        if counts[state]:
            st.badge(
                f"{mark.symbol} {counts[state]} {mark.label.lower()}",
                color=SHADES[mark.tone],
                help=mark.meaning,
            )


def _gate_table(comparison: Comparison, questions: Mapping[str, str]) -> Table:
    names = [score.vendor for score in comparison.scores]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (questions[gate.item], *(GATE_MARKS[one.gates[place].state] for one in comparison.scores))
        for place, gate in enumerate(comparison.scores[0].gates)
    )
    columns = (Column("Gate", 60), *(Column(name, 18) for name in names))
    return Table("", columns, rows)


def cards(comparison: Comparison) -> None:
    """One card a vendor, best first."""
    first = comparison.chances.first()
    with st.grid(min(len(comparison.scores), 3) or 1, min_column_width=300):
        for score in comparison.scores:
            with st.container(border=True, height="stretch", gap="small"):
                _card(score, comparison, first.get(score.vendor))


def _card(score: VendorScore, comparison: Comparison, first: float | None) -> None:
    rank = comparison.ranks.get(score.vendor)
    consequence = consequence_of(score)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        place = f"{rank}. " if rank else ""
        st.markdown(f"**{place}{literal(score.vendor)}**", width="content")
        st.badge(
            consequence.value,
            color=SHADES[CONSEQUENCE_TONES[consequence]],
            help=f"Preferred from a score of {ASSUMED_BAND.score} and an evidenced score of "
            f"{ASSUMED_BAND.evidenced_score} on; {ASSUMED_BAND.basis}.",
        )
    with st.container(horizontal=True, gap="medium"):
        tally = score.tally
        st.metric("Score", shown_points(score.score), help=_SCORE, width="content")
        st.metric(
            "Evidenced",
            shown_points(tally.evidenced_score),
            help=f"The same, each answer counted as far as it is proved: {_worth(comparison)}. "
            f"These figures are {comparison.scale.basis}.",
            width="content",
        )
        chance = "–" if first is None else f"{first * 100:.0f} %"
        st.metric("Chance of first", chance, help=_FIRST, width="content")
    low, high = shown_points(score.score), shown_points(tally.high)
    st.caption(f"Between {low} and {high}; {_covered(tally.coverage)}.", help=_RANGE)
    with (
        st.popover("What the score is made of", type="tertiary"),
        st.container(width=_EXPLAINED),
    ):
        tables.draw(_made_of(score), f"comparison.made.{score.vendor}")


def _worth(comparison: Comparison) -> str:
    worth = comparison.scale.worth
    return ", ".join(f"{kind.value} {float(part) * 100:.0f} %" for kind, part in worth.items())


def _covered(coverage: Fraction | None) -> str:
    return "nothing weighs" if coverage is None else f"{float(coverage) * 100:.0f} % answered"


def _made_of(score: VendorScore) -> Table:
    """Every section's points; they add up to the score."""
    rows = tuple(
        (
            part.section.title,
            f"{float(part.weight) * 100:.1f} %",
            shown_points(part.tally.score),
            shown_points(part.tally.evidenced_score),
            shown_points(score.contribution(part)),
        )
        for part in score.sections
    )
    return Table(
        title="",
        columns=(
            Column("Section", 40),
            Column("Weight", 10, Align.END),
            Column("Score", 10, Align.END),
            Column("Evidenced", 11, Align.END),
            Column("Points", 10, Align.END),
        ),
        rows=rows,
        total=("Score", "", "", "", shown_points(score.score)),
        note="Points of all sections add up to the score.",
    )
