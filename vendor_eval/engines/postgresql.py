"""Definitions worked out in PostgreSQL, over temporary tables of one session.

Nothing is left behind: the tables are the session's own, and its one transaction is rolled back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from vendor_eval.engines.duckdb_cells import quoted
from vendor_eval.engines.handover import Form, Handed
from vendor_eval.errors import EngineFailure

if TYPE_CHECKING:
    import psycopg

_NO_DRIVER = "PostgreSQL: its driver is not installed; install vendor-eval[postgres]"
_NO_ADDRESS = (
    "PostgreSQL: no database is named; set VENDOR_EVAL_CLAIMS_POSTGRES_URL to "
    "postgresql://user@host/name"
)
# Text is compared byte by byte, as DuckDB does it, whatever the database's language is.
_TYPES: Mapping[str, str] = {"VARCHAR": 'text COLLATE "C"', "DOUBLE": "double precision"}
_SESSION = " ".join(
    f"-c {setting}"
    for setting in (
        # Only temporary tables are seen, never one of the database that has the same name.
        "search_path=pg_temp",
        "timezone=UTC",
        "datestyle=ISO",
        "client_encoding=UTF8",
        # What a definition keeps of its first rows is taken for one row, which would then be
        # joined by going through all others for each.
        "enable_nestloop=off",
        "work_mem=64MB",
        "jit=off",
    )
)
_PIECE = 1 << 20
_PATIENCE_S = 10


class PostgreSql:
    """One session; a file that is shown again is not copied again."""

    dialect = "postgres"
    form: Form = "csv"

    def __init__(self, connection: psycopg.Connection[dict[str, Any]]) -> None:
        self._connection = connection
        self._copied: set[str] = set()

    def show(self, handed: Handed) -> None:
        """As `elsewhere.Server.show`."""
        copy = handed.path.stem
        with _failures():
            if copy not in self._copied:
                self._copy(copy, handed)
                self._copied.add(copy)
            self._execute(f"CREATE OR REPLACE TEMP VIEW {handed.name} AS SELECT * FROM {copy}")

    def _copy(self, table: str, handed: Handed) -> None:
        columns = ", ".join(
            f"{quoted(name)} {_TYPES.get(type_, type_)}" for name, type_ in handed.columns.items()
        )
        self._execute(f"CREATE TEMP TABLE {table} ({columns})")
        with (
            handed.path.open("rb") as file,
            self._connection.cursor().copy(_query(f"COPY {table} FROM STDIN (FORMAT csv)")) as to,
        ):
            while piece := file.read(_PIECE):
                to.write(piece)
        self._execute(f"ANALYZE {table}")

    def _execute(self, statement: str) -> None:
        self._connection.execute(_query(statement))

    def make(self, name: str, query: str) -> None:
        """As `elsewhere.Server.make`."""
        with _failures():
            self._execute(f"DROP TABLE IF EXISTS {name}")
            self._execute(f"CREATE TEMP TABLE {name} AS {query}")
            self._execute(f"ANALYZE {name}")

    def rows(self, query: str) -> list[dict[str, Any]]:
        """As `elsewhere.Server.rows`."""
        with _failures():
            return self._connection.execute(_query(query)).fetchall()


def _query(text: str) -> bytes:
    """The type of a query that was composed; psycopg asks for text written down in full."""
    return text.encode()


@contextmanager
def session(address: str | None) -> Iterator[PostgreSql]:
    """A session with the database at ``address``, as ``postgresql://user@host/name``.

    Raises:
        EngineFailure: there is no driver or no such database.
    """
    if find_spec("psycopg") is None:
        raise EngineFailure(_NO_DRIVER)
    if address is None:
        raise EngineFailure(_NO_ADDRESS)
    import psycopg
    from psycopg.rows import dict_row

    with _failures():
        connection = psycopg.connect(
            address, row_factory=dict_row, options=_SESSION, connect_timeout=_PATIENCE_S
        )
    try:
        yield PostgreSql(connection)
    finally:
        connection.close()


@contextmanager
def _failures() -> Iterator[None]:
    """Errors of the driver as ours; their text may quote a row, so that only the kind is told."""
    import psycopg

    try:
        yield
    except psycopg.OperationalError as error:
        kind = error.sqlstate or type(error).__name__
        raise EngineFailure(
            f"PostgreSQL cannot be reached or gave up ({kind}); see whether it runs, has room, "
            "and whether VENDOR_EVAL_CLAIMS_POSTGRES_URL is right"
        ) from None
    except psycopg.Error as error:
        kind = error.sqlstate or type(error).__name__
        raise EngineFailure(
            f"PostgreSQL refused it ({kind}); its account needs the right to make temporary tables"
        ) from None
