"""How a database is, as far as it can be seen from outside without changing anything."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlmodel import Session

from vendor_eval.audit.chain import Key
from vendor_eval.audit.verifying import Verdict
from vendor_eval.store import migrations
from vendor_eval.store.audit import missing, reading, retiring
from vendor_eval.store.engine import SAFE_WAL, backend, engines
from vendor_eval.store.failures import plain_failures
from vendor_eval.store.tables import Table

_MOST_DAMAGE = 5


@dataclass(frozen=True, slots=True)
class Health:
    """What was found.

    Attributes:
        kind: ``sqlite`` or ``postgresql``, with its version.
        tables: how they stand to this version of the program.
        differences: tables, columns and indexes that are not as the program made them, some.
        damage: what the database says of its own pages, some; a sentence each.
        has_checksums: whether PostgreSQL would notice a damaged page; None for SQLite.
        dangling: rows that point nowhere.
        triggers: what is wrong with those that keep history; sentences.
        newest: when something was stored last, by the clock that was right then.
        ahead_s: how far the server's clock is ahead of ours, in seconds; 0 for SQLite.
        journal: SQLite's, ``delete`` or ``wal``; empty for PostgreSQL.
    """

    kind: str
    tables: migrations.State
    differences: tuple[str, ...] = ()
    damage: tuple[str, ...] = ()
    has_checksums: bool | None = None
    dangling: int = 0
    triggers: tuple[str, ...] = ()
    newest: dt.datetime | None = None
    ahead_s: float = 0.0
    journal: str = ""

    @property
    def is_journal_safe(self) -> bool:
        """Whether the journal cannot damage the file with the SQLite at hand."""
        return self.journal != "wal" or sqlite3.sqlite_version_info >= SAFE_WAL


def examined(url: str) -> Health:
    """How the database at ``url`` is.

    Raises:
        StoreFailure: it cannot be read at all.
    """
    look = _sqlite if backend(url) == "sqlite" else _postgresql
    engine = engines(url).read
    try:
        with plain_failures(), engine.begin() as connection:
            tables = migrations.state_of(connection)
            found = look(connection, tables)
    finally:
        engine.dispose()
    return found


def verdict(url: str, key: Key) -> Verdict:
    """Whether the audit log and what is stored agree.

    Raises:
        StoreFailure: it cannot be read.
    """
    engine = engines(url).read
    try:
        with plain_failures(), Session(engine) as session:
            return reading.verify(session, key)
    finally:
        engine.dispose()


def old_entries(url: str, before: str) -> int:
    """How many entries of the audit log are older than a moment, written as `Entry.at`.

    Raises:
        StoreFailure: it cannot be read.
    """
    engine = engines(url).read
    try:
        with plain_failures(), engine.begin() as connection:
            found = retiring.due(connection, before)
    finally:
        engine.dispose()
    return 0 if found is None else found.entries


def _sqlite(connection: Connection, tables: migrations.State) -> Health:
    said = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_DAMAGE})").scalars().all()
    damage = tuple(str(one) for one in said if one != "ok")
    kind = f"SQLite {sqlite3.sqlite_version}"
    if damage or tables is not migrations.State.CURRENT:
        return Health(kind, tables, damage=damage)
    return Health(
        kind,
        tables,
        differences=tuple(_differences(connection)),
        dangling=len(connection.exec_driver_sql("PRAGMA foreign_key_check").all()),
        triggers=missing(connection),
        newest=_newest(connection),
        journal=str(connection.exec_driver_sql("PRAGMA journal_mode").scalar()),
    )


def _postgresql(connection: Connection, tables: migrations.State) -> Health:
    version = connection.exec_driver_sql("SHOW server_version").scalar()
    kind = f"PostgreSQL {version}"
    checksums = connection.exec_driver_sql("SHOW data_checksums").scalar() == "on"
    if tables is not migrations.State.CURRENT:
        return Health(kind, tables, has_checksums=checksums)
    now = connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
    ahead = (now - dt.datetime.now(dt.UTC)).total_seconds()
    unchecked = "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"
    return Health(
        kind,
        tables,
        differences=tuple(_differences(connection)),
        has_checksums=checksums,
        dangling=connection.exec_driver_sql(unchecked).scalar_one(),
        triggers=missing(connection),
        newest=_newest(connection),
        ahead_s=ahead,
    )


def _differences(connection: Connection) -> Iterator[str]:
    """What a migration would still have to change, a word and a name each."""
    # Loading it takes a quarter of a second.
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    context = MigrationContext.configure(connection, opts={"compare_type": True})
    for one in compare_metadata(context, Table.metadata):
        for step in one if isinstance(one, list) else [one]:
            names = [getattr(part, "name", part) for part in step[1:] if part is not None]
            yield " ".join(str(part).replace("_", " ", 1) for part in (step[0], *names[:3]))


def _newest(connection: Connection) -> dt.datetime | None:
    columns = [
        table.columns["recorded_at"]
        for table in Table.metadata.sorted_tables
        if "recorded_at" in table.columns
    ]
    found = (connection.execute(select(func.max(column))).scalar() for column in columns)
    moments = [one for one in found if one is not None]
    return max((_in_utc(one) for one in moments), default=None)


def _in_utc(moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
