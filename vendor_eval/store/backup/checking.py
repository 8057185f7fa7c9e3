"""An archive held against its own manifest, in tables of this program's making."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from vendor_eval.store import migrations
from vendor_eval.store.backup import archive, digests, taking
from vendor_eval.store.backup.manifest import Manifest

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
    manifest, rows = archive.unpack(file, folder)
    if manifest.schema not in migrations.known():
        newer = _NEWER.format(program=manifest.program)
        raise archive.refused(file, newer, "install that version and restore with it")
    if not taking.is_sound(rows) or taking.schema_of(rows) != manifest.schema:
        raise archive.refused(file, _ALTERED)
    tables = folder / "tables.sqlite"
    migrations.upgrade(f"sqlite:///{tables}", manifest.schema)
    if not _filled(tables, rows, manifest):
        raise archive.refused(file, _ALTERED)
    rows.unlink()
    return manifest, tables


def _filled(tables: Path, rows: Path, manifest: Manifest) -> bool:
    """Put the rows into tables of the same layout; whether they are those of the manifest."""
    with contextlib.closing(sqlite3.connect(tables, uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        # Nobody needs the file after a power cut.
        connection.execute("PRAGMA synchronous = OFF")
        # What is put in is no change for the audit log to note: the log comes with it.
        for (name,) in connection.execute(_TRIGGERS).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("ATTACH ? AS archive", (f"{rows.as_uri()}?mode=ro&immutable=1",))
        layout = digests.layout(connection)
        given = digests.layout(connection, "archive")
        if _columns(given) != _columns(layout):
            return False
        try:
            with connection:
                for name, columns in layout.items():
                    _copy(connection, name, columns)
        except sqlite3.Error:
            return False
        return digests.of_file(connection) == manifest.tables


_TRIGGERS = "SELECT name FROM main.sqlite_master WHERE type = 'trigger'"


def _columns(layout: digests.Layout) -> dict[str, set[str]]:
    return {name: set(columns) for name, columns in layout.items()}


def _copy(connection: sqlite3.Connection, name: str, columns: tuple[str, ...]) -> None:
    listed = ", ".join(f'"{one}"' for one in columns)
    # Some tables begin with rows of their own.
    connection.execute(f'DELETE FROM main."{name}"')  # noqa: S608 - a name of our own schema
    statement = f'INSERT INTO main."{name}" ({listed}) SELECT {listed} FROM archive."{name}"'  # noqa: S608 - as above
    connection.execute(statement)
