"""Opening a round, and changing it while it is a draft."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from vendor_eval.pages import session
from vendor_eval.pages.parts.evaluation import round_fields
from vendor_eval.pages.parts.saving import attempt, forget
from vendor_eval.pages.words import literal
from vendor_eval.reports.wording import listed
from vendor_eval.workflows import catalogue, drafts, rounds
from vendor_eval.workflows.catalogue import Known
from vendor_eval.workflows.rounds import NewRound, Round

_KEY = "new-round"


def draw() -> None:
    """Draw the form of a new round."""
    known = catalogue.known(session.deps(), session.person())
    st.text(
        "The round keeps the text of its scorecards and their weights as they are now. It begins "
        "as a draft: nobody can answer before it is opened."
    )
    round_fields.draw(_KEY, round_fields.usual(known), known)
    st.button(
        "Open as a draft",
        type="primary",
        key=f"{_KEY}.open",
        on_click=attempt,
        args=(partial(_open, known), "The round is a draft."),
    )


def edit(shown: Round) -> None:
    """Draw the same fields for a round that is a draft, and what of it is newer today."""
    known = drafts.choices(session.deps(), session.person(), shown)
    key = f"draft.{shown.id}.{shown.version}"
    _outdated(shown)
    start = NewRound(
        shown.name, shown.vendors, tuple(one.id for one in shown.scorecards), shown.weights
    )
    round_fields.draw(key, start, known)
    st.button(
        "Save the draft",
        type="primary",
        key="draft.save",
        on_click=attempt,
        args=(partial(_save, shown, key, known), "The draft is saved."),
    )


def _outdated(shown: Round) -> None:
    titles = drafts.outdated(session.deps(), session.person(), shown)
    if not titles:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            literal(f"There is another version today of {listed(titles)}."), width="stretch"
        )
        st.button(
            "Take up today's versions",
            key="draft.renew",
            on_click=attempt,
            args=(partial(_renew, shown), "The draft has today's versions."),
        )


def _open(known: Sequence[Known]) -> None:
    """Open the round as the fields have it, and turn to it."""
    new = round_fields.given(_KEY, known)
    opened = rounds.open_round(session.deps(), session.person(), new)
    forget(_KEY)
    st.session_state["round"] = opened.name


def _save(shown: Round, key: str, known: Sequence[Known]) -> None:
    """Keep the draft as its fields have it, under whatever name it has now."""
    edited = round_fields.given(key, known)
    saved = drafts.edit(session.deps(), session.person(), shown, edited)
    st.session_state["round"] = saved.name


def _renew(shown: Round) -> None:
    drafts.renew(session.deps(), session.person(), shown)
