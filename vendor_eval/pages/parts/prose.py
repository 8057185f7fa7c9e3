"""Tables of sentences: as text that wraps, can be copied, and is read out cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from vendor_eval.pages.words import literal


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Draw a row of headings and the rows below it; every cell is shown as it is."""
    lines = (headings, *rows)
    drawn = [_line([literal(cell) for cell in line]) for line in lines]
    drawn.insert(1, _line(["---"] * len(headings)))
    st.markdown("\n".join(drawn))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
