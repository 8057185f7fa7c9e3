"""Ways from one page to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month
from vendor_eval.reports.wording import metric_name

_CARRIED, _HERE, _SHOWS = "places.carried", "places.here", "places.shows"


def open_vendor(vendor: str, month: Month) -> NoReturn:
    """Go to the vendor's page for this month."""
    _open("vendor", {"vendor": vendor, "month": month.shown})


def open_breach(vendor: str, metric: str, month: Month) -> NoReturn:
    """Go to the breach of a vendor's metric in a month."""
    _open("breach", _of_breach(vendor, metric, month))


def link_to_breach(vendor: str, metric: str, month: Month, label: str = "Follow up") -> None:
    """A link to the breach of a vendor's metric in a month."""
    link("breach", label, "flag", _of_breach(vendor, metric, month))


def link_to_cases(vendor: str, label: str = "Follow up") -> None:
    """A link to the vendor's open cases."""
    link("remediation", label, "healing", {"of": vendor})


def link_to_vendor(vendor: str, month: Month) -> None:
    """The vendor's name, as a link to its page for this month."""
    st.page_link(
        _page("vendor"),
        label=literal(vendor),
        query_params={"vendor": vendor, "month": month.shown},
    )


def suggest(vendor: str, metric: str, month: Month) -> None:
    """Begin with this breach where nobody has picked a vendor yet."""
    if "vendor" not in st.query_params and "vendor" not in st.session_state:
        st.session_state[_CARRIED] = _of_breach(vendor, metric, month)


def carried(name: str) -> str | None:
    """What the way to this page was taken with, as its address shows it; told once."""
    chosen: dict[str, str] = st.session_state.get(_CARRIED, {})
    return chosen.pop(name, None)


def link(path: str, label: str, icon: str, query: Mapping[str, str] | None = None) -> None:
    """A link to another page, with what is chosen there in its address."""
    chosen = dict(query or {})
    st.page_link(_page(path), label=label, icon=f":material/{icon}:", query_params=chosen)


def enter(path: str) -> None:
    """Remember which page is drawn."""
    st.session_state[_HERE] = path


def expect(shows: str) -> None:
    """Remember in a sentence what the page that is drawn shows."""
    st.session_state[_SHOWS] = shows


def shows() -> str:
    """What the page that is drawn shows, in a sentence."""
    sentence: str = st.session_state[_SHOWS]
    return sentence


def here() -> str:
    """The path of the page that is drawn."""
    path: str = st.session_state[_HERE]
    return path


def register(pages: dict[str, StreamlitPage]) -> None:
    """Remember this run's pages by their path."""
    st.session_state["places"] = pages


def _of_breach(vendor: str, metric: str, month: Month) -> dict[str, str]:
    return {"vendor": vendor, "month": month.shown, "metric": metric_name(metric)}


def _open(path: str, chosen: dict[str, str]) -> NoReturn:
    # What a filter of the page that is left is bound to in the address, Streamlit lets nobody set
    # there; the filters of the next page are told in another way.
    st.session_state[_CARRIED] = chosen
    address = {name: value for name, value in chosen.items() if name not in st.session_state}
    st.switch_page(_page(path), query_params=address)


def _page(path: str) -> StreamlitPage:
    page: StreamlitPage = st.session_state["places"][path]
    return page
