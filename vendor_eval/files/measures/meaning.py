"""Cells of text into measurements: what every row says, once its texts are understood."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from vendor_eval.files.measures.cells import Cells
from vendor_eval.files.measures.figures import figures_of
from vendor_eval.files.measures.headings import METRIC, MONTH, VENDOR
from vendor_eval.files.measures.keys import distinct, note_gaps
from vendor_eval.files.measures.labels import check_names, metrics_of, months_of, vendors_of
from vendor_eval.files.notes import Notes
from vendor_eval.files.table import Codes, Column
from vendor_eval.measurement import COLUMNS, DIMENSIONS


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known about a file as a whole while its cells are read.

    Attributes:
        as_of: months after this day's month are refused; None where any month is fine.
        comma_likely: whether decimal commas are usual in files of this kind.
        lenient: whether rows of unknown metrics are passed over instead of refused.
    """

    as_of: dt.date | None
    comma_likely: bool
    lenient: bool


def measured(cells: Cells, situation: Situation, notes: Notes) -> pd.DataFrame:
    """The measurements, each key once, with `COLUMNS` and ``line``.

    Rows without a known vendor, month or metric are left out; the notes then reject the file.
    """
    metrics = metrics_of(cells.columns[METRIC], cells.lines, notes, lenient=situation.lenient)
    if situation.lenient and (metrics.codes < 0).any():
        known = np.flatnonzero(metrics.codes >= 0)
        cells = cells.rows(known)
        metrics = metrics.rows(known)
    vendor = vendors_of(cells.columns[VENDOR], cells.lines, notes)
    month = months_of(cells.columns[MONTH], situation.as_of, cells.lines, notes)
    slices = {name: cells.columns[name] for name in DIMENSIONS}
    for name, column in slices.items():
        check_names(column, name, cells.lines, notes)
    numbers = figures_of(cells, metrics, notes, comma_likely=situation.comma_likely)
    frame = pd.DataFrame(
        {
            "vendor": _strings(vendor),
            "month": month,
            "metric": _strings(Column(metrics.codes, metrics.ids)),
            **numbers,
            **{name: _strings(column) for name, column in slices.items()},
            "line": cells.lines,
        }
    )
    usable = (month >= 0) & (metrics.codes >= 0) & vendor.where(bool)
    codes = [vendor.codes, month, metrics.codes, *(column.codes for column in slices.values())]
    if not usable.all():
        frame, codes = frame[usable], [code[usable] for code in codes]
    return _checked(frame, codes, notes)


def _checked(frame: pd.DataFrame, codes: list[Codes], notes: Notes) -> pd.DataFrame:
    """Each key once; ``codes`` are those of `keys.KEY`."""
    frame = frame.reset_index(drop=True)
    if not frame.empty:
        note_gaps(frame, codes[0], codes[2], notes)
        frame = distinct(frame, codes, notes)
    return frame[[*COLUMNS, "line"]]


def _strings(column: Column) -> pd.Series:
    """The texts as strings, missing where empty or without a code."""
    texts = pd.Series([text or np.nan for text in column.texts], dtype="str")
    return pd.Series(texts.array.take(column.codes, allow_fill=True))
