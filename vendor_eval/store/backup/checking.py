"""An archive held against its own manifest, in tables of this program's making."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from vendor_eval.store import migrations
from vendor_eval.store.backup import archive, digests, taking
from vendor_eval.store.backup.cells import Value
from vendor_eval.store.backup.manifest import Manifest
from vendor_eval.store.backup.members import Members

_ALTERED = "was altered after it was written"
_NEWER = "belongs to a newer version of this program ({program})"


def checked(file: Path, folder: Path) -> tuple[Manifest, Path]:
    """The manifest of an archive, and a SQLite file in ``folder`` with its rows.

    The file's tables are those that the program made when the archive was taken.

    Args:
        folder: private, and empty.

    Raises:
        BadInput: the archive is none, is damaged or altered, or belongs to a newer version.
    """
    tables = folder / "tables.sqlite"
    with archive.opened(file, folder) as (manifest, members):
        if manifest.schema not in migrations.known():
            newer = _NEWER.format(program=manifest.program)
            raise archive.refused(file, newer, "install that version and restore with it")
        migrations.upgrade(f"sqlite:///{tables}", manifest.schema)
        if not _filled(tables, members, manifest):
            raise archive.refused(file, _ALTERED)
    if not taking.is_sound(tables) or taking.schema_of(tables) != manifest.schema:
        raise archive.refused(file, _ALTERED)
    return manifest, tables


def _filled(tables: Path, members: Members, manifest: Manifest) -> bool:
    """Put the rows into tables of the same layout; whether they are those of the manifest."""
    with contextlib.closing(sqlite3.connect(tables, uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        # Nobody needs the file after a power cut.
        connection.execute("PRAGMA synchronous = OFF")
        # What is put in is no change for the audit log to note: the log comes with it.
        for (name,) in connection.execute(_TRIGGERS).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        layout = digests.layout(connection)
        if members.tables != layout.keys():
            return False
        try:
            with connection:
                for name, columns in layout.items():
                    _copy(connection, name, columns, members.rows(name))
        except (sqlite3.Error, ValueError, OverflowError):
            return False
        return digests.of_file(connection) == manifest.tables


_TRIGGERS = "SELECT name FROM main.sqlite_master WHERE type = 'trigger'"


def _copy(
    connection: sqlite3.Connection,
    name: str,
    columns: tuple[str, ...],
    rows: Iterator[list[Value]],
) -> None:
    """Let a table hold ``rows``, of which the first names the columns.

    Raises:
        ValueError: the columns are not the table's, or a row is no row of ours.
    """
    given = [str(one) for one in next(rows, [])]
    if sorted(given) != sorted(columns):
        raise ValueError("the columns are others")
    # Some tables begin with rows of their own.
    connection.execute(f'DELETE FROM main."{name}"')  # noqa: S608 - a name of our own schema
    listed = ", ".join(f'"{one}"' for one in given)
    marks = ", ".join("?" * len(given))
    statement = f'INSERT INTO main."{name}" ({listed}) VALUES ({marks})'  # noqa: S608 - as above
    connection.executemany(statement, rows)
