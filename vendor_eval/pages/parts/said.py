"""Sentences with the state they are about: findings, and decisions due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from vendor_eval.pages import places
from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month
from vendor_eval.reports.report import Decision, Mark, Tone
from vendor_eval.reports.status import MARKS
from vendor_eval.sla.findings import Finding, Status

Shade = Literal["red", "violet", "orange", "yellow", "gray", "green"]
SHADES: dict[Tone, Shade] = {
    Tone.BAD: "red",
    Tone.MISSING: "violet",
    Tone.WARNING: "orange",
    Tone.MILD: "yellow",
    Tone.QUIET: "gray",
    Tone.GOOD: "green",
}
# How a line is shared: its state, the sentence and a way on. Columns stand below each other on a
# phone, so that a sentence has all of its width there.
_STATE, _SENTENCE, _WAY_ON = 2, 10, 2


def decisions(due: Sequence[Decision], month: Month) -> None:
    """One box a decision: whose, what it is worth, and what to do."""
    with st.grid(2, min_column_width=330):
        for decision in due:
            with st.container(border=True, height="stretch", gap="xsmall"):
                with st.container(
                    horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
                ):
                    places.link_to_vendor(decision.subject, month)
                    if decision.money is not None:
                        st.markdown(f"**{literal(decision.money.shown)}**", width="content")
                st.markdown(f"{_badge(decision.mark)} {literal(decision.sentence)}")
                if decision.metric:
                    places.link_to_breach(decision.subject, decision.metric, month)
                elif decision.mark == MARKS[Status.BREACH]:
                    places.link_to_cases(decision.subject)


def findings(found: Sequence[Finding]) -> None:
    """One line a finding: its state, the sentence that says why, and the way to a breach."""
    with st.container(border=True, gap="xsmall"):
        for finding in found:
            if finding.status is not Status.BREACH:
                marked(MARKS[finding.status], finding.reason)
                continue
            state, said, way_on = st.columns((_STATE, _SENTENCE, _WAY_ON), gap=None)
            state.markdown(_badge(MARKS[finding.status]))
            said.markdown(literal(finding.reason))
            with way_on:
                places.link_to_breach(finding.vendor, finding.metric, finding.month)


def marked(mark: Mark, sentence: str) -> None:
    """One line: a state and the sentence that says why."""
    state, said = st.columns((_STATE, _SENTENCE + _WAY_ON), gap=None)
    state.markdown(_badge(mark))
    said.markdown(literal(sentence))


def _badge(mark: Mark) -> str:
    """The state on a tint of its tone, inside a text."""
    return f":{SHADES[mark.tone]}-badge[{mark.symbol} {mark.label}]"
