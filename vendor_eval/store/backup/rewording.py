"""An audit log that goes on in another kind of database.

The log has every row as the database itself words it as JSON, and SQLite words moments and truth
values otherwise than PostgreSQL. A log that comes from the one to the other is held against the
rows by what they mean, and then told every row as it is worded from now on.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table

from vendor_eval.audit.chain import Change, Checkpoint, Key
from vendor_eval.audit.replay import UPDATE
from vendor_eval.store.audit import digests, reading
from vendor_eval.store.audit.keeping import audited
from vendor_eval.store.audit.row_text import stored_rows

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d.*")


@dataclass(slots=True)
class Reworded:
    """What came of holding a log against rows that are worded otherwise.

    Attributes:
        faults: sentences on what is wrong with the log, or stored otherwise than it says.
        changes: what the log has to be told.
    """

    faults: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def reworded(connection: Connection, key: Key, checkpoint: Checkpoint | None) -> Reworded:
    """Hold the log of a database against its rows, whichever kind of database it comes from.

    Args:
        key: what the log is sealed with.
        checkpoint: where it stood, as was noted elsewhere.
    """
    verifier, replay, faults = reading.begun(connection, key, checkpoint)
    found = Reworded([*faults])
    for _ in replay.passing(verifier.passing(reading.entries(connection))):
        pass
    for table in audited():
        _compare(connection, table, replay.rows.get(table.name, {}), found)
    found.faults[:0] = verifier.verdict().faults
    # Digests of many rows cannot be held against rows that are worded otherwise.
    known = {
        (name, one): now for name, kept in replay.bulk.items() for one, (now, _) in kept.items()
    }
    for change in digests.of_all(connection):
        if known.get((change.entity, change.key)) != change.new:
            found.changes.append(change)
    return found


def _compare(
    connection: Connection, table: Table, said: dict[str, tuple[str, int]], found: Reworded
) -> None:
    left = dict(said)
    for key, row in stored_rows(connection, table):
        before, _ = left.pop(key, (None, 0))
        if before is None:
            found.faults.append(f"{table.name} {key} is stored, and the log does not know it")
        elif _meaning(before) != _meaning(row):
            found.faults.append(f"{table.name} {key} is not as it was recorded last")
        elif before != row:
            found.changes.append(Change(UPDATE, table.name, key, before, row))
    found.faults += [f"{table.name} {key} is gone, and the log has it" for key in left]


def _meaning(row: str) -> dict[str, object]:
    return {name: _plain(value) for name, value in json.loads(row).items()}


def _plain(value: object) -> object:
    """A value as both kinds of database mean it."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            moment = dt.datetime.fromisoformat(value)
        except ValueError:
            return value
        return moment.replace(tzinfo=moment.tzinfo or dt.UTC).astimezone(dt.UTC)
    return value
