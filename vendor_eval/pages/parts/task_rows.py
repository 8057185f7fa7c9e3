"""Tasks of a transition as rows of a table that is edited, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from vendor_eval.errors import Fault
from vendor_eval.follow_up.transition import Task

WHAT, OWNER, DUE, DONE = "Task", "Owner", "Due", "Done on"
Row = Mapping[str, Any]


def frame(tasks: Sequence[Task]) -> pd.DataFrame:
    """A row a task, with types that an empty table keeps."""
    return pd.DataFrame(
        {
            WHAT: pd.Series([one.what for one in tasks], dtype="str"),
            OWNER: pd.Series([one.owner for one in tasks], dtype="str"),
            DUE: pd.Series([one.due for one in tasks], dtype="object"),
            DONE: pd.Series([one.done for one in tasks], dtype="object"),
        }
    )


def rows(tasks: Sequence[Task], edits: Mapping[str, Any]) -> list[Row]:
    """The rows after what somebody changed, took out and added.

    Args:
        edits: as Streamlit keeps them under the table's key.
    """
    changed, gone = edits.get("edited_rows", {}), set(edits.get("deleted_rows", ()))
    kept = [
        {WHAT: one.what, OWNER: one.owner, DUE: one.due, DONE: one.done, **changed.get(at, {})}
        for at, one in enumerate(tasks)
        if at not in gone
    ]
    return [*kept, *(added for added in edits.get("added_rows", ()) if any(added.values()))]


def faults(of: Sequence[Row]) -> Iterator[Fault]:
    """What keeps a row from being a task."""
    for number, row in enumerate(of, start=1):
        if not (row.get(WHAT) or "").strip():
            yield Fault(f"Task {number}", "does not say what is to be done", "name it")
        if not row.get(DUE):
            yield Fault(f"Task {number}", "has no day by which it is due", "choose one")


def tasks(of: Sequence[Row]) -> tuple[Task, ...]:
    """The tasks that the rows say, by due date; rows without faults."""
    found = (
        Task(row.get(WHAT) or "", row.get(OWNER) or "", due, _day(row.get(DONE)))
        for row in of
        if (due := _day(row.get(DUE))) is not None
    )
    return tuple(sorted(found, key=lambda one: one.due))


def _day(cell: object) -> dt.date | None:
    """A day that is stored, or as the table writes one."""
    if isinstance(cell, dt.date):
        return cell
    return dt.date.fromisoformat(str(cell)[:10]) if cell else None
