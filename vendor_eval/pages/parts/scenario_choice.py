"""The scenario of prices that a page is about: one that is kept, or the worked example."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from vendor_eval.pages import session
from vendor_eval.workflows import scenarios
from vendor_eval.workflows.scenarios import Looked, Outlook, Revision

EXAMPLE = "Worked example"
"""What the example is called in the list and in the address."""


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


def choose() -> Chosen:
    """The scenario that is picked, and stands in the address: the first one kept by default."""
    known = {one.name: one for one in scenarios.listed(session.deps(), session.person())}
    names = [*known, EXAMPLE]
    picked = st.selectbox(
        "Scenario",
        names,
        key="scenario",
        bind="query-params",
        label_visibility="collapsed",
        width=320,
    )
    kept = known.get(picked if picked in names else names[0])
    if kept is None:
        return Chosen(EXAMPLE, scenarios.worked_example())
    looked = scenarios.looked_into(session.deps(), session.person(), kept.id)
    return Chosen(kept.name, kept.text, kept, looked)
