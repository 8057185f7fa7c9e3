"""A report as an XLSX workbook: values only, never a formula or a link, made to be printed too.

Every sheet names the practice, the month and, where it is one, the demonstration; the date in
the file is the report's own, so that the same report gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from vendor_eval.reports.report import Report, Table
from vendor_eval.reports.sheet_cells import Styles
from vendor_eval.reports.sheet_writer import (
    HEADING,
    QUIET,
    ROW,
    STRONG,
    TITLE,
    SheetWriter,
    without_drawings,
)
from vendor_eval.reports.wording import DEMONSTRATION, legible, shown_date

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NOTE = {**ROW, **QUIET, "align": "left", "indent": 1}
_LETTER = 1
_NARROWEST = 16
# Headers and footers hold 255 characters in all.
_HEADER_TEXT = 80
_TABLE_STARTS = 3


def workbook(report: Report) -> bytes:
    """The report as XLSX: a summary sheet, then one sheet a flat table."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties(_properties(report))
        styles = Styles(book)
        _write_summary(book.add_worksheet("Summary"), styles, report)
        for table in report.sheets:
            _write_flat(book.add_worksheet(table.title), styles, report, table)
    return content.getvalue()


def _properties(report: Report) -> dict[str, object]:
    day = report.prepared_on
    return {
        "title": legible(report.title),
        "subject": legible(report.subtitle),
        "author": legible(report.prepared_by),
        "company": legible(report.practice),
        "comments": DEMONSTRATION if report.synthetic else "",
        "created": dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC),
    }


def _write_summary(sheet: Worksheet, styles: Styles, report: Report) -> None:
    """What the first page of the printed report says."""
    overview = [without_drawings(table) for table in report.overview]
    widths = tuple(max(column.width, _NARROWEST) for column in overview[0].columns)
    writer = SheetWriter(sheet, styles, widths)
    _write_head(writer, report, report.title)
    for text in (report.status, *report.printed_notes):
        writer.span(text, (0, writer.last_column), STRONG if text == report.status else QUIET)
        writer.skip()
    writer.skip()
    _write_figures(writer, report)
    _write_decisions(writer, report)
    for table in overview:
        writer.skip()
        writer.line(table.title, HEADING)
        writer.table(table)
    _write_legend(writer, report)
    sheet.freeze_panes(2, 0)
    _set_up(sheet, report, writer)
    sheet.set_portrait()


def _write_flat(sheet: Worksheet, styles: Styles, report: Report, table: Table) -> None:
    """A table for sorting and filtering, its heading frozen and printed on every page."""
    writer = SheetWriter(sheet, styles, tuple(column.width for column in table.columns))
    _write_head(writer, report, f"{table.title}, {report.month.shown}")
    writer.table(table)
    sheet.freeze_panes(_TABLE_STARTS + 1, 1)
    sheet.repeat_rows(_TABLE_STARTS)
    if table.rows:
        sheet.autofilter(_TABLE_STARTS, 0, writer.row - 1, writer.last_column)
    _set_up(sheet, report, writer)


def _write_head(writer: SheetWriter, report: Report, title: str) -> None:
    writer.line(title, TITLE)
    prepared = f"prepared {shown_date(report.prepared_on)} by {report.prepared_by}"
    label = f"{DEMONSTRATION}. " if report.synthetic else ""
    writer.line(f"{label}{report.practice}, {prepared}", QUIET)
    writer.skip()


def _write_figures(writer: SheetWriter, report: Report) -> None:
    writer.line("Figures", HEADING)
    for figure in report.figures:
        writer.span(figure.note, (2, writer.last_column), _NOTE)
        writer.cell(0, figure.label, ROW)
        writer.cell(1, figure.value, ROW)
        writer.skip()
    writer.skip()


def _write_decisions(writer: SheetWriter, report: Report) -> None:
    writer.line(report.headings.decisions, HEADING)
    if not report.decisions:
        writer.line(report.headings.none_due, QUIET)
    money = writer.last_column
    for decision in report.decisions:
        writer.span(decision.sentence, (1, money - 1), ROW)
        writer.cell(0, f"{decision.mark.symbol} {decision.subject}", ROW)
        writer.cell(money, decision.money or "", ROW)
        writer.skip()


def _write_legend(writer: SheetWriter, report: Report) -> None:
    writer.skip()
    writer.line(report.headings.legend, HEADING)
    for mark in report.legend:
        writer.span(mark.meaning, (1, writer.last_column), ROW)
        writer.cell(0, mark, ROW)
        writer.skip()


def _set_up(sheet: Worksheet, report: Report, writer: SheetWriter) -> None:
    """Print what is used, on US Letter across, one page wide."""
    sheet.set_paper(_LETTER)
    sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, writer.row, writer.last_printed)
    # An ampersand begins a code in headers; two print one.
    practice = legible(report.practice)[:_HEADER_TEXT].replace("&", "&&")
    label = f"&C{DEMONSTRATION}" if report.synthetic else ""
    sheet.set_header(f"&L{practice}{label}&R{report.month.shown}")
    sheet.set_footer(f"&LPrepared {shown_date(report.prepared_on)}&RPage &P of &N")
