"""A copy of a whole database as it is at one moment, taken while people write."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, TableClause, delete, insert, select

from vendor_eval.audit.chain import NOTHING, Checkpoint
from vendor_eval.errors import StoreFailure
from vendor_eval.private_folders import private_folder
from vendor_eval.store import migrations
from vendor_eval.store.audit import triggers
from vendor_eval.store.backup import archive, digests
from vendor_eval.store.engine import PATIENCE_S, backend, engines, migration_engine
from vendor_eval.store.failures import plain_failures
from vendor_eval.store.tables import Table

_ROWS_AT_ONCE = 5_000
_NOT_CURRENT = (
    "The tables of the database are not those of this version of the program, so no backup was "
    "taken. Take it with the version that wrote them, or with pg_dump."
)
_UNWRITABLE = (
    "{file} cannot be written ({reason}); nothing was changed. Free some space there, and let this "
    "account write."
)
_DAMAGED = "The database file is damaged. Restore it from a backup."


def copy(url: str, file: Path) -> None:
    """Make the new SQLite file ``file`` hold what the database at ``url`` holds now.

    Writers of SQLite wait while the copy is made, those of PostgreSQL do not.

    Raises:
        StoreFailure: the database cannot be read, or PostgreSQL has tables of another version.
    """
    if backend(url) == "sqlite":
        _copy_file(url, file)
    else:
        _copy_rows(url, file)


def keep_beside(url: str, file: Path) -> None:
    """Copy the SQLite database at ``url`` to the new ``file``, whole or not at all.

    Raises:
        StoreFailure: it cannot be read or is damaged, or the copy cannot be written.
    """
    try:
        with private_folder(file.parent) as folder:
            copied = folder / file.name
            copy(url, copied)
            if not is_whole(copied):
                raise StoreFailure(_DAMAGED)
            # SQLite leaves what it copies to the system, which a power cut would take along.
            with copied.open("rb+") as written:
                os.fsync(written.fileno())
            archive.place(copied, file)
    except OSError as error:
        reason = error.strerror or "no reason given"
        raise StoreFailure(_UNWRITABLE.format(file=file, reason=reason)) from None


def schema_of(file: Path) -> str | None:
    """The number of the last migration of a SQLite file; None where it is not one number."""
    with opened(file) as connection:
        try:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        except sqlite3.Error:
            return None
    return str(found[0][0]) if len(found) == 1 else None


def checkpoint_of(file: Path) -> Checkpoint | None:
    """Where the audit log of a SQLite file stands; None where it has none."""
    with opened(file) as connection:
        if "audit_log" not in digests.layout(connection):
            return None
        last = "SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1"
        found = connection.execute(last).fetchone()
    return NOTHING if found is None else Checkpoint(*found)


@contextlib.contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A file that nobody else has, to be read; nothing that it says is carried out."""
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        yield connection
    finally:
        connection.close()


def is_sound(file: Path) -> bool:
    """Whether a SQLite file is whole, and its rows point nowhere that nothing is."""
    with opened(file) as connection:
        try:
            whole = connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
            return whole and not connection.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.Error:
            return False


def is_whole(file: Path) -> bool:
    """Whether a SQLite file that others may be writing is undamaged.

    Raises:
        StoreFailure: it cannot be opened, or is busy for too long.
    """
    with plain_failures(), contextlib.closing(sqlite3.connect(file, PATIENCE_S)) as connection:
        try:
            return connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            return False


def copy_tables(source: Connection, target: Connection) -> None:
    """Let every table of ``target`` hold the rows of ``source``; both have today's tables."""
    for table in Table.metadata.sorted_tables:
        if target.execute(select(table).limit(1)).first() is not None:
            target.execute(delete(table))
        for rows in _in_order(source, table):
            target.execute(insert(table), rows)


def _in_order(source: Connection, table: TableClause) -> Iterator[list[dict[str, object]]]:
    # In the order of their keys: a row may point to an earlier one, and logs count up.
    statement = select(table).order_by(*table.primary_key)
    found = source.execute(statement, execution_options={"yield_per": _ROWS_AT_ONCE})
    for part in found.mappings().partitions():
        yield [dict(row) for row in part]


def _copy_file(url: str, file: Path) -> None:
    # SQLite fills an empty file, and an empty file of ours is nobody else's to read.
    file.touch(mode=0o600, exist_ok=False)
    ways = engines(url)
    try:
        with plain_failures(), contextlib.closing(ways.write.raw_connection()) as connection:
            connection.driver_connection.execute("VACUUM INTO ?", (str(file),))  # type: ignore[union-attr]  # it is connected
    finally:
        ways.write.dispose()


def _copy_rows(url: str, file: Path) -> None:
    if migrations.state(url) is not migrations.State.CURRENT:
        raise StoreFailure(_NOT_CURRENT)
    to = f"sqlite:///{file}"
    migrations.upgrade(to)
    ways, target = engines(url), migration_engine(to)
    try:
        with plain_failures(), ways.read.begin() as source, target.begin() as written:
            triggers.drop(written)
            copy_tables(source, written)
            triggers.create(written)
    finally:
        ways.read.dispose()
        target.dispose()
