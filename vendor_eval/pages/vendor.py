"""One vendor: the month's findings with their reasons, and each metric with its limits."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vendor_eval.claims.reconciliation_words import sentence
from vendor_eval.pages import computed, places, session
from vendor_eval.pages.parts import filters, metric_chart, origin, said, tables, underperforming
from vendor_eval.pages.parts.empty import no_findings_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month
from vendor_eval.reports.truth_tables import DISCREPANCY
from vendor_eval.reports.vendor_month import vendor_month_of
from vendor_eval.reports.vendor_section import vendor_section
from vendor_eval.sla.contract import Contract
from vendor_eval.workflows import truths
from vendor_eval.workflows.reviews import Review, assessments
from vendor_eval.workflows.truths import Truths


def draw() -> None:
    """Draw the page."""
    review = computed.review()
    with title_row("Vendor"):
        vendor = filters.vendor(review.vendors)
        month = filters.month(review.months)
    if vendor is None or month is None:
        no_findings_yet(review)
        return
    contract = review.contract_of(vendor)
    if contract is None:
        _without_contract(vendor)
        underperforming.draw(review, vendor, month)
        return
    of_month = vendor_month_of(assessments(review, month, vendor)[0], month)
    section = vendor_section(of_month)
    st.markdown(f"**{literal(section.summary)}**")
    _term(contract)
    places.link("transition", "Going live and leaving", "sync_alt", {"vendor": vendor})
    st.header(f"Findings of {month.shown}", anchor=False)
    said.findings(of_month.findings)
    known = truths.of_vendor(session.deps(), session.person(), vendor, (month, month))
    origin.draw(of_month.findings, known)
    _discrepancies(vendor, month, known)
    underperforming.draw(review, vendor, month)
    _histories(review, contract)
    # The months and the findings are drawn already, as charts and sentences.
    for number, table in enumerate(section.tables[2:]):
        tables.draw(table, f"vendor-{number}")
    for note in section.notes:
        st.caption(literal(note))


def _discrepancies(vendor: str, month: Month, known: Sequence[Truths]) -> None:
    """Reported values of the month that lie far from what claims or an audit give."""
    found = truths.discrepancies(known)
    if not found:
        return
    st.header("Reported, and not borne out", anchor=False)
    with st.container(border=True, gap="xsmall"):
        for one in found:
            said.marked(DISCREPANCY, sentence(one.found))
    query = {"vendor": vendor, "month": month.shown}
    places.link("evidence", "Look at the evidence", "troubleshoot", query)


def _without_contract(vendor: str) -> None:
    st.text(
        f"Figures of {vendor} are stored, and no contract says what they should be. "
        "Enter the contract, and every stored month is judged."
    )
    places.link("contract", "Enter the contract", "contract")


def _term(contract: Contract) -> None:
    parts = [f"In force {contract.first_month.shown} to {contract.last_month.shown}"]
    if contract.ramp_months:
        parts.append(f"the first {contract.ramp_months} months are ramp")
    if contract.low_volume:
        parts.append(f"rates over fewer than {contract.low_volume} items are not judged")
    st.caption(literal("; ".join(parts) + "."))


def _histories(review: Review, contract: Contract) -> None:
    """A chart for each metric with a service level."""
    st.header("Month by month", anchor=False)
    st.caption(
        f"{metric_chart.LINES} "
        "Thin upright line: amendment. A question mark is a month without a report."
    )
    findings = review.findings_of(contract.vendor)
    with st.grid(2, min_column_width=360):
        for metric in dict.fromkeys(level.metric for level in contract.service_levels):
            of_metric = findings[findings["metric"] == metric]
            if len(of_metric):
                restated = review.restated(contract.vendor, metric)
                metric_chart.draw(of_metric, metric, contract, restated)
