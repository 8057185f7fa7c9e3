"""The parts of a workbook: its sheets, texts, formats, and the rows of one sheet.

Read here and not by a library because a report needs four things together that none gives: rows
one after the other in little memory, hidden rows and columns, number formats, and formulas that
were never calculated. Tags are compared without their namespace, of which there are two kinds.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from vendor_eval.files.workbook.cells import Format, Style, format_of, number_text, unescaped
from vendor_eval.files.workbook.zip import Refused

_WORKBOOK = "xl/workbook.xml"
_MAX_COLUMNS = 16_384
_NO_CELL = ("", " ")
# A report may hold a million formulas; whoever refuses them names a few.
_CALCULATED_NAMED = 100


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet of the workbook.

    Attributes:
        part: its place in the zip.
    """

    name: str
    visible: bool
    part: str


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets share."""

    sheets: tuple[SheetEntry, ...]
    texts: tuple[str, ...]
    styles: Style


@dataclass(slots=True)
class SheetRows:
    """The rows of a sheet that have something in them.

    Attributes:
        rows: line, texts from the first column on, and for each a letter: ``n`` for what the
            workbook holds as a number, ``t`` for text, ``e`` for an error, blank for nothing.
        hidden_rows: lines of those that the sheet does not show.
        hidden_columns: positions of columns that it does not show, from 1.
        calculated: line and column, from 1, of the first cells with a formula.
        not_calculated: lines with a formula without a result.
        truncated: whether there are more rows than were asked for.
    """

    rows: list[tuple[int, list[str], str]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    calculated: list[tuple[int, int]] = field(default_factory=list)
    not_calculated: list[int] = field(default_factory=list)
    truncated: bool = False


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    return (child for child in element if _tag(child) == tag)


def _parsed(archive: ZipFile, part: str) -> ET.Element:
    # Entities and document types were refused before.
    return ET.fromstring(archive.read(part))  # noqa: S314


def book_of(archive: ZipFile) -> Book:
    """Sheets, shared texts and formats.

    Raises:
        Refused: a part that must be there is missing.
    """
    root = _parsed(archive, _WORKBOOK)
    targets = _targets(archive)
    sheets = []
    for sheet in (entry for entry in root.iter() if _tag(entry) == "sheet"):
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        part = targets.get(link, "")
        if part.startswith("xl/worksheets/") and part in archive.namelist():
            visible = sheet.get("state", "visible") == "visible"
            sheets.append(SheetEntry(sheet.get("name", ""), visible, part))
    if not sheets:
        raise Refused("empty", "there is no sheet in the workbook")
    from_1904 = any(
        _tag(entry) == "workbookPr" and entry.get("date1904", "0") in {"1", "true"}
        for entry in root
    )
    return Book(tuple(sheets), _shared_texts(archive), Style(_formats(archive), from_1904))


def _targets(archive: ZipFile) -> dict[str, str]:
    """Parts by the name under which the workbook refers to them."""
    links = "xl/_rels/workbook.xml.rels"
    if links not in archive.namelist():
        return {}
    return {
        link.get("Id", ""): posixpath.normpath(posixpath.join("xl", link.get("Target", ""))).lstrip(
            "/"
        )
        for link in _parsed(archive, links)
        if link.get("TargetMode") != "External"
    }


def _shared_texts(archive: ZipFile) -> tuple[str, ...]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return ()
    return tuple(
        _text_in(item) for item in _children(_parsed(archive, "xl/sharedStrings.xml"), "si")
    )


def _text_in(item: ET.Element) -> str:
    """The text of a string with all its runs, without hints on pronunciation."""
    if len(item) == 1 and _tag(item[0]) == "t":
        return unescaped(item[0].text or "")
    runs = [item, *_children(item, "r")]
    return unescaped("".join(text.text or "" for run in runs for text in _children(run, "t")))


def _formats(archive: ZipFile) -> tuple[Format, ...]:
    """The format of each cell style."""
    if "xl/styles.xml" not in archive.namelist():
        return ()
    root = _parsed(archive, "xl/styles.xml")
    codes = {
        item.get("numFmtId", ""): item.get("formatCode", "")
        for listing in _children(root, "numFmts")
        for item in listing
    }
    numbers = [
        item.get("numFmtId", "0") for listing in _children(root, "cellXfs") for item in listing
    ]
    return tuple(format_of(int(number), codes.get(number)) for number in numbers)


def rows_of(archive: ZipFile, sheet: SheetEntry, book: Book, most: int) -> SheetRows:
    """The rows of ``sheet``, at most ``most`` of them.

    Raises:
        Refused: two cells stand in one place.
    """
    found = SheetRows()
    line = 0
    with archive.open(sheet.part) as part:
        for element in _rows_and_columns(part):
            if _tag(element) == "col":
                _note_hidden(element, found)
                continue
            given = element.get("r", "")
            line = int(given) if given.isdecimal() else line + 1
            cells = _row(element, line, book, found)
            if not cells:
                continue
            if len(found.rows) >= most:
                found.truncated = True
                break
            width = max(cells)
            filled = [cells.get(at, _NO_CELL) for at in range(1, width + 1)]
            texts, kinds = zip(*filled, strict=True)
            found.rows.append((line, list(texts), "".join(kinds)))
            if element.get("hidden") in {"1", "true"}:
                found.hidden_rows.append(line)
    return found


def _rows_and_columns(part: IO[bytes]) -> Iterator[ET.Element]:
    """Each ``col`` and ``row`` of a sheet in turn; the cells of a row are then forgotten."""
    for _, element in ET.iterparse(part):  # noqa: S314 - entities were refused before
        if element.tag.endswith(("}row", "}col")) or element.tag in {"row", "col"}:
            yield element
            element.clear()


def _note_hidden(column: ET.Element, found: SheetRows) -> None:
    if column.get("hidden") in {"1", "true"}:
        first, last = int(column.get("min", "1")), int(column.get("max", "1"))
        found.hidden_columns += range(first, min(last, first + 100) + 1)


def _row(row: ET.Element, line: int, book: Book, found: SheetRows) -> dict[int, tuple[str, str]]:
    """Text and kind by column, from 1, of the cells that are not empty."""
    cells: dict[int, tuple[str, str]] = {}
    column = 0
    for cell in row:
        letters = cell.get("r", "").rstrip("0123456789")
        column = _column_number(letters) or column + 1
        raw, inline, calculated = _parts(cell)
        if calculated:
            _note_calculated(found, line, column, without_result=not raw)
        text, kind = _cell(cell, raw, inline, book)
        if not text:
            continue
        if column in cells:
            raise Refused("duplicate_cell", "two cells stand in one place; save it anew", line)
        if column > _MAX_COLUMNS:
            raise Refused("too_many_columns", "a cell stands far outside of the sheet", line)
        cells[column] = text, kind
    return cells


def _note_calculated(found: SheetRows, line: int, column: int, *, without_result: bool) -> None:
    if len(found.calculated) < _CALCULATED_NAMED:
        found.calculated.append((line, column))
    if without_result:
        found.not_calculated.append(line)


def _parts(cell: ET.Element) -> tuple[str, ET.Element | None, bool]:
    """The value, the text that stands in the cell itself, and whether it is calculated."""
    raw, inline, calculated = "", None, False
    for part in cell:
        if part.tag.endswith("v"):
            raw = part.text or ""
        elif part.tag.endswith("is"):
            inline = part
        elif part.tag.endswith("f"):
            calculated = True
    return raw, inline, calculated


@lru_cache(maxsize=1_000)
def _column_number(letters: str) -> int:
    """1 for A, 27 for AA; 0 where these are no letters of a column."""
    if not re.fullmatch("[A-Z]{1,3}", letters):
        return 0
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _cell(cell: ET.Element, raw: str, inline: ET.Element | None, book: Book) -> tuple[str, str]:
    """Text and kind of a cell with the value ``raw`` or the text ``inline``."""
    match cell.get("t", "n"):
        case "n":
            return (number_text(raw, cell.get("s"), book.styles), "n") if raw else ("", " ")
        case "s":
            at = int(raw) if raw.isdecimal() else -1
            return (book.texts[at], "t") if 0 <= at < len(book.texts) else ("", " ")
        case "inlineStr":
            return (_text_in(inline) if inline is not None else ""), "t"
        case "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw), "t"
        case "e":
            return raw, "e"
        case _:
            return unescaped(raw), "t"
