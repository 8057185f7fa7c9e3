"""A contract as people read it, with what it leaves uncovered."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from vendor_eval.pages.parts import tables
from vendor_eval.pages.words import literal
from vendor_eval.reports.report import Column, Table
from vendor_eval.reports.rule_words import in_words
from vendor_eval.reports.vendor_section import minimum_shown
from vendor_eval.reports.wording import counted, metric_name, shown_date
from vendor_eval.sla.contract import (
    Allocation,
    Contract,
    CreditMethod,
    FixedAmount,
    LinearGap,
    PercentOfFee,
    Sample,
    ServiceLevel,
    SeverityPoints,
)
from vendor_eval.sla.coverage import coverage


def draw(contract: Contract) -> None:
    """Draw the contract's terms and its coverage."""
    _coverage(contract)
    tables.draw(_levels(contract), "terms.levels")
    _remedies(contract)
    if contract.relief:
        tables.draw(_relief(contract), "terms.relief")


def _coverage(contract: Contract) -> None:
    found = coverage(contract)
    covered, documented = found.documented
    with st.container(border=True):
        st.markdown("**SLA coverage**")
        st.progress(
            covered / documented,
            text=f"{covered} of {documented} metrics that the source documents ask for have a "
            "service level",
        )
        for remark in found.remarks:
            st.text(f"• {remark}")
        if not found.remarks:
            st.text("Each of them has a minimum of its own.")


def _levels(contract: Contract) -> Table:
    """Every service level, the metrics in the contract's order, amendments by date."""
    order = list(dict.fromkeys(level.metric for level in contract.service_levels))
    levels = sorted(
        contract.service_levels,
        key=lambda one: (order.index(one.metric), one.effective or contract.starts),
    )
    return Table(
        title="Service levels",
        columns=(
            Column("Metric", 30),
            Column("In force from", 18),
            Column("Target", 14),
            Column("Warning line", 14),
            Column("Minimum", 20),
            Column("A breach costs", 34),
            Column("Judged on", 14),
            Column("Clause", 18),
        ),
        rows=tuple(
            (
                metric_name(one.metric),
                shown_date(one.effective or contract.starts),
                one.target.text,
                one.warning.text if one.warning else None,
                minimum_shown(one),
                _cost(one),
                _judged_on(one),
                one.clause or None,
            )
            for one in levels
        ),
        note="Only crossing the minimum is a breach. Exact limits matter: > 95 % is not kept by "
        "95 %, >= 95 % is.",
    )


def _judged_on(level: ServiceLevel) -> str:
    said = level.judged_on.value
    return said if level.sample is Sample.INTERVAL else f"{said}, {level.sample}"


def _cost(level: ServiceLevel) -> str | None:
    if level.credit is None:
        return None
    times = level.repeat_multiplier
    repeated = f", times {times.normalize():f} when repeated" if times != 1 else ""
    return _credit_words(level.credit) + repeated


def _credit_words(credit: CreditMethod) -> str:
    match credit:
        case Allocation(share):
            return f"{_percent(share)} of the amount at risk"
        case FixedAmount(amount):
            return amount.shown
        case PercentOfFee(share):
            return f"{_percent(share)} of the fee"
        case LinearGap(share, _):
            return f"up to {_percent(share)} of the amount at risk, by the gap"
        case SeverityPoints(_, share, amount):
            a_point = amount.shown if amount else f"{_percent(share or Decimal(0))} of the fee"
            return f"{a_point} for each severity point"


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f} %"


def _remedies(contract: Contract) -> None:
    """Term, fee and what breaches add up to, as sentences."""
    said = [f"In force {contract.first_month.shown} to {contract.last_month.shown}."]
    if contract.monthly_fee is not None:
        said.append(f"The monthly fee is {contract.monthly_fee.shown}.")
    if contract.fee_at_risk is not None:
        said.append(f"{_percent(contract.fee_at_risk)} of it is at risk for service credits.")
    if contract.ramp_months:
        said.append(f"The first {counted(contract.ramp_months, 'month')} are ramp.")
    if contract.low_volume:
        said.append(f"Rates over fewer than {contract.low_volume} items are not judged.")
    if contract.earn_back_months:
        months = counted(contract.earn_back_months, "judged month")
        said.append(f"The next {months} on target give a credit back.")
    st.header("Money and term", anchor=False)
    st.markdown(literal(" ".join(said)))
    if contract.termination:
        st.header("Rights to terminate", anchor=False)
        for rule in contract.termination:
            st.text(f"• {in_words(rule)}")


def _relief(contract: Contract) -> Table:
    return Table(
        title="Approved relief",
        columns=(
            Column("Month", 14),
            Column("Metric", 30),
            Column("Reason", 50),
            Column("Approved by", 26),
        ),
        rows=tuple(
            (one.month, metric_name(one.metric), one.reason, one.approved_by)
            for one in contract.relief
        ),
    )
