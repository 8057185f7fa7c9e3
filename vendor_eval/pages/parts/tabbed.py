"""Tabs of which only the one that is open is drawn; which one it is stands in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

KEY = "tab"
"""Under which the open tab's label stands in the address."""

OPENS = "opens"
"""Under which a link from another page says which tab it opens.

On the way from one page with tabs to another, Streamlit takes `KEY` out of the address.
"""


def draw(parts: Mapping[str, Callable[[], None]]) -> None:
    """Draw one tab a part, by its label; fields that are to outlast a change persist themselves."""
    asked = st.query_params.get(OPENS)
    if asked in parts:
        st.session_state[KEY] = asked
        del st.query_params[OPENS]
    tabs = st.tabs(list(parts), key=KEY, bind="query-params")
    for tab, drawn in zip(tabs, parts.values(), strict=True):
        if tab.open:
            with tab:
                drawn()
