"""Going live with a vendor and leaving it: what changed, the plan, and what leaving needs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.follow_up.course import Course
from vendor_eval.follow_up.record import Record
from vendor_eval.metrics import CATALOGUE
from vendor_eval.pages import computed, session
from vendor_eval.pages.parts import (
    chart_table,
    charts,
    filters,
    histories,
    record_history,
    said,
    tabbed,
    tables,
    takeover_charts,
)
from vendor_eval.pages.parts.empty import no_findings_yet
from vendor_eval.pages.parts.follow_up import leaving_form, transition_form
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.saving import say_failed
from vendor_eval.pages.words import literal
from vendor_eval.reports import transition_words as words
from vendor_eval.reports.transition_tables import tasks_table
from vendor_eval.reports.wording import metric_name
from vendor_eval.workflows import transition
from vendor_eval.workflows.transition import Takeover


def draw() -> None:
    """Draw the page."""
    review = computed.review()
    with title_row("Transition"):
        vendor = filters.vendor(review.vendors)
    if vendor is None:
        no_findings_yet(review)
        return
    found = transition.of_vendor(session.deps(), session.person(), review, vendor)
    say_failed()
    tabbed.draw(
        {
            "Since go-live": partial(_since, found),
            "Plan": partial(_plan, found, review.vendors),
            "Exit readiness": partial(_leaving, found),
        }
    )


def _since(found: Takeover) -> None:
    """What became of each metric, and what it is worth."""
    if found.plan is None:
        _nothing_written(found.vendor)
        return
    st.markdown(literal(words.periods(found.plan.record, found.vendor)))
    if not found.courses:
        st.text("Nothing was reported in any of these months yet.")
        return
    st.markdown(f"**{literal(words.together(found.courses))}**")
    with st.grid(2, min_column_width=360):
        for course in found.courses:
            _card(course)
    st.caption(f"{takeover_charts.KEY} {words.CAVEAT}")


def _card(course: Course) -> None:
    mark, change = words.mark(course), course.change
    with st.container(border=True, height="stretch", gap="small"):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.markdown(f"**{literal(metric_name(course.metric))}**", width="content")
            st.badge(f"{mark.symbol} {mark.label}", color=said.SHADES[mark.tone], help=mark.meaning)
        if change is not None:
            with st.grid(3, min_column_width=90):
                for label, value in zip(
                    ("Before", "Since", "Change"), words.values(change), strict=True
                ):
                    _value(label, value)
            if worth := words.worth(change):
                st.markdown(literal(worth))
        st.caption(literal(words.months(course)))
        _chart(course)
        chart_table.offer(
            f"takeover-table-{course.metric}", partial(takeover_charts.as_table, course)
        )


def _value(label: str, value: str) -> None:
    with st.container(gap=None):
        st.caption(label)
        st.markdown(f"**{literal(value)}**")


def _chart(course: Course) -> None:
    axis = histories.AXIS_FORMATS.get(CATALOGUE[course.metric].unit, ",.0f")
    st.vega_lite_chart(
        takeover_charts.rows(course),
        takeover_charts.takeover_chart(charts.look(), axis),
        key=f"takeover-{course.metric}",
        alt=f"{metric_name(course.metric)} by month, before, in the transition and since; "
        f"{words.months(course)}",
    )


def _plan(found: Takeover, vendors: Sequence[str]) -> None:
    """How the vendor took over, what the plan lacks, and the form."""
    writes = may(session.person(), Permission.FOLLOW_UP)
    if found.plan is None:
        _nothing_written(found.vendor)
    else:
        plan = found.plan.record
        st.markdown(literal(words.periods(plan, found.vendor)))
        for remark in found.remarks:
            st.warning(literal(remark))
        tables.draw(tasks_table(plan.tasks, session.deps().today()), "transition.tasks")
        if plan.note and not writes:
            st.text(plan.note)
    if writes:
        st.header("The plan", anchor=False)
        transition_form.draw(found.vendor, found.plan, vendors)
    if found.plan is not None:
        _versions(found.vendor, "Plan", found.plan.record)


def _leaving(found: Takeover) -> None:
    """What is there and what is missing on the day of leaving, and the form."""
    st.markdown(f"**{literal(words.readiness(found.checks))}**")
    if found.leaving is None:
        st.text(f"Nobody wrote down yet what leaving {found.vendor} would need.")
    with st.container(border=True, gap="xsmall"):
        for one in found.checks:
            said.marked(words.THERE if one.is_there else words.MISSING, words.check(one))
    if may(session.person(), Permission.FOLLOW_UP):
        st.header("What is known", anchor=False)
        leaving_form.draw(found.vendor, found.leaving)
    elif found.leaving is not None and found.leaving.record.note:
        st.text(found.leaving.record.note)
    if found.leaving is not None:
        _versions(found.vendor, "Leaving", found.leaving.record)


def _nothing_written(vendor: str) -> None:
    st.text(
        f"Nobody wrote down yet how {vendor} took over. With the days on which it began and went "
        "live, every metric is held against the months before."
    )
    if not may(session.person(), Permission.FOLLOW_UP):
        st.text("Leadership or an administrator writes it down.")


def _versions(vendor: str, name: str, record: Record) -> None:
    with st.expander("Versions"):
        record_history.draw(vendor, [(name, record)], f"transition.versions.{name.lower()}")
