"""The open cases of all vendors, worked out once for each state of the database."""

from __future__ import annotations

import streamlit as st

from vendor_eval.access.roles import Person
from vendor_eval.pages import session
from vendor_eval.workflows import remediation, reviews
from vendor_eval.workflows.remediation import Open
from vendor_eval.workflows.reviews import State


def board() -> tuple[Open, ...]:
    """Every open case and those that the last month ended, the most urgent first.

    Raises:
        NotAllowed: the acting person may not see service levels.
    """
    acting = session.person()
    return _board(reviews.state(session.deps(), acting), acting)


# What is open depends on what is stored and on the day, and not on who looks; whoever may not
# look has been turned away by `reviews.state`.
@st.cache_resource(max_entries=2, show_spinner="Working out what is open")
def _board(state: State, _acting: Person) -> tuple[Open, ...]:  # noqa: ARG001 - the cache's key
    return remediation.board(session.deps(), _acting, session.review())
