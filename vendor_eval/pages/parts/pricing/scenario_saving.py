"""Saving a scenario: as its next version, as one of its own, or not at all."""

from __future__ import annotations

from functools import partial
from typing import Literal

import streamlit as st

from vendor_eval.naming import LONGEST_NAME
from vendor_eval.pages import session
from vendor_eval.pages.parts.pricing.scenario_form import Form
from vendor_eval.pages.parts.saving import attempt
from vendor_eval.pages.words import literal
from vendor_eval.reports.wording import shown_date
from vendor_eval.workflows import scenarios
from vendor_eval.workflows.scenarios import Draft, Revision

# Under which the page finds the name of the scenario to look at.
_SHOWN = "scenario"


def draw(form: Form) -> None:
    """Draw what is saved, what is not, and the buttons that decide about it."""
    kept = form.chosen.kept
    if kept is not None:
        on = kept.recorded_at.astimezone(session.zone()).date()
        st.caption(
            literal(f"Version {kept.version}, saved by {kept.recorded_by} on {shown_date(on)}.")
        )
    else:
        st.caption(
            "A worked example, all of it made up. Change what you like and save it under a name "
            "of your own."
        )
    if form.opened != form.version:
        _changed_meanwhile(form)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if kept is None:
            _save_as(form, "Save as a scenario", "primary")
        else:
            _save(form, kept)
            with st.popover("Copy"):
                _save_as(form, "Save what stands here as another scenario", "secondary")
                st.button(
                    f"Duplicate version {kept.version} as it is saved",
                    key=f"{form.key}.duplicate",
                    on_click=attempt,
                    args=(partial(_duplicate, form, kept), "The scenario is duplicated."),
                )
    kept_for_later = form.keep()
    if form.is_changed:
        _unsaved(form, kept=kept_for_later)


def _save(form: Form, kept: Revision) -> None:
    st.text_input(
        "What is changed, and why",
        key=f"{form.key}.note",
        max_chars=500,
        placeholder="Northwind came down by half a point",
        width=420,
        persist_state="session",
    )
    st.button(
        "Save",
        type="primary",
        key=f"{form.key}.save",
        disabled=not form.is_changed,
        on_click=attempt,
        args=(partial(_save_version, form, kept), "The scenario is saved."),
    )


def _save_as(form: Form, label: str, kind: Literal["primary", "secondary"]) -> None:
    st.text_input(
        "Name",
        key=f"{form.key}.name",
        max_chars=LONGEST_NAME,
        placeholder="Our three offers",
        width=320,
        persist_state="session",
    )
    st.button(
        label,
        type=kind,
        key=f"{form.key}.save_as",
        on_click=attempt,
        args=(partial(_save_new, form), "The scenario is saved."),
    )


def _unsaved(form: Form, *, kept: bool) -> None:
    """That something is typed and not saved, and the way back."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if kept:
            st.badge("Not saved yet", color="orange")
            st.caption("What you typed stays here for you, also when the page is loaded again.")
        else:
            st.badge("Not kept", color="red")
            st.caption("Something in it looks like patient data: take it out.")
        st.button(
            "Give up what is not saved",
            type="tertiary",
            key=f"{form.key}.give_up",
            on_click=form.give_up,
        )


def _changed_meanwhile(form: Form) -> None:
    """Another version was saved while this visitor was writing: which of them goes on?"""
    with st.container(border=True):
        st.markdown("Somebody has saved another version since you began to change this one.")
        with st.container(horizontal=True):
            st.button("Take the saved version", key=f"{form.key}.theirs", on_click=form.give_up)
            st.button("Go on with mine", key=f"{form.key}.mine", on_click=form.go_on)
        yours, theirs = st.columns(2)
        for column, title, text in (
            (yours, "Yours", form.text),
            (theirs, "Saved meanwhile", form.chosen.text),
        ):
            with column, st.expander(title):
                st.code(text, language="toml")


def _save_version(form: Form, kept: Revision) -> None:
    note = st.session_state.get(f"{form.key}.note", "")
    _saved(form, Draft(kept.name, form.text, note, form.opened))


def _save_new(form: Form) -> None:
    name = st.session_state.get(f"{form.key}.name", "")
    base = form.chosen.kept
    note = "" if base is None else f"Begun as {base.name}, version {base.version}"
    _saved(form, Draft(name, form.text, note, version=0))


def _saved(form: Form, draft: Draft) -> None:
    saved = scenarios.save(session.deps(), session.person(), draft)
    form.give_up()
    st.session_state[_SHOWN] = saved.name


def _duplicate(form: Form, kept: Revision) -> None:
    name = st.session_state.get(f"{form.key}.name", "")
    copy = scenarios.duplicate(session.deps(), session.person(), kept, name)
    st.session_state[_SHOWN] = copy.name
    st.session_state.pop(f"{form.key}.name", None)
