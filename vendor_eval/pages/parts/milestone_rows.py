"""Milestones as rows of a table that is edited, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from vendor_eval.errors import BadInput, Fault
from vendor_eval.follow_up.plan import Milestone

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
    changed, gone = edits.get("edited_rows", {}), set(edits.get("deleted_rows", ()))
    rows = [
        {**_cells(one), **changed.get(at, {})}
        for at, one in enumerate(milestones)
        if at not in gone
    ]
    rows += [added for added in edits.get("added_rows", ()) if any(added.values())]
    faults = [
        Fault(f"Milestone {number}", "has no day by which it is due", "choose one")
        for number, row in enumerate(rows, start=1)
        if not row.get(DUE)
    ]
    if faults:
        raise BadInput(faults)
    return tuple(_milestone(row) for row in rows)


def _cells(one: Milestone) -> dict[str, Any]:
    return {WHAT: one.what, OWNER: one.owner, DUE: one.due, DONE: one.done}


def _milestone(row: Mapping[str, Any]) -> Milestone:
    due = _day(row[DUE])
    assert due is not None, "a row without a day was refused before"
    return Milestone(row.get(WHAT) or "", row.get(OWNER) or "", due, _day(row.get(DONE)))


def _day(cell: object) -> dt.date | None:
    """A day that is stored, or as the table writes one."""
    if isinstance(cell, dt.date):
        return cell
    return dt.date.fromisoformat(str(cell)[:10]) if cell else None
