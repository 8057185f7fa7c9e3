"""Rows that the embedded engine has read and checked, as files that another engine takes them from.

They lie in the private folder of the embedded engine and are gone with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from vendor_eval.engines.duckdb import HANDOVER, content, rows_of
from vendor_eval.engines.duckdb_cells import literal

if TYPE_CHECKING:
    import duckdb

Form = Literal["parquet", "csv"]
_WRITTEN: Mapping[Form, str] = {
    "parquet": "FORMAT parquet, COMPRESSION zstd",
    # An empty cell is nothing at all, an empty text is "".
    "csv": "FORMAT csv, HEADER false",
}


@dataclass(frozen=True, slots=True)
class Handed:
    """One table as a file.

    Attributes:
        name: what texts call it.
        path: of the file; another one as soon as the rows are others.
        columns: DuckDB's type of each, in the order of the file.
    """

    name: str
    path: Path
    columns: Mapping[str, str]


class Handover:
    """Writes tables of the embedded engine, each once for as long as its rows are the same."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, form: Form) -> None:
        self._connection = connection
        self._form = form
        self._written: dict[tuple[str, str], Handed] = {}

    def handed(self, table: str) -> Handed:
        """The file with the rows that ``table`` has now."""
        key = table, content(self._connection, table)
        if key not in self._written:
            self._written[key] = self._write(table)
        return self._written[key]

    def _write(self, table: str) -> Handed:
        (private,) = rows_of(self._connection, "SELECT current_setting('temp_directory') AS folder")
        path = Path(private["folder"], HANDOVER, f"{table}_{len(self._written)}.{self._form}")
        self._connection.execute(
            f"COPY (SELECT * FROM {table}) TO {literal(str(path))} ({_WRITTEN[self._form]})"
        )
        described = rows_of(self._connection, f"DESCRIBE {table}")
        columns = {one["column_name"]: one["column_type"] for one in described}
        return Handed(table, path, columns)
