"""Tasks of a transition as rows of a table that is edited, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from vendor_eval.errors import Fault
from vendor_eval.follow_up.transition import Task
from vendor_eval.pages.parts import edited_rows
from vendor_eval.pages.parts.edited_rows import Row

WHAT, OWNER, DUE, DONE = "Task", "Owner", "Due", "Done on"


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
    shown = ({WHAT: one.what, OWNER: one.owner, DUE: one.due, DONE: one.done} for one in tasks)
    return edited_rows.after(shown, edits, (WHAT, OWNER, DUE, DONE))


def faults(of: Sequence[Row]) -> Iterator[Fault]:
    """What keeps a row from being a task."""
    for number, row in enumerate(of, start=1):
        if not edited_rows.text(row.get(WHAT)).strip():
            yield Fault(f"Task {number}", "does not say what is to be done", "name it")
        if not row.get(DUE):
            yield Fault(f"Task {number}", "has no day by which it is due", "choose one")


def tasks(of: Sequence[Row]) -> tuple[Task, ...]:
    """The tasks that the rows say, by due date; rows without faults."""
    found = (
        Task(
            edited_rows.text(row.get(WHAT)),
            edited_rows.text(row.get(OWNER)),
            due,
            edited_rows.day(row.get(DONE)),
        )
        for row in of
        if (due := edited_rows.day(row.get(DUE))) is not None
    )
    return tuple(sorted(found, key=lambda one: one.due))
