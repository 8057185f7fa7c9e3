"""What vendors ask for: every offer with its dates and its status, entered, changed, agreed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NoReturn

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.pages import session
from vendor_eval.pages.parts import filters, tables
from vendor_eval.pages.parts.empty import KEEP_OFFER, nothing_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.pricing import offer_form, offer_tables
from vendor_eval.pages.parts.pricing.offer_form import SAVED, OfferForm
from vendor_eval.pages.parts.saving import say_failed
from vendor_eval.pages.words import literal
from vendor_eval.reports.wording import sentence, shown_date
from vendor_eval.workflows import offers
from vendor_eval.workflows.offers import Revision

_ALL, _NEW = "All offers", "New offer"
_CARRIED, _OPENED = "offer.carried", "offer.opened"


def draw() -> None:
    """Draw the page."""
    _open_carried()
    kept = {_title(one): one for one in offers.listed(session.deps(), session.person())}
    edits = may(session.person(), Permission.EDIT_PRICING)
    with title_row("Offers"):
        picked = filters.offer([_ALL, *kept, *([_NEW] if edits else [])])
    say_failed()
    if picked in kept:
        _offer(kept[picked], edits=edits)
    elif picked == _NEW:
        st.text("Enter what the vendor asks for. It can be compared at once, and agreed later.")
        offer_form.draw(OfferForm(None), offers.vendors(session.deps(), session.person()))
    elif kept:
        _all(list(kept.values()))
    else:
        _none_yet(edits=edits)


def _title(revision: Revision) -> str:
    return f"{revision.draft.vendor}: {revision.draft.name}"


def _all(kept: Sequence[Revision]) -> None:
    """Every offer; a click opens one."""
    st.text(
        "An agreed offer is what the vendor's invoices are checked against. One that is only "
        "offered can be copied into a scenario and compared."
    )
    links = [f"Open {_title(one)}" for one in kept]
    key = f"offers.all.{st.session_state.get(_OPENED, 0)}"
    clicked = tables.draw(offer_tables.all_table(kept), key, links=links)
    if clicked is not None:
        _open(kept[clicked])


def _none_yet(*, edits: bool) -> None:
    """What the page is for, and the way to the first offer for whoever may enter it."""
    nothing_yet(
        "Enter the first offer",
        "What a vendor asks for, as its proposal says it: offers are compared, one becomes what "
        "was agreed, and each invoice is checked against that.",
        *(() if edits else (KEEP_OFFER,)),
    )
    if edits:
        st.button(
            "Enter the first offer",
            icon=":material/request_quote:",
            key="offers.first",
            on_click=st.session_state.update,
            args=({"offer": _NEW},),
        )


def _open(revision: Revision) -> NoReturn:
    """Show this offer in the next run, which draws the filter anew."""
    st.session_state[_CARRIED] = _title(revision)
    # A table keeps its click; under another key it has none.
    st.session_state[_OPENED] = st.session_state.get(_OPENED, 0) + 1
    st.rerun()


def _open_carried() -> None:
    """Set the filter, before it is drawn, to the offer that was clicked or saved."""
    saved: Revision | None = st.session_state.pop(SAVED, None)
    carried = st.session_state.pop(_CARRIED, None) or (saved and _title(saved))
    if carried:
        st.session_state["offer"] = carried


def _offer(revision: Revision, *, edits: bool) -> None:
    parts: Mapping[str, Callable[[], None]] = {
        "What it says": partial(_says, revision),
        **({"Change it": partial(offer_form.draw, OfferForm(revision), ())} if edits else {}),
        "History": partial(_history, revision),
    }
    picked = st.segmented_control(
        "Part of the offer",
        list(parts),
        default=next(iter(parts)),
        required=True,
        key="offer.part",
        label_visibility="collapsed",
    )
    parts.get(picked or "", next(iter(parts.values())))()


def _says(revision: Revision) -> None:
    draft = revision.draft
    until = "" if draft.ends is None else f" through {shown_date(draft.ends)}"
    said = f"{draft.status.value.capitalize()}, in force from {shown_date(draft.starts)}{until}."
    st.markdown(f"**{literal(said)}**")
    for fee in offers.fees_of(revision):
        st.markdown(f"- {literal(fee)}")
    for warning in offers.unusual_in(revision):
        st.warning(literal(sentence(warning)))
    if draft.note:
        st.caption(literal(draft.note))
    with st.expander("As a text"):
        st.code(draft.text, language="toml")


def _history(revision: Revision) -> None:
    draft = revision.draft
    known = offers.history(session.deps(), session.person(), draft.vendor, draft.name)
    tables.draw(offer_tables.history_table(known, session.zone()), "offers.history")
