"""The rows of a table as lines of CSV, and back, to the same values.

A text stands between quotation marks; a number, and what is not there, does not. So an empty text
and none at all are told apart, and a number is no text. A text that a spreadsheet would compute,
or that begins with an apostrophe, has an apostrophe in front that is not part of it. Bytes are
members of their own; their cell names the member.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from vendor_eval.naming import is_computed

FILES = "files/"
Value = str | int | float | bytes | None

# One cell with what ends it: between quotation marks, or without any.
_CELL = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n)')
_END = "\r\n"


def member_of(content: bytes) -> str:
    """The member that holds these bytes."""
    return f"{FILES}{hashlib.sha256(content).hexdigest()}"


def line(values: Sequence[Value]) -> str:
    """A row as one line of CSV, which goes on for as long as its texts do."""
    return ",".join([_WRITTEN[type(one)](one) for one in values]) + _END


def rows(lines: Iterable[str], content: Callable[[str], bytes]) -> Iterator[list[Value]]:
    """The rows that were written as ``lines``.

    Args:
        lines: with their ends, as they were written.
        content: gives the bytes of a member by its name.

    Raises:
        ValueError: they were not written by `line`.
    """
    begun = ""
    for part in lines:
        if not begun and '"' not in part and part.endswith(_END):
            # Numbers only, as nearly all rows of the largest tables.
            yield [_bare(cell, content) for cell in part[: -len(_END)].split(",")]
            continue
        begun += part
        # A line goes on while a text is not over.
        if begun.endswith(_END) and begun.count('"') % 2 == 0:
            yield [_read(cell, content) for cell in _cells(begun)]
            begun = ""
    if begun:
        raise ValueError("a line is cut off")


def _cells(text: str) -> Iterator[tuple[str | None, str]]:
    """Each cell of a row: what stands between quotation marks or None, and what stands without."""
    place = 0
    while place < len(text):
        found = _CELL.match(text, place)
        if found is None or (found[3] == _END) != (found.end() == len(text)):
            raise ValueError("a line is no CSV")
        yield found[1], found[2]
        place = found.end()


def _text(value: str) -> str:
    guard = "'" if value.startswith("'") or is_computed(value) else ""
    doubled = value.replace('"', '""')
    return f'"{guard}{doubled}"'


_WRITTEN: dict[type[Any], Callable[[Any], str]] = {
    type(None): lambda _: "",
    str: _text,
    bytes: member_of,
    int: repr,
    float: repr,
}


def _read(cell: tuple[str | None, str], content: Callable[[str], bytes]) -> Value:
    text, bare = cell
    if text is not None:
        return text.removeprefix("'").replace('""', '"')
    return _bare(bare, content)


def _bare(cell: str, content: Callable[[str], bytes]) -> Value:
    """What stands without quotation marks: nothing, a number, or the name of a file."""
    if not cell:
        return None
    if cell.removeprefix("-").isdecimal():
        return int(cell)
    return content(cell) if cell.startswith(FILES) else float(cell)
