"""The decision that a level is the new normal, and those that were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.follow_up.rebase import Rebase
from vendor_eval.pages import session
from vendor_eval.pages.parts.saving import attempt
from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month
from vendor_eval.reports.wording import counted, shown_date
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.follow_up import Kept

_BACK = 24


def draw(vendor: str, metric: str, decided: Sequence[Kept[Rebase]], month: Month) -> None:
    """The decisions about one metric, and the form for another one."""
    held = [one for one in decided if not one.record.withdrawn]
    title = f"Baseline: {counted(len(held), 'decision')}" if held else "Baseline"
    with st.expander(title):
        for one in decided:
            _decision(one)
        if may(session.person(), Permission.DECIDE_FINDINGS):
            _form(vendor, metric, month)


def _decision(one: Kept[Rebase]) -> None:
    said = one.record
    when = "" if one.recorded_at is None else shown_date(one.recorded_at.date())
    ended = " Withdrawn." if said.withdrawn else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            literal(
                f"From {said.month.shown} on a new baseline: {said.why} "
                f"Decided by {said.decided_by}, written down by {one.recorded_by} on {when}.{ended}"
            )
        )
        if not said.withdrawn and may(session.person(), Permission.DECIDE_FINDINGS):
            gone = replace(one, record=replace(said, withdrawn=True))
            st.button(
                "Withdraw",
                key=f"rebase.withdraw.{one.vendor}.{said.key}.{one.version}",
                on_click=attempt,
                args=(lambda: _save(gone), "The decision is withdrawn."),
            )


def _form(vendor: str, metric: str, month: Month) -> None:
    key = f"rebase.{vendor}.{metric}"
    months = [month.plus(-back) for back in range(_BACK)]

    def save() -> None:
        state = st.session_state
        draft = Rebase(metric, state[f"{key}.month"], state[f"{key}.by"], state[f"{key}.why"])
        shown = follow_up.history(session.deps(), session.person(), vendor, draft)
        _save(Kept(vendor, draft, len(shown)))

    with st.form(key, clear_on_submit=False):
        st.caption(
            "A chart whose limits follow its values shows nothing. Give it a new baseline only "
            "where the level changed for good, and say why."
        )
        with st.grid(3, min_column_width=200):
            st.selectbox(
                "First month of the new baseline",
                months,
                format_func=lambda one: one.shown,
                key=f"{key}.month",
            )
            st.text_input("Decided by", key=f"{key}.by", help="Name or role.")
            st.text_input("What changed for good", key=f"{key}.why")
        st.form_submit_button(
            "Take as the new baseline",
            on_click=attempt,
            args=(save, "The new baseline is recorded."),
        )


def _save(kept: Kept[Rebase]) -> None:
    follow_up.save(session.deps(), session.person(), kept)
