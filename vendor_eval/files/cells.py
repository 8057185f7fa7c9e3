"""Any of the three shapes as one: a row a measure, still as text.

A row of a long sheet and a mark such as ``-`` say that nothing was measured, and stay. An empty
cell of a wide sheet or of a month says nothing, and goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from vendor_eval.files.headings import METRIC, MONTH, VALUE, VENDOR
from vendor_eval.files.layout import Header
from vendor_eval.files.reading import ReadingOptions, Shape
from vendor_eval.files.table import Body, Codes, Column

OPTIONAL = ("unit", "numerator", "denominator", "site", "payer", "specialty")


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a file, a row a measure, columns all of one length.

    Attributes:
        columns: by role; those of `OPTIONAL` are empty texts where the file has none.
        heading_unit: the unit that the heading says, empty where it says none.
        headings: what the value stands under, for messages.
        lines: where each row stands in the file.
    """

    columns: dict[str, Column]
    heading_unit: Column
    headings: Column
    lines: Codes

    def rows(self, chosen: Codes) -> Cells:
        """These rows only, in the given order."""
        return Cells(
            {role: column.rows(chosen) for role, column in self.columns.items()},
            self.heading_unit.rows(chosen),
            self.headings.rows(chosen),
            self.lines[chosen],
        )


def cells_of(header: Header, body: Body, options: ReadingOptions) -> Cells:
    """The measures of ``body``, in the order of the file."""
    match header.shape:
        case Shape.LONG:
            return _long(header, body, options)
        case Shape.WIDE:
            return _stacked(header, body, options, header.metrics, METRIC)
        case Shape.MONTHS_ACROSS:
            return _stacked(header, body, options, header.months, MONTH)


def _column(header: Header, body: Body, role: str, otherwise: str = "") -> Column:
    at = header.at(role)
    return Column.constant(otherwise, len(body.lines)) if at is None else body.columns[at]


def _shared(header: Header, body: Body, options: ReadingOptions) -> dict[str, Column]:
    """The columns that do not depend on where the values stand."""
    month = str(options.month) if options.month else ""
    shared = {role: _column(header, body, role) for role in OPTIONAL}
    shared[VENDOR] = _column(header, body, VENDOR, options.vendor or "")
    shared[MONTH] = _column(header, body, MONTH, month)
    shared[METRIC] = _column(header, body, METRIC)
    return shared


def _long(header: Header, body: Body, options: ReadingOptions) -> Cells:
    at = header.at(VALUE)
    heading = header.headings[at] if at is not None else None
    rows = len(body.lines)
    columns = _shared(header, body, options) | {VALUE: _column(header, body, VALUE)}
    unit = Column.constant((heading.unit if heading else None) or "", rows)
    text = Column.constant(heading.text if heading else "numerator", rows)
    return Cells(columns, unit, text, body.lines)


def _stacked(
    header: Header, body: Body, options: ReadingOptions, places: tuple[int, ...], told_by: str
) -> Cells:
    """The columns at ``places`` on top of each other; their heading tells the role ``told_by``."""
    shared = _shared(header, body, options)
    filled = [np.flatnonzero(body.columns[at].where(str.strip)) for at in places]

    def stacked(column_at: Callable[[int], Column]) -> Column:
        parts = [column_at(at).rows(rows) for at, rows in zip(places, filled, strict=True)]
        return Column.stacked(parts).merged()

    def constant(text_at: Callable[[int], str]) -> Column:
        return stacked(lambda at: Column.constant(text_at(at), len(body.lines)))

    columns = {role: stacked(lambda _, of=of: of) for role, of in shared.items()}
    columns[VALUE] = stacked(lambda at: body.columns[at])
    headings = header.headings
    columns[told_by] = constant(lambda at: _told(header, at, told_by))
    lines = np.concatenate([body.lines[rows] for rows in filled])
    cells = Cells(
        columns,
        constant(lambda at: headings[at].unit or ""),
        constant(lambda at: headings[at].text),
        lines,
    )
    return cells.rows(np.argsort(lines, kind="stable"))


def _told(header: Header, at: int, role: str) -> str:
    heading = header.headings[at]
    return (heading.meaning or "") if role == METRIC else heading.text
