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
# Pixels that the longest state needs, so that the sentences stand in one line below each other.
_STATE = 112


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
                with st.container(horizontal=True, vertical_alignment="top", wrap=False):
                    _state(decision.mark)
                    st.markdown(literal(decision.sentence))
                if decision.metric:
                    places.link_to_breach(decision.subject, decision.metric, month)
                elif decision.mark == MARKS[Status.BREACH]:
                    places.link_to_cases(decision.subject)


def findings(found: Sequence[Finding]) -> None:
    """One line a finding: its state, the sentence that says why, and the way to a breach."""
    with st.container(border=True, gap="xsmall"):
        for finding in found:
            with st.container(horizontal=True, vertical_alignment="top", wrap=False):
                _state(MARKS[finding.status])
                st.markdown(literal(finding.reason), width="stretch")
                if finding.status is Status.BREACH:
                    places.link_to_breach(finding.vendor, finding.metric, finding.month)


def marked(mark: Mark, sentence: str) -> None:
    """One line: a state and the sentence that says why."""
    with st.container(horizontal=True, vertical_alignment="top", wrap=False):
        _state(mark)
        st.markdown(literal(sentence))


def _state(mark: Mark) -> None:
    with st.container(width=_STATE):
        st.badge(f"{mark.symbol} {mark.label}", color=SHADES[mark.tone])
