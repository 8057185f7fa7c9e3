"""One breach: what was found, how grave it is, what follows from it and who has to act."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.follow_up.dispute import Outcome
from vendor_eval.pages import computed, places, session
from vendor_eval.pages.parts import filters, metric_chart, record_history, tables
from vendor_eval.pages.parts.empty import no_findings_yet
from vendor_eval.pages.parts.follow_up import (
    breach_facts,
    breach_note_form,
    breach_state,
    dispute_form,
    ladder_form,
    plan_form,
)
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.saving import say_failed
from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month
from vendor_eval.reports.breach_tables import ladder_table
from vendor_eval.reports.wording import metric_name, shown_date
from vendor_eval.workflows import breaches
from vendor_eval.workflows.breaches import Breach, Place
from vendor_eval.workflows.reviews import Review


def draw() -> None:
    """Draw the page."""
    review = computed.review()
    known = breaches.places(session.deps(), session.person(), review)
    with title_row("Breach"):
        place = _place(known)
    say_failed()
    if place is None:
        _nothing_yet(review)
        return
    breach = breaches.of_finding(session.deps(), session.person(), review, place)
    _headline(breach)
    with st.grid(2, min_column_width=360):
        with st.container(gap="small"):
            breach_state.draw(breach)
            _chart(review, place)
        breach_facts.draw(breach)
    _tabs(breach)


def _place(known: pd.DataFrame) -> Place | None:
    """The finding that is picked, step by step: vendor, month, metric; else the most urgent."""
    board = computed.open_cases()
    if board:
        urgent = board[0].place
        places.suggest(urgent.vendor, urgent.metric, urgent.month)
    vendor = filters.vendor(list(dict.fromkeys(known["vendor"])))
    of_vendor = known[known["vendor"] == vendor]
    month = filters.month([Month.at(int(one)) for one in of_vendor["month"].unique()])
    if vendor is None or month is None:
        return None
    of_month = of_vendor[of_vendor["month"] == month.index]
    metric = filters.metric(sorted(of_month["metric"], key=metric_name))
    return None if metric is None else Place(vendor, metric, month)


def _nothing_yet(review: Review) -> None:
    if review.months:
        st.text("No vendor has been in breach yet, and nothing was written down about a finding.")
        places.link("breaches", "See every vendor and metric", "grid_on")
    else:
        no_findings_yet(review)


def _headline(breach: Breach) -> None:
    place, finding = breach.place, breach.finding
    if finding is None:
        told = f"No contract judges {metric_name(place.metric)} of {place.month.shown} any more."
        st.markdown(f"**{literal(told)}**")
    else:
        st.markdown(f"**{literal(finding.reason)}**")


def _chart(review: Review, place: Place) -> None:
    """The metric month by month, to see whether it gets better."""
    contract = review.contract_of(place.vendor)
    findings = review.findings_of(place.vendor)
    of_metric = findings[findings["metric"] == place.metric]
    if contract is not None and len(of_metric):
        with st.container(gap="xsmall"):
            restated = review.restated(place.vendor, place.metric)
            metric_chart.draw(of_metric, place.metric, contract, restated)
            st.caption(metric_chart.LINES)


def _tabs(breach: Breach) -> None:
    tabs = {
        "Plan": partial(_plan, breach),
        "Telling and severity": partial(_note, breach),
        "Dispute": partial(_dispute, breach),
        "Escalation": partial(_ladder, breach),
        "History": partial(_history, breach),
    }
    # All are drawn, so that what is typed into one outlasts a look at another.
    for tab, drawn in zip(st.tabs(list(tabs)), tabs.values(), strict=True):
        with tab:
            drawn()


def _may_follow_up() -> bool:
    if may(session.person(), Permission.FOLLOW_UP):
        return True
    st.text("Leadership or an administrator writes this down; History shows what was.")
    return False


def _plan(breach: Breach) -> None:
    plan = breach.plan.record
    if plan.month != breach.place.month:
        began = "began" if breach.plan.version else "begins"
        covers = f"The plan {began} with the breach of {plan.month.shown} and covers this one too."
        st.caption(literal(covers))
    if _may_follow_up():
        plan_form.draw(breach.plan)


def _note(breach: Breach) -> None:
    if _may_follow_up():
        breach_note_form.draw(breach.note, breach.grade)


def _dispute(breach: Breach) -> None:
    kept = breach.dispute
    if may(session.person(), Permission.DECIDE_FINDINGS):
        dispute_form.draw(breach)
        return
    st.text(dispute_form.window(breach, session.deps().today()))
    if kept is not None:
        one = kept.record
        st.text(f"{one.filed_by} on {shown_date(one.filed_on)}: {one.says}")
        if one.outcome is not Outcome.OPEN:
            st.text(f"{one.outcome.value.capitalize()}, {one.decided_by}: {one.why}")


def _ladder(breach: Breach) -> None:
    st.caption("The ladder is the vendor's, and the same for all of its breaches.")
    if _may_follow_up():
        ladder_form.draw(breach.ladder)
        return
    tables.draw(ladder_table(breach.ladder.record), "breach.ladder")


def _history(breach: Breach) -> None:
    records = [
        ("Breach", breach.note.record),
        ("Plan", breach.plan.record),
        ("Ladder", breach.ladder.record),
    ]
    if breach.dispute is not None:
        records.append(("Dispute", breach.dispute.record))
    record_history.draw(breach.place.vendor, records, "breach.history")
