"""Reads one workbook in a process of its own: bytes in, JSON out.

It may take 1 GiB and 20 seconds of a processor, and what it is handed cannot take more; when it
does, this process ends and not the one that serves everybody.
"""

from __future__ import annotations

import io
import json
import sys
import zlib
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from vendor_eval.files.workbook.xml import Book, SheetEntry, book_of, rows_of
from vendor_eval.files.workbook.zip import Refused, check_parts, has_links_outside

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
# What a damaged file makes the standard library raise.
_DAMAGED = (
    BadZipFile,
    ET.ParseError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    UnicodeDecodeError,
    ValueError,
    zlib.error,
)


def limit_this_process() -> None:
    """Take no more than the promised memory and time; not where the system cannot say so."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def workbook_read(content: bytes, wanted: str | None, most_rows: int) -> dict[str, Any]:
    """The chosen sheet as plain values, or ``refused`` with code, text and line.

    Args:
        wanted: the name of a sheet; None for the first visible one.
        most_rows: rows beyond it are not read.
    """
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            check_parts(archive)
            book = book_of(archive)
            sheet = _chosen(book, wanted)
            others = [one.name for one in book.sheets if one is not sheet and _filled(archive, one)]
            found = rows_of(archive, sheet, book, most_rows)
            return {
                "sheet": sheet.name,
                "others": others,
                "external": has_links_outside(archive),
                "rows": found.rows,
                "hidden_rows": found.hidden_rows,
                "hidden_columns": found.hidden_columns,
                "calculated": found.calculated,
                "not_calculated": found.not_calculated,
                "truncated": found.truncated,
            }
    except Refused as refused:
        return {"refused": [refused.code, refused.text, refused.line]}
    except _DAMAGED:
        return {"refused": ["damaged", "the workbook is damaged; save it anew", None]}


def _chosen(book: Book, wanted: str | None) -> SheetEntry:
    if wanted is not None:
        named = [one for one in book.sheets if one.name.casefold() == wanted.casefold()]
        if not named:
            raise Refused("unknown_sheet", "there is no sheet of this name in the workbook")
        return named[0]
    visible = [one for one in book.sheets if one.visible]
    if not visible:
        raise Refused("empty", "every sheet is hidden; show the one to be read")
    return visible[0]


def _filled(archive: ZipFile, sheet: SheetEntry) -> bool:
    with archive.open(sheet.part) as part:
        return b"<v>" in (start := part.read(1 << 20)) or b"<is>" in start or b"<x:v>" in start


def main() -> None:
    """Read what is wanted, a line of JSON, and then the workbook, both from standard input."""
    limit_this_process()
    asked = json.loads(sys.stdin.buffer.readline())
    answer = workbook_read(sys.stdin.buffer.read(), asked["sheet"], asked["most_rows"])
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
