"""What reading a file of measures gives: its measurements, or every fault at once.

A file is taken whole or not at all. Nothing said about it echoes what may be patient data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

import pandas as pd

from vendor_eval.quantities import Month

_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


class Verdict(StrEnum):
    """What may happen to a file."""

    ACCEPT = "accept"
    WARN = "warn"
    REJECT = "reject"


class Shape(StrEnum):
    """How a sheet lays its measures out."""

    LONG = "long"
    WIDE = "wide"
    MONTHS_ACROSS = "months across"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that a person should know about a file.

    Attributes:
        code: stable; what the text may be worded around.
        text: what is wrong or was assumed, and what would mend it.
        line: the line of the file or the row of the sheet, from 1; the first one where the
            text names several; None where the whole file is meant.
        column: the heading, as the file writes it.
        rejects: whether the file cannot be used; otherwise somebody has to confirm it.
    """

    code: str
    text: str
    line: int | None = None
    column: str | None = None
    rejects: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file was understood, for a person to confirm or to put right.

    Attributes:
        headings: the cells of the header row.
        header_row: its line, from 1.
        sheet: None for text files.
        columns: what each heading was taken for; ``ignore`` where it was passed over.
        header_candidate: the line that looks like the header where ``header_row`` does not.
    """

    headings: tuple[str, ...]
    header_row: int
    sheet: str | None
    shape: Shape
    columns: Mapping[str, str]
    header_candidate: int | None = None

    @property
    def asks_month(self) -> bool:
        """Whether the month is neither in a column nor across, and so has to be told."""
        return self.shape is Shape.WIDE and "month" not in self.columns.values()


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What the reader is told beside the file.

    Attributes:
        as_of: today; months after it are refused. None where any month is fine.
        max_rows: rows of data, the header not counted.
        header_row: the line of the header, from 1; None for the first that is not blank.
        sheet: None for the first visible one.
        columns: what headings mean where the file's own words do not say: ``vendor``,
            ``month``, ``metric``, ``value``, ``unit``, ``numerator``, ``denominator``, ``site``,
            ``payer``, ``specialty``, the id of a metric, or ``ignore``.
        vendor: whose file it is where no column says so.
        month: which month it is about where no column says so.
    """

    as_of: dt.date | None = None
    max_rows: int = 2_000_000
    header_row: int | None = None
    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: _NO_COLUMNS)
    vendor: str | None = None
    month: Month | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read.

    Attributes:
        frame: `measurement.COLUMNS` and ``line``, in the order of the file, each key once;
            empty when the file is rejected.
        messages: rejecting ones first; none when the file is accepted.
        rows: rows of data in the file, blank ones not counted.
        layout: None where the file could not be opened.
    """

    verdict: Verdict
    frame: pd.DataFrame
    messages: tuple[Message, ...]
    rows: int
    layout: Layout | None
