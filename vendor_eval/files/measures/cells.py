"""Any of the three shapes as one: a row a measure, still as text.

A row of a long sheet and a mark such as ``-`` say that nothing was measured, and stay. An empty
cell of a wide sheet or of a month says nothing, and goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from vendor_eval.files.measures.headings import METRIC, MONTH, VALUE, VENDOR, Heading
from vendor_eval.files.measures.layout import Header
from vendor_eval.files.reading import ReadingOptions, Shape
from vendor_eval.files.table import Body, Codes, Column

OPTIONAL = ("unit", "numerator", "denominator", "site", "payer", "specialty")


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a file, a row a measure, columns all of one length.

    Attributes:
        columns: by role; those of `OPTIONAL` are empty texts where the file has none.
        heading_unit: the unit that the heading of the value says, empty where it says none.
        lines: where each row stands in the file.
    """

    columns: dict[str, Column]
    heading_unit: Column
    lines: Codes

    def rows(self, chosen: Codes) -> Cells:
        """These rows only, in the given order."""
        columns = {role: column.rows(chosen) for role, column in self.columns.items()}
        return Cells(columns, self.heading_unit.rows(chosen), self.lines[chosen])


def cells_of(header: Header, body: Body, options: ReadingOptions) -> Cells:
    """The measures of ``body``, in the order of the file."""
    columns = _columns(header, body, options)
    match header.shape:
        case Shape.LONG:
            at = header.at(VALUE)
            unit = (header.headings[at].unit if at is not None else None) or ""
            return Cells(columns, Column.constant(unit, len(body.lines)), body.lines)
        case Shape.WIDE:
            return _Stack(header, body, header.metrics).cells(columns, METRIC, _metric_of)
        case Shape.MONTHS_ACROSS:
            return _Stack(header, body, header.months).cells(columns, MONTH, _text_of)


def _metric_of(heading: Heading) -> str:
    return heading.meaning or ""


def _text_of(heading: Heading) -> str:
    return heading.text.strip()


def _columns(header: Header, body: Body, options: ReadingOptions) -> dict[str, Column]:
    """The column of each role, or what stands for it where the file has none."""
    told = {VENDOR: options.vendor or "", MONTH: str(options.month or "")}
    columns = {}
    for role in (VENDOR, MONTH, METRIC, VALUE, *OPTIONAL):
        at = header.at(role)
        missing = Column.constant(told.get(role, ""), len(body.lines))
        columns[role] = missing if at is None else body.columns[at]
    return columns


@dataclass(frozen=True, slots=True)
class _Stack:
    """The columns at ``places`` on top of each other, without their empty cells."""

    header: Header
    body: Body
    places: tuple[int, ...]

    def cells(
        self, shared: dict[str, Column], told_by: str, text_of: Callable[[Heading], str]
    ) -> Cells:
        """The measures; ``text_of`` a heading tells the role ``told_by``."""
        headings = [self.header.headings[at] for at in self.places]
        filled = [np.flatnonzero(self.body.columns[at].where(str.strip)) for at in self.places]

        def stacked(columns: list[Column]) -> Column:
            parts = [column.rows(rows) for column, rows in zip(columns, filled, strict=True)]
            return Column.stacked(parts).merged()

        def constant(texts: list[str]) -> Column:
            return stacked([Column.constant(text, len(self.body.lines)) for text in texts])

        columns = {role: stacked([column] * len(headings)) for role, column in shared.items()}
        columns[VALUE] = stacked([self.body.columns[at] for at in self.places])
        columns[told_by] = constant([text_of(heading) for heading in headings])
        units = constant([heading.unit or "" for heading in headings])
        lines = np.concatenate([self.body.lines[rows] for rows in filled])
        return Cells(columns, units, lines).rows(np.argsort(lines, kind="stable"))
