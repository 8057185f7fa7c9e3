"""How one cell of a report is written into a worksheet: its type decides the number format.

Numbers stay numbers, a month is a date, a state's symbol stands in the number format; text is
written as text whatever it looks like.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from vendor_eval.quantities import Month, Unit, Usd
from vendor_eval.reports import palette
from vendor_eval.reports.report import Align, Cell, Mark, Marked, Measured, Points, Tone
from vendor_eval.reports.wording import ABSENT, brief_value, legible, shown_cell

# The longest text that a cell of the format can hold.
_MAX_TEXT = 32_767
_HORIZONTAL = {Align.START: "left", Align.CENTER: "center", Align.END: "right"}
# What stands before and behind the digits of a number.
_AROUND: Mapping[Unit, tuple[str, str]] = MappingProxyType(
    {
        Unit.RATIO: ("", " %"),
        Unit.HOURS: ("", ' "h"'),
        Unit.DAYS: ("", ' "days"'),
        Unit.BUSINESS_DAYS: ("", ' "business days"'),
        Unit.USD: ("$", ""),
        Unit.COUNT: ("", ""),
    }
)

Properties = Mapping[str, str | int | bool | float]


@dataclass(frozen=True, slots=True)
class Styles:
    """The cell formats of one workbook, each made once."""

    book: xlsxwriter.Workbook
    _made: dict[frozenset[tuple[str, object]], Format] = field(default_factory=dict)

    def of(self, properties: Properties) -> Format:
        """The format with these properties over the usual ones."""
        usual = {"font_name": "Calibri", "font_size": 10, "font_color": palette.LIGHT_GROUND.ink}
        full = {**usual, "valign": "top", **properties}
        key = frozenset(full.items())
        if key not in self._made:
            self._made[key] = self.book.add_format(full)
        return self._made[key]


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a worksheet; both numbers count from 0."""

    sheet: Worksheet
    row: int
    column: int


def write_cell(place: Place, cell: Cell, styles: Styles, look: Properties) -> None:
    """Write ``cell`` with ``look`` and what its type adds to it."""
    match cell:
        case Marked():
            _write_marked(place, cell, styles, look)
        case Mark():
            write_text(place, shown_cell(cell), styles.of({**look, **_toned(cell.tone)}))
        case int() | Usd() | Measured() | Points():
            _write_number(place, cell, styles, look)
        case Month() | dt.date():
            _write_date(place, cell, styles, look)
        case "":
            place.sheet.write_blank(place.row, place.column, None, styles.of(look))
        case None:
            write_text(place, ABSENT, styles.of({**look, "font_color": palette.LIGHT_GROUND.muted}))
        case _:
            write_text(place, shown_cell(cell), styles.of(look))


def write_text(place: Place, text: str, style: Format) -> None:
    """Write ``text`` as text, cut at what a cell can hold."""
    place.sheet.write_string(place.row, place.column, legible(text)[:_MAX_TEXT], style)


def aligned(align: Align, column: int) -> Properties:
    """The look of a column with this alignment; long text wraps.

    Text after a column of numbers keeps away from them.
    """
    indent = 1 if align is Align.START and column else 0
    return {"align": _HORIZONTAL[align], "indent": indent, "text_wrap": True}


def _write_number(
    place: Place, cell: int | Usd | Measured | Points, styles: Styles, look: Properties
) -> None:
    match cell:
        case Usd():
            number, written = cell.cents / 100, "$#,##0.00"
        case Measured():
            number, written = cell.value, _number_format(cell)
        case Points():
            number, written = cell.value, "#,##0.0"
        case int():
            number, written = cell, "#,##0"
    style = styles.of({**look, "num_format": written})
    place.sheet.write_number(place.row, place.column, number, style)


def _number_format(measured: Measured) -> str:
    """The format that shows as many decimals as the printed report does."""
    before, behind = _AROUND[measured.unit]
    _, _, decimals = brief_value(measured).partition(".")
    point = f".{'0' * len(decimals)}" if decimals else ""
    return f"{before}#,##0{point}{behind}"


def _write_date(place: Place, cell: Month | dt.date, styles: Styles, look: Properties) -> None:
    day, written = (cell.first_day, "mmm yyyy") if isinstance(cell, Month) else (cell, "yyyy-mm-dd")
    style = styles.of({**look, "num_format": written, "align": "left", "indent": 1})
    place.sheet.write_datetime(place.row, place.column, day, style)


def _write_marked(place: Place, cell: Marked, styles: Styles, look: Properties) -> None:
    toned = {**look, **_toned(cell.mark.tone)}
    if cell.measured is None:
        write_text(place, shown_cell(cell.mark), styles.of(toned))
        return
    # The symbol belongs to the format, so that the cell holds the number alone.
    written = f'"{cell.mark.symbol} "{_number_format(cell.measured)}'
    style = styles.of({**toned, "num_format": written})
    place.sheet.write_number(place.row, place.column, cell.measured.value, style)


def _toned(tone: Tone) -> Properties:
    colour = palette.LIGHT[tone]
    return {"font_color": colour.ink, "bg_color": colour.tint}
