"""What pages are narrowed down by. It stands in the address, so that a view can be sent on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vendor_eval.pages import places
from vendor_eval.quantities import Month
from vendor_eval.reports.wording import metric_name
from vendor_eval.workflows.rounds import Round, State

OWN_SCORECARD = "own"
"""Under which the title of the practice's own scorecard stands in the address."""


def month(months: Sequence[Month]) -> Month | None:
    """The month to look at, the first of ``months`` unless one is picked; None of none."""
    if not months:
        return None
    names = {str(one): one for one in months}
    carried = places.carried("month")
    at = next((name for name, one in names.items() if one.shown == carried), None)
    if at is not None:
        st.session_state["month"] = at
    picked = st.selectbox(
        "Month",
        list(names),
        format_func=lambda name: names[name].shown,
        key="month",
        bind="query-params",
        label_visibility="collapsed",
        width=190,
    )
    return names.get(picked or "", months[0])


def vendor(vendors: Sequence[str]) -> str | None:
    """The vendor to look at, the first unless one is picked; None of none."""
    return _one_of("Vendor", "vendor", vendors, 300)


def metric(metrics: Sequence[str]) -> str | None:
    """The metric to look at, the first unless one is picked; None of none."""
    if not metrics:
        return None
    carried = places.carried("metric")
    at = next((one for one in metrics if metric_name(one) == carried), None)
    if at is not None:
        st.session_state["metric"] = at
    picked = st.selectbox(
        "Metric",
        metrics,
        format_func=metric_name,
        key="metric",
        bind="query-params",
        label_visibility="collapsed",
        width=280,
    )
    return picked if picked in metrics else metrics[0]


def offer(names: Sequence[str]) -> str | None:
    """The offer to look at, the first unless one is picked; None of none."""
    return _one_of("Offer", "offer", names, 360)


def invoice(numbers: Sequence[str]) -> str | None:
    """The number of the invoice to look at, the first unless one is picked; None of none."""
    return _one_of("Invoice", "invoice", numbers, 260)


def evaluation_round(rounds: Sequence[Round], first: Sequence[State]) -> Round | None:
    """The round to look at, unless one is picked the first in these states; None of none."""
    order = sorted(rounds, key=lambda one: State(one.state) not in first)
    names = {one.name: one for one in order}
    picked = round_name(list(names))
    return None if picked is None else names[picked]


def round_name(names: Sequence[str]) -> str | None:
    """The name of the round to look at, the first unless one is picked; None of none."""
    return _one_of("Round", "round", names, 300)


def candidate(vendors: Sequence[str]) -> str | None:
    """The candidate of a round to look at, the first unless one is picked; None of none."""
    return _one_of("Candidate", "candidate", vendors, 240)


def scorecard(titles: Sequence[str], first: str) -> str:
    """The scorecard to work on, ``first`` unless one is picked; there is at least one."""
    picked = st.selectbox(
        "Scorecard",
        titles,
        index=titles.index(first),
        key="scorecard",
        bind="query-params",
        label_visibility="collapsed",
        width=300,
    )
    return picked if picked in titles else first


def own_scorecard(titles: Sequence[str]) -> str | None:
    """The practice's own scorecard to look at, the first unless one is picked; None of none."""
    return _one_of("Scorecard", OWN_SCORECARD, titles, 300)


def _one_of(label: str, key: str, names: Sequence[str], width: int) -> str | None:
    """A name that is picked among others, and stands in the address under ``key``."""
    if not names:
        return None
    carried = places.carried(key)
    if carried in names:
        st.session_state[key] = carried
    picked = st.selectbox(
        label, names, key=key, bind="query-params", label_visibility="collapsed", width=width
    )
    return picked if picked in names else names[0]
