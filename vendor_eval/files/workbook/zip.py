"""What a workbook is made of, looked over before any of it is parsed.

An XLSX is a zip of XML. Zips that unpack to more than they should, that two readers would read
differently, or that carry programs are refused; so is XML that declares entities.
"""

from __future__ import annotations

import re
from typing import IO
from zipfile import ZipFile, ZipInfo

MAX_ENTRIES = 1_000
MAX_UNZIPPED = 100_000_000
MAX_RATIO = 100
# Small parts compress well by nature.
_RATIO_FROM = 1_000_000
_CHUNK = 1 << 20

_ENCRYPTED = 0x1
_MACROS = re.compile(r"(?:^|/)(?:vbaproject[^/]*\.bin|macrosheets/|activex/)", re.IGNORECASE)
_OUTSIDE = re.compile(r"^xl/(?:externallinks/|connections\.xml|querytables/)", re.IGNORECASE)
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']""")
_ASCII_LIKE = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}


class Refused(Exception):
    """A workbook that is not opened.

    Attributes:
        code: of the message.
        text: what is wrong and what would mend it.
    """

    def __init__(self, code: str, text: str, line: int | None = None) -> None:
        self.code = code
        self.text = text
        self.line = line
        super().__init__(text)


def check_parts(archive: ZipFile) -> None:
    """Look at every part of the zip.

    Raises:
        Refused: something in it is not taken.
    """
    entries = archive.infolist()
    _check_sizes(entries)
    names = [entry.filename.replace("\\", "/").lower() for entry in entries]
    if len(set(names)) < len(names):
        raise Refused("zip_duplicate", "two parts have one name; save it anew in a spreadsheet")
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise Refused("zip_path", "a part has a path out of the workbook; save it anew")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Refused("encrypted_or_xls", "the workbook has a password; save it without one")
    if any(_MACROS.search(name) for name in names) or _names_a_program(archive, names):
        raise Refused("macro", "there are macros in it; save it as .xlsx without them")
    if "xl/workbook.xml" not in names:
        raise Refused("type_mismatch", "this is a zip and no XLSX workbook; save it as .xlsx")
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            with archive.open(entry) as part:
                _check_xml(part)


def has_links_outside(archive: ZipFile) -> bool:
    """Whether the workbook refers to other files or databases."""
    return any(_OUTSIDE.match(name) for name in archive.namelist())


def _names_a_program(archive: ZipFile, names: list[str]) -> bool:
    """Whether a part under another name is declared to be a macro project."""
    types = "[Content_Types].xml"
    binary = any(name.endswith(".bin") and "printersettings" not in name for name in names)
    return binary and types in archive.namelist() and b"vbaProject" in archive.read(types)


def _check_sizes(entries: list[ZipInfo]) -> None:
    bomb = "it unpacks to far more than a report needs; save the one sheet as CSV"
    unzipped = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unzipped > MAX_UNZIPPED:
        raise Refused("zip_bomb", bomb)
    for entry in entries:
        large = entry.file_size > _RATIO_FROM
        if large and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise Refused("zip_bomb", bomb)


def _check_xml(part: IO[bytes]) -> None:
    """Refuse document types, entities, and encodings in which they could hide."""
    before = b""
    while chunk := part.read(_CHUNK):
        if not before:
            _check_encoding(chunk)
        if _DECLARES.search(before + chunk):
            raise Refused("xml_entity", "its XML declares entities; save it anew in a spreadsheet")
        before = chunk[-32:]


def _check_encoding(start: bytes) -> None:
    found = _ENCODING.search(start[:200])
    odd = found is not None and found[1].lower() not in _ASCII_LIKE
    if odd or start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in start[:200]:
        raise Refused("xml_entity", "its XML is not UTF-8; save it anew in a spreadsheet")
