"""A report's records as CSV, for programs and for spreadsheets.

RFC 4180 with a byte order mark: without it Excel takes UTF-8 for the code page of the machine
and garbles names; readers that know UTF-8 know the mark too (``utf-8-sig``). Text that a
spreadsheet would compute is kept from it by a leading apostrophe; numbers are left as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from vendor_eval.naming import is_computed
from vendor_eval.quantities import Month, Usd
from vendor_eval.reports.report import Cell, Measured, Points, Report
from vendor_eval.reports.wording import legible, shown_cell


def csv_file(report: Report) -> bytes:
    """The report's records: a heading line, then one line a record; absent values are empty."""
    return csv_of([column.heading for column in report.records.columns], report.records.rows)


def csv_of(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A heading line, then one line a row, written as those of a report."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(map(_written, headings))
    for row in rows:
        writer.writerow(_written(cell) for cell in row)
    return lines.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    """The cell for a program to read: money with two decimals, a month as ``2026-03``."""
    match cell:
        case None:
            return ""
        case str():
            return _inert(legible(cell))
        case int() | Usd() | Month():
            return str(cell)
        case Measured() | Points():
            return repr(float(cell.value))
        case _:
            return _inert(shown_cell(cell))


def _inert(text: str) -> str:
    return f"'{text}" if is_computed(text) else text
