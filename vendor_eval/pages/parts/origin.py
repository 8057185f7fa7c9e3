"""A line below values: where they come from, when they came and by whose hand."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vendor_eval.pages import session
from vendor_eval.pages.words import literal
from vendor_eval.reports.origins import origins_said
from vendor_eval.sla.findings import Finding
from vendor_eval.workflows.origins import of_truths
from vendor_eval.workflows.truths import Truths


def draw(findings: Sequence[Finding], known: Sequence[Truths]) -> None:
    """Draw it for the values of one vendor's findings; nothing where nothing is known of them.

    Args:
        known: what there is of the findings' month.
    """
    said = origins_said(findings, of_truths(known, session.zone()))
    if said:
        st.caption(literal(said))
