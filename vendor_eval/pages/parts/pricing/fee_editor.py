"""The fees of an offer as forms: choose a kind, then fill in what that kind needs.

The fields are `offer_fields.filled_fees`, and `offer_fields.written_fees` says what stands in
them.
"""

from __future__ import annotations

import streamlit as st

from vendor_eval.pages.parts.pricing import field_widgets
from vendor_eval.pages.parts.pricing.fee_fields import KINDS, Kind
from vendor_eval.pages.parts.pricing.offer_fields import filled_fee, written_fee
from vendor_eval.pages.parts.pricing.typed_fields import filled
from vendor_eval.pages.words import literal
from vendor_eval.workflows import typed_values

_FIRST = {"type": "percentage", "on": "net_collections"}
_USUAL_ON = ("net_collections", "claims")


def draw(key: str) -> None:
    """Draw the fees whose fields stand under ``key``, and what adds another."""
    rows: list[int] = st.session_state.setdefault(f"{key}.rows", [])
    for place, row in enumerate(rows, 1):
        with st.container(border=True, gap="small"):
            _fee(key, row, place)
    st.button(
        "Add a fee",
        icon=":material/add:",
        key=f"{key}.add",
        on_click=field_widgets.add_row,
        args=(key, filled_fee(_FIRST, f"{key}.{field_widgets.next_row(key)}")),
    )


def _fee(key: str, row: int, place: int) -> None:
    at = f"{key}.{row}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            f"Fee {place}",
            list(KINDS),
            index=None if st.session_state[f"{at}.type"] is None else 0,
            format_func=lambda one: KINDS[one].title,
            placeholder="Choose how it is charged",
            key=f"{at}.type",
            on_change=_turn_into,
            args=(at,),
            width=340,
            persist_state="session",
        )
        st.space("stretch")
        st.button(
            "Remove",
            icon=":material/delete:",
            type="tertiary",
            key=f"{at}.remove",
            help=f"Take fee {place} out",
            on_click=field_widgets.remove_row,
            args=(key, row),
        )
    word = st.session_state[f"{at}.type"]
    if word is not None:
        _fields(KINDS[word], at)


def _fields(kind: Kind, at: str) -> None:
    """What the kind asks for, in words what it says, and what few need."""
    field_widgets.grid(kind.fields, at)
    if kind.rows is not None:
        field_widgets.table(kind.rows.columns, f"{at}.{kind.rows.path}", kind.rows.label)
    sentence = typed_values.fee_in_words(written_fee(field_widgets.state(), at))
    if sentence:
        st.caption(literal(sentence))
    field_widgets.further(kind.further, at, "Further terms")


def _turn_into(at: str) -> None:
    """Make the fields fit the kind that was chosen: what it is counted on, and a first row."""
    word = st.session_state[f"{at}.type"]
    if word is None:
        return
    kind = KINDS[word]
    for one in (*kind.fields, *kind.further):
        held = st.session_state.get(f"{at}.{one.path}")
        if one.options and held not in one.options and not isinstance(held, list):
            st.session_state[f"{at}.{one.path}"] = one.empty
    if kind.on is not None and st.session_state[f"{at}.on"] is None:
        usual = [one for one in _USUAL_ON if one in kind.on.options]
        st.session_state[f"{at}.on"] = usual[0] if usual else kind.on.options[0]
    if kind.rows is not None and not st.session_state.get(f"{at}.{kind.rows.path}.rows"):
        rows = f"{at}.{kind.rows.path}"
        field_widgets.add_row(rows, filled({}, kind.rows.columns, f"{rows}.0"))
