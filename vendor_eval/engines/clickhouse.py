"""Definitions worked out in ClickHouse inside this process (chDB), over Parquet files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from vendor_eval.engines.duckdb_cells import literal, quoted
from vendor_eval.engines.handover import Form, Handed
from vendor_eval.errors import EngineFailure
from vendor_eval.private_folders import private_folder

if TYPE_CHECKING:
    from chdb.session import Session

_NO_CHDB = "ClickHouse: chdb is not installed; install it with pip, or leave --engine out"
_TYPES = {"DATE": "Nullable(Date32)", "TIMESTAMP": "Nullable(DateTime64(6))"}
# Moments are in UTC, an outer join leaves empty cells, dates go on beyond 1970 to 2149, and a
# column's own name is not taken for what a query names anew.
_SETTINGS = (
    "session_timezone = 'UTC'",
    "join_use_nulls = 1",
    "enable_extended_results_for_datetime_functions = 1",
    "prefer_column_name_to_alias = 1",
)


class ClickHouse:
    """One session of chDB."""

    dialect = "clickhouse"
    form: Form = "parquet"

    def __init__(self, session: Session) -> None:
        self._session = session

    def show(self, handed: Handed) -> None:
        """As `elsewhere.Server.show`."""
        columns = ", ".join(f"{quoted(name)} {_type(one)}" for name, one in handed.columns.items())
        file = f"file({literal(str(handed.path))}, Parquet, {literal(columns)})"
        self._query(f"CREATE OR REPLACE VIEW {handed.name} AS SELECT * FROM {file}", "CSV")

    def make(self, name: str, query: str) -> None:
        """As `elsewhere.Server.make`."""
        self._query(f"CREATE OR REPLACE VIEW {name} AS {query}", "CSV")

    def rows(self, query: str) -> list[dict[str, Any]]:
        """As `elsewhere.Server.rows`."""
        found = self._query(query, "ArrowTable")
        rows: list[dict[str, Any]] = found.to_pylist()
        return rows

    def _query(self, text: str, form: str) -> Any:
        try:
            return self._session.query(f"{text} SETTINGS {', '.join(_SETTINGS)}", form)
        except RuntimeError:
            # Its message may quote a cell.
            raise EngineFailure("ClickHouse gave up; leave --engine out") from None


def _type(of_duckdb: str) -> str:
    """ClickHouse's type; left to itself it gives moments a zone, and functions of zones fail."""
    from sqlglot import exp

    named = _TYPES.get(of_duckdb)
    return named or exp.DataType.build(of_duckdb, dialect="duckdb").sql("clickhouse")


@contextmanager
def session() -> Iterator[ClickHouse]:
    """A session of its own, whose folder is gone afterwards.

    Raises:
        EngineFailure: chdb is not installed.
    """
    if find_spec("chdb") is None:
        raise EngineFailure(_NO_CHDB)
    from chdb.session import Session

    with private_folder() as folder:
        opened = Session(str(folder))
        try:
            yield ClickHouse(opened)
        finally:
            opened.close()
