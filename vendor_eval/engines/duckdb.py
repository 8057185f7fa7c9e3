"""DuckDB inside this process: it reads the files named to it and nothing else.

It loads no extension, opens no address, sees no other file and no variable of Python, and its
settings cannot be changed once it is open. What does not fit into `MEMORY` is put into a private
folder, which is removed afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from vendor_eval.claims.extracts import ExtractFile, Latest, Source
from vendor_eval.claims.schema import EVENTS, TABLES, Kind
from vendor_eval.claims.terms import Terms
from vendor_eval.engines.duckdb_cells import literal, pattern, selection
from vendor_eval.private_folders import private_folder

if TYPE_CHECKING:
    import duckdb

MEMORY = "1GiB"
"""What may be held in memory; the rest waits on disk."""

HANDOVER = "handover"
"""The part of the private folder in which rows are left for another engine."""


@contextmanager
def locked_down(
    files: Sequence[ExtractFile], time_zone: str
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database for a while, which sees ``files`` and whose local time is the practice's."""
    import duckdb

    with private_folder() as folder:
        connection = duckdb.connect(
            str(folder / "claims.duckdb"),
            config={
                "memory_limit": MEMORY,
                "temp_directory": str(folder),
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "python_enable_replacements": "false",
            },
        )
        try:
            paths = {path for file in files for path in (file.path, pattern(file.path))}
            allowed = ", ".join(map(literal, sorted(paths)))
            # Where DuckDB takes the process for a console, it would draw into what is printed.
            connection.execute("SET enable_progress_bar = false")
            connection.execute(f"SET TimeZone = {literal(time_zone)}")
            # What is allowed has to be said before everything else is forbidden.
            connection.execute(f"SET allowed_paths = [{allowed}]")
            handover = folder / HANDOVER
            handover.mkdir()
            connection.execute(f"SET allowed_directories = [{literal(str(handover))}]")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            yield connection
        finally:
            connection.close()


def rows_of(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    """The result of a query, a mapping from column to value for each row."""
    result = connection.execute(query)
    names = [one[0] for one in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def take(
    connection: duckdb.DuckDBPyConnection, sources: Sequence[Source], table: str = EVENTS
) -> None:
    """Let ``table`` be the rows of all ``sources``, whose table it is; without any it is empty."""
    union = " UNION ALL ".join(f"SELECT * FROM {source.relation}" for source in sources)
    rows = union or f"SELECT {selection(table, {}, None)} LIMIT 0"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {table} AS {rows}")


def take_all(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> None:
    """Let every table of the schema be the rows of its ``sources``."""
    for table in TABLES:
        take(connection, [one for one in sources if one.table == table], table)


def agree(connection: duckdb.DuckDBPyConnection, terms: Terms) -> None:
    """Let ``terms`` have one row, these."""
    agreed = terms.agreed
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE terms AS SELECT "
        f"TIMESTAMP {literal(terms.as_of.isoformat(' '))} AS as_of_ts, "
        f"{literal(agreed.time_zone)} AS time_zone, "
        f"{agreed.coding_hours} AS coding_hours, "
        f"{agreed.resubmission_hours} AS resubmission_hours"
    )


def content(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """What tells rows from others: the query of a view, the few rows of a table."""
    views = rows_of(
        connection,
        f"SELECT sql FROM duckdb_views() WHERE temporary AND view_name = {literal(table)}",
    )
    return str(views or rows_of(connection, f"SELECT * FROM {table}"))


def latest(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> Latest:
    """The latest moments that the sources know of, in UTC without an offset."""
    take_all(connection, sources)
    (found,) = rows_of(
        connection,
        "SELECT max(extract_ts) AS taken, max(extract_on) AS taken_on FROM claim_events",
    )
    event = found["taken"] or _latest_event(connection)
    return Latest(found["taken"], found["taken_on"], event)


def _latest_event(connection: duckdb.DuckDBPyConnection) -> dt.datetime | None:
    """The latest of all moments and dates; a date is its beginning."""
    found = [_latest_in(connection, table) for table in TABLES]
    return max((event for event in found if event is not None), default=None)


def _latest_in(connection: duckdb.DuckDBPyConnection, table: str) -> dt.datetime | None:
    latest = [
        f"max({name})"
        if one.kind is Kind.MOMENT
        else f"timezone('UTC', CAST(max({name}) AS TIMESTAMPTZ))"
        for name, one in TABLES[table].items()
        if one.kind in (Kind.MOMENT, Kind.DATE)
    ]
    if not latest:
        return None
    (found,) = rows_of(connection, f"SELECT greatest({', '.join(latest)}) AS event FROM {table}")
    event = found["event"]
    assert event is None or isinstance(event, dt.datetime)
    return event
