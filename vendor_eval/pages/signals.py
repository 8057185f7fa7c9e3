"""A vendor's four signals, metric by metric, side by side and never added up."""

from __future__ import annotations

from functools import partial

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.pages import computed, session
from vendor_eval.pages.parts import (
    chart_table,
    charts,
    explained,
    filters,
    histories,
    rebasing,
    said,
    signal_charts,
)
from vendor_eval.pages.parts.empty import no_findings_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.saving import say_failed
from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month
from vendor_eval.reports import signal_marks
from vendor_eval.reports.report import Mark
from vendor_eval.reports.status import MARKS
from vendor_eval.reports.wording import metric_name
from vendor_eval.signals import words
from vendor_eval.signals.words import APART, CANNOT_TELL, MEANS, NO_COUNTS, Signal
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.findings import Status
from vendor_eval.workflows import signals
from vendor_eval.workflows.signals import MetricSignals

_TITLES = {
    Signal.STATUS: "Contract status",
    Signal.CONFIDENCE: "Confidence",
    Signal.CHANGE: "Change",
    Signal.OUTLOOK: "Outlook",
}


def draw() -> None:
    """Draw the page."""
    review = computed.review()
    with title_row("Signals"):
        vendor = filters.vendor([one.vendor for one in review.standings.contracts])
        month = filters.month(review.months)
    contract = None if vendor is None else review.contract_of(vendor)
    if vendor is None or month is None or contract is None:
        no_findings_yet(review)
        return
    found = signals.of_vendor(session.deps(), session.person(), review, (vendor, month))
    if not found:
        st.text(f"No service level of {vendor} was in force in {month.shown}.")
        return
    say_failed()
    st.caption(literal(APART))
    for one in found:
        _metric(one, contract, month)
    _meanings()


def _metric(one: MetricSignals, contract: Contract, month: Month) -> None:
    metric = one.finding.metric
    with st.container(border=True):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.markdown(f"**{literal(metric_name(metric))}**", width="content")
            with st.container(
                horizontal=True, width="content", gap="small", vertical_alignment="center"
            ):
                if one.history:
                    chart_table.offer(
                        f"signal-table-{metric}",
                        partial(signal_charts.as_table, one.history, one.limit, one.finding.unit),
                    )
                explained.link(metric)
        with st.grid(4, min_column_width=230):
            for signal, (mark, sentence) in _said(one, contract.low_volume).items():
                _cell(_TITLES[signal], mark, sentence)
        budget = words.budget_words(one.budget, one.limit, one.year)
        if budget:
            st.caption(literal(budget))
        if one.history:
            _chart(one, month)
        if may(session.person(), Permission.DECIDE_FINDINGS) or one.rebased:
            rebasing.draw(contract.vendor, metric, one.rebased, month)


def _said(one: MetricSignals, low_volume: int) -> dict[Signal, tuple[Mark, str]]:
    """The mark and the sentence of each signal."""
    finding, unit = one.finding, one.finding.unit
    silent = f"Nothing was reported for {finding.month.shown}."
    if finding.status is Status.RELIEF:
        silent = f"{finding.month.shown} is left out, so that it counts for no signal."
    confidence = words.confidence_words(one.confidence, one.limit) if one.confidence else silent
    change = silent
    if one.change is not None:
        kept = words.assurance_words(one.assurance, one.limit, one.change)
        change = f"{words.change_words(one.change, unit)} {kept}"
    outlook = words.outlook_words(one.outlook, one.limit, low_volume)
    return {
        Signal.STATUS: (MARKS[finding.status], finding.reason),
        Signal.CONFIDENCE: (
            signal_marks.of_confidence(one.confidence),
            confidence if one.is_counted else NO_COUNTS,
        ),
        Signal.CHANGE: (signal_marks.of_change(one.change), change),
        Signal.OUTLOOK: (
            signal_marks.of_outlook(one.outlook),
            outlook if one.is_counted else "There is none for what is no share of counted items.",
        ),
    }


def _cell(title: str, mark: Mark, sentence: str) -> None:
    with st.container(gap="xsmall"):
        st.caption(title)
        st.badge(f"{mark.symbol} {mark.label}", color=said.SHADES[mark.tone], help=mark.meaning)
        st.markdown(literal(sentence))


def _chart(one: MetricSignals, month: Month) -> None:
    metric, unit = one.finding.metric, one.finding.unit
    rows = signal_charts.rows(one.history, one.limit, unit)
    axis = histories.AXIS_FORMATS.get(unit, ",.0f")
    st.vega_lite_chart(
        rows,
        signal_charts.control_chart(charts.look(), axis),
        key=f"signal-{metric}",
        alt=f"{metric_name(metric)} by month through {month.shown} with what chance explains",
    )


def _meanings() -> None:
    """What each signal means, what it cannot tell, and how its chart is read."""
    st.header("What they mean, and what they cannot tell", anchor=False)
    st.caption(
        "In the charts: grey band, what chance explains by the vendor's own baseline; dashed, its "
        "average; dotted, the minimum; upright line, the 95 % interval of the true rate; "
        "triangles, months that changed for the better or the worse."
    )
    with st.grid(2, min_column_width=330):
        for signal in Signal:
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.markdown(f"**{_TITLES[signal]}**")
                st.markdown(literal(MEANS[signal]))
                for sentence in CANNOT_TELL[signal]:
                    st.caption(literal(sentence))
