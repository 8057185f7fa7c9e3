"""What only the practice knows and a negotiation with payers takes: its forms and versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.pages import session
from vendor_eval.pages.parts import days, tables
from vendor_eval.pages.parts.saving import attempt, typed
from vendor_eval.reports.report import Column, Table
from vendor_eval.workflows import utilisation
from vendor_eval.workflows.utilisation import Coding, Increase

_EARLIEST = dt.date(1990, 1, 1)
_QUESTIONS = {
    "has_guidelines": "Coding follows consistent written guidelines",
    "is_documented": "Documentation supports what is coded",
    "has_certified_coders": "Everybody who codes is certified",
}
_WORDS = {None: "Not known", True: "Yes", False: "No"}


def draw(coding: Coding, increases: Sequence[Increase]) -> None:
    """Edit what the practice says, where the person may, and see every version."""
    with st.expander("What only the practice knows", icon=":material/edit:"):
        if may(session.person(), Permission.EDIT_PRACTICE):
            _coding(coding)
            if increases:
                _increase(increases)
        else:
            st.text("An administrator keeps this.")
        _history()


def _coding(shown: Coding) -> None:
    """How the practice codes, as it was saved; another form after each save."""
    key = f"coding.{shown.version}"

    def save() -> None:
        said = typed(key, _QUESTIONS)
        utilisation.say_coding(session.deps(), session.person(), replace(shown, **said))

    answers = list(_WORDS)
    with st.form(key):
        for name, question in _QUESTIONS.items():
            st.radio(
                question,
                answers,
                index=answers.index(getattr(shown, name)),
                format_func=lambda one: _WORDS[one],
                horizontal=True,
                key=f"{key}.{name}",
            )
        st.caption("Coders that due diligence has found count before what is said here.")
        st.form_submit_button(
            "Save how the practice codes",
            type="primary",
            on_click=attempt,
            args=(save, "How the practice codes is saved."),
        )


def _increase(increases: Sequence[Increase]) -> None:
    """When a payer last raised its rates; the payer stands in the address."""
    of_payer = {_named(one.payer): one for one in increases}
    name = st.selectbox("Payer", list(of_payer), key="raised", bind="query-params", width=360)
    shown = of_payer.get(name or "", increases[0])
    key = f"increase.{shown.payer}.{shown.version}"

    def save() -> None:
        said = replace(shown, raised_on=st.session_state[f"{key}.day"])
        utilisation.say_increase(session.deps(), session.person(), said)

    with st.form(key):
        st.date_input(
            "Rates last raised",
            shown.raised_on,
            min_value=_EARLIEST,
            max_value=session.deps().today(),
            key=f"{key}.day",
            format=days.TYPED,
            width=240,
            help="The day from which the rates of today hold.",
        )
        st.form_submit_button(
            "Save when rates were raised",
            type="primary",
            on_click=attempt,
            args=(save, "When rates were raised is saved."),
        )


def _named(payer: str) -> str:
    return payer or "Payers without a name"


def _history() -> None:
    """Every version, the newest first."""
    codings, increases = utilisation.said_before(session.deps(), session.person())
    every = [
        *((one.recorded_at, one.recorded_by, "Coding", str(one.fact)) for one in codings),
        *(
            (one.recorded_at, one.recorded_by, _named(one.fact.payer), str(one.fact))
            for one in increases
        ),
    ]
    if not every:
        return
    every.sort(key=lambda one: one[0], reverse=True)
    rows = tuple(
        (at.astimezone(session.zone()).date(), by, about, what) for at, by, about, what in every
    )
    columns = (Column("Saved", 16), Column("By", 14), Column("About", 24), Column("What", 60))
    tables.draw(Table("", columns, rows), "utilisation.said")
