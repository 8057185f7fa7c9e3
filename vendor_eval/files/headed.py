"""A sheet with a few columns that are known by their headings, CSV or XLSX, read with care.

The header is the row near the top that has most of the known headings: invoices begin with
addresses. Every fault is noted with its line and column, and patient data is refused wherever in
the rows it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from vendor_eval.files.csv_rows import CsvSheet, opened
from vendor_eval.files.encoding import decoded
from vendor_eval.files.measures.months import AmbiguousMonth, month_of
from vendor_eval.files.measures.numbers import NO_VALUE, Mark, Number, Trait, mark_of, number_in
from vendor_eval.files.measures.tidying import ERROR_VALUES, refuse_personal
from vendor_eval.files.measures.workbook_rows import workbook_sheet
from vendor_eval.files.names import tidy
from vendor_eval.files.notes import Lines, Notes, echo, label
from vendor_eval.files.quarantine import Kind, kind_of
from vendor_eval.files.reading import ReadingOptions
from vendor_eval.files.table import Row, Sheet
from vendor_eval.privacy import names_a_person
from vendor_eval.quantities import Month

_MOST_COLUMNS = 200
_ERROR = "the cell holds an error of the spreadsheet; mend its formula and save again"
_TWO_MONTHS = "the date can mean two different months; write it as 2026-03"
_TWO_NUMBERS = "the mark in the number can stand before decimals or thousands; write it without"


@dataclass(frozen=True, slots=True)
class Known:
    """The columns that a reader knows.

    Attributes:
        headings: for each column the headings by which it is known, as `words_of` has them.
        required: columns without which no row can be read.
        most_rows: of data.
    """

    headings: Mapping[str, frozenset[str]]
    required: tuple[str, ...]
    most_rows: int = 10_000

    def column(self, heading: str) -> str | None:
        """The column that ``heading`` stands for, or None."""
        words = words_of(heading)
        return next((name for name, known in self.headings.items() if words in known), None)

    def count(self, cells: Sequence[str]) -> int:
        """How many different columns ``cells`` name."""
        return len({name for cell in cells if (name := self.column(cell)) is not None})


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the header.

    Attributes:
        columns: the tidied cells of each known column that is there.
        lines: of the file or the sheet on which each row starts, from 1.
        comma_likely: whether decimal commas are usual in files of this kind.
    """

    columns: Mapping[str, tuple[str, ...]]
    lines: Lines
    comma_likely: bool

    def cells(self, column: str) -> tuple[str, ...]:
        """The cells of a column; empty texts where the column is not there."""
        return self.columns.get(column, ("",) * len(self.lines))

    def mark(self, columns: Iterable[str]) -> Mark:
        """The decimal mark that the numbers in ``columns`` agree on."""
        texts = [text for column in columns for text in self.cells(column)]
        return mark_of(texts, comma_likely=self.comma_likely)

    def numbers(self, column: str, mark: Mark, notes: Notes) -> list[Number]:
        """The number in each cell; what is none, or could be two, is noted."""
        found = [number_in(text, mark) for text in self.cells(column)]
        wrong = [bool(one.trait & Trait.NOT_A_NUMBER) for one in found]
        cells = self.cells(column)
        notes.reject_each(
            "not_a_number",
            self.lines[wrong],
            lambda at: _not_a_number(np.array(cells, dtype=object)[wrong][at]),
            column,
        )
        either = [bool(one.trait & Trait.AMBIGUOUS) for one in found]
        notes.reject_each("ambiguous_number", self.lines[either], _TWO_NUMBERS, column)
        return found

    def months(self, column: str, notes: Notes) -> list[Month | None]:
        """The month in each cell, None in an empty one; what is no month is noted."""
        found: list[Month | None] = []
        for text, line in zip(self.cells(column), self.lines.tolist(), strict=True):
            month = None
            try:
                month = month_of(text) if text else None
            except AmbiguousMonth:
                notes.reject("ambiguous_date", _TWO_MONTHS, line, column)
            except ValueError:
                said = f"{echo(text)} is not a month; write it as 2026-03"
                notes.reject("bad_month", said, line, column)
            found.append(month)
        return found


def words_of(heading: str) -> str:
    """The words of a heading in lower case, with one blank for all between them."""
    letters = (letter if letter.isalnum() else " " for letter in heading.lower())
    return " ".join("".join(letters).split())


def value_of(number: Number) -> Decimal | None:
    """The number as written, exact; None where there is none."""
    return None if number.trait & NO_VALUE else Decimal(number.digits)


def _not_a_number(text: str) -> str:
    if text in ERROR_VALUES:
        return _ERROR
    if text.startswith("(") and text.endswith(")"):
        return "a number in brackets may be below zero; write it with a minus in front"
    return f"{echo(text)} is not a number here; write plain digits, as in 1234.50 or 5.5 %"


def read_table(content: bytes, name: str, known: Known, notes: Notes) -> Table | None:
    """The known columns of a file; None where its header cannot be told.

    Args:
        content: the whole file.
        name: what it is called; only its extension is looked at.
    """
    sheet = _opened(content, name, known, notes)
    header = None if sheet is None else _header(sheet.head, known, notes)
    if sheet is None or header is None:
        return None
    places = _places(header, known, notes)
    if places is None:
        return None
    body = sheet.body(header)
    refuse_personal(body, notes)
    if not len(body.lines):
        notes.reject("no_rows", "there is a header and no row below it")
    if notes.rejecting:
        return None
    cells = {
        column: tuple(map(body.columns[at].mapped(tidy).__getitem__, range(len(body.lines))))
        for column, at in places.items()
    }
    return Table(cells, body.lines, isinstance(sheet, CsvSheet) and sheet.decimal_comma_likely)


def _opened(content: bytes, name: str, known: Known, notes: Notes) -> Sheet | None:
    kind = kind_of(content, name, notes)
    if kind is Kind.WORKBOOK:
        return workbook_sheet(content, ReadingOptions(max_rows=known.most_rows), notes)
    text = decoded(content, notes) if kind is Kind.TEXT else None
    if text is None:
        return None
    if not text.strip():
        notes.reject("empty", "the file is empty")
        return None
    return opened(text, known.most_rows, notes, known.count)


def _header(head: Sequence[Row], known: Known, notes: Notes) -> Row | None:
    """The row with most of the known headings, the first of several."""
    rows = [row for row in head if not row.is_blank]
    if not rows:
        if not notes.rejecting:
            notes.reject("empty", "the file is empty")
        return None
    header = max(rows, key=lambda row: known.count(row.cells))
    if header is not rows[0]:
        text = f"line {header.line} was read as the header; what stands above was passed over"
        notes.warn("header_row", text, (header.line,))
    return header


def _places(header: Row, known: Known, notes: Notes) -> Mapping[str, int] | None:
    """The position of each known column; None where a required one is missing or doubled."""
    if len(header.cells) > _MOST_COLUMNS:
        text = f"there are {len(header.cells):,} columns, and {_MOST_COLUMNS} is the limit"
        notes.reject("too_many_columns", f"{text}; leave those that are read", header.line)
        return None
    found = [known.column(cell) for cell in header.cells]
    for at, (column, cell) in enumerate(zip(found, header.cells, strict=True), 1):
        heading = tidy(cell)
        if column is None and names_a_person(heading):
            text = f"column {at} is headed like patient data; take it out, none is needed"
            notes.reject("patient_data", text, header.line)
        elif column is None and heading:
            what = f"the column headed {label(heading)}" if label(heading) else f"column {at}"
            notes.warn("unknown_column", f"{what} is not known and was passed over", (header.line,))
    counts = Counter(column for column in found if column is not None)
    for column, times in counts.items():
        if times > 1:
            text = f"{times} columns mean {column}; leave one of them"
            notes.reject("duplicate_column", text, header.line, column)
    missing = [column for column in known.required if column not in counts]
    if missing:
        text = f"there is no column for {', '.join(missing)}; name it in the header"
        notes.reject("missing_column", text, header.line)
        return None
    return {column: found.index(column) for column in counts}
