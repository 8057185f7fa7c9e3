"""One offer as a form: its name, its fees, and what the vendor is expected to achieve.

The fields are `offer_fields.filled_offer`, and `offer_fields.written_offer` says what stands in
them.
"""

from __future__ import annotations

import streamlit as st

from vendor_eval.pages.parts.pricing import fee_editor, field_widgets
from vendor_eval.pages.parts.pricing.offer_fields import CHANGE, OFFER, PERFORMANCE


def draw(key: str) -> None:
    """Draw the offer whose fields stand under ``key``."""
    field_widgets.grid(OFFER, key, 3)
    st.markdown("**Fees**")
    fee_editor.draw(f"{key}.fees")
    st.markdown("**What it is expected to achieve**")
    st.caption("Without this the offer has a fee, and no all-in cost.")
    field_widgets.grid(PERFORMANCE, key)
    field_widgets.further(CHANGE, key, "Changing to it, and leaving it")
