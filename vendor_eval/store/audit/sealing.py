"""Sealing what the database has noted, in the transaction of the change itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from itertools import islice
from operator import attrgetter

from sqlalchemy import Connection, delete, exists, insert, literal, select, true
from sqlmodel import Session

from vendor_eval.audit.chain import NOTHING, OUTSIDE, Change, Checkpoint, Entry, Key, sealed
from vendor_eval.audit.replay import DELETE, INSERT, UPDATE
from vendor_eval.errors import StoreFailure
from vendor_eval.store.audit.keeping import all_tables
from vendor_eval.store.audit.row_text import as_json, key_of
from vendor_eval.store.tables import AuditEntry
from vendor_eval.store.tables import Table as AnyTable

_FIELDS = tuple(field.name for field in fields(Entry))
# Faster than what dataclasses offer, which copies every text.
_VALUES = attrgetter(*_FIELDS)
# Entries handed to the driver at once.
_BATCH = 5_000

_LOG, _PENDING = (AnyTable.metadata.tables[name] for name in ("audit_log", "audit_pending"))
# Made once: every write asks all four, and holds up those after it. Each is one way to the
# database and back.
_SEALED = insert(_LOG)
_TAKEN = delete(_PENDING).returning(*_PENDING.c)
_LAST = select(_LOG.c.seq, _LOG.c.hash, _LOG.c.key_id).order_by(_LOG.c.seq.desc()).limit(1)
_NEWEST = _LAST.subquery()
_OPENING = select(
    exists().select_from(_PENDING).label("is_waiting"), _NEWEST.c.seq, _NEWEST.c.hash
).select_from(select(literal(1).label("one")).subquery().outerjoin(_NEWEST, true()))

_OTHER_KEY = (
    "The audit log was sealed with another key ({theirs}) than this program has ({ours}); nothing "
    "was stored. Put back the key file that VENDOR_EVAL_AUDIT_KEY_FILE names, or the value of "
    "VENDOR_EVAL_AUDIT_KEY. Where that key is lost: vendor-eval audit rekey"
)


def begin(connection: Connection, key: Key) -> Checkpoint:
    """Seal what another program has changed since the last write, before anything else.

    Returns:
        Where the log stands then.

    Raises:
        StoreFailure: something was changed, and the log was sealed with another key.
    """
    row = connection.execute(_OPENING).one()
    if row.is_waiting:
        return seal(connection, key, OUTSIDE)
    return NOTHING if row.seq is None else Checkpoint(row.seq, row.hash)


def seal(connection: Connection, key: Key, by: str) -> Checkpoint:
    """Make entries of everything that was noted since the transaction began.

    Returns:
        Where the log stands then.

    Raises:
        StoreFailure: the log was sealed with another key.
    """
    # Databases give what goes in any order.
    noted = sorted(connection.execute(_TAKEN).all())
    if not noted:
        return head(connection)
    changes = (
        change
        for one in noted
        for change in _changes(Change(one.action, one.entity, one.key or "", one.old, one.new))
    )
    return append(connection, key, by, changes)


def append(connection: Connection, key: Key, by: str, changes: Iterable[Change]) -> Checkpoint:
    """Continue the log with ``changes``, as they are.

    Returns:
        Where the log stands then.

    Raises:
        StoreFailure: the log was sealed with another key.
    """
    head, key_id = _head(connection)
    require_key(key_id, key)
    return write(connection, key, head, (by, changes))


def write(
    connection: Connection, key: Key, head: Checkpoint, said: tuple[str, Iterable[Change]]
) -> Checkpoint:
    """Continue the log after ``head``, whatever key it was sealed with; where it stands then."""
    by, changes = said
    at = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
    entries = sealed(changes, key, head, (by, at))
    while rows := [
        dict(zip(_FIELDS, _VALUES(one), strict=True)) for one in islice(entries, _BATCH)
    ]:
        connection.execute(_SEALED, rows)
        head = Checkpoint(rows[-1]["seq"], rows[-1]["hash"])
    return head


def note(session: Session, *changes: Change) -> None:
    """Let the log say something beside changes of rows, when this transaction is committed."""
    rows = [asdict(change) for change in changes]
    if rows:
        session.connection().execute(insert(_PENDING), rows)


def head(connection: Connection) -> Checkpoint:
    """Where the log stands."""
    return _head(connection)[0]


def newest(connection: Connection) -> AuditEntry:
    """The newest entry of a log that has one."""
    found = select(_LOG).order_by(_LOG.c.seq.desc())
    return AuditEntry(**connection.execute(found.limit(1)).mappings().one())


def last_key(connection: Connection) -> str | None:
    """The id of the key that the log was sealed with last; None where it has no entry."""
    return _head(connection)[1]


def require_key(key_id: str | None, key: Key) -> None:
    """Do nothing when a log that was sealed last with ``key_id`` can go on with ``key``.

    Raises:
        StoreFailure: it was sealed with another.
    """
    if key_id not in (None, key.id):
        raise StoreFailure(_OTHER_KEY.format(theirs=key_id, ours=key.id))


def _head(connection: Connection) -> tuple[Checkpoint, str | None]:
    """Where the log stands, and the id of the key it was sealed with last."""
    row = connection.execute(_LAST).first()
    return (NOTHING, None) if row is None else (Checkpoint(row.seq, row.hash), row.key_id)


_TABLES = {table.name: table for table in all_tables()}


def _changes(noted: Change) -> Iterator[Change]:
    """The change with its key; a row that got another key went, and another came."""
    table = _TABLES.get(noted.entity)
    if table is None or noted.action not in (INSERT, UPDATE, DELETE):
        yield noted
        return
    old, new = as_json(noted.old), as_json(noted.new)
    before, after = (None if row is None else key_of(table, row) for row in (old, new))
    if before is not None and after is not None and before != after:
        yield Change(DELETE, noted.entity, before, old, None)
        yield Change(INSERT, noted.entity, after, None, new)
    else:
        yield Change(noted.action, noted.entity, after or before or "", old, new)
