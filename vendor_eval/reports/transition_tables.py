"""The tasks of a transition as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from vendor_eval.follow_up.transition import Task
from vendor_eval.reports.report import Column, Mark, Table, Tone

DONE = Mark("✓", "Done", Tone.GOOD, "It is done.")
DUE = Mark("○", "Due", Tone.QUIET, "Its day is to come.")
OVERDUE = Mark("✗", "Overdue", Tone.BAD, "Its day is over, and it is not done.")

_COLUMNS = (
    Column("State", 14),
    Column("Task", 50),
    Column("Owner", 24),
    Column("Due", 20),
    Column("Done", 20),
)


def tasks_table(tasks: Sequence[Task], today: dt.date) -> Table:
    """Every task by the day it is due, with its state."""
    rows = tuple(
        (state(one, today), one.what, one.owner, one.due, one.done)
        for one in sorted(tasks, key=lambda one: one.due)
    )
    return Table("", _COLUMNS, rows, empty="No tasks are written down.")


def state(task: Task, today: dt.date) -> Mark:
    """Done, due or overdue."""
    if task.done is not None:
        return DONE
    return OVERDUE if task.due < today else DUE
