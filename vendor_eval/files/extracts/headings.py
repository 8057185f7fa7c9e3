"""Which columns of a file are those of the schema, and which must not be in it at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vendor_eval.claims.extracts import FileColumn, Rejection, Written
from vendor_eval.claims.mapping import AS_NAMED, ExtractMapping, heading_key
from vendor_eval.claims.schema import TABLES, Column, Kind, table_of
from vendor_eval.privacy import looks_personal, names_a_person

_FREE_TEXT = re.compile(r"(free|full)?_?(text|notes?|comments?|remarks?|memo|narrative)|names?")
_DATED = frozenset({Written.TEXT, Written.DATE, Written.LOCAL, Written.INSTANT})
_NUMBERS = frozenset({Written.TEXT, Written.WHOLE, Written.DECIMAL, Written.DOUBLE})
_TEXTS = frozenset({Written.TEXT, Written.WHOLE})
_READ: Mapping[Kind, frozenset[Written]] = {
    Kind.KEY: _TEXTS,
    Kind.NAME: _TEXTS,
    Kind.CODE: _NUMBERS,
    Kind.WORD: frozenset({Written.TEXT}),
    Kind.COUNT: _NUMBERS,
    Kind.TALLY: _NUMBERS,
    Kind.QUANTITY: _NUMBERS,
    Kind.FLAG: frozenset({*_NUMBERS, Written.BOOLEAN}),
    Kind.DATE: _DATED,
    Kind.MOMENT: _DATED,
    Kind.AMOUNT: _NUMBERS,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as the file heads it.

    Attributes:
        written: None for a kind of cell that no column of the schema is written in.
    """

    text: str
    written: Written | None


class Headings:
    """What is said about the columns of one file, headed as ``mapping`` says."""

    def __init__(self, file: str, mapping: ExtractMapping = AS_NAMED) -> None:
        self._file = file
        self._mapping = mapping
        self.rejections: list[Rejection] = []

    def reject(self, code: str, text: str) -> None:
        """The file does not count."""
        self.rejections.append(Rejection(self._file, code, text))

    def columns(self, headings: Sequence[Heading]) -> tuple[str, Mapping[str, FileColumn]]:
        """Which table it is, and its columns among the headings; what must not be is rejected."""
        keys = [heading_key(heading.text) for heading in headings]
        meant = {table: self._mapping.names(table, keys) for table in TABLES}
        table = table_of(meant)
        names = meant[table]
        self._reject_forbidden(headings)
        for name, times in Counter(names).items():
            if name in TABLES[table] and times > 1:
                self.reject("column_twice", f"{times} columns are headed as {name}; keep one")
        found = {
            name: self._column(place, TABLES[table][name], heading)
            for place, (name, heading) in enumerate(zip(names, headings, strict=True))
            if name in TABLES[table]
        }
        if not found and not self.rejections:
            what = "no column of a claim extract is in it; docs/claims.md lists them"
            self.reject("no_columns", f"{what}, and a mapping file can say how yours are headed")
        return table, {name: column for name, column in found.items() if column is not None}

    def _column(self, place: int, column: Column, heading: Heading) -> FileColumn | None:
        name, kind = column.name, column.kind
        words = self._mapping.words.get(name, {})
        # Some systems number their words; only a mapping can tell which is which.
        read = _READ[kind] | _TEXTS if words else _READ[kind]
        if heading.written is None or heading.written not in read:
            is_written = "another type" if heading.written is None else heading.written.value
            what = f"{name} is written in {is_written}; it must be {kind.value}"
            self.reject("column_type", what)
            return None
        return FileColumn(place, heading.text, heading.written, words)

    def _reject_forbidden(self, headings: Sequence[Heading]) -> None:
        for place, heading in enumerate(headings, start=1):
            if _is_of_a_person(heading.text):
                self.reject(
                    "forbidden_column",
                    f"column {place} is headed like patient data or free text; export without it",
                )
            elif looks_personal(heading.text):
                self.reject(
                    "looks_personal",
                    f"the heading of column {place} looks like patient data; the first line must "
                    "hold the names of the columns",
                )


def is_forbidden(heading: str) -> bool:
    """Whether no column of this heading is read, whatever somebody says it means."""
    return _is_of_a_person(heading) or looks_personal(heading)


def _is_of_a_person(heading: str) -> bool:
    return names_a_person(heading) or _FREE_TEXT.fullmatch(heading_key(heading)) is not None
