"""What is done to every cell alike: blanks trimmed, error values and nameless columns refused."""

from __future__ import annotations

import numpy as np

from vendor_eval.files.layout import Header
from vendor_eval.files.names import tidy
from vendor_eval.files.notes import Notes
from vendor_eval.files.table import Body, Column

ERROR_VALUES = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
)


def tidied(header: Header, body: Body, notes: Notes) -> Body:
    """The rows with their cells trimmed; only columns that mean something are looked at."""
    columns = []
    for heading, column in zip(header.headings, body.columns, strict=True):
        if heading.meaning is None:
            _check_nameless(heading.text, column, body, notes)
            columns.append(column)
            continue
        errors = column.where(lambda text: text.strip() in ERROR_VALUES)
        text = "the cell holds an error of the spreadsheet; mend its formula and save again"
        notes.reject_each("error_cell", body.lines[errors], text, heading.text.strip())
        columns.append(_trimmed(heading.text.strip(), column, body, notes))
    return Body(tuple(columns), body.lines)


def _trimmed(heading: str, column: Column, body: Body, notes: Notes) -> Column:
    trimmed = column.mapped(tidy)
    changed = [new != old for new, old in zip(trimmed.texts, column.texts, strict=True)]
    if not any(changed):
        return column
    rows = column.looked_up(changed, bool)
    text = "blanks around or inside a cell were taken off"
    notes.warn("trimmed", text, body.lines[rows], heading)
    return trimmed.merged()


def _check_nameless(heading: str, column: Column, body: Body, notes: Notes) -> None:
    """A column without a heading may only be an empty one."""
    if heading.strip():
        return
    filled = body.lines[column.where(str.strip)]
    if len(filled):
        text = "a column has cells and no heading; name it in the header or clear it"
        notes.reject("empty_heading", text, int(np.min(filled)))
