"""The form of a vendor's escalation ladder: whom to turn to, in what time, and what then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from vendor_eval.follow_up.ladder import Ladder, Step
from vendor_eval.naming import LONGEST_NAME
from vendor_eval.pages import session
from vendor_eval.pages.parts import edited_rows
from vendor_eval.pages.parts.saving import attempt, typed
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.follow_up import Kept

_WHAT, _WHO, _AFTER = "Step", "To whom", "Business days after"
_FIELDS = ("contact", "stand_in", "routine", "urgent", "note")


def draw(kept: Kept[Ladder]) -> None:
    """The fields as they were saved; another form after each save."""
    ladder = kept.record
    key = f"ladder.{kept.vendor}.{kept.version}"

    def save() -> None:
        said = typed(key, _FIELDS)
        said["steps"] = steps(ladder.steps, st.session_state.get(f"{key}.steps") or {})
        record = replace(ladder, **said)
        follow_up.save(session.deps(), session.person(), replace(kept, record=record))

    with st.form(key):
        _people(ladder, key)
        st.data_editor(
            _frame(ladder.steps),
            column_config={
                _WHAT: st.column_config.TextColumn(width="large"),
                _WHO: st.column_config.TextColumn(width="medium"),
                _AFTER: st.column_config.NumberColumn(width="small", min_value=0, step=1),
            },
            num_rows="dynamic",
            hide_index=True,
            key=f"{key}.steps",
            placeholder="",
            alt="One row a step of the ladder; the last row adds one.",
        )
        st.text_input("Note", ladder.note, key=f"{key}.note", max_chars=LONGEST_NAME)
        st.form_submit_button(
            "Save the ladder", type="primary", on_click=attempt, args=(save, "The ladder is saved.")
        )


def _people(ladder: Ladder, key: str) -> None:
    with st.grid(2, min_column_width=220):
        st.text_input(
            "Contact",
            ladder.contact,
            key=f"{key}.contact",
            max_chars=LONGEST_NAME,
            help="Name and role of the account manager; no address, no telephone number.",
        )
        st.text_input(
            "Stand-in",
            ladder.stand_in,
            key=f"{key}.stand_in",
            max_chars=LONGEST_NAME,
            help="Who answers when the contact is away.",
        )
        st.number_input(
            "Routine questions are answered within business days",
            value=ladder.routine,
            min_value=0,
            step=1,
            key=f"{key}.routine",
        )
        st.number_input(
            "Urgent ones within hours",
            value=ladder.urgent,
            min_value=0,
            step=1,
            key=f"{key}.urgent",
        )


def steps(shown: Sequence[Step], edits: Mapping[str, Any]) -> tuple[Step, ...]:
    """The steps after what somebody changed, took out and added, by their days.

    Args:
        edits: as Streamlit keeps them under the table's key.
    """
    before = ({_WHAT: one.what, _WHO: one.who, _AFTER: one.after} for one in shown)
    rows = edited_rows.after(before, edits, (_WHAT, _WHO, _AFTER))
    found = [
        Step(
            edited_rows.text(row.get(_WHAT)),
            edited_rows.text(row.get(_WHO)),
            edited_rows.whole(row.get(_AFTER), _AFTER),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: one.after))


def _frame(shown: Sequence[Step]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _WHAT: pd.Series([one.what for one in shown], dtype="str"),
            _WHO: pd.Series([one.who for one in shown], dtype="str"),
            _AFTER: pd.Series([one.after for one in shown], dtype="int64"),
        }
    )
