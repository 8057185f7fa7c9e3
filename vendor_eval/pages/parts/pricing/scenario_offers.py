"""The offers of a scenario as forms, one at a time: added, copied from stored ones, removed."""

from __future__ import annotations

from typing import Any

import streamlit as st

from vendor_eval.pages import session
from vendor_eval.pages.parts.pricing import field_widgets, offer_editor
from vendor_eval.pages.parts.pricing.offer_fields import filled_offer
from vendor_eval.pages.parts.pricing.staff_fields import FIGURES, TASKS, WHOLLY
from vendor_eval.pages.words import literal
from vendor_eval.workflows import offers, typed_values

_BLANK = {"fees": [{"type": "percentage", "on": "net_collections"}]}


def draw(key: str) -> None:
    """Draw the offers whose fields stand under ``key``."""
    rows: list[int] = st.session_state[f"{key}.rows"]
    shown = f"{key}.shown"
    if st.session_state.get(shown) not in rows:
        st.session_state[shown] = rows[0] if rows else None
    with st.container(horizontal=True, vertical_alignment="center"):
        if rows:
            _choose(shown, _names(key, rows))
        st.button(
            "Add an offer",
            icon=":material/add:",
            key=f"{key}.add",
            on_click=_add,
            args=(key, _BLANK),
        )
        st.button(
            "Add own staff",
            icon=":material/group_add:",
            key=f"{key}.add_own",
            on_click=_add,
            args=(key, {"name": "Own staff", **WHOLLY}),
        )
        _stored(key)
    row = st.session_state[shown]
    if row is None:
        st.text("There is no offer yet.")
        return
    with st.container(border=True):
        offer_editor.draw(f"{key}.{row}")
        _own_staff(f"{key}.{row}")
        st.button(
            "Remove this offer",
            icon=":material/delete:",
            type="tertiary",
            key=f"{key}.{row}.remove",
            on_click=field_widgets.remove_row,
            args=(key, row),
        )


def _choose(shown: str, names: dict[str, int]) -> None:
    """Choose the offer to look at."""
    labels = list(names)
    # The browser knows a choice by its label: under other labels it is another choice.
    widget = f"{shown}.{labels}"
    current = st.session_state[shown]
    st.session_state[widget] = next(one for one in labels if names[one] == current)
    st.segmented_control(
        "Offer",
        labels,
        required=True,
        key=widget,
        on_change=lambda: st.session_state.update({shown: names[st.session_state[widget]]}),
        label_visibility="collapsed",
    )


def _names(key: str, rows: list[int]) -> dict[str, int]:
    """The row of each offer by a label of its own."""
    found: dict[str, int] = {}
    for place, row in enumerate(rows, 1):
        # What a label of a choice says is read as markdown.
        name = literal(st.session_state.get(f"{key}.{row}.name", "").strip()) or f"Offer {place}"
        found[f"{name} ({place})" if name in found else name] = row
    return found


def _stored(key: str) -> None:
    """Copy an offer that is kept of a vendor."""
    kept = {
        f"{one.draft.vendor}: {one.draft.name}": one.draft
        for one in offers.listed(session.deps(), session.person())
    }
    if not kept:
        return
    with st.popover("Copy a stored offer"):
        picked = st.selectbox("Offer", list(kept), key=f"{key}.stored", width=320)
        chosen = kept.get(picked or "")
        if chosen is not None:
            values = {**typed_values.of_offer(chosen.text), "name": picked}
            st.button("Copy it", key=f"{key}.copy", on_click=_add, args=(key, values))


def _own_staff(at: str) -> None:
    """What own staff does beside the fees, or instead of them."""
    st.markdown("**Own staff**")
    field_widgets.draw(TASKS, at)
    if not st.session_state[f"{at}.{TASKS.path}"]:
        return
    st.caption(
        "What own staff costs is added to the fees. A figure that is left empty is assumed, and "
        "listed with its source. Where it works denials, their rework is among its wages."
    )
    field_widgets.grid(FIGURES, at)


def _add(key: str, offer: dict[str, Any]) -> None:
    row = field_widgets.next_row(key)
    field_widgets.add_row(key, filled_offer(offer, f"{key}.{row}"))
    st.session_state[f"{key}.shown"] = row
