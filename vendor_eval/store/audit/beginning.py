"""What a migration did to rows, for the log: triggers cannot note it, they are gone meanwhile.

A database that had no log yet is taken over in the same way, as if the migration had made every
row that it finds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, MetaData, inspect, select
from sqlmodel import col

from vendor_eval.audit.chain import Change, Key
from vendor_eval.audit.replay import BULK, DELETE, INSERT, UPDATE
from vendor_eval.store.audit import anchors, digests, sealing, triggers
from vendor_eval.store.audit.keeping import all_tables, audited
from vendor_eval.store.audit.row_text import stored_rows
from vendor_eval.store.tables import AuditEntry

MIGRATION = "vendor-eval"
"""Who acts when the program brings tables up to date."""

_Stored = dict[str, dict[str, str]]


@contextmanager
def migrating(connection: Connection, key: Key) -> Iterator[None]:
    """Around migrations: the triggers are those of this version after it, and the log is whole.

    Raises:
        StoreFailure: the log was sealed with another key.
    """
    before: _Stored = {}
    if inspect(connection).has_table("audit_log"):
        sealing.begin(connection, key)
        before = _stored(connection)
    triggers.drop(connection)
    yield
    if not inspect(connection).has_table("audit_log"):
        return
    sealing.append(connection, key, MIGRATION, _changed(before, _stored(connection)))
    sealing.append(connection, key, MIGRATION, _undigested(connection))
    if set(inspect(connection).get_table_names()) >= {table.name for table in all_tables()}:
        triggers.create(connection)


def _stored(connection: Connection) -> _Stored:
    """Every audited row by table and key, with the tables and columns that are there."""
    found = MetaData()
    found.reflect(connection)
    tables = [found.tables[one.name] for one in audited() if one.name in found.tables]
    return {table.name: dict(stored_rows(connection, table)) for table in tables}


def _changed(before: _Stored, after: _Stored) -> Iterator[Change]:
    for entity, rows in after.items():
        earlier = before.get(entity, {})
        for key, row in rows.items():
            old = earlier.pop(key, None)
            if old != row and (old is None or json.loads(old) != json.loads(row)):
                yield Change(INSERT if old is None else UPDATE, entity, key, old, row)
        for key, old in earlier.items():
            yield Change(DELETE, entity, key, old, None)


def _undigested(connection: Connection) -> Iterator[Change]:
    """Digests of what was stored in bulk before there was a log."""
    statement = select(col(AuditEntry.entity), col(AuditEntry.key)).where(
        col(AuditEntry.action) == BULK
    )
    known = {(entity, key) for entity, key in connection.execute(statement)}
    known |= anchors.bulk_keys(connection)
    for change in digests.of_all(connection):
        if (change.entity, change.key) not in known:
            yield change
