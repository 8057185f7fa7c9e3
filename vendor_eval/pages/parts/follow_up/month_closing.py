"""Taking months a stage further: one vendor's, or all that are ready."""

from __future__ import annotations

import streamlit as st

from vendor_eval.follow_up.closing import NEXT, MonthStanding, lacking
from vendor_eval.follow_up.month_close import Stage
from vendor_eval.pages import computed, session
from vendor_eval.pages.parts.saving import attempt, say_failed
from vendor_eval.pages.words import literal
from vendor_eval.reports.wording import counted, listed
from vendor_eval.workflows import month_close
from vendor_eval.workflows.month_close import Asked, MonthTable

_ALL = "All that are ready"
_STEPS = {Stage.SUBMITTED: "Submit", Stage.VERIFIED: "Verify", Stage.CLOSED: "Close"}


def draw(table: MonthTable) -> None:
    """Choose whose month, and take it further."""
    say_failed()
    names = [one.vendor for one in table.standings]
    picked = st.selectbox("Whose month", [_ALL, *names], key="closing.whose", width=360)
    chosen = [one for one in table.standings if picked in (_ALL, one.vendor)]
    why = _reason(table, chosen[0]) if picked != _ALL else ""
    _warn(chosen if picked != _ALL else [])
    with st.container(horizontal=True):
        for stage in _STEPS:
            able = [one.vendor for one in chosen if _may_reach(one, stage, one_of=picked != _ALL)]
            versions = {vendor: table.version(vendor) for vendor in able}
            _button(Asked(table.month, stage, versions, why))


def _button(asked: Asked) -> None:
    """Take the vendors that are asked for to the stage; several at once say how many."""
    count, stage = len(asked.versions), asked.to
    whose = listed(list(asked.versions)) if count < 2 else counted(count, "vendor")

    def step() -> None:
        # Judged anew: what is kept is what is stored, whatever stood on the page before.
        month_close.advance(session.deps(), session.person(), computed.review(), asked)

    st.button(
        literal(f"{_STEPS[stage]} {whose}".strip()),
        key=f"closing.{stage.value}",
        disabled=not count,
        type="primary" if stage is Stage.CLOSED else "secondary",
        help=_HELP[stage],
        on_click=attempt,
        args=(step, f"{asked.month.shown} is {stage.value}: {whose}."),
    )


_HELP = {
    Stage.SUBMITTED: "Hand the month in as it stands. From a later stage this starts anew.",
    Stage.VERIFIED: "Say that somebody has looked at it; best another person than who submitted.",
    Stage.CLOSED: "Keep its values, findings, credits and rights for good.",
}


def _may_reach(standing: MonthStanding, stage: Stage, *, one_of: bool) -> bool:
    """Whether the button takes this month along; of one vendor every fault is said on a click."""
    if standing.stage is Stage.CLOSED:
        return False
    if one_of and stage is Stage.SUBMITTED:
        return True
    if NEXT[standing.stage] is not stage:
        return False
    return one_of or not list(lacking(standing, stage, session.deps().today()))


def _reason(table: MonthTable, standing: MonthStanding) -> str:
    """Why a month is closed without what was not reported; only asked where something lacks."""
    if not standing.silent or standing.stage is Stage.CLOSED:
        return ""
    return st.text_area(
        f"Why it is closed without {counted(len(standing.silent), 'service level')}",
        standing.close.unreported,
        key=f"closing.why.{table.month}.{standing.vendor}.{table.version(standing.vendor)}",
        height=80,
    )


def _warn(chosen: list[MonthStanding]) -> None:
    for one in chosen:
        if one.open_before is not None and one.stage is not Stage.CLOSED:
            st.warning(literal(f"{one.open_before.shown} of {one.vendor} is not closed yet."))
        submitted = one.close.passed[0].by if one.close.passed else ""
        if one.stage is Stage.SUBMITTED and submitted == session.person().name:
            st.caption("You submitted this month. If you also verify it, the record says so.")
