"""What tells the rows of a table from other rows, in whatever order a database gives them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, TableClause, select

Layout = dict[str, tuple[str, ...]]
"""The columns of every table, in their order, by the table's name."""

_MODULUS = 2**256
_ROWS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Digest:
    """The rows of one table.

    Attributes:
        rows: how many.
        sha256: hexadecimal; the SHA-256 of each row as JSON, added up modulo 2**256.
    """

    rows: int
    sha256: str


def of_rows(rows: Iterable[Sequence[object]]) -> Digest:
    """The digest of ``rows``, each a value a column."""
    count = total = 0
    for row in rows:
        line = _AS_JSON.encode(list(row))
        total += int.from_bytes(hashlib.sha256(line.encode()).digest(), "big")
        count += 1
    return Digest(count, f"{total % _MODULUS:064x}")


def of_file(connection: sqlite3.Connection) -> dict[str, Digest]:
    """The digest of every table of a SQLite file, by name, its values as SQLite keeps them."""
    found = {}
    for name, columns in layout(connection).items():
        listed = ", ".join(f'"{one}"' for one in sorted(columns))
        found[name] = of_rows(connection.execute(f'SELECT {listed} FROM "{name}"'))  # noqa: S608 - names come from the schema
    return found


def of_table(connection: Connection, table: TableClause) -> Digest:
    """The digest of a table, its values as the program has them: the same in every database."""
    found = connection.execute(select(table), execution_options={"yield_per": _ROWS_AT_ONCE})
    return of_rows(tuple(row) for row in found)


def layout(connection: sqlite3.Connection) -> Layout:
    """The tables of a SQLite file and their columns."""
    names = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    told = "SELECT name FROM pragma_table_info(?)"
    return {
        name: tuple(column for (column,) in connection.execute(told, (name,))) for (name,) in names
    }


def _plain(value: object) -> str:
    """What JSON has no word for, as text."""
    if isinstance(value, bytes):
        return f"bytes {hashlib.sha256(value).hexdigest()}"
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return str(value)


_AS_JSON = json.JSONEncoder(default=_plain, separators=(",", ":"))
