"""Vendors, months, metrics and the names of sites, payers and specialties, each decided once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from vendor_eval.files.measures.headings import METRIC, MONTH, VENDOR, heading_of
from vendor_eval.files.measures.months import AmbiguousMonth, month_of
from vendor_eval.files.measures.tidying import ERROR_VALUES
from vendor_eval.files.names import has_markup, spellings
from vendor_eval.files.notes import PLACES_SHOWN, Notes, echo, label
from vendor_eval.files.table import Codes, Column, Mask
from vendor_eval.metrics import CATALOGUE, Metric, closest
from vendor_eval.naming import MENDS, fault_of, printable
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

    def where(self, test: Callable[[Metric], bool]) -> Mask:
        """(rows,) booleans: whether the row's metric is known and passes ``test``."""
        passed = [*(test(CATALOGUE[name]) for name in self.ids), False]
        found: Mask = np.array(passed, dtype=np.bool_)[self.codes]
        return found

    def rows(self, chosen: Codes) -> Metrics:
        """These rows only."""
        return Metrics(self.ids, self.codes[chosen], self.units.rows(chosen))


def vendors_of(column: Column, lines: Codes, notes: Notes) -> Column:
    """The vendors, each under its first spelling; names that cannot be stored are said."""
    text = "the vendor is missing; write its name in every row"
    notes.reject_each("missing_vendor", lines[column.among({""})], text, VENDOR)
    check_names(column, VENDOR, lines, notes)
    names = [text for text in column.texts if text]
    known = spellings(names)
    one = "'{other}' was read as '{first}', which is written otherwise"
    two = "'{other}' only looks like '{first}'; they stay two vendors"
    pairs = [(pair, one) for pair in known.same] + [(pair, two) for pair in known.alike]
    for (first, other), said in pairs[:PLACES_SHOWN]:
        text = said.format(other=printable(other), first=printable(first))
        notes.warn("lookalike", text, lines[column.among({other})], VENDOR)
    if len(pairs) > PLACES_SHOWN:
        rest = f"{len(pairs) - PLACES_SHOWN:,} more names are alike; give each vendor one spelling"
        notes.warn("lookalike", rest, column=VENDOR)
    chosen = dict(zip(names, known.chosen, strict=True))
    return column.mapped(lambda text: chosen.get(text, text)).merged()


def check_names(column: Column, role: str, lines: Codes, notes: Notes) -> None:
    """Refuse names that cannot be stored; say which look like markup."""
    faults = {
        text: fault for text in column.texts if text and (fault := fault_of(text)) is not None
    }
    for fault in sorted(set(faults.values())):
        texts = {text for text, one in faults.items() if one is fault and text not in ERROR_VALUES}
        notes.reject_each(fault.value, lines[column.among(texts)], MENDS[fault], role)
    marked = column.where(has_markup)
    if marked.any():
        text = "a name looks like markup or a link; it will be shown as the text that it is"
        notes.warn("markup", text, lines[marked], role)


def months_of(column: Column, as_of: dt.date | None, lines: Codes, notes: Notes) -> Codes:
    """`Month.index` of each row; -1 where there is none that can be used.

    Args:
        as_of: months after this day's month are refused; None where any month is fine.
    """
    read = {text: _month(text, as_of) for text in column.texts}
    for fault, mend in _MONTH_MENDS.items():
        at = column.among({text for text, month in read.items() if month == fault})
        notes.reject_cells(fault, column.rows(at), lines[at], mend, column=MONTH)
    indices = [month if isinstance(month, int) else -1 for month in read.values()]
    return Column(column.codes, column.texts).looked_up(indices, np.int64)


def _bad_month(text: str) -> str:
    if not text:
        return "there is no month; write it as 2026-03, and take out rows of totals"
    # A month has a digit somewhere; what has none is more likely a row below the table.
    mend = "" if any(letter.isdigit() for letter in text) else ", and take out rows of totals"
    return f"{echo(text)} is not a month; write it as 2026-03{mend}"


_MONTH_MENDS: dict[str, Callable[[str], str]] = {
    "bad_month": _bad_month,
    "ambiguous_date": lambda _: "the date can mean two different months; write it as 2026-03",
    "future": lambda text: f"{echo(text)} is in the future; correct the month",
    "too_old": lambda _: f"the month is before {_FIRST_YEAR}; correct the year",
}


def _month(text: str, as_of: dt.date | None) -> int | str:
    """`Month.index`, or the code of the fault; empty where another message says it."""
    if text in ERROR_VALUES:
        return ""
    try:
        month = month_of(text)
    except AmbiguousMonth:
        return "ambiguous_date"
    except ValueError:
        return "bad_month"
    if month.year < _FIRST_YEAR:
        return "too_old"
    return "future" if as_of is not None and month > Month.of(as_of) else month.index


def metrics_of(column: Column, lines: Codes, notes: Notes, *, lenient: bool) -> Metrics:
    """The metric of each row.

    Args:
        lenient: whether rows of an unknown metric are passed over and said, as columns of one
            are, and not refused.
    """
    read = {text: heading_of(text, {}) for text in column.texts}
    known = {text: one.meaning for text, one in read.items() if one.meaning in CATALOGUE}
    for text in [text for text in known if not read[text].exact][:PLACES_SHOWN]:
        said = f"{label(text) or 'a metric'} was read as {known[text]}"
        notes.warn("metric_normalised", said, lines[column.among({text})], METRIC)
    ids = tuple(dict.fromkeys(metric for metric in known.values() if metric is not None))
    positions = [ids.index(known[text] or "") if text in known else -1 for text in column.texts]
    codes: Codes = column.looked_up(positions, np.int64)
    _say_unknown(column.rows(codes < 0), lines[codes < 0], notes, lenient=lenient)
    return Metrics(ids, codes, column.mapped(lambda text: read[text].unit or ""))


def _say_unknown(column: Column, lines: Codes, notes: Notes, *, lenient: bool) -> None:
    if not lenient:
        notes.reject_cells("unknown_metric", column, lines, _unknown, column=METRIC)
        return
    used = [column.texts[code] for code in dict.fromkeys(column.codes.tolist())]
    for text in used[:PLACES_SHOWN]:
        said = f"{_unknown(text)}; its row was passed over"
        notes.warn("unknown_metric", said, lines[column.among({text})], METRIC)
    if len(used) > PLACES_SHOWN:
        rest = f"{len(used) - PLACES_SHOWN:,} more rows name something that is not a metric"
        notes.warn("unknown_metric", rest, column=METRIC)


def _unknown(text: str) -> str:
    if not text:
        return "the metric is missing; write its id in every row"
    likely = closest(text)
    if likely is None:
        return "this text is not a metric; `vendor-eval metrics list` names them all"
    return f"{label(text) or 'this text'} is not a metric; did you mean {likely}?"
