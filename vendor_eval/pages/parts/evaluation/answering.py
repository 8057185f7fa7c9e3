"""One item as one person answers it: a row that saves itself at every change.

What the row shows is based on a version. A write names it, so that what somebody else saved
meanwhile is never overwritten unseen.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import streamlit as st

from vendor_eval.errors import BadInput, Conflict, VendorEvalError
from vendor_eval.evaluation.answers import NOT_APPLICABLE, Evidence
from vendor_eval.naming import LONGEST_NOTE
from vendor_eval.pages.parts.evaluation import about, revisions, vendor_says
from vendor_eval.pages.parts.evaluation.desk import Asked
from vendor_eval.pages.words import literal
from vendor_eval.reports.wording import sentence, shown_date
from vendor_eval.workflows import questionnaires
from vendor_eval.workflows.answers import NewAnswer, Stored
from vendor_eval.workflows.interrupted import carried_through

# Characters of all answers together that still stand side by side.
_SIDE_BY_SIDE = 40
# Pixels of the widest answers that stand side by side: five anchors and n/a.
_ANSWER = 228
_KEPT = "answering.kept"


@dataclass(slots=True)
class _Kept:
    """What this visitor's session knows of a row.

    Attributes:
        version: the one that the fields are based on, 0 for none.
        faults: why the fields as they are cannot be kept.
        theirs: what somebody else saved meanwhile.
        told: whether the rest of the page knows of the last change.
    """

    version: int = 0
    saved_at: dt.datetime | None = None
    faults: tuple[str, ...] = ()
    theirs: Stored | None = None
    told: bool = True


@st.fragment
def row(asked: Asked) -> None:
    """Draw the row; a change reruns and saves this row alone."""
    kept = _opened(asked)
    with st.container(border=True, gap="small"):
        _question(asked, kept)
        vendor_says.of_item(asked, _take_over)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _answer(asked)
            _evidence(asked)
            _note(asked)
            about.draw(asked)
        _outcome(asked, kept)
    if not kept.told:
        kept.told = True
        asked.desk.meter.count(asked.key, done=_done(asked))
    # In every run: Streamlit lets a row draw elsewhere only where it has always drawn.
    asked.desk.meter.draw()


def _done(asked: Asked) -> bool:
    """Whether nothing is left to do; expired evidence leaves an answered item open."""
    return bool(st.session_state[asked.field("answer")]) and not asked.lapsed


def _opened(asked: Asked) -> _Kept:
    """The row's state; taken from what is stored whenever its fields are drawn anew."""
    rows: dict[str, _Kept] = st.session_state.setdefault(_KEPT, {})
    if asked.field("answer") not in st.session_state:
        stored = asked.stored
        _show(asked, stored)
        rows[asked.field("")] = _Kept(stored.version, stored.recorded_at) if stored else _Kept()
    return rows[asked.field("")]


def _show(asked: Asked, stored: Stored | None) -> None:
    """Put an answer into the fields."""
    st.session_state[asked.field("answer")] = (stored.answer or None) if stored else None
    st.session_state[asked.field("evidence")] = str(stored.evidence if stored else Evidence.NONE)
    st.session_state[asked.field("note")] = stored.note if stored else ""


def _question(asked: Asked, kept: _Kept) -> None:
    with st.container(horizontal=True, vertical_alignment="top", wrap=False):
        gate = " :violet-badge[Gate]" if asked.item.gate else ""
        st.markdown(f"{literal(asked.item.question)}{gate}", width="stretch")
        if kept.saved_at is not None and not kept.faults and kept.theirs is None:
            local = kept.saved_at.astimezone(asked.desk.zone)
            st.caption(f"saved {local:%H:%M}", width="content")
    lines = [
        f"{one.evaluator}: {revisions.in_words(one)}{_origin(asked, one)}" for one in asked.first
    ]
    if asked.stored is not None and kept.version == asked.stored.version:
        own = _origin(asked, asked.stored).strip()
        lines += [own] if own else []
    if lines:
        st.caption("  \n".join(map(literal, lines)))


def _origin(asked: Asked, stored: Stored) -> str:
    """From where an answer was carried over and when it was given; empty for one given here."""
    origin = asked.origins.get(stored.evaluator)
    if origin is None:
        return ""
    day = shown_date(origin.given_at.astimezone(asked.desk.zone).date())
    return f" Carried over from {origin.from_name}, given {day}."


def _answer(asked: Asked) -> None:
    options = [*(one.answer for one in asked.item.options), NOT_APPLICABLE]
    same: dict[str, Any] = {
        "label": f"Answer to: {asked.item.question}",
        "options": options,
        "key": asked.field("answer"),
        "on_change": _save,
        "args": (asked,),
        "label_visibility": "collapsed",
        "disabled": not asked.desk.open,
        # As wide in every row, so that what follows stands in columns.
        "width": _ANSWER,
    }
    if sum(map(len, options)) <= _SIDE_BY_SIDE:
        st.segmented_control(format_func=literal, **same)
    else:
        st.selectbox(index=None, placeholder="Not answered", **same)


def _evidence(asked: Asked) -> None:
    st.selectbox(
        f"Evidence for: {asked.item.question}",
        [kind.value for kind in Evidence],
        format_func=_evidence_words,
        key=asked.field("evidence"),
        on_change=_save,
        args=(asked,),
        label_visibility="collapsed",
        disabled=not asked.desk.open,
        width=150,
    )


def _evidence_words(kind: str) -> str:
    return "No evidence" if kind == Evidence.NONE else sentence(kind)


def _note(asked: Asked) -> None:
    st.text_input(
        f"Note on: {asked.item.question}",
        key=asked.field("note"),
        max_chars=LONGEST_NOTE,
        placeholder="Why this answer settles it" if asked.desk.settles else "Note",
        on_change=_save,
        args=(asked,),
        label_visibility="collapsed",
        disabled=not asked.desk.open,
    )


def _outcome(asked: Asked, kept: _Kept) -> None:
    """Why it is not saved or not done, or both answers where somebody else saved meanwhile."""
    if asked.lapsed:
        st.badge("Evidence expired: hand in what renews it, or answer anew", color="orange")
    for fault in kept.faults:
        st.warning(literal(f"Not saved yet. {sentence(fault)}."))
    if kept.theirs is None:
        return
    st.warning(
        literal(
            f"{kept.theirs.recorded_by} saved this item after you opened it: "
            f"{revisions.in_words(kept.theirs)}. Yours stands in the row and is not saved."
        )
    )
    with st.container(horizontal=True):
        st.button("Take theirs", key=asked.field("theirs"), on_click=_take_theirs, args=(asked,))
        st.button("Save mine", key=asked.field("mine"), on_click=_save_mine, args=(asked,))


def _save(asked: Asked) -> None:
    """Keep the fields as they are now, or say why not."""
    kept = _kept(asked)
    kept.faults, kept.theirs = (), None
    try:
        given = _given(asked, kept.version)
        stored = carried_through(lambda: asked.desk.write(given))
    except BadInput as error:
        own = f"{asked.key}, "
        kept.faults = tuple(str(fault).removeprefix(own) for fault in error.faults)
    except Conflict:
        kept.theirs = asked.desk.read(asked.key)
    except VendorEvalError as error:
        kept.faults = (str(error),)
    else:
        kept.version, kept.saved_at, kept.told = stored.version, stored.recorded_at, False


def _take_over(asked: Asked) -> None:
    """Make what the vendor said the person's own answer, as stated."""
    assert asked.said is not None, "the button stands beside the vendor's answer"
    own = questionnaires.taken_over(asked.said, None)
    st.session_state[asked.field("answer")] = own.answer
    st.session_state[asked.field("evidence")] = str(own.evidence)
    st.session_state[asked.field("note")] = st.session_state[asked.field("note")] or own.note
    _save(asked)


def _given(asked: Asked, version: int) -> NewAnswer:
    """The answer as it stands in the fields."""
    return NewAnswer(
        round=asked.desk.round,
        vendor=asked.desk.vendor,
        item=asked.key,
        answer=st.session_state[asked.field("answer")] or "",
        evidence=Evidence(st.session_state[asked.field("evidence")]),
        note=st.session_state[asked.field("note")],
        version=version,
    )


def _take_theirs(asked: Asked) -> None:
    kept = _kept(asked)
    theirs = kept.theirs
    assert theirs is not None, "the button stands beside their answer"
    _show(asked, theirs)
    kept.version, kept.saved_at = theirs.version, theirs.recorded_at
    kept.theirs, kept.told = None, False


def _save_mine(asked: Asked) -> None:
    kept = _kept(asked)
    assert kept.theirs is not None, "the button stands beside their answer"
    kept.version = kept.theirs.version
    _save(asked)


def _kept(asked: Asked) -> _Kept:
    kept: _Kept = st.session_state[_KEPT][asked.field("")]
    return kept
