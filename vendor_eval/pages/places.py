"""Ways from one page to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month

_CARRIED, _HERE = "places.month", "places.here"


def open_vendor(vendor: str, month: Month) -> NoReturn:
    """Go to the vendor's page for this month."""
    # Not in the address: what a filter of this page is bound to there, Streamlit lets nobody set.
    st.session_state[_CARRIED] = str(month)
    st.switch_page(_page("vendor"), query_params={"vendor": vendor})


def link_to_vendor(vendor: str, month: Month) -> None:
    """The vendor's name, as a link to its page for this month."""
    st.page_link(
        _page("vendor"),
        label=literal(vendor),
        query_params={"vendor": vendor, "month": month.shown},
    )


def carried_month() -> str | None:
    """The month that the way to this page was taken with, as ``2026-03``; told once."""
    month: str | None = st.session_state.pop(_CARRIED, None)
    return month


def link(path: str, label: str, icon: str, query: Mapping[str, str] | None = None) -> None:
    """A link to another page, with what is chosen there in its address."""
    chosen = dict(query or {})
    st.page_link(_page(path), label=label, icon=f":material/{icon}:", query_params=chosen)


def enter(path: str) -> None:
    """Remember which page is drawn."""
    st.session_state[_HERE] = path


def here() -> str:
    """The path of the page that is drawn."""
    path: str = st.session_state[_HERE]
    return path


def register(pages: dict[str, StreamlitPage]) -> None:
    """Remember this run's pages by their path."""
    st.session_state["places"] = pages


def _page(path: str) -> StreamlitPage:
    page: StreamlitPage = st.session_state["places"][path]
    return page
