"""The practice's own questions as fields: a card a question, kept while one visits other pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st

from vendor_eval.evaluation.own_questions import (
    ANCHORS,
    FEWEST,
    OwnQuestion,
    OwnQuestions,
    advice,
    equal_weights,
)
from vendor_eval.evaluation.scorecard import WHOLE, Kind
from vendor_eval.naming import LONGEST_NAME
from vendor_eval.reports.wording import counted

_KINDS = {Kind.YES_PARTLY_NO: "Yes, partly, no", Kind.ANCHORED: "From 4 down to 0"}
_TEXTS = ("id", "question", "good", "partly", "red_flag", "evidence")
_USUAL_WEIGHT = 5
_SENTENCE, _QUESTION = 500, 300


def blank() -> OwnQuestions:
    """Empty fields for the fewest questions that the documents advise."""
    weights = equal_weights(FEWEST)
    questions = tuple(OwnQuestion("", "", weight=weight) for weight in weights)
    return OwnQuestions("", "", _USUAL_WEIGHT, questions)


def begin(key: str, shown: OwnQuestions) -> None:
    """Fill the fields under ``key``, unless somebody has begun to edit them."""
    if _rows_key(key) in st.session_state:
        return
    st.session_state[f"{key}.title"] = shown.title
    st.session_state[f"{key}.weight"] = shown.weight
    st.session_state[_rows_key(key)] = list(range(len(shown.questions)))
    for row, question in enumerate(shown.questions):
        _fill(f"{key}.{row}", question)


def draw(key: str) -> None:
    """Draw the fields that `begin` filled."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Title",
            key=f"{key}.title",
            max_chars=LONGEST_NAME,
            placeholder="Our own questions",
            persist_state="session",
        )
        st.number_input(
            "Points among the scorecards",
            key=f"{key}.weight",
            min_value=0,
            max_value=WHOLE,
            step=1,
            width=230,
            help="What it weighs in a new round, beside the points of its other scorecards.",
            persist_state="session",
        )
    rows: list[int] = st.session_state[_rows_key(key)]
    for place, row in enumerate(rows, start=1):
        with st.container(border=True, gap="small"):
            _card(key, row, place)
    _foot(key, rows)


def given(key: str, shown: OwnQuestions) -> OwnQuestions:
    """The questions as the fields have them; what has no field is as in ``shown``."""
    rows: list[int] = st.session_state[_rows_key(key)]
    return OwnQuestions(
        id=shown.id,
        title=st.session_state[f"{key}.title"],
        weight=st.session_state[f"{key}.weight"],
        questions=tuple(_question(f"{key}.{row}") for row in rows),
        specialties=shown.specialties,
    )


def _rows_key(key: str) -> str:
    return f"{key}.rows"


def _fill(key: str, question: OwnQuestion) -> None:
    values = asdict(question)
    for at, anchor in enumerate(values.pop("anchors")):
        values[f"anchor.{at}"] = anchor
    for name, value in values.items():
        st.session_state[f"{key}.{name}"] = value


def _question(key: str) -> OwnQuestion:
    """The question in the fields of one card; fields that its kind does not show stay out."""
    field = {name: st.session_state.get(f"{key}.{name}", "") for name in _TEXTS}
    anchored = st.session_state[f"{key}.kind"] == Kind.ANCHORED
    anchors = tuple(st.session_state.get(f"{key}.anchor.{at}", "") for at in range(ANCHORS))
    plain = {name: "" if anchored else field[name] for name in ("good", "partly", "red_flag")}
    return OwnQuestion(
        id=field["id"],
        question=field["question"],
        kind=Kind(st.session_state[f"{key}.kind"]),
        anchors=anchors if anchored else ("",) * ANCHORS,
        evidence=field["evidence"],
        weight=st.session_state[f"{key}.weight"],
        gate=st.session_state[f"{key}.gate"],
        **plain,
    )


def _card(key: str, row: int, place: int) -> None:
    """One question: what is asked, how it is answered, and what it weighs."""
    field = f"{key}.{row}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _text(f"Question {place}", f"{field}.question", "Will you ... ?", longest=_QUESTION)
        st.number_input(
            "Weight",
            key=f"{field}.weight",
            min_value=0,
            max_value=WHOLE,
            step=1,
            width=120,
            help=f"Points; those of all questions add up to {WHOLE}.",
            persist_state="session",
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            "Answered by",
            list(_KINDS),
            required=True,
            format_func=_KINDS.__getitem__,
            key=f"{field}.kind",
            label_visibility="collapsed",
            persist_state="session",
        )
        st.checkbox(
            "Gate",
            key=f"{field}.gate",
            help="Without the best answer a vendor is not eligible, whatever its score.",
            persist_state="session",
        )
        st.space("stretch")
        st.button(
            "Remove",
            icon=":material/delete:",
            type="tertiary",
            key=f"{field}.remove",
            on_click=_remove,
            args=(key, row),
        )
    if st.session_state[f"{field}.kind"] == Kind.ANCHORED:
        _anchors(field)
    else:
        _plain(field)
    _text("Evidence wanted", f"{field}.evidence", "The sample report, by mail.")


def _plain(field: str) -> None:
    with st.grid(3, min_column_width=250):
        _text("Yes: what a good answer shows", f"{field}.good", "Shows it on a case of ours.")
        _text("Partly (optional)", f"{field}.partly", "Tells it, and shows nothing.")
        _text("No: the red flag", f"{field}.red_flag", "Does not know what is meant.")


def _anchors(field: str) -> None:
    with st.grid(ANCHORS, min_column_width=180):
        for at in range(ANCHORS):
            label = {0: "4, what a good answer shows", ANCHORS - 1: "0, the red flag"}
            _text(label.get(at, str(ANCHORS - 1 - at)), f"{field}.anchor.{at}", "What is seen.")


def _text(label: str, key: str, example: str, longest: int = _SENTENCE) -> None:
    st.text_area(
        label,
        key=key,
        height=68,
        max_chars=longest,
        placeholder=example,
        persist_state="session",
    )


def _foot(key: str, rows: Sequence[int]) -> None:
    """The total, what the documents advise, and what changes all questions at once."""
    total = sum(st.session_state[f"{key}.{row}.weight"] for row in rows)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Add a question",
            icon=":material/add:",
            key=f"{key}.add",
            on_click=_add,
            args=(key,),
        )
        st.button(
            "Share the weights equally",
            key=f"{key}.share",
            disabled=not rows,
            on_click=_share,
            args=(key,),
        )
        st.markdown(f"**{total} of {WHOLE} points** on {counted(len(rows), 'question')}.")
    if advice(len(rows)):
        st.caption(advice(len(rows)))


def _add(key: str) -> None:
    rows: list[int] = st.session_state[_rows_key(key)]
    row = max(rows, default=-1) + 1
    _fill(f"{key}.{row}", OwnQuestion("", ""))
    st.session_state[_rows_key(key)] = [*rows, row]


def _remove(key: str, row: int) -> None:
    rows: list[int] = st.session_state[_rows_key(key)]
    st.session_state[_rows_key(key)] = [one for one in rows if one != row]


def _share(key: str) -> None:
    rows: list[int] = st.session_state[_rows_key(key)]
    for row, weight in zip(rows, equal_weights(len(rows)), strict=True):
        st.session_state[f"{key}.{row}.weight"] = weight
