"""Taking files into DuckDB, each whole or not at all.

CSV is copied once into the private database, as its text is slow to read; Parquet stays where it
is. What is said about a file names its columns and rows, never a cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from vendor_eval.claims.extracts import ExtractFile, Rejection, Source
from vendor_eval.engines.duckdb_cells import Cells, cells_of, literal, pattern, selection
from vendor_eval.engines.duckdb_faults import Place, faults_of

if TYPE_CHECKING:
    import duckdb

_BROKEN_LINE = re.compile(r"CSV Error on Line: ([0-9]+)")
_NOT_UTF_8 = "not utf-8"
_Given = TypeVar("_Given")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader is told beside the files.

    Attributes:
        vendor: whose claims they are where no column says so.
        personal: a regular expression for text that looks like patient data.
    """

    vendor: str | None
    personal: str


class Loading:
    """Takes files into one database, and remembers why some could not be."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, reading: Reading) -> None:
        self._connection = connection
        self._reading = reading
        self._numbers = count()
        self.rejected: list[Rejection] = []

    def sources(self, files: Sequence[ExtractFile]) -> list[Source]:
        """The rows of the files that can be used; those with columns written alike together."""
        alike: dict[object, list[ExtractFile]] = {}
        for file in files:
            alike.setdefault(_how_written(file), []).append(file)
        found = [self._source(together) for together in alike.values()]
        return [source for source in found if source is not None]

    def _source(self, files: Sequence[ExtractFile]) -> Source | None:
        first = files[0]
        cells = cells_of(first)
        table = f"claims_{next(self._numbers)}"
        counted = [(file, self._rows(file, cells, table)) for file in files]
        taken = [(file, rows) for file, rows in counted if rows is not None]
        if not taken:
            return None
        if not first.is_text:
            self._view(table, [file for file, _ in taken], cells)
        columns = frozenset(cells) | ({"vendor"} if self._reading.vendor else set())
        names = tuple(file.name for file, _ in taken)
        return Source(table, columns, names, sum(rows for _, rows in taken), first.table)

    def _rows(self, file: ExtractFile, cells: Mapping[str, Cells], table: str) -> int | None:
        """How many rows the file has, those of text copied to ``table``; None when refused."""
        if not file.is_text:
            relation = f"read_parquet({literal(pattern(file.path))}, file_row_number = true)"
            return self._checked(file, cells, Place(relation, "file_row_number + 1"))
        copy = f"CREATE OR REPLACE TABLE raw AS SELECT * FROM {_text(file)}"
        if self._tried(file, lambda: self._connection.execute(copy)) is None:
            return None
        rows = self._checked(file, cells, Place("raw", "rowid + 2"))
        if rows is not None:
            selected = f"SELECT {selection(file.table, cells, self._reading.vendor)} FROM raw"
            empty = f"CREATE TABLE IF NOT EXISTS {table} AS {selected} LIMIT 0"
            self._connection.execute(empty)
            self._connection.execute(f"INSERT INTO {table} {selected}")
        self._connection.execute("DROP TABLE raw")
        return rows

    def _view(self, table: str, files: Sequence[ExtractFile], cells: Mapping[str, Cells]) -> None:
        every = ", ".join(literal(pattern(file.path)) for file in files)
        selected = selection(files[0].table, cells, self._reading.vendor)
        self._connection.execute(
            f"CREATE VIEW {table} AS SELECT {selected} FROM read_parquet([{every}])"
        )

    def _tried(self, file: ExtractFile, act: Callable[[], _Given]) -> _Given | None:
        """What reading the file gives; None where DuckDB cannot, and the file is rejected."""
        import duckdb

        try:
            return act()
        except (duckdb.ProgrammingError, duckdb.OutOfMemoryException) as error:
            # A wrong statement or too little memory is no fault of the file.
            if not isinstance(error, duckdb.InvalidInputException):
                raise
            self.rejected.append(_broken(file, str(error)))
        except duckdb.Error as error:
            self.rejected.append(_broken(file, str(error)))
        return None

    def _checked(self, file: ExtractFile, cells: Mapping[str, Cells], place: Place) -> int | None:
        """How many rows there are; None when the file is refused."""
        personal = self._reading.personal
        found = self._tried(file, lambda: faults_of(self._connection, cells, place, personal))
        if found is None:
            return None
        rows, faults = found
        if "vendor" not in cells and self._reading.vendor is None:
            faults.append(("no_vendor", "no column names the vendor; add one, or say --vendor"))
        self.rejected += [Rejection(file.name, code, text) for code, text in faults]
        return None if faults else rows


def _how_written(file: ExtractFile) -> object:
    """Equal for files whose cells one expression reads."""
    columns = sorted(
        (name, "" if file.is_text else one.heading, one.written.value)
        for name, one in file.columns.items()
    )
    return file.table, file.is_text, tuple(columns)


def _text(file: ExtractFile) -> str:
    """SQL for the rows of a text file, each column of the schema under its name there."""
    names = [f"unread_{place}" for place in range(file.width)]
    for name, column in file.columns.items():
        names[column.place] = name
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    return (
        f"(SELECT {', '.join(file.columns)} FROM read_csv({literal(pattern(file.path))}, "
        f"auto_detect = false, header = true, delim = {literal(file.delimiter)}, "
        f"quote = '\"', escape = '\"', columns = {{{columns}}}))"
    )


def _broken(file: ExtractFile, error: str) -> Rejection:
    """What can be said of an error without repeating it: it may quote the line it broke at."""
    found = _BROKEN_LINE.search(error)
    where = f"line {found[1]}" if found else "the file"
    if _NOT_UTF_8 in error:
        return Rejection(file.name, "encoding", f"{where} is not UTF-8; save the file as UTF-8")
    if found:
        what = f"{where} cannot be read as {file.width} columns; look for stray quotes and commas"
        return Rejection(file.name, "broken_row", what)
    return Rejection(file.name, "damaged", f"{where} is damaged or cut off; export it again")
