"""Which entry of the audit log is opened: the one that was clicked, or one that was chosen.

A table opens its rows for a mouse alone; whoever has none chooses from the list.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vendor_eval.audit.chain import Entry

_KEY, _CLICKED = "audit.entry", "audit.clicked"


def draw(entries: Sequence[Entry], clicked: int | None) -> int | None:
    """The place of the entry to open, from 0, or None.

    Args:
        entries: those that the table shows.
        clicked: the place of the one clicked last; a later choice from the list outdoes it.
    """
    if not entries:
        return None
    numbers = [one.seq for one in entries]
    newly = None if clicked is None else numbers[clicked]
    if newly is not None and newly != st.session_state.get(_CLICKED):
        st.session_state[_KEY] = newly
    st.session_state[_CLICKED] = newly
    chosen = st.selectbox(
        "Every field of entry",
        numbers,
        index=None,
        key=_KEY,
        placeholder="Click one, or choose",
        width=220,
    )
    return None if chosen is None else numbers.index(chosen)
