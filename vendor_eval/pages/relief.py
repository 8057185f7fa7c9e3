"""Relief: delays that were not the vendor's, who signed them, and what they change."""

from __future__ import annotations

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.follow_up.relief import Standing
from vendor_eval.pages import computed, session
from vendor_eval.pages.parts import filters, tables
from vendor_eval.pages.parts.empty import no_findings_yet
from vendor_eval.pages.parts.follow_up import relief_form
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.said import marked
from vendor_eval.pages.parts.saving import say_failed
from vendor_eval.reports.relief_tables import effects_table, reliefs_table
from vendor_eval.reports.status import MARKS
from vendor_eval.workflows import reliefs
from vendor_eval.workflows.reliefs import Ledger


def draw() -> None:
    """Draw the page."""
    review = computed.review()
    with title_row("Relief"):
        vendor = filters.vendor(reliefs.vendors(session.deps(), session.person(), review))
    if vendor is None:
        no_findings_yet(review)
        return
    say_failed()
    found = reliefs.of_vendor(session.deps(), session.person(), review, vendor)
    st.caption(
        "What was not the vendor's doing is left out once both sides have signed: single items of "
        "a month, and then the rest is judged, or the month as a whole."
    )
    tables.draw(reliefs_table([one.record for one in found.kept]), "relief.ledger")
    _changes(found)
    contract = review.contract_of(vendor)
    if contract is not None and may(session.person(), Permission.DECIDE_FINDINGS):
        metrics = tuple(dict.fromkeys(one.metric for one in contract.service_levels))
        relief_form.draw(found, metrics, review.months)
    elif not found.kept:
        st.text("Leadership or an administrator writes one down.")


def _changes(found: Ledger) -> None:
    """Raw beside adjusted, and the sentence of every month that an approved relief touches."""
    if not found.kept:
        return
    tables.draw(effects_table(found.effects), "relief.effects")
    counting = [one for one in found.effects if one.standing is Standing.APPROVED]
    if counting:
        with st.container(border=True, gap="xsmall"):
            for one in counting:
                finding = one.with_it.finding
                marked(MARKS[finding.status], finding.reason)
