"""The top of every page: its title, and beside it what the page is narrowed down by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from vendor_eval.pages import session


@contextmanager
def title_row(title: str) -> Iterator[None]:
    """Draw the title; what is drawn inside stands at the other end of the row."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"
    ):
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            st.title(title, anchor=False, width="content")
            if session.practice().synthetic:
                st.badge("Demonstration, synthetic data", color="gray")
        with st.container(horizontal=True, vertical_alignment="bottom", width="content"):
            yield
