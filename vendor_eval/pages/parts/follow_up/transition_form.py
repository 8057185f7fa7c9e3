"""The form of how a vendor took over: dates, baseline, parallel run and tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from vendor_eval.errors import BadInput, Fault
from vendor_eval.follow_up.since_go_live import MONTHS
from vendor_eval.follow_up.transition import Transition
from vendor_eval.naming import LONGEST_NAME, LONGEST_NOTE
from vendor_eval.pages import session
from vendor_eval.pages.parts import days
from vendor_eval.pages.parts.follow_up import task_rows
from vendor_eval.pages.parts.saving import attempt, typed
from vendor_eval.quantities import Month
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.follow_up import Kept

_BACK = 60
_DAYS = ("parallel_from", "parallel_to")
_OTHER = ("baseline_of", "baseline_first", "baseline_last", *_DAYS, "note")


@dataclass(frozen=True, slots=True)
class _Form:
    """The fields of one vendor's plan, as they were saved; others after each save."""

    vendor: str
    kept: Kept[Transition] | None

    @property
    def version(self) -> int:
        """Of what the page showed; 0 before anything was saved."""
        return self.kept.version if self.kept else 0

    @property
    def key(self) -> str:
        """What the keys of its fields begin with."""
        return f"transition.{self.vendor}.{self.version}"

    def said(self, name: str) -> Any:
        """What was saved for a field; None before anything was."""
        return getattr(self.kept.record, name) if self.kept else None

    def save(self) -> None:
        """Keep what was typed, based on what the page showed."""
        typed = Kept(self.vendor, self._typed(), self.version)
        follow_up.save(session.deps(), session.person(), typed)

    def _typed(self) -> Transition:
        """The plan as the fields say it.

        Raises:
            BadInput: a day that every plan needs is missing, or a task is none.
        """
        state = st.session_state
        starts, goes_live = state[f"{self.key}.starts"], state[f"{self.key}.goes_live"]
        edits = state.get(f"{self.key}.tasks") or {}
        rows = task_rows.rows(self.said("tasks") or (), edits)
        faults = [*task_rows.faults(rows)]
        if starts is None:
            faults.append(Fault("Starts", "has no day", "choose the first day of the transition"))
        if goes_live is None:
            faults.append(Fault("Goes live", "has no day", "choose when the vendor works alone"))
        if faults:
            raise BadInput(faults)
        said = typed(self.key, _OTHER)
        return Transition(starts, goes_live, **said, tasks=task_rows.tasks(rows))


def draw(vendor: str, kept: Kept[Transition] | None, vendors: Sequence[str]) -> None:
    """The form.

    Args:
        vendors: whose measures a baseline can be of.
    """
    form = _Form(vendor, kept)
    with st.form(form.key):
        with st.grid(2, min_column_width=220):
            _day(form, "starts", "Starts", "The first day of the transition.")
            _day(form, "goes_live", "Goes live", "From then on the vendor alone does the work.")
        _baseline(form, vendors)
        with st.grid(2, min_column_width=220):
            _day(form, "parallel_from", "Parallel run from", "The first day on which both work.")
            _day(form, "parallel_to", "Parallel run to", "The last day on which both work.")
        _tasks(form)
        st.text_area(
            "Note",
            form.said("note") or "",
            key=f"{form.key}.note",
            height=68,
            max_chars=LONGEST_NOTE,
            help="No patient data.",
        )
        st.form_submit_button(
            "Save the plan",
            type="primary",
            on_click=attempt,
            args=(form.save, "The plan is saved."),
        )


def _day(form: _Form, name: str, label: str, tip: str) -> None:
    st.date_input(label, form.said(name), key=f"{form.key}.{name}", format=days.TYPED, help=tip)


def _baseline(form: _Form, vendors: Sequence[str]) -> None:
    this = Month.of(session.deps().today())
    said = {form.said("baseline_first"), form.said("baseline_last")} - {None}
    months = [None, *sorted({this.plus(-back) for back in range(_BACK)} | said, reverse=True)]
    whose = form.said("baseline_of") or ""
    others = sorted({*vendors, whose} - {form.vendor, ""}, key=str.casefold)
    names = ["", *others]
    with st.grid(3, min_column_width=200):
        st.selectbox(
            "Baseline of",
            names,
            index=names.index(whose),
            format_func=lambda one: one or f"{form.vendor} itself",
            key=f"{form.key}.baseline_of",
            help="Whose measures show how it was before: a vendor that left, or the practice's "
            "own billing under the name it was read in with.",
        )
        for name, label in (("baseline_first", "From"), ("baseline_last", "Through")):
            st.selectbox(
                f"Baseline {label.lower()}",
                months,
                index=months.index(form.said(name)),
                format_func=lambda one: (
                    one.shown if one else f"The {MONTHS} months before the start"
                ),
                key=f"{form.key}.{name}",
            )


def _tasks(form: _Form) -> None:
    date = st.column_config.DateColumn
    st.data_editor(
        task_rows.frame(form.said("tasks") or ()),
        column_config={
            task_rows.WHAT: st.column_config.TextColumn(width="large", max_chars=LONGEST_NOTE),
            task_rows.OWNER: st.column_config.TextColumn(width="medium", max_chars=LONGEST_NAME),
            task_rows.DUE: date(format=days.SHOWN, width="small"),
            task_rows.DONE: date(format=days.SHOWN, width="small"),
        },
        num_rows="dynamic",
        hide_index=True,
        key=f"{form.key}.tasks",
        placeholder="",
        alt="One row a task; the last row adds one.",
    )
