"""Vendors, months, metrics and the names of sites, payers and specialties, each decided once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from vendor_eval.files.headings import METRIC, MONTH, VENDOR, heading_of
from vendor_eval.files.months import AmbiguousMonth, month_of
from vendor_eval.files.names import MENDS, fault_of, has_markup, printable, spellings
from vendor_eval.files.notes import Notes, echo
from vendor_eval.files.table import Codes, Column
from vendor_eval.files.tidying import ERROR_VALUES
from vendor_eval.metrics import CATALOGUE, closest
from vendor_eval.quantities import Month

_FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Metrics:
    """The metric of each row.

    Attributes:
        ids: the metrics in the file.
        codes: (rows,) positions in ``ids``; -1 where the metric is not known.
        units: the unit that the row's own metric cell says, empty where it says none.
    """

    ids: tuple[str, ...]
    codes: Codes
    units: Column


def vendors_of(column: Column, lines: Codes, notes: Notes) -> Column:
    """The vendors, each under its first spelling; names that cannot be stored are said."""
    blank = column.where(lambda text: not text)
    text = "the vendor is missing; write its name in every row"
    notes.reject_each("missing_vendor", lines[blank], text, VENDOR)
    _check_names(column, VENDOR, lines, notes)
    put_together = spellings([text for text in column.texts if text])
    for first, other in put_together.same:
        said = f"'{printable(other)}' was read as '{printable(first)}', which is written otherwise"
        notes.warn(
            "lookalike", said, lines[column.where(lambda text, it=other: text == it)], VENDOR
        )
    for first, other in put_together.alike:
        said = f"'{printable(other)}' only looks like '{printable(first)}'; they stay two vendors"
        notes.warn(
            "lookalike", said, lines[column.where(lambda text, it=other: text == it)], VENDOR
        )
    chosen = dict(zip([text for text in column.texts if text], put_together.chosen, strict=True))
    return column.mapped(lambda text: chosen.get(text, text)).merged()


def dimension_of(column: Column, role: str, lines: Codes, notes: Notes) -> Column:
    """The sites, payers or specialties; empty where a row is about the whole practice."""
    _check_names(column, role, lines, notes)
    return column


def _check_names(column: Column, role: str, lines: Codes, notes: Notes) -> None:
    faults = [
        fault_of(text) if text and text not in ERROR_VALUES else None for text in column.texts
    ]
    for fault in sorted({fault for fault in faults if fault}):
        rows = column.looked_up([one is fault for one in faults], bool)
        notes.reject_each(fault.value, lines[rows], MENDS[fault], role)
    marked = column.where(has_markup)
    if marked.any():
        text = "a name looks like markup or a link; it will be shown as the text that it is"
        notes.warn("markup", text, lines[marked], role)


def months_of(column: Column, as_of: dt.date | None, lines: Codes, notes: Notes) -> Codes:
    """`Month.index` of each row; -1 where there is none that can be used.

    Args:
        as_of: months after this day's month are refused; None where any month is fine.
    """
    indices: list[int] = []
    faults: list[str | None] = []
    for text in column.texts:
        index, fault = _month(text, as_of)
        indices.append(index)
        faults.append(fault)
    for fault, mend in _MONTH_MENDS.items():
        at = column.looked_up([one == fault for one in faults], bool)
        here = lines[at]
        texts = column.rows(at)
        notes.reject_each(
            fault, here, lambda place, mend=mend, texts=texts: mend(texts[place]), MONTH
        )
    return column.looked_up(indices, np.int64)


_MONTH_MENDS = {
    "bad_month": lambda text: (
        f"{echo(text)} is not a month; write it as 2026-03"
        if text
        else "there is no month; write it as 2026-03, and take out rows of totals"
    ),
    "ambiguous_date": lambda _: "the date can be read as two different months; write it as 2026-03",
    "future": lambda text: f"{echo(text)} is in the future; correct the month",
    "too_old": lambda _: f"the month is before {_FIRST_YEAR}; correct the year",
}


def _month(text: str, as_of: dt.date | None) -> tuple[int, str | None]:
    """Index and code of the fault; the index is -1 where there is a fault."""
    if text in ERROR_VALUES:
        return -1, None
    try:
        month = month_of(text)
    except AmbiguousMonth:
        return -1, "ambiguous_date"
    except ValueError:
        return -1, "bad_month"
    if month.year < _FIRST_YEAR:
        return -1, "too_old"
    if as_of is not None and month > Month.of(as_of):
        return -1, "future"
    return month.index, None


def metrics_of(column: Column, lines: Codes, notes: Notes, *, lenient: bool) -> Metrics:
    """The metric of each row.

    Args:
        lenient: whether rows of an unknown metric are passed over and said, as columns of one
            are, and not refused.
    """
    read = [heading_of(text, {}) for text in column.texts]
    known = [one.meaning if one.meaning in CATALOGUE else None for one in read]
    ids = tuple(dict.fromkeys(metric for metric in known if metric is not None))
    codes = column.looked_up([ids.index(one) if one else -1 for one in known], np.int64)
    for text, one, metric in zip(column.texts, read, known, strict=True):
        if metric is not None and not one.exact:
            said = f"{echo(text)} was read as {metric}"
            notes.warn(
                "metric_normalised", said, lines[column.where(lambda t, it=text: t == it)], METRIC
            )
    unknown = column.rows(codes < 0)
    _say_unknown(unknown, lines[codes < 0], notes, lenient=lenient)
    units = column.looked_up([one.unit or "" for one in read], object)
    return Metrics(ids, codes, Column.of(units))


def _say_unknown(column: Column, lines: Codes, notes: Notes, *, lenient: bool) -> None:
    if not lenient:
        notes.reject_each("unknown_metric", lines, lambda at: _unknown(column[at]), METRIC)
        return
    for text in dict.fromkeys(column.texts[code] for code in column.codes):
        rows = lines[column.where(lambda one, it=text: one == it)]
        notes.warn("unknown_metric", f"{_unknown(text)}; its row was passed over", rows, METRIC)


def _unknown(text: str) -> str:
    if not text:
        return "the metric is missing; write its id in every row"
    likely = closest(text)
    hint = f"did you mean {likely}?" if likely else "`vendor-eval metrics list` names them all"
    return f"{echo(text)} is not a metric; {hint}"
