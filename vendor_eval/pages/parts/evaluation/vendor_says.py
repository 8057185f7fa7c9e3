"""What the vendor answered itself, beside the question, and the way to make it one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from vendor_eval.evaluation.scorecard import Item, Kind
from vendor_eval.pages import session
from vendor_eval.pages.parts.evaluation.desk import Asked
from vendor_eval.pages.parts.saving import attempt
from vendor_eval.pages.words import literal
from vendor_eval.workflows import questionnaires
from vendor_eval.workflows.answers import Stored


def of_item(asked: Asked, take_over: Callable[[Asked], None]) -> None:
    """The vendor's answer; where it can become the person's own, the button that makes it so."""
    if asked.said is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(literal(f"The vendor says: {_with_note(asked.said, asked.item)}"))
        if _can_take_over(asked) and not st.session_state[asked.field("answer")]:
            st.button(
                "Take it over as stated",
                key=asked.field("take-over"),
                type="tertiary",
                on_click=take_over,
                args=(asked,),
            )


def of_section(rows: Sequence[Asked]) -> None:
    """One button for all of the section that the vendor answered and the person did not."""
    wanted = [
        one
        for one in rows
        if one.said is not None
        and _can_take_over(one)
        and not (one.stored is not None and one.stored.answer)
    ]
    if not wanted:
        return
    desk = wanted[0].desk

    def take_over() -> None:
        about, items = (desk.round, desk.vendor), [one.key for one in wanted]
        questionnaires.take_over(session.deps(), session.person(), about, items)
        for one in wanted:
            # The row then takes its fields from what is stored.
            st.session_state.pop(one.field("answer"), None)

    st.button(
        "Take over all unanswered as stated",
        key=f"take-over.{desk.round}.{desk.vendor}.{wanted[0].key}",
        on_click=attempt,
        args=(take_over, "What the vendor said is taken over as stated."),
        help="What the vendor said to the items of this section that you have not answered yet. "
        "You can change each of them afterwards.",
    )


def _can_take_over(asked: Asked) -> bool:
    return asked.desk.open and not asked.desk.settles


def in_words(answer: str, item: Item) -> str:
    """The answer; of an anchored item with the sentence that the vendor chose it by."""
    sentences = {option.answer: option.says for option in item.options}
    if item.kind is Kind.ANCHORED and answer in sentences:
        return f"{answer} ({sentences[answer].rstrip('.')})"
    return answer


def _with_note(said: Stored, item: Item) -> str:
    parts = (in_words(said.answer, item), said.note)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
