"""Who is asked to answer which sections of a round."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from vendor_eval.naming import LONGEST_NAME
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.saving import attempt
from vendor_eval.reports.report import Column, Table
from vendor_eval.workflows import rounds
from vendor_eval.workflows.rounds import Assignment, Round, State


def draw(shown: Round, *, manages: bool) -> None:
    """Everybody who is invited, and for administrators the ways to change that."""
    titles = _titles(shown)
    _table(shown, titles)
    if manages and State(shown.state) is not State.DECIDED:
        _invite(shown, titles)
        if shown.evaluators:
            _take_out(shown)


def _titles(shown: Round) -> dict[str, str]:
    """Every section of the round as people tell it apart, by its key."""
    asked = rounds.scope(shown)
    cards = {card.id: card.title for card in asked.scorecards}
    return {
        one.key: title
        if (title := cards[one.key.partition("/")[0]]) == one.title
        else f"{title}: {one.title}"
        for one in asked.sections
    }


def _names(shown: Round) -> list[str]:
    return list(dict.fromkeys(one.evaluator for one in shown.evaluators))


def _table(shown: Round, titles: dict[str, str]) -> None:
    rows = tuple((name, _sections(shown, name, titles)) for name in _names(shown))
    table = Table(
        title="",
        columns=(Column("Evaluator", 24), Column("Asked to answer", 90)),
        rows=rows,
        empty="Nobody is invited by name, so whoever may score vendors is asked everything.",
    )
    tables.draw(table, "inviting.invited")


def _sections(shown: Round, name: str, titles: dict[str, str]) -> str:
    keys = [one.section for one in shown.evaluators if one.evaluator == name]
    if len(keys) == len(titles):
        return "Every section"
    return ", ".join(titles[key] for key in keys)


def _invite(shown: Round, titles: dict[str, str]) -> None:
    """Ask somebody for some sections; asked anew, the new sections take over."""
    key = f"inviting.{shown.id}.{shown.version}"
    with st.container(border=True):
        st.text_input(
            "Evaluator",
            key=f"{key}.name",
            max_chars=LONGEST_NAME,
            placeholder="The name that the person signs in with",
            persist_state="session",
        )
        st.multiselect(
            "Sections",
            list(titles),
            format_func=titles.__getitem__,
            key=f"{key}.sections",
            placeholder="Every section, unless some are chosen",
            persist_state="session",
        )

        def invited() -> Iterable[Assignment]:
            name = st.session_state[f"{key}.name"]
            sections = st.session_state[f"{key}.sections"] or list(titles)
            others = [one for one in shown.evaluators if one.evaluator != name]
            return [*others, *(Assignment(name, section) for section in sections)]

        st.button(
            "Invite",
            type="primary",
            key="inviting.invite",
            on_click=attempt,
            args=(
                lambda: rounds.assign(session.deps(), session.person(), shown, invited()),
                "The evaluator is invited.",
            ),
        )


def _take_out(shown: Round) -> None:
    """Ask somebody no longer; what was answered stays."""
    key = f"inviting.out.{shown.id}.{shown.version}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("No longer asked", _names(shown), key=key, width=320)

        def left() -> Iterable[Assignment]:
            return [one for one in shown.evaluators if one.evaluator != st.session_state[key]]

        st.button(
            "Take out",
            key="inviting.take-out",
            on_click=attempt,
            args=(
                lambda: rounds.assign(session.deps(), session.person(), shown, left()),
                "The evaluator is no longer asked; answers that were given stay.",
            ),
        )
