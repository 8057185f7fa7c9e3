"""A file of claims as it was found: which columns it has, how they are written, or why it is none.

What is said about a file names columns and rows, never what stands in a cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vendor_eval.claims.schema import EVENTS


class Written(StrEnum):
    """How the cells of a column are written in a file."""

    TEXT = "text"
    WHOLE = "whole numbers"
    DECIMAL = "decimals"
    DOUBLE = "floating-point numbers"
    DATE = "dates"
    LOCAL = "timestamps without an offset"
    INSTANT = "timestamps with an offset"
    BOOLEAN = "true and false"


@dataclass(frozen=True, slots=True)
class FileColumn:
    """Where a column of the schema stands in a file.

    Attributes:
        place: its position from 0 in a text file.
        heading: as the file writes it.
        words: for a column of words what is written in it, of any case, and what that means.
    """

    place: int
    heading: str
    written: Written
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExtractFile:
    """A file that can be read.

    Attributes:
        name: what it is spoken of by.
        path: where it lies.
        delimiter: of a text file; empty for Parquet.
        width: how many columns the file has, those that nobody needs included.
        columns: the columns of its table that it has, by name.
        table: which one of the schema it fills.
    """

    name: str
    path: str
    delimiter: str
    width: int
    columns: Mapping[str, FileColumn]
    table: str = EVENTS

    @property
    def is_text(self) -> bool:
        """Whether it is CSV, and not Parquet."""
        return bool(self.delimiter)

    @property
    def passed_over(self) -> int:
        """How many of its columns are not read, because the schema does not have them."""
        return self.width - len(self.columns)


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a file does not count.

    Attributes:
        code: stable; what the text may be worded around.
        text: what is wrong and what would mend it; never the content of a cell.
    """

    file: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Rows that an engine has taken from files, with all columns of one table of the schema.

    Attributes:
        relation: SQL that can stand behind FROM.
        columns: the columns of the table that the files behind it have.
        files: their names.
        rows: how many they have.
        table: whose columns the relation has.
        found: by check the rows that it finds, and by column the empty cells; None where nobody has
            counted them yet.
        vendors: whose rows they are, each with the day on which its newest extract was taken; None
            for a day where no row says.
    """

    relation: str
    columns: frozenset[str]
    files: tuple[str, ...]
    rows: int
    table: str = EVENTS
    found: Mapping[str, int] | None = None
    vendors: Mapping[str, dt.date | None] = field(default_factory=dict)


def newest(taken: Iterable[tuple[str, dt.date | None]]) -> dict[str, dt.date | None]:
    """Each vendor with the newest of its days, as `Source.vendors` has them."""
    found: dict[str, dt.date | None] = {}
    for vendor, day in taken:
        known = found.get(vendor)
        found[vendor] = max(day, known) if day and known else day or known
    return found


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest moments in UTC without an offset; None where nothing says.

    Attributes:
        taken: when an extract was taken.
        taken_on: the same as a date of the practice.
        event: when the extract was taken, or else when anything happened.
    """

    taken: dt.datetime | None
    taken_on: dt.date | None
    event: dt.datetime | None
