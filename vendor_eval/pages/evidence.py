"""One metric, three truths: what a vendor reports, what claims give, what an audit found."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.claims.reconciliation_words import sentence
from vendor_eval.pages import session
from vendor_eval.pages.parts import explained, filters, tables
from vendor_eval.pages.parts.claims import auditing
from vendor_eval.pages.parts.empty import READ_CLAIMS, READ_REPORT, nothing_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.said import marked
from vendor_eval.pages.parts.saving import say_failed
from vendor_eval.pages.words import literal
from vendor_eval.reports.truth_tables import DISCREPANCY, headline, truth_table
from vendor_eval.reports.wording import counted, shown_date
from vendor_eval.workflows import truths
from vendor_eval.workflows.truths import Truths


def draw() -> None:
    """Draw the page."""
    seen = truths.seen(session.deps(), session.person())
    with title_row("Evidence"):
        vendor = filters.vendor(seen.vendors)
        month = filters.month(seen.months)
    if vendor is None or month is None:
        _nothing_yet()
        return
    say_failed()
    known = truths.of_vendor(session.deps(), session.person(), vendor, (month, month))
    found = [one.found for one in known]
    st.markdown(f"**{literal(headline(found))}**")
    findings = truths.discrepancies(known)
    if findings:
        with st.container(border=True, gap="xsmall"):
            for one in findings:
                marked(DISCREPANCY, sentence(one.found))
    tables.draw(truth_table(found, f"{month.shown}, metric by metric"), "evidence.truths")
    _from_where(known)
    explained.links((one.known.metric for one in found), "evidence.metrics")
    if may(session.person(), Permission.AUDIT_VALUES):
        audit, definition = st.tabs(["Enter an audited value", "How the vendor works it out"])
        with audit:
            auditing.enter(vendor, month, known)
        with definition:
            auditing.choose(vendor, known)
    auditing.history(vendor)


def _nothing_yet() -> None:
    nothing_yet(
        "Nothing to compare yet",
        "Read a vendor's monthly report, and the claims behind it. Then every reported value "
        "stands beside the one that the claims give.",
        READ_REPORT,
        READ_CLAIMS,
    )


def _from_where(known: Sequence[Truths]) -> None:
    """How far back the claims were looked at, and what was open then."""
    days = {one.as_of for one in known if one.as_of is not None}
    if not days:
        st.caption("No claims were read for this vendor and month.")
        return
    pending = sum(one.pending or 0 for one in known)
    open_then = f"; {counted(pending, 'item')} not decided then" if pending else ""
    st.caption(
        literal(f"Recomputed from claims as they stood on {shown_date(max(days))}{open_then}.")
    )
