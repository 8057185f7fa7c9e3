"""Where the remediation of a breach stands, and what can be done about it with one click."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.follow_up.breach_note import Taken
from vendor_eval.follow_up.dispute import Dispute, Outcome
from vendor_eval.follow_up.escalation import Offer, Rung
from vendor_eval.follow_up.ladder import Ladder
from vendor_eval.follow_up.plan import Milestone
from vendor_eval.follow_up.remediation import State
from vendor_eval.pages import session
from vendor_eval.pages.parts.said import SHADES
from vendor_eval.pages.parts.saving import attempt
from vendor_eval.pages.words import literal
from vendor_eval.reports.breach_words import SEVERITY_MARKS, STATE_MARKS, standing_sentence
from vendor_eval.reports.report import Mark
from vendor_eval.reports.wording import counted, sentence, shown_date
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.breaches import Breach, Open


def draw(breach: Breach) -> None:
    """The box with state, severity, the next step and the ladder."""
    with st.container(border=True, gap="small"):
        case = breach.case
        with st.container(horizontal=True, vertical_alignment="center"):
            if case is not None:
                _badge(STATE_MARKS[case.standing.state])
            elif breach.dispute is not None:
                _badge(STATE_MARKS[State.TAKEN_BACK])
            if breach.grade is not None:
                _badge(SEVERITY_MARKS[breach.grade.severity])
        if case is None:
            st.markdown("This month is no breach, so that nothing follows from it.")
            return
        st.markdown(literal(standing_sentence(case.standing)))
        if breach.dispute is not None:
            st.markdown(literal(_disputed(breach.dispute.record)))
        if breach.grade is not None:
            st.caption(literal(_severity(breach)))
        _escalation(case.offer, breach.ladder.record)
        if may(session.person(), Permission.FOLLOW_UP):
            _actions(breach, case)


def _badge(mark: Mark) -> None:
    st.badge(f"{mark.symbol} {mark.label}", color=SHADES[mark.tone])


def _severity(breach: Breach) -> str:
    assert breach.grade is not None, "only a breach has a severity"
    grade = breach.grade
    told = f"{sentence(grade.severity.value)}: {grade.why}"
    if grade.severity is not grade.worked_out:
        return f"{told} (set by {breach.note.recorded_by}; by the rule {grade.worked_out.value})."
    return f"{told}."


def _disputed(dispute: Dispute) -> str:
    """Who said what against the finding, and how that was decided."""
    said = f"{dispute.filed_by} on {shown_date(dispute.filed_on)}: “{dispute.says}”"
    if dispute.outcome is Outcome.OPEN:
        return said
    by = f", by {dispute.decided_by}: {dispute.why}" if dispute.decided_by else ""
    return f"{said} {sentence(dispute.outcome.value)}{by}"


def _escalation(offer: Offer, ladder: Ladder) -> None:
    """The step that the ladder offers now, whom to reach, and the step after it."""
    if offer.now is None and offer.then is None:
        return
    if offer.now is not None:
        st.markdown(f"**{literal(f'Next step: {_step(offer.now)}.')}** {literal(_reach(ladder))}")
    if offer.then is not None:
        day = shown_date(offer.then.from_day)
        st.caption(literal(f"From {day} on: {_step(offer.then)}."))


def _step(rung: Rung) -> str:
    who = f" ({rung.step.who})" if rung.step.who else ""
    return f"{rung.step.what[:1].lower()}{rung.step.what[1:]}{who}"


def _reach(ladder: Ladder) -> str:
    """The contact, the stand-in, and how soon an answer was agreed."""
    parts = []
    if ladder.contact:
        parts.append(f"Contact: {ladder.contact}")
    if ladder.stand_in:
        parts.append(f"stand-in: {ladder.stand_in}")
    if ladder.routine is not None:
        parts.append(f"routine answers within {counted(ladder.routine, 'business day')}")
    if ladder.urgent is not None:
        parts.append(f"urgent ones within {counted(ladder.urgent, 'hour')}")
    return f"{'; '.join(parts)}." if parts else "No contact is named yet; see Escalation below."


def _actions(breach: Breach, case: Open) -> None:
    today = session.deps().today()
    with st.container(horizontal=True):
        if breach.days.told_on is None:
            _button("Vendor told today", lambda: _tell(breach, today), "The day is noted.")
        milestone = case.standing.milestone
        if milestone is not None and case.standing.state.is_open:
            label = f"Done today: {milestone.what}"
            _button(label, lambda: _done(breach, milestone, today), "The milestone is done.")
        rung = case.offer.now
        if rung is not None:
            _button("Step taken today", lambda: _taken(breach, rung, today), "The step is noted.")


def _button(label: str, save: Callable[[], None], sentence: str) -> None:
    st.button(literal(label), on_click=attempt, args=(save, sentence), key=f"breach.do.{label}")


def _tell(breach: Breach, today: dt.date) -> None:
    note = replace(breach.note.record, notified_on=today)
    follow_up.save(session.deps(), session.person(), replace(breach.note, record=note))


def _taken(breach: Breach, rung: Rung, today: dt.date) -> None:
    note = breach.note.record
    step = Taken(today, rung.step.what, rung.step.who)
    added = replace(note, taken=(*note.taken, step))
    follow_up.save(session.deps(), session.person(), replace(breach.note, record=added))


def _done(breach: Breach, milestone: Milestone, today: dt.date) -> None:
    plan = breach.plan.record
    milestones = tuple(
        replace(one, done=today) if one == milestone else one for one in plan.milestones
    )
    changed = replace(plan, milestones=milestones)
    follow_up.save(session.deps(), session.person(), replace(breach.plan, record=changed))
