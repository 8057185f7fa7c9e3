"""What a file of claims is, told by its first bytes."""

from __future__ import annotations

from pathlib import Path

from vendor_eval.claims.extracts import ExtractFile, Rejection
from vendor_eval.claims.mapping import AS_NAMED, ExtractMapping
from vendor_eval.files.extracts.headings import Heading, Headings
from vendor_eval.files.extracts.parquet_schema import columns_of_parquet
from vendor_eval.files.extracts.text_header import HEADER_BYTES, header_of
from vendor_eval.naming import printable

_GZIP = b"\x1f\x8b"
_PARQUET = b"PAR1"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OTHERS = {
    b"PK\x03\x04": "a workbook or an archive",
    b"\xd0\xcf\x11\xe0": "an old workbook, or one with a password",
    _GZIP: "a file packed with gzip",
    b"%PDF": "a PDF document",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
}


def described(path: Path, mapping: ExtractMapping = AS_NAMED) -> ExtractFile | list[Rejection]:
    """What stands where in the file, or everything that keeps it from being read.

    Args:
        mapping: how the file is headed and worded.
    """
    unnameable = unnameable_by(path)
    if unnameable is not None:
        return [unnameable]
    try:
        with path.open("rb") as opened:
            start = opened.read(HEADER_BYTES)
    except OSError as error:
        what = f"cannot be read ({error.strerror}); name a readable file"
        return [Rejection(path.name, "unreadable", what)]
    refused = _other_kind(start)
    if refused is not None:
        return [Rejection(path.name, *refused)]
    headings = Headings(path.name, mapping)
    delimiter, found = "", columns_of_parquet(path, headings)
    if found is None:
        delimiter, found = header_of(start, headings)
    return _extract(path, delimiter, found, headings)


def unnameable_by(path: Path) -> Rejection | None:
    """Why nothing can be said of a file by its name; None for a name that is text."""
    try:
        str(path.resolve()).encode("utf-8")
    except UnicodeEncodeError:
        what = "the name of the file, or of its folder, is not UTF-8; give it another"
        return Rejection(printable(path.name) or "(unreadable)", "file_name", what)
    return None


def _other_kind(start: bytes) -> tuple[str, str] | None:
    """Code and text for what is no extract, or None."""
    if not start.strip():
        return "empty", "the file is empty"
    what = _other(start)
    if what is not None:
        packed = start.startswith(_GZIP)
        mend = (
            "unpack it, and hand in the CSV in it" if packed else "hand in CSV in UTF-8, or Parquet"
        )
        return "type_mismatch", f"this is {what}; {mend}"
    if not start.startswith(_PARQUET) and b"\x00" in start:
        return "type_mismatch", "this is no text; hand in CSV in UTF-8, or Parquet"
    return None


def _other(start: bytes) -> str | None:
    """What a file that begins so is, where it is known and no extract."""
    return next((what for begins, what in _OTHERS.items() if start.startswith(begins)), None)


def kind_of(start: bytes) -> str:
    """What a file that begins so is taken for, in a word or two."""
    if is_x12(start):
        return "X12"
    other = _other(start)
    if other is not None:
        return other.split(",")[0].removeprefix("a ").removeprefix("an ")
    return "Parquet" if start.startswith(_PARQUET) else "CSV"


def is_x12(start: bytes) -> bool:
    """Whether a file that begins so is an X12 interchange."""
    text = start.removeprefix(_BYTE_ORDER_MARK).lstrip()
    return text.startswith(b"ISA") and len(text) > 3 and not text[3:4].isalnum()


def _extract(
    path: Path, delimiter: str, found: list[Heading], headings: Headings
) -> ExtractFile | list[Rejection]:
    table, columns = headings.columns(found)
    if headings.rejections:
        return headings.rejections
    return ExtractFile(path.name, str(path.resolve()), delimiter, len(found), columns, table)
