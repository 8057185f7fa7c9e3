"""What is done to every cell alike, whatever its column is about.

Patient data, error values and columns without a name are refused; blanks are trimmed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from vendor_eval.files.measures.layout import Header
from vendor_eval.files.names import tidy
from vendor_eval.files.notes import Notes
from vendor_eval.files.table import Body, Column
from vendor_eval.privacy import FORMS

ERROR_VALUES = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
)


def refuse_personal(body: Body, notes: Notes) -> None:
    """Reject a file that has data of persons in any cell, read or passed over."""
    for position, column in enumerate(body.columns, 1):
        found = personal(column.texts)
        if found:
            lines = body.lines[np.isin(column.codes, found)]
            text = f"a cell of column {position} looks like patient data; take it out"
            notes.reject_each("patient_data", lines, text)


def personal(texts: Sequence[str]) -> list[int]:
    """The positions of the texts that look like patient data."""
    if not texts:
        return []
    found = pd.Series(texts, dtype="str").str.contains(FORMS, regex=True)
    return [int(at) for at in found.to_numpy(dtype=bool).nonzero()[0]]


def tidied(header: Header, body: Body, notes: Notes) -> Body:
    """The rows with their cells trimmed; only columns that mean something are looked at."""
    columns = []
    for heading, column in zip(header.headings, body.columns, strict=True):
        if heading.meaning is None:
            _check_nameless(heading.text, column, body, notes)
            columns.append(column)
            continue
        trimmed = _trimmed(heading.text.strip(), column, body, notes)
        errors = body.lines[trimmed.among(ERROR_VALUES)]
        text = "the cell holds an error of the spreadsheet; mend its formula and save again"
        notes.reject_each("error_cell", errors, text, heading.text.strip())
        columns.append(trimmed)
    return Body(tuple(columns), body.lines)


def _trimmed(heading: str, column: Column, body: Body, notes: Notes) -> Column:
    """The column without blanks around its cells; most columns need nothing."""
    texts = pd.Series(column.texts, dtype="str")
    odd = {text for text in texts[texts.str.contains("[^!-~]", regex=True)] if tidy(text) != text}
    if not odd:
        return column
    text = "blanks around or inside a cell were taken off"
    notes.warn("trimmed", text, body.lines[column.among(odd)], heading)
    return column.mapped(tidy).merged()


def _check_nameless(heading: str, column: Column, body: Body, notes: Notes) -> None:
    """A column without a heading may only be an empty one."""
    if heading.strip():
        return
    filled = body.lines[column.where(str.strip)]
    if len(filled):
        text = "a column has cells and no heading; name it in the header or clear it"
        notes.reject("empty_heading", text, int(np.min(filled)))
