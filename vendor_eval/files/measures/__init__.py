"""Monthly measure reports, CSV or XLSX, as vendors mail them, read into measurements.

A file is read as a whole: opened, its header understood, its texts tidied, its numbers brought
into the metrics' units, its keys checked. Every step says what it finds and goes on as long as
there is something to find; one fault that rejects means that nothing is taken.
"""

from __future__ import annotations

import pandas as pd

from vendor_eval.files.csv_rows import CsvSheet, opened
from vendor_eval.files.encoding import decoded
from vendor_eval.files.measures.cells import Cells, cells_of
from vendor_eval.files.measures.layout import (
    Header,
    candidate_for,
    check_header,
    chosen_header,
    recognised,
)
from vendor_eval.files.measures.meaning import Situation, measured
from vendor_eval.files.measures.tidying import refuse_personal, tidied
from vendor_eval.files.measures.workbook_rows import workbook_sheet
from vendor_eval.files.notes import Notes
from vendor_eval.files.quarantine import Kind, kind_of
from vendor_eval.files.reading import Layout, Message, Reading, ReadingOptions, Shape, Verdict
from vendor_eval.files.table import Body, Sheet
from vendor_eval.measurement import COLUMNS, typed

__all__ = ["Layout", "Message", "Reading", "ReadingOptions", "Verdict", "read_measures"]


def read_measures(content: bytes, name: str, options: ReadingOptions) -> Reading:
    """The measurements in a file, or every fault at once.

    Args:
        content: the whole file.
        name: what it is called; only its extension is looked at.

    Returns:
        A reading; also for a file that is nothing of the kind, which is then rejected.
    """
    notes = Notes()
    frame, rows, layout = _read(content, name, options, notes)
    if notes.rejecting:
        return Reading(Verdict.REJECT, _nothing(), notes.messages, rows, layout)
    verdict = Verdict.WARN if notes.messages else Verdict.ACCEPT
    return Reading(verdict, frame, notes.messages, rows, layout)


def _nothing() -> pd.DataFrame:
    return typed(pd.DataFrame(columns=list(COLUMNS))).assign(line=pd.Series(dtype="int64"))


def _read(
    content: bytes, name: str, options: ReadingOptions, notes: Notes
) -> tuple[pd.DataFrame, int, Layout | None]:
    """Frame, rows of data and layout; the frame counts only when nothing rejects."""
    sheet = _opened(content, name, options, notes)
    if sheet is None:
        return _nothing(), 0, None
    header = chosen_header(sheet.head, options, notes)
    if header is None:
        return _nothing(), 0, None
    candidate = candidate_for(header, sheet.head, options) if header.missing else None
    layout = header.layout(sheet.name, candidate)
    check_header(header, candidate, notes)
    if header.missing:
        return _nothing(), 0, layout
    body = sheet.body(header.row)
    rows = len(body.lines)
    if rows > options.max_rows or not rows:
        if not rows and not notes.rejecting:
            notes.reject("no_rows", "there is a header and no row below it")
        return _nothing(), rows, layout
    cells = _cells(header, body, options, notes)
    comma_likely = isinstance(sheet, CsvSheet) and sheet.decimal_comma_likely
    lenient = header.shape is Shape.MONTHS_ACROSS
    return measured(cells, Situation(options.as_of, comma_likely, lenient), notes), rows, layout


def _opened(content: bytes, name: str, options: ReadingOptions, notes: Notes) -> Sheet | None:
    """The file with its first rows read; None when it cannot be opened."""
    kind = kind_of(content, name, notes)
    if kind is Kind.WORKBOOK:
        return workbook_sheet(content, options, notes)
    text = decoded(content, notes) if kind is Kind.TEXT else None
    if text is None:
        return None
    if not text.strip():
        notes.reject("empty", "the file is empty")
        return None
    return opened(text, options.max_rows, notes, lambda row: recognised(row, options.columns))


def _cells(header: Header, body: Body, options: ReadingOptions, notes: Notes) -> Cells:
    """The texts of the measures, tidied, after what must not be in any file was refused."""
    refuse_personal(body, notes)
    return cells_of(header, tidied(header, body, notes), options)
