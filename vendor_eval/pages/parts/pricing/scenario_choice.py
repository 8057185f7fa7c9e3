"""The scenario of prices that a page is about: one that is kept, or the worked example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from vendor_eval.pages import places, session
from vendor_eval.workflows import scenarios
from vendor_eval.workflows.scenarios import Looked, Outlook, Revision

EXAMPLE = "Worked example"
"""What the example is called in the list and in the address."""
_WAYS = (
    ("compare-offers", "What each costs", "balance"),
    ("scenario", "Change figures", "edit_note"),
    ("break-even", "Where they cross", "call_split"),
    ("uncertainty", "How sure it is", "query_stats"),
)
_KEY, _LAST, _PLACE = "scenario", "scenario.last", "scenario.place"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A scenario to look at.

    Attributes:
        text: TOML.
        kept: None for the worked example.
        looked: what was found out about its cautions.
    """

    name: str
    text: str
    kept: Revision | None = None
    looked: tuple[Looked, ...] = ()

    def outlook(self) -> Outlook:
        """The scenario, priced and looked into.

        Raises:
            BadInput: its text can no longer be read.
        """
        return scenarios.outlook(session.person(), self.text, self.looked)


def say_made_up(chosen: Chosen) -> None:
    """That the figures of the worked example are nobody's, where it is looked at."""
    if chosen.kept is None:
        st.badge("Worked example, made-up figures", color="gray")


def choose() -> Chosen:
    """The scenario that is picked, and stands in the address: the first one kept by default."""
    known = {one.name: one for one in scenarios.listed(session.deps(), session.person())}
    names = [*known, EXAMPLE]
    _bring_along(names)
    picked = st.selectbox(
        "Scenario",
        names,
        key=_KEY,
        label_visibility="collapsed",
        width=320,
    )
    name = picked if picked in names else names[0]
    st.session_state[_LAST] = st.query_params[_KEY] = name
    kept = known.get(name)
    if kept is None:
        return Chosen(EXAMPLE, scenarios.worked_example())
    looked = scenarios.looked_into(session.deps(), session.person(), kept.id)
    return Chosen(kept.name, kept.text, kept, looked)


def ways(chosen: Chosen) -> None:
    """The ways to the other pages about the same scenario."""
    query = {_KEY: chosen.name}
    with st.container(horizontal=True):
        for path, label, icon in _WAYS:
            if path != places.here():
                places.link(path, label, icon, query)


def _bring_along(names: Sequence[str]) -> None:
    """Look at the scenario of the address, or at the one that the page before was about."""
    # Not bound to the address: a bound field forgets it on the way to a page with the same one.
    if st.session_state.get(_PLACE) == places.here():
        return
    st.session_state[_PLACE] = places.here()
    carried = st.query_params.get(_KEY) or st.session_state.get(_LAST)
    if carried in names:
        st.session_state[_KEY] = carried
