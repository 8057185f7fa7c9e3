"""Text files: the delimiter, and the rows, strictly.

The structure is read by the standard library's strict reader. A file without a single quotation
mark needs no such care: its cells are what stands between delimiters, and a million rows are
split column-wise.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import csv as arrow_csv

from vendor_eval.files.notes import Notes
from vendor_eval.files.table import Body, Codes, Column, Row

HEAD_ROWS = 25
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
# So few that the collector of garbage finds next to none of their lists alive.
_CHUNK = 500
# Rows of nothing but delimiters that a spreadsheet may leave behind the last one.
_BLANK_ROWS = 100_000
_HEAD_LETTERS = 500_000

_SEPARATOR_LINE = re.compile(r"\"?sep=([,;|:\t])\"?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CsvSheet:
    """A text file of which the header has still to be found.

    Attributes:
        text: from the first line that is data or heading on.
        skipped: lines before ``text`` (a ``sep=`` line).
        head: the first rows; an empty tuple when not even they can be read.
    """

    text: str
    delimiter: str
    skipped: int
    head: tuple[Row, ...]
    max_rows: int
    notes: Notes
    name: str | None = None

    @property
    def decimal_comma_likely(self) -> bool:
        """Whether the file is of the kind that decimal commas are usual in."""
        return self.delimiter == ";"

    def body(self, header: Row) -> Body:
        """The rows below ``header``; ragged and quoted faults go to the notes."""
        width = len(header.cells)
        after = _line_start(self.text, header.last_line - self.skipped)
        plain = None if '"' in self.text else self._evenly_split(self.text[after:], width)
        read = plain or self._strictly_read(header.last_line, width)
        body = Body(read.columns, read.lines + (header.last_line if plain else 0))
        if len(body.lines) > self.max_rows:
            self.notes.reject(
                "too_many_rows",
                f"there are {len(body.lines):,} rows, and {self.max_rows:,} is the limit; "
                "hand the months in as several files",
            )
        return body

    def _evenly_split(self, text: str, width: int) -> Body | None:
        """The rows of a text without quotation marks, or None when widths differ.

        Lines are counted from the beginning of ``text``; of far too many rows only their number
        is found out.
        """
        content = text.encode()
        lines = _full_lines(content, ord(self.delimiter), width)
        if lines is None:
            return None
        if not len(lines) or len(lines) > self.max_rows + _BLANK_ROWS:
            return Body(tuple(Column.of(()) for _ in range(width)), lines)
        names = [str(at) for at in range(width)]
        table = arrow_csv.read_csv(
            pa.BufferReader(content),
            read_options=arrow_csv.ReadOptions(column_names=names),
            parse_options=arrow_csv.ParseOptions(delimiter=self.delimiter, quote_char=False),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string())),
                strings_can_be_null=False,
            ),
        )
        columns = tuple(_column_of(table.column(name)) for name in names)
        same = len(columns[0]) == len(lines)
        return _without_blank_rows(Body(columns, lines)) if same else None

    def _strictly_read(self, header_line: int, width: int) -> Body:
        """The rows by the strict reader, every ragged one said."""
        columns: list[list[str]] = [[] for _ in range(width)]
        lines: list[int] = []
        ragged: list[tuple[int, int]] = []
        records = islice(_records(self, header_line), self.max_rows + 1)
        for chunk in _chunks(records):
            even = chunk
            if {len(cells) for _, cells in chunk} != {width}:
                even = [(line, cells) for line, cells in chunk if len(cells) == width]
                ragged += [(line, len(cells)) for line, cells in chunk if len(cells) != width]
            if even:
                numbers, rows = zip(*even, strict=True)
                lines += numbers
                for column, cells in zip(columns, zip(*rows, strict=True), strict=True):
                    column.extend(cells)
        self.notes.reject_each(
            "ragged",
            np.array([line for line, _ in ragged], dtype=np.int64),
            lambda at: (
                f"the header has {width} cells and this row {ragged[at][1]}; "
                "put a cell that has the delimiter in it in quotes, or leave empty cells empty"
            ),
        )
        return Body(tuple(map(Column.of, columns)), np.array(lines, dtype=np.int64))


def opened(
    text: str, max_rows: int, notes: Notes, recognised: Callable[[Sequence[str]], int]
) -> CsvSheet:
    """The file with its delimiter settled and its first rows read.

    Args:
        recognised: how many of a row's cells are known headings; settles the delimiter.
    """
    skipped, told = 0, None
    if found := _SEPARATOR_LINE.match(text):
        skipped, told = 1, found[1]
        text = text[found.end() :]
    sample = "".join(f"{line}\n" for line in islice(_lines(_beginning(text)), HEAD_ROWS))
    delimiter = told or _delimiter_of(sample, recognised)
    if told or delimiter != ",":
        kind = _DELIMITERS.get(delimiter, "an unusual sign")
        notes.warn("delimiter", f"the cells are apart by {kind}, and were read so", (1,))
    sheet = CsvSheet(text, delimiter, skipped, (), max_rows, notes)
    # Faults of quoting are said when the rows are read, or here when there are none to read.
    head = tuple(_head_rows(replace(sheet, text=_beginning(text), notes=Notes())))
    if not head:
        head = tuple(_head_rows(sheet))
    return CsvSheet(text, delimiter, skipped, head, max_rows, notes)


def _beginning(text: str) -> str:
    """Enough of the text for its first rows, however long its lines are."""
    start = text[:_HEAD_LETTERS]
    if len(text) <= _HEAD_LETTERS or "\n" not in start:
        return start
    return start[: start.rfind("\n") + 1]


def _lines(text: str) -> Iterator[str]:
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    if start < len(text):
        yield text[start:]


def _delimiter_of(sample: str, recognised: Callable[[Sequence[str]], int]) -> str:
    """The delimiter under which some row has the most known headings, then the most cells."""

    def fit(delimiter: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
        except csv.Error:
            rows = []
        known = max((recognised(row) for row in rows), default=0)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return known, max(widths.values(), default=0)

    return max(_DELIMITERS, key=fit)


def _line_start(text: str, line: int) -> int:
    """Where the text goes on behind ``line`` lines."""
    at = 0
    for _ in range(line):
        found = text.find("\n", at)
        if found < 0:
            return len(text)
        at = found + 1
    return at


def _records(sheet: CsvSheet, after_line: int) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of every row behind a line that is not blank; a fault of quoting is said."""
    start = _line_start(sheet.text, after_line - sheet.skipped if after_line else 0)
    base = after_line or sheet.skipped
    source = io.StringIO(sheet.text[start:], newline="")
    reader = csv.reader(source, delimiter=sheet.delimiter, strict=True)
    line = base + 1
    try:
        for cells in reader:
            if any(cells) and not "".join(cells).isspace():
                yield line, cells
            line = base + reader.line_num + 1
    except csv.Error as fault:
        _say_quote_fault(str(fault), line, sheet.notes)


def _say_quote_fault(fault: str, line: int, notes: Notes) -> None:
    if "field larger" in fault:
        notes.reject("too_long", "a cell has more than 131,072 characters; shorten it", line)
        return
    notes.reject(
        "quote",
        "a quotation mark is opened here and not closed, or has text behind it; "
        "write a mark inside a cell twice",
        line,
    )


def _head_rows(sheet: CsvSheet) -> Iterator[Row]:
    for line, cells in islice(_records(sheet, 0), HEAD_ROWS):
        yield Row(line, tuple(cells), line + sum(cell.count("\n") for cell in cells))


def _chunks(
    records: Iterator[tuple[int, list[str]]],
) -> Iterator[list[tuple[int, list[str]]]]:
    while chunk := list(islice(records, _CHUNK)):
        yield chunk


def _full_lines(content: bytes, delimiter: int, width: int) -> Codes | None:
    """The numbers of the lines that are not empty, from 1; None when one has another width."""
    octets = np.frombuffer(content, dtype=np.uint8)
    ends = np.flatnonzero(octets == ord("\n"))
    if len(content) and octets[-1] != ord("\n"):
        ends = np.append(ends, len(octets))
    before = np.searchsorted(np.flatnonzero(octets == delimiter), ends)
    cells = np.diff(before, prepend=0) + 1
    filled = np.diff(ends, prepend=-1) > 1
    if width < 2 or (cells[filled] != width).any():
        return None
    return cast(Codes, np.flatnonzero(filled) + 1)


def _column_of(cells: Any) -> Column:
    whole = cells.unify_dictionaries().combine_chunks()
    whole = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
    codes: npt.NDArray[Any] = whole.indices.to_numpy(zero_copy_only=False)
    return Column(codes.astype(np.int64), tuple(whole.dictionary.to_pylist()))


def _without_blank_rows(body: Body) -> Body:
    """Without rows that have delimiters and nothing else."""
    blank = np.ones(len(body.lines), dtype=bool)
    for column in body.columns:
        blank &= column.where(lambda text: not text or text.isspace())
        if not blank.any():
            return body
    kept = ~blank
    return Body(tuple(column.rows(kept) for column in body.columns), body.lines[kept])
