"""What pages are narrowed down by. It stands in the address, so that a view can be sent on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vendor_eval.pages import places
from vendor_eval.quantities import Month


def month(months: Sequence[Month]) -> Month | None:
    """The month to look at, the first of ``months`` unless one is picked; None of none."""
    if not months:
        return None
    names = {str(one): one for one in months}
    carried = places.carried_month()
    if carried in names:
        st.session_state["month"] = carried
    picked = st.selectbox(
        "Month",
        list(names),
        format_func=lambda name: names[name].shown,
        key="month",
        bind="query-params",
        label_visibility="collapsed",
        width=190,
    )
    return names.get(picked or "", months[0])


def vendor(vendors: Sequence[str]) -> str | None:
    """The vendor to look at, the first unless one is picked; None of none."""
    if not vendors:
        return None
    picked = st.selectbox(
        "Vendor",
        vendors,
        key="vendor",
        bind="query-params",
        label_visibility="collapsed",
        width=300,
    )
    return picked if picked in vendors else vendors[0]
