"""One option of a scenario on the page: how its fee is made, what that rewards, what guards it."""

from __future__ import annotations

import streamlit as st

from vendor_eval.pages.parts import tables
from vendor_eval.pages.words import literal
from vendor_eval.pricing.bill import Invoice
from vendor_eval.pricing.outlook import OptionOutlook
from vendor_eval.pricing.structures import FLAT
from vendor_eval.reports.cost_options import guards_table, models_table, option_notes
from vendor_eval.reports.cost_result import CostResult, invoices
from vendor_eval.reports.cost_tables import lines_table
from vendor_eval.sla.coverage import coverage


@st.fragment
def draw(result: CostResult) -> None:
    """The option that is picked, and the lines of the month that is picked."""
    names = [one.name for one in result.options]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox("Option", names, key="option", bind="query-params", width=320)
        option = result.option(name if name in names else names[0])
        invoice = _month(invoices(option))
    st.markdown("**How the fee is made**")
    for sentence in option.fees:
        st.text(f"• {sentence}")
    tables.draw(lines_table(invoice), "costs.lines")
    tables.draw(models_table(option), "costs.models")
    tables.draw(guards_table(result, option), "costs.guards")
    _coverage(result, option)
    for note in option_notes(result, option):
        st.caption(literal(note))


def _month(billed: tuple[Invoice, ...]) -> Invoice:
    by_name = {str(one.month): one for one in billed}
    picked = st.selectbox(
        "Month",
        list(by_name),
        format_func=lambda name: by_name[name].month.shown,
        key="billed",
        bind="query-params",
        width=190,
    )
    return by_name.get(picked or "", billed[0])


def _coverage(result: CostResult, option: OptionOutlook) -> None:
    """The meter of what the contract holds a vendor to whose fee rewards nothing."""
    contract = result.contracts.get(option.name)
    if contract is None or FLAT not in option.models:
        return
    covered, asked = coverage(contract).documented
    st.progress(covered / asked, text=f"SLA coverage: {covered} of {asked}")
