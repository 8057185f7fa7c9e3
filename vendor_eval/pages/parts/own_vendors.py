"""Whose figures somebody sees who may not see those of every vendor."""

from __future__ import annotations

import streamlit as st

from vendor_eval.pages import session
from vendor_eval.pages.words import literal
from vendor_eval.reports.wording import listed
from vendor_eval.workflows import vendors


def say() -> None:
    """Say that lists and totals are of some vendors only, where they are; else nothing."""
    acting = session.person()
    if acting.vendors is not None:
        names = listed(vendors.listed(session.deps(), acting)) or "none yet"
        st.caption(literal(f"Only your vendors are shown and counted: {names}."))
