"""A questionnaire as an XLSX workbook in which only the vendor's own cells can be changed.

The protection has no password: it keeps people from mistakes and nobody from anything else, so
whatever comes back is read as a stranger's file.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from vendor_eval.evaluation.answers import Answer
from vendor_eval.evaluation.scope import Place
from vendor_eval.files.questionnaire.form import (
    FILLED_IN,
    SHEET,
    Heading,
    Questionnaire,
    choices,
)

_CHOICES = "Choices"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS: Mapping[Heading, int] = MappingProxyType(
    {
        Heading.ITEM: 12,
        Heading.SUBJECT: 20,
        Heading.QUESTION: 46,
        Heading.WANTED: 34,
        Heading.CHOICES: 46,
        Heading.ANSWER: 34,
        Heading.SHOWN_IN: 30,
        Heading.NOTE: 40,
    }
)
_COLUMNS = tuple(Heading)
_HOW = (
    "Choose an answer to each question; where one does not apply, n/a, and say why in the note.",
    "Name the document and page that shows it. You may leave questions out and answer them later.",
    "Please write nothing about patients into this workbook.",
)
_LINE_HEIGHT = 15
# A row can be no higher than 409 points.
_MOST_LINES = 27
_BASE = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
_RULE = {"bottom": 1, "bottom_color": "#c9d3da"}


@dataclass(frozen=True, slots=True)
class _Looks:
    """The cell formats of the workbook."""

    hidden: Format
    title: Format
    how: Format
    heading: Format
    fixed: Format
    open: Format

    @classmethod
    def of(cls, book: xlsxwriter.Workbook) -> _Looks:
        wrapped = {**_BASE, **_RULE, "text_wrap": True}
        return cls(
            hidden=book.add_format({**_BASE, "hidden": True}),
            title=book.add_format({**_BASE, "bold": True, "font_size": 16}),
            how=book.add_format({**_BASE, "font_color": "#52606b"}),
            heading=book.add_format({**wrapped, "bold": True, "bg_color": "#e8eef2"}),
            fixed=book.add_format(wrapped),
            open=book.add_format({**wrapped, "bg_color": "#fffbe6", "locked": False}),
        )


def written(asked: Questionnaire) -> bytes:
    """The workbook to send to the vendor, with what it has answered so far."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        midnight = dt.datetime.combine(asked.asked_on, dt.time())
        book.set_properties({"title": f"Questions to {asked.vendor}", "created": midnight})
        sheet, offered = book.add_worksheet(SHEET), book.add_worksheet(_CHOICES)
        offered.very_hidden()
        looks = _Looks.of(book)
        row = _write_top(sheet, asked, looks)
        for at, place in enumerate(asked.asked()):
            _offer(sheet, offered, place, (row + at, at))
            _write_row(sheet, row + at, _texts(place, asked), looks)
    return content.getvalue()


def _write_top(sheet: Worksheet, asked: Questionnaire, looks: _Looks) -> int:
    """Everything above the questions; the row of the first one, from 0."""
    for column, heading in enumerate(_COLUMNS):
        sheet.set_column(column, column, _WIDTHS[heading], None, {"hidden": not column})
    sheet.write_string(0, 0, str(asked.code), looks.hidden)
    sheet.write_string(0, 1, f"Questions to {asked.vendor}", looks.title)
    sheet.set_row(0, 24)
    by = f"Asked by {asked.asked_by} on" if asked.asked_by else "Asked on"
    for row, line in enumerate((f"{by} {asked.asked_on.isoformat()}.", *_HOW), start=1):
        sheet.write_string(row, 1, line, looks.how)
    top = len(_HOW) + 3
    for column, heading in enumerate(_COLUMNS):
        sheet.write_string(top, column, heading, looks.heading)
    sheet.freeze_panes(top + 1, 3)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    return top + 1


def _offer(sheet: Worksheet, offered: Worksheet, place: Place, rows: tuple[int, int]) -> None:
    """Let the answer be one of the choices, which stand on a sheet of their own.

    Args:
        rows: of the question and of its choices, from 0.
    """
    row, at = rows
    names = list(choices(place.item))
    for column, name in enumerate(names):
        offered.write_string(at, column, name)
    last = xlsxwriter.utility.xl_rowcol_to_cell(at, len(names) - 1, row_abs=True, col_abs=True)
    column = _COLUMNS.index(Heading.ANSWER)
    rule = {
        "validate": "list",
        "source": f"={_CHOICES}!$A${at + 1}:{last}",
        "error_title": "Not one of the answers",
        "error_message": "Choose one of the list. Anything else belongs into the note.",
    }
    sheet.data_validation(row, column, row, column, rule)


def _texts(place: Place, asked: Questionnaire) -> dict[Heading, str]:
    item, offered = place.item, choices(place.item)
    answer = asked.given.get(place.key, Answer(asked.vendor, place.key, ""))
    chosen = (name for name, means in offered.items() if means == answer.answer)
    return {
        Heading.ITEM: place.key,
        Heading.SUBJECT: asked.subject_of(place),
        Heading.QUESTION: item.question,
        Heading.WANTED: item.evidence,
        Heading.CHOICES: "\n".join(offered),
        Heading.ANSWER: next(chosen, ""),
        Heading.SHOWN_IN: "",
        Heading.NOTE: answer.note,
    }


def _write_row(sheet: Worksheet, row: int, texts: Mapping[Heading, str], looks: _Looks) -> None:
    for column, heading in enumerate(_COLUMNS):
        look = looks.open if heading in FILLED_IN else looks.fixed
        sheet.write_string(row, column, texts[heading], look)
    lines = max(_lines(text, _WIDTHS[heading]) for heading, text in texts.items())
    sheet.set_row(row, _LINE_HEIGHT * min(lines, _MOST_LINES))


def _lines(text: str, width: int) -> int:
    """How many lines a wrapped text takes; not every program makes the row fit by itself."""
    return sum(max(1, math.ceil(len(part) / width)) for part in text.split("\n"))
