"""The first line of a text file: its delimiter and its headings."""

from __future__ import annotations

import csv

from vendor_eval.claims.extracts import Written
from vendor_eval.files.extracts.headings import Heading, Headings

HEADER_BYTES = 65_536
_DELIMITERS = ",;\t|"


def header_of(start: bytes, headings: Headings) -> tuple[str, list[Heading]]:
    """Delimiter and headings of a file that begins so; faults are rejected by ``headings``."""
    line, ends, _ = start.replace(b"\r", b"\n").partition(b"\n")
    if not ends and len(start) == HEADER_BYTES:
        headings.reject("header", f"the first line is longer than {HEADER_BYTES:,} bytes")
        return ",", []
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        headings.reject("encoding", "the first line is not UTF-8; save the file as CSV in UTF-8")
        return ",", []
    delimiter = max(_DELIMITERS, key=text.count)
    try:
        cells = next(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        headings.reject("header", "the first line cannot be read as the names of columns")
        return ",", []
    return delimiter, [Heading(cell, Written.TEXT) for cell in cells]
