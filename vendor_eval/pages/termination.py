"""Rights to terminate: how near each rule is, by when to decide, and the pack for counsel."""

from __future__ import annotations

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.follow_up.termination_clock import Standing
from vendor_eval.pages import computed, places, session
from vendor_eval.pages.parts import downloads, filters, tables
from vendor_eval.pages.parts.empty import no_findings_yet
from vendor_eval.pages.parts.file_names import part_of_name
from vendor_eval.pages.parts.follow_up import right_decision
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.said import marked
from vendor_eval.pages.parts.saving import say_failed
from vendor_eval.pages.words import literal
from vendor_eval.reports.termination_tables import (
    clocks_table,
    rights_table,
    unfounded_sentences,
    vendors_table,
)
from vendor_eval.reports.termination_words import MARKS, headline, right_sentence
from vendor_eval.workflows.termination import Ticking


def draw() -> None:
    """Draw the page."""
    review = computed.review()
    known = computed.ticking()
    with title_row("Termination"):
        vendor = filters.vendor(known.vendors)
    if not review.months:
        no_findings_yet(review)
        return
    today = session.deps().today()
    by_vendor = {name: known.of(name) for name in known.vendors}
    tables.draw(vendors_table(by_vendor, today), "termination.vendors")
    if vendor is None:
        st.text("A rule is entered with the contract, and its clock runs from then on.")
        places.link("contract", "See the contracts", "contract")
        return
    _vendor(known, vendor)


def _vendor(known: Ticking, vendor: str) -> None:
    today = session.deps().today()
    clocks, rights = known.of(vendor), known.rights(vendor)
    st.header(literal(headline(vendor, clocks, today)), anchor=False)
    for sentence in unfounded_sentences(known.unfounded(vendor)):
        st.warning(literal(sentence))
    for clock in clocks:
        for right in clock.open_rights(today):
            marked(MARKS[Standing.OPEN], right_sentence(right, today))
    tables.draw(clocks_table(clocks, today), "termination.clocks")
    tables.draw(rights_table(rights, today), "termination.rights")
    say_failed()
    if rights:
        right_decision.draw(known, vendor)
    _pack(vendor)


def _pack(vendor: str) -> None:
    st.header("Pack for counsel", anchor=False)
    st.text(
        "The rules, the months and findings behind each right, credits, notices, plans and "
        "disputes. It says what figures give, and is no legal advice."
    )
    if not may(session.person(), Permission.EXPORT_REPORTS):
        st.caption("Leadership, finance, an auditor or an administrator can take it along.")
        return
    report = computed.termination_pack(vendor)
    name = f"termination-pack-{part_of_name(vendor)}-{report.month}"
    downloads.draw(report, name, computed.stamp())
