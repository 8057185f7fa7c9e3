"""The signs of underperformance that a vendor's months show, and those to ask people about."""

from __future__ import annotations

import streamlit as st

from vendor_eval.pages import session
from vendor_eval.pages.parts import said
from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month
from vendor_eval.reports.report import Mark, Tone
from vendor_eval.signals.rule_words import NO_CONTRACT, rule_words
from vendor_eval.signals.rules import ASKED_OF_PEOPLE, RuleFinding, State
from vendor_eval.workflows import underperformance
from vendor_eval.workflows.reviews import Review

_SIGN = Mark("▲", "Sign", Tone.WARNING, "A sign of underperformance by the source documents.")


def draw(review: Review, vendor: str, month: Month) -> None:
    """What holds with its values and source, what does not in a line, and what to ask."""
    found = underperformance.of_vendor(session.person(), review, (vendor, month))
    st.header("Signs of underperformance", anchor=False)
    holding = [one for one in found if one.state is State.HOLDS]
    with st.container(border=True, gap="xsmall"):
        for one in holding:
            said.marked(_SIGN, rule_words(one))
        if not holding:
            st.markdown(f"None through {month.shown}.")
        for label, state in (
            ("Looked for and not found", State.CLEAR),
            ("Too few months are reported to tell", State.TOO_FEW_MONTHS),
        ):
            if texts := _texts(found, state):
                st.caption(literal(f"{label}: {texts}."))
    st.caption(f"{NO_CONTRACT} They rest on what the vendor reported for the whole practice.")
    _questions()


def _texts(found: tuple[RuleFinding, ...], state: State) -> str:
    """The rules in that state, as one list."""
    return "; ".join(one.rule.text.rstrip(".") for one in found if one.state is state)


def _questions() -> None:
    """What no figure shows."""
    with st.expander("To ask whoever works with the vendor"):
        for one in ASKED_OF_PEOPLE:
            st.markdown(f"- {literal(one.text)}")
        sources = dict.fromkeys(str(one.citation) for one in ASKED_OF_PEOPLE)
        st.caption(
            literal(f"No figure shows them, and none is judged. Source: {'; '.join(sources)}.")
        )
