"""The form of a remediation plan: root cause, corrective action, milestones, waiver."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from vendor_eval.errors import BadInput, Fault
from vendor_eval.follow_up.plan import LONGEST, Plan, Waiver
from vendor_eval.naming import LONGEST_NAME
from vendor_eval.pages import session
from vendor_eval.pages.parts import days
from vendor_eval.pages.parts.follow_up import milestone_rows
from vendor_eval.pages.parts.saving import attempt, typed
from vendor_eval.quantities import Month
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.follow_up import Kept

_TALL = 100
_FIELDS = ("root_cause", "root_cause_on", "action", "handed_in_on", "owner", "works_from", "note")


def draw(kept: Kept[Plan]) -> None:
    """The fields as they were saved; another form after each save."""
    plan = kept.record
    key = f"plan.{kept.vendor}.{plan.key}.{kept.version}"

    def save() -> None:
        follow_up.save(session.deps(), session.person(), replace(kept, record=_typed(plan, key)))

    with st.form(key):
        _root_cause(plan, key)
        _action(plan, key)
        _milestones(plan, key)
        _waiver(plan, key)
        st.form_submit_button(
            "Save the plan", type="primary", on_click=attempt, args=(save, "The plan is saved.")
        )


def _root_cause(plan: Plan, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="top"):
        st.text_area(
            "Root cause",
            plan.root_cause,
            key=f"{key}.root_cause",
            height=_TALL,
            help="As the vendor names it. No patient data.",
        )
        st.date_input(
            "Came on",
            plan.root_cause_on,
            key=f"{key}.root_cause_on",
            format=days.TYPED,
            width=150,
            help="Until it has a day, the root cause counts as not handed in.",
        )


def _action(plan: Plan, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="top"):
        st.text_area("Corrective action", plan.action, key=f"{key}.action", height=_TALL)
        st.date_input(
            "Handed in on",
            plan.handed_in_on,
            key=f"{key}.handed_in_on",
            format=days.TYPED,
            width=150,
            help="Until it has a day, the plan counts as not handed in.",
        )
    months = _months(plan)
    with st.grid(3, min_column_width=200):
        st.text_input(
            "Owner",
            plan.owner,
            key=f"{key}.owner",
            max_chars=LONGEST_NAME,
            help="Who sees to it, at the vendor or here: a name and a role.",
        )
        st.selectbox(
            "Should show from",
            months,
            index=months.index(plan.works_from),
            format_func=lambda one: one.shown if one else "Not said",
            key=f"{key}.works_from",
            help="The first month judged from then on without a breach ends the case.",
        )
        st.text_input("Note", plan.note, key=f"{key}.note", max_chars=LONGEST_NAME)


def _months(plan: Plan) -> list[Month | None]:
    """From which a plan may show, were it handed in today: what is saved stays to be chosen."""
    last = max(plan.shows_by, Month.of(session.deps().today()).plus(LONGEST))
    ahead = {Month.at(index) for index in range(plan.month.index, last.index + 1)}
    return [None, *sorted(ahead | {plan.works_from or plan.month})]


def _milestones(plan: Plan, key: str) -> None:
    date = st.column_config.DateColumn
    st.data_editor(
        milestone_rows.frame(plan.milestones),
        column_config={
            milestone_rows.WHAT: st.column_config.TextColumn(width="large"),
            milestone_rows.OWNER: st.column_config.TextColumn(width="medium"),
            milestone_rows.DUE: date(format=days.SHOWN, width="small"),
            milestone_rows.DONE: date(format=days.SHOWN, width="small"),
        },
        num_rows="dynamic",
        hide_index=True,
        key=f"{key}.milestones",
        placeholder="",
        alt="One row a milestone; the last row adds one.",
    )


def _waiver(plan: Plan, key: str) -> None:
    waiver = plan.waiver
    with st.expander("Let the breach go for a time", expanded=waiver is not None):
        st.text("A waiver ends when its last day is over. Empty all three fields to take it back.")
        with st.grid(3, min_column_width=200):
            approved_by = waiver.approved_by if waiver else ""
            st.text_input(
                "Approved by", approved_by, key=f"{key}.approved_by", max_chars=LONGEST_NAME
            )
            st.text_input("Reason", waiver.reason if waiver else "", key=f"{key}.reason")
            st.date_input(
                "Last day",
                waiver.expires if waiver else None,
                key=f"{key}.expires",
                format=days.TYPED,
            )


def _typed(plan: Plan, key: str) -> Plan:
    """The plan as the fields say it.

    Raises:
        BadInput: a milestone or a waiver lacks its day.
    """
    said = typed(key, _FIELDS)
    edits = st.session_state.get(f"{key}.milestones") or {}
    milestones = milestone_rows.edited(plan.milestones, edits)
    return replace(plan, **said, milestones=milestones, waiver=_typed_waiver(key))


def _typed_waiver(key: str) -> Waiver | None:
    approved_by, reason, expires = (
        st.session_state[f"{key}.{name}"] for name in ("approved_by", "reason", "expires")
    )
    if not (approved_by or reason or expires):
        return None
    if expires is None:
        raise BadInput([Fault("Waiver", "has no last day", "say until when it holds")])
    return Waiver(approved_by, reason, expires)
