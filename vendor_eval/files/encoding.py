"""The text in a file: which encoding, and whether there is only one."""

from __future__ import annotations

import re

from vendor_eval.files.notes import Notes

# Two to four bytes that only UTF-8 writes; and surrogates, which not even UTF-8 may write.
_UTF8_LETTER = re.compile(
    rb"[\xc0-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf7][\x80-\xbf]{3}"
)


def decoded(content: bytes, notes: Notes) -> str | None:
    """The text of the file with single line feeds, or None when it has no known encoding."""
    text = _text_of(content, notes)
    if text is None:
        notes.reject(
            "encoding",
            "the text is neither UTF-8 nor Windows-1252; save it again as 'CSV UTF-8'",
        )
        return None
    if "\x00" in text:
        notes.reject("binary", "there are NUL bytes in it; hand in a CSV or XLSX file")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text_of(content: bytes, notes: Notes) -> str | None:
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = content.decode("utf-16")
            notes.warn("encoding", "the file is in UTF-16 and was read so; check its names")
            return text
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or _UTF8_LETTER.search(content):
        return None
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    notes.warn(
        "encoding",
        "the text is not UTF-8 and was read as Windows-1252; check names with accents",
    )
    return text
