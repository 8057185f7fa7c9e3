"""Milestones as rows of a table that is edited, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from vendor_eval.errors import BadInput, Fault
from vendor_eval.follow_up.plan import Milestone
from vendor_eval.pages.parts import edited_rows
from vendor_eval.pages.parts.edited_rows import Row

WHAT, OWNER, DUE, DONE = "Milestone", "Owner", "Due", "Done on"


def frame(milestones: Sequence[Milestone]) -> pd.DataFrame:
    """A row a milestone, with types that an empty table keeps."""
    return pd.DataFrame(
        {
            WHAT: pd.Series([one.what for one in milestones], dtype="str"),
            OWNER: pd.Series([one.owner for one in milestones], dtype="str"),
            DUE: pd.Series([one.due for one in milestones], dtype="object"),
            DONE: pd.Series([one.done for one in milestones], dtype="object"),
        }
    )


def edited(milestones: Sequence[Milestone], edits: Mapping[str, Any]) -> tuple[Milestone, ...]:
    """The milestones after what somebody changed, took out and added.

    Args:
        edits: as Streamlit keeps them under the table's key.

    Raises:
        BadInput: a milestone has no day by which it is due.
    """
    rows = edited_rows.after(map(_cells, milestones), edits, (WHAT, OWNER, DUE, DONE))
    faults = [
        Fault(f"Milestone {number}", "has no day by which it is due", "choose one")
        for number, row in enumerate(rows, start=1)
        if not row.get(DUE)
    ]
    if faults:
        raise BadInput(faults)
    return tuple(_milestone(row) for row in rows)


def _cells(one: Milestone) -> Row:
    return {WHAT: one.what, OWNER: one.owner, DUE: one.due, DONE: one.done}


def _milestone(row: Row) -> Milestone:
    due = edited_rows.day(row[DUE])
    assert due is not None, "a row without a day was refused before"
    what, owner = (edited_rows.text(row.get(name)) for name in (WHAT, OWNER))
    return Milestone(what, owner, due, edited_rows.day(row.get(DONE)))
