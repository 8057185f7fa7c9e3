"""A row as JSON, from what the database says of it: the same when it changes and when it is read.

PostgreSQL writes JSON itself. SQLite's functions for JSON may not be used in triggers where the
schema is not trusted (``PRAGMA trusted_schema``), so there a row is written as literals of SQL,
which are read here. SQLite gives all doubles back exactly but for some near the ends of their
range, and ends a text at a zero byte.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from sqlalchemy import Connection, Table

from vendor_eval.audit.chain import canonical
from vendor_eval.store.audit.keeping import key_columns, left_out, logged_columns

# Rows fetched at once.
_BATCH = 10_000
_LITERAL = re.compile(r"(\w+)=('(?:[^']|'')*'|[^\n]*)\n")


def sqlite_row(table: Table, row: str) -> str:
    """The SQL expression for ``row`` of a table, which is its alias, ``OLD`` or ``NEW``."""
    return " || ".join(
        f"""'{name}=' || quote({row}."{name}") || char(10)""" for name in logged_columns(table)
    )


def postgresql_row(table: Table, row: str) -> str:
    """As `sqlite_row`, but already JSON."""
    without = "".join(f" - '{name}'" for name in left_out(table))
    return f"(to_jsonb({row}){without})::text"


def as_json(row: str | None) -> str | None:
    """A row that the database wrote down, as JSON."""
    if row is None or row.startswith("{"):
        return row
    return canonical({name: _value(literal) for name, literal in _LITERAL.findall(row)})


def _value(literal: str) -> str | int | float | None:
    if literal.startswith("'"):
        return literal[1:-1].replace("''", "'")
    if literal == "NULL":
        return None
    try:
        return int(literal)
    except ValueError:
        # Infinity is no JSON number, and bytes stand where a text should.
        is_number = literal[0] in "-.0123456789" and "I" not in literal
        return float(literal) if is_number else literal


def stored_rows(connection: Connection, table: Table) -> Iterator[tuple[str, str]]:
    """Key and row of everything a table holds, both JSON."""
    write = postgresql_row if connection.dialect.name == "postgresql" else sqlite_row
    statement = f'SELECT {write(table, "one")} FROM "{table.name}" AS one'
    result = connection.exec_driver_sql(statement)
    for batch in result.partitions(_BATCH):
        for (written,) in batch:
            row = as_json(written) or ""
            yield key_of(table, row), row


def key_of(table: Table, row: str) -> str:
    """The key of a row, a JSON list."""
    values = json.loads(row)
    return canonical([values.get(name) for name in key_columns(table)])
