"""Workbooks, read in a process of their own that may not use more than its share."""

from __future__ import annotations

from vendor_eval.files.notes import Notes
from vendor_eval.files.reading import ReadingOptions
from vendor_eval.files.table import Sheet


def workbook_sheet(content: bytes, options: ReadingOptions, notes: Notes) -> Sheet | None:
    """The chosen sheet of a workbook; None when it cannot be opened."""
    notes.reject("type_mismatch", "workbooks are not read yet; save the sheet as CSV")
    return None
