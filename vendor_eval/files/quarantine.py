"""What an upload is, told by its bytes, before anything parses it."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePosixPath

from vendor_eval.files.notes import Notes

MAX_BYTES = 200_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHER_KINDS = {
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ\x00": "an xz archive",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"%PDF": "a PDF document",
    b"{\\rtf": "an RTF document",
    b"PAR1": "a Parquet file",
    b"SQLite format 3\x00": "a SQLite database",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"<!DOCTYPE": "a web page",
    b"<!doctype": "a web page",
    b"<html": "a web page",
    b"<HTML": "a web page",
    b"<?xml": "an XML document",
}
# The beginning of a pickle of protocol 2 to 5, which is a program.
_PICKLES = tuple(b"\x80" + bytes([protocol]) for protocol in (2, 3, 4, 5))
_TEXT_NAMES = frozenset({".csv", ".txt", ".tsv", ".tab"})


class Kind(Enum):
    """What the reader can open."""

    TEXT = "text"
    WORKBOOK = "workbook"


def kind_of(content: bytes, name: str, notes: Notes) -> Kind | None:
    """What ``content`` is, or None when it is refused; its name must not say otherwise.

    Args:
        name: only its extension is looked at; it may be a path that somebody made up.
    """
    extension = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if len(content) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        notes.reject("too_large", f"the file has more than {limit} MB; hand in fewer months")
        return None
    if not content:
        notes.reject("empty", "the file is empty")
        return None
    kind = _kind_by_content(content, extension, notes)
    named = Kind.WORKBOOK if extension in {".xlsx", ".xlsm"} else Kind.TEXT
    if kind is not None and kind is not named:
        mend = "name it as what it is" if extension else "give its name an extension"
        notes.reject(
            "type_mismatch", f"the name says {named.value}, the content {kind.value}; {mend}"
        )
        return None
    if kind is not None and extension not in _TEXT_NAMES | {".xlsx", ".xlsm", ""}:
        notes.reject("type_mismatch", "only CSV and XLSX files are read; save it as one of them")
        return None
    return kind


def _kind_by_content(content: bytes, extension: str, notes: Notes) -> Kind | None:
    if content.startswith(_OLE):
        if extension in _TEXT_NAMES:
            notes.reject("type_mismatch", "this is no text file; save the sheet as CSV")
        else:
            notes.reject(
                "encrypted_or_xls",
                "the workbook has a password or is an old .xls; save it as .xlsx without one",
            )
        return None
    if content.startswith(_ZIP):
        return Kind.WORKBOOK
    for start, what in _OTHER_KINDS.items():
        if content.startswith(start):
            notes.reject("type_mismatch", f"this is {what}; hand in a CSV or XLSX file")
            return None
    if content.startswith(_PICKLES):
        notes.reject("binary", "this is a program's data; hand in a CSV or XLSX file")
        return None
    return Kind.TEXT
