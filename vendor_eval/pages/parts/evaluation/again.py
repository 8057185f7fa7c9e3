"""Evaluating a decided round again: when it is due, opening the new one, and what stayed behind."""

from __future__ import annotations

import streamlit as st

from vendor_eval.naming import LONGEST_NAME
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.saving import attempt
from vendor_eval.pages.words import literal
from vendor_eval.reports.report import Column, Table
from vendor_eval.reports.wording import counted
from vendor_eval.workflows import again, rounds
from vendor_eval.workflows.again import MOST_MONTHS, Again
from vendor_eval.workflows.rounds import Round

_USUAL_MONTHS = 12


def draw(shown: Round) -> None:
    """Of a decided round: after how many months it is due, and the form to evaluate it again."""
    if shown.decision is None:
        return
    st.header("Evaluate again", anchor=False)
    key = f"again.{shown.id}.{shown.version}"
    _months(shown, key)
    _repeat(shown, key)


def origin(shown: Round) -> None:
    """Which round this one repeats, and what of it was not carried over."""
    if shown.repeats is None:
        return
    before = rounds.of_id(session.deps(), session.person(), shown.repeats)
    left = again.left(session.deps(), session.person(), shown)
    st.caption(literal(f"It evaluates {before.name} again and began with what still stood of it."))
    if not left:
        return
    questions = {
        place.key: place.item.question
        for kept in (before, shown)
        for place in rounds.scope(kept).places()
    }
    rows = tuple(
        (one.given.answer.vendor, questions[one.given.answer.item], one.given.evaluator, one.why)
        for one in left
    )
    columns = (
        Column("Vendor", 22),
        Column("Asked", 60),
        Column("Answer of", 18),
        Column("Why", 30),
    )
    with st.expander(f"{counted(len(left), 'answer')} not carried over"):
        tables.draw(Table("", columns, rows), "again.left")


def _months(shown: Round, key: str) -> None:
    """After how many months the decision is due; empty for never."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(
            "Months until it is due again",
            min_value=1,
            max_value=MOST_MONTHS,
            value=shown.review_months,
            step=1,
            placeholder="Never",
            key=f"{key}.months",
            width=260,
            persist_state="session",
        )

        def save() -> Round:
            months = st.session_state[f"{key}.months"]
            return again.set_review(session.deps(), session.person(), shown, months)

        st.button(
            "Save",
            key="again.review",
            on_click=attempt,
            args=(save, "The months are saved."),
        )


def _repeat(shown: Round, key: str) -> None:
    """What the round that repeats this one begins with, and the button that opens it."""
    st.text(
        "A new draft begins with today's scorecards and with every answer that still stands: "
        "asked in the same words, not too old, its evidence not expired."
    )
    _fields(shown, key)

    def repeat() -> None:
        wanted = Again(
            round=shown.id,
            name=st.session_state[f"{key}.name"],
            vendors=tuple(st.session_state[f"{key}.vendors"]),
            oldest_months=st.session_state[f"{key}.oldest"],
        )
        opened = again.repeat(session.deps(), session.person(), wanted)
        st.session_state["round"] = opened.name

    st.button(
        "Evaluate again",
        type="primary",
        key="again.repeat",
        on_click=attempt,
        args=(repeat, "The new round is a draft."),
    )


def _fields(shown: Round, key: str) -> None:
    """Name, candidates and the age of answers of the round that repeats this one."""
    assert shown.decision is not None, "only a decided round is repeated"
    name = f"{shown.name}, {session.deps().today().year}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Name",
            value=name,
            key=f"{key}.name",
            max_chars=LONGEST_NAME,
            width=380,
            persist_state="session",
        )
        st.number_input(
            "Oldest answers carried over, in months",
            min_value=1,
            max_value=MOST_MONTHS,
            value=_USUAL_MONTHS,
            step=1,
            key=f"{key}.oldest",
            width=300,
            persist_state="session",
        )
    st.multiselect(
        "Candidates",
        shown.vendors,
        default=[shown.decision.vendor],
        accept_new_options=True,
        key=f"{key}.vendors",
        persist_state="session",
    )
