"""Writing one worksheet from the top down."""

from __future__ import annotations

import math

from xlsxwriter.worksheet import Worksheet

from vendor_eval.reports import palette
from vendor_eval.reports.report import Cell, Column, Strip, Table
from vendor_eval.reports.sheet_cells import (
    Place,
    Properties,
    Styles,
    aligned,
    write_cell,
    write_text,
)

TITLE: Properties = {"bold": True, "font_size": 16}
HEADING: Properties = {"bold": True, "font_size": 12}
QUIET: Properties = {"font_color": palette.LIGHT_GROUND.muted}
STRONG: Properties = {"bold": True}
ROW: Properties = {"bottom": 1, "bottom_color": palette.LIGHT_GROUND.rule}
_HEADER: Properties = {
    "bold": True,
    "bg_color": palette.LIGHT_GROUND.shade,
    "bottom": 1,
    "bottom_color": palette.LIGHT_GROUND.ink,
}
_TOTAL: Properties = {"bold": True, "top": 1, "top_color": palette.LIGHT_GROUND.ink}
_LINE_HEIGHT = 14.0
# Characters of usual text that fit into one unit of a column's width; a little is kept back.
_FITTING = 1.15
# The width of a column that nobody set.
_USUAL_WIDTH = 8.43
# A row can be no higher than 409 points.
_MOST_LINES = 29


class SheetWriter:
    """A worksheet and the row that is written next.

    Attributes:
        row: counts from 0.
    """

    def __init__(self, sheet: Worksheet, styles: Styles, widths: tuple[int, ...]) -> None:
        self._sheet = sheet
        self._styles = styles
        self._widths = widths
        self._longest = 0.0
        self.row = 0
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)

    @property
    def last_column(self) -> int:
        """The last column that the sheet uses, counted from 0."""
        return len(self._widths) - 1

    @property
    def last_printed(self) -> int:
        """The last column to print: lines above a narrow table run over the empty ones beside."""
        beyond = self._longest - sum(self._widths)
        return self.last_column + max(0, math.ceil(beyond / _USUAL_WIDTH))

    def skip(self) -> None:
        """Leave a row empty."""
        self.row += 1

    def line(self, text: str, look: Properties) -> None:
        """Write ``text`` into the first column, free to run over the ones beside it."""
        write_text(self._place(0), text, self._styles.of(look))
        size = float(look.get("font_size", 10)) / 10
        self._longest = max(self._longest, size * len(text) / _FITTING)
        self._sheet.set_row(self.row, _LINE_HEIGHT * size)
        self.row += 1

    def cell(self, column: int, cell: Cell, look: Properties) -> None:
        """Write one cell of the row, wrapped, without moving on."""
        write_cell(self._place(column), cell, self._styles, {**look, "text_wrap": True})

    def span(self, text: str, columns: tuple[int, int], look: Properties) -> None:
        """Write ``text`` over the columns from first to last, wrapped, and make the row fit."""
        first, last = columns
        style = self._styles.of({**look, "text_wrap": True})
        if last > first:
            self._sheet.merge_range(self.row, first, self.row, last, "", style)
        write_text(Place(self._sheet, self.row, first), text, style)
        self._fit([(text, sum(self._widths[first : last + 1]))])

    def table(self, table: Table) -> None:
        """Write the headings, the rows and the total, each column aligned its way."""
        for column, one in enumerate(table.columns):
            look = {**_HEADER, **aligned(one.align, column)}
            write_text(self._place(column), one.heading, self._styles.of(look))
        self._fit([*zip((one.heading for one in table.columns), self._widths, strict=False)])
        self.row += 1
        if not table.rows:
            self.line(table.empty, QUIET)
        for cells in table.rows:
            self._table_row(table, cells, ROW)
        if table.total is not None:
            self._table_row(table, table.total, _TOTAL)

    def _table_row(self, table: Table, cells: tuple[Cell, ...], look: Properties) -> None:
        for column, (one, cell) in enumerate(zip(table.columns, cells, strict=True)):
            write_cell(
                self._place(column), cell, self._styles, {**look, **aligned(one.align, column)}
            )
        # The sheet's widths: a further table on it stands in the columns of the first.
        beside = zip(cells, self._widths, strict=False)
        self._fit([(cell, width) for cell, width in beside if isinstance(cell, str)])
        self.row += 1

    def _fit(self, texts: list[tuple[str, int]]) -> None:
        """Make the row as high as its longest wrapped text; not every program does so itself."""
        lines = [math.ceil(len(text) / (_FITTING * width)) for text, width in texts]
        self._sheet.set_row(self.row, _LINE_HEIGHT * min(max([1, *lines]), _MOST_LINES))

    def _place(self, column: int) -> Place:
        return Place(self._sheet, self.row, column)


def without_drawings(table: Table) -> Table:
    """The table without columns of strips, which a worksheet shows month by month elsewhere."""
    kept = [
        number
        for number in range(len(table.columns))
        if not any(isinstance(row[number], Strip) for row in table.rows)
    ]

    def of(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(row[number] for number in kept)

    columns: tuple[Column, ...] = tuple(table.columns[number] for number in kept)
    rows = tuple(of(row) for row in table.rows)
    return Table(
        table.title,
        columns,
        rows,
        total=of(table.total) if table.total is not None else None,
        empty=table.empty,
    )
