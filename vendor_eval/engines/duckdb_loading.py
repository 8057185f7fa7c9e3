"""Taking files into DuckDB, each whole or not at all.

CSV is copied once into the private database, as its text is slow to read; Parquet stays where it
is. What is said about a file names its columns and rows, never a cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from vendor_eval.claims.extracts import ExtractFile, Rejection, Source
from vendor_eval.engines.duckdb_cells import Cells, cells_of, literal, pattern, selection
from vendor_eval.engines.duckdb_clock import clock_of
from vendor_eval.engines.duckdb_faults import Examined, Place, examined, rows_at_fault

if TYPE_CHECKING:
    import duckdb

_BROKEN_LINE = re.compile(r"CSV Error on Line: ([0-9]+)")
_NOT_UTF_8 = "not utf-8"
_Given = TypeVar("_Given")


def _untold(name: str) -> None:
    """Tell nobody which file is read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader is told beside the files.

    Attributes:
        vendor: whose claims they are where no column says so.
        personal: a regular expression for text that looks like patient data.
        told: is called with the name of each file before it is read.
    """

    vendor: str | None
    personal: str
    told: Callable[[str], None] = _untold


@dataclass(frozen=True, slots=True)
class _Taken:
    """Files without a fault, and what was found in them."""

    files: Sequence[ExtractFile]
    examined: Examined


class Loading:
    """Takes files into one database, and remembers why some could not be."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, reading: Reading) -> None:
        self._connection = connection
        self._reading = reading
        self._numbers = count()
        self.rejected: list[Rejection] = []
        # By where a file lies, the rows of those that count.
        self.rows: dict[str, int] = {}

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
        relation = f"claims_{next(self._numbers)}"
        if first.is_text:
            taken = [one for file in files for one in self._copied(file, cells, relation)]
        else:
            # They are looked at together.
            for file in files:
                self._reading.told(file.name)
            taken = self._usable(files, self._told_by_ends(files, cells))
        if not taken:
            return None
        used = [file for one in taken for file in one.files]
        if not first.is_text:
            self._view(relation, used, _known([one.examined for one in taken]))
        found: Counter[str] = Counter()
        for one in taken:
            found.update(one.examined.found)
        return Source(
            relation,
            frozenset(cells) | ({"vendor"} if self._reading.vendor else set()),
            tuple(file.name for file in used),
            sum(one.examined.rows for one in taken),
            first.table,
            found,
        )

    def _copied(
        self, file: ExtractFile, cells: Mapping[str, Cells], table: str
    ) -> Iterator[_Taken]:
        """A text file, its rows copied behind those of ``table``; nothing when it is refused."""
        self._reading.told(file.name)
        copy = f"CREATE OR REPLACE TABLE raw AS SELECT * FROM {_text(file)}"
        if self._tried(file, lambda: self._connection.execute(copy)) is None:
            return
        found = self._alone(file, cells, Place("raw", "rowid + 2"))
        if found is not None:
            selected = selection(file.table, found.cells, self._reading.vendor)
            rows = f"SELECT {selected} FROM raw"
            empty = f"CREATE TABLE IF NOT EXISTS {table} AS {rows} LIMIT 0"
            self._connection.execute(empty)
            self._connection.execute(f"INSERT INTO {table} {rows}")
            self.rows[file.path] = found.rows
            yield _Taken([file], found)
        self._connection.execute("DROP TABLE raw")

    def _told_by_ends(
        self, files: Sequence[ExtractFile], cells: Mapping[str, Cells]
    ) -> Mapping[str, Cells]:
        """The columns with what their least and greatest cells tell, which a file keeps apart.

        That is whether all are what they must be, and for which years a clock is needed.
        """
        import duckdb

        asked = {name: cell for name, cell in cells.items() if cell.is_told_by_ends}
        if not asked:
            return cells
        sources = [cell.source for cell in asked.values()]
        sound = [f"coalesce(bool_and(({cell.read}) IS NOT NULL), FALSE)" for cell in asked.values()]
        times = [
            f"CAST({end}({cell.source}) AS TIMESTAMP)"
            for cell in asked.values()
            for end in ("min", "max")
            if cell.is_moment
        ]
        ends = " UNION ALL ".join(
            f"SELECT {', '.join(f'{end}({one}) AS {one}' for one in sources)} FROM {_stored(files)}"
            for end in ("min", "max")
        )
        try:
            rows = self._connection.execute(f"SELECT {', '.join([*sound, *times])} FROM ({ends})")
            (found,) = rows.fetchall()
        except duckdb.Error:
            # Each file says what is wrong with it when it is looked at.
            return cells
        known = [one for one in found[len(sound) :] if one is not None]
        clock = clock_of(self._connection, (min(known), max(known)) if known else None)
        is_sound = dict(zip(asked, found, strict=False))
        return {
            name: replace(cell, clock=clock, is_sound=bool(is_sound.get(name, False)))
            for name, cell in cells.items()
        }

    def _usable(self, files: Sequence[ExtractFile], cells: Mapping[str, Cells]) -> list[_Taken]:
        """The Parquet files without a fault: looked at together, else by halves."""
        if len(files) == 1:
            alone = self._alone(files[0], cells, Place(_stored(files), "file_row_number + 1"))
            if alone is None:
                return []
            self.rows[files[0].path] = alone.rows
            return [_Taken(files, alone)]
        together = self._together(files, cells)
        if together is not None:
            self.rows |= self._rows_apart(files)
            return [_Taken(files, together)]
        half = len(files) // 2
        return [*self._usable(files[:half], cells), *self._usable(files[half:], cells)]

    def _together(
        self, files: Sequence[ExtractFile], cells: Mapping[str, Cells]
    ) -> Examined | None:
        """What is found in several files; None where anything is wrong with one of them."""
        import duckdb

        try:
            found = examined(self._connection, cells, Place(_stored(files)), self._reading.personal)
        except duckdb.Error:
            return None
        return None if found.faults or self._lacks_vendor(cells) else found

    def _rows_apart(self, files: Sequence[ExtractFile]) -> dict[str, int]:
        """How many rows each Parquet file says it has."""
        every = ", ".join(literal(pattern(file.path)) for file in files)
        found = self._connection.execute(
            f"SELECT file_name, num_rows FROM parquet_file_metadata([{every}])"
        )
        return dict(found.fetchall())

    def _view(
        self, relation: str, files: Sequence[ExtractFile], cells: Mapping[str, Cells]
    ) -> None:
        selected = selection(files[0].table, cells, self._reading.vendor)
        self._connection.execute(
            f"CREATE VIEW {relation} AS SELECT {selected} FROM {_stored(files)}"
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

    def _alone(
        self, file: ExtractFile, cells: Mapping[str, Cells], place: Place
    ) -> Examined | None:
        """What is found in one file; None when it is refused, for all that is said."""
        personal = self._reading.personal
        found = self._tried(file, lambda: examined(self._connection, cells, place, personal))
        if found is None:
            return None
        faults = [
            (one.code, rows_at_fault(self._connection, place, one, many))
            for one, many in found.faults
        ]
        if not found.rows:
            faults.append(("no_rows", "the file has no rows below its header"))
        if self._lacks_vendor(cells):
            faults.append(("no_vendor", "no column names the vendor; add one, or say --vendor"))
        self.rejected += [Rejection(file.name, code, text) for code, text in faults]
        return None if faults else found

    def _lacks_vendor(self, cells: Mapping[str, Cells]) -> bool:
        return "vendor" not in cells and self._reading.vendor is None


def _known(found: Sequence[Examined]) -> Mapping[str, Cells]:
    """The columns with what is known of them in all files."""
    return {
        name: replace(cell, is_sound=all(one.cells[name].is_sound for one in found))
        for name, cell in found[0].cells.items()
    }


def _stored(files: Sequence[ExtractFile]) -> str:
    every = ", ".join(literal(pattern(file.path)) for file in files)
    return f"read_parquet([{every}], file_row_number = true)"


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
