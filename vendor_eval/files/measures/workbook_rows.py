"""A sheet of a workbook as rows whose header has still to be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from vendor_eval.files.measures.headings import METRIC, VENDOR
from vendor_eval.files.measures.layout import Header, header_of
from vendor_eval.files.notes import Notes
from vendor_eval.files.reading import ReadingOptions
from vendor_eval.files.table import Body, Column, Row
from vendor_eval.files.workbook.apart import sheet_of
from vendor_eval.measurement import DIMENSIONS
from vendor_eval.naming import printable

HEAD_ROWS = 25


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet of which the header has still to be found.

    Attributes:
        rows: those that are not empty.
        kinds: for each row a letter a cell, as `workbook_xml.SheetRows` has them.
        hidden_rows: lines that the sheet does not show.
        hidden_columns: positions that it does not show, from 1.
    """

    name: str | None
    rows: tuple[Row, ...]
    kinds: tuple[str, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    options: ReadingOptions
    notes: Notes

    @property
    def head(self) -> tuple[Row, ...]:
        """The first rows."""
        return self.rows[:HEAD_ROWS]

    def body(self, header: Row) -> Body:
        """The rows below ``header``, all of its width."""
        width = len(header.cells)
        below = [
            (row, kinds)
            for row, kinds in zip(self.rows, self.kinds, strict=True)
            if row.line > header.line and not row.is_blank
        ]
        lines = np.array([row.line for row, _ in below], dtype=np.int64)
        wide = np.array([len(row.cells) > width for row, _ in below], dtype=bool)
        text = f"there are cells behind the last heading (column {width}); head or clear them"
        self.notes.reject_each("empty_heading", lines[wide], text)
        self._note_hidden(lines, width)
        self._note_numbers(header_of(header, self.options), below)
        if len(below) > self.options.max_rows:
            limit = f"there are more than {self.options.max_rows:,} rows, which is the limit"
            self.notes.reject("too_many_rows", f"{limit}; hand the months in as several files")
        cells = [(*row.cells, *[""] * (width - len(row.cells))) for row, _ in below]
        columns = (
            Column.of(column) for column in zip(*(row[:width] for row in cells), strict=True)
        )
        return Body(tuple(columns) or tuple(Column.of(()) for _ in range(width)), lines)

    def _note_hidden(self, lines: Any, width: int) -> None:
        hidden = [int(line) for line in lines if int(line) in self.hidden_rows]
        if hidden:
            text = "rows that the sheet hides were read like the others"
            self.notes.warn("hidden_rows", text, hidden)
        if any(column <= width for column in self.hidden_columns):
            self.notes.warn("hidden_columns", "columns that the sheet hides were read too")

    def _note_numbers(self, header: Header, below: list[tuple[Row, str]]) -> None:
        """Say where a name is held as a number, which loses its leading noughts."""
        for role in (VENDOR, METRIC, *DIMENSIONS):
            at = header.at(role)
            if at is None:
                continue
            lines = [row.line for row, kinds in below if kinds[at : at + 1] == "n"]
            if lines:
                text = "a name is held as a number, which drops leading noughts; check it"
                self.notes.warn("numeric_text", text, lines, role)


def workbook_sheet(content: bytes, options: ReadingOptions, notes: Notes) -> WorkbookSheet | None:
    """The chosen sheet of a workbook; None when it cannot be opened."""
    answer = sheet_of(content, options.sheet, options.max_rows + HEAD_ROWS + 1, notes)
    if answer is None:
        return None
    _note_workbook(answer, notes)
    if not answer["rows"]:
        notes.reject("empty", f"the sheet '{printable(answer['sheet'])}' is empty")
        return None
    return WorkbookSheet(
        name=answer["sheet"],
        rows=tuple(Row(line, tuple(texts), line) for line, texts, _ in answer["rows"]),
        kinds=tuple(kinds for _, _, kinds in answer["rows"]),
        hidden_rows=frozenset(answer["hidden_rows"]),
        hidden_columns=frozenset(answer["hidden_columns"]),
        options=options,
        notes=notes,
    )


def _note_workbook(answer: dict[str, Any], notes: Notes) -> None:
    if answer["external"]:
        notes.warn("external_link", "links to other files were passed over and never followed")
    if answer["others"]:
        others = ", ".join(f"'{printable(name)}'" for name in answer["others"][:5])
        text = f"the sheet '{printable(answer['sheet'])}' was read, and not {others}"
        notes.warn("sheet_choice", f"{text}; choose another one with `--sheet`")
    lines = np.array(answer["not_calculated"], dtype=np.int64)
    text = "a formula has no stored result; open the workbook in a spreadsheet and save it"
    notes.reject_each("formula_no_value", lines, text)
