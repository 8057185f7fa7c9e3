"""Reading what somebody hands in, without a database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.errors import Fault
from vendor_eval.files.measures import read_measures
from vendor_eval.files.names import spoken_of
from vendor_eval.files.reading import Message, Reading, ReadingOptions
from vendor_eval.quantities import Month

__all__ = ["Message", "Reading", "Upload", "faults_of", "read", "reading_json"]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file somebody hands in, and what they say about it.

    Attributes:
        name: as the person calls it; never used as a path.
        as_of: today; months after it are refused.
        vendor: whose file it is where no column says so.
        header_row: the line of the header; None to find it in what is remembered of the vendor,
            else in the first line.
        columns: what headings mean, beside what is remembered of the vendor.
    """

    content: bytes
    name: str
    as_of: dt.date
    max_rows: int = 2_000_000
    vendor: str | None = None
    month: Month | None = None
    header_row: int | None = None
    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def options(self) -> ReadingOptions:
        """What the reader of files is told."""
        return ReadingOptions(
            as_of=self.as_of,
            max_rows=self.max_rows,
            header_row=self.header_row,
            sheet=self.sheet,
            columns=self.columns,
            vendor=self.vendor,
            month=self.month,
        )

    @property
    def how(self) -> dict[str, object]:
        """What decides what the same bytes mean."""
        return {
            "vendor": self.vendor,
            "month": None if self.month is None else str(self.month),
            "header_row": self.header_row,
            "sheet": self.sheet,
            "columns": dict(sorted(self.columns.items())),
        }


def read(person: Person, upload: Upload) -> Reading:
    """Read a file without a database: what is in it, and what is odd.

    Raises:
        NotAllowed: the person may not import measures.
    """
    require(person, Permission.IMPORT_MEASURES)
    return read_measures(upload.content, upload.name, upload.options)


def faults_of(name: str, messages: Sequence[Message]) -> list[Fault]:
    """The rejecting messages of a file as faults."""
    shown = spoken_of(name)
    return [
        Fault(
            shown if one.line is None else f"{shown}, line {one.line}",
            one.text,
            f"correct the file [{one.code}]",
        )
        for one in messages
        if one.rejects
    ]


def reading_json(reading: Reading) -> dict[str, Any]:
    """A reading as the command prints it."""
    return {
        "verdict": reading.verdict.value,
        "rows": reading.rows,
        "messages": [
            {"code": one.code, "line": one.line, "column": one.column, "text": one.text}
            for one in reading.messages
        ],
    }
