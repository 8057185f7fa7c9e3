"""Mappings of claim extracts as TOML files that people keep, read with every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

from vendor_eval.claims.mapping import ExtractMapping, heading_key
from vendor_eval.claims.schema import TABLES
from vendor_eval.errors import Fault
from vendor_eval.files.extracts.headings import is_forbidden
from vendor_eval.files.toml_file import read
from vendor_eval.files.toml_table import TomlTable
from vendor_eval.privacy import looks_personal

WORDED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        column.name: column.words
        for columns in TABLES.values()
        for column in columns.values()
        if column.words
    }
)
"""The columns of words, and the words of each."""

_EXAMPLE = '"Heading in your file"'


def read_extract_mapping(text: str | bytes, name: str) -> ExtractMapping:
    """The mapping in a file.

    Args:
        text: the file's content.
        name: the file's name, for faults.

    Raises:
        BadInput: with every fault of the file.
    """
    return read(text, name, _mapping)


def mapping_template() -> str:
    """The text of a mapping to copy: every column under the schema's own name."""
    shipped = resources.files("vendor_eval") / "templates" / "claim-columns.toml"
    return shipped.read_text("utf-8")


def _mapping(table: TomlTable) -> ExtractMapping:
    headings = {
        name: _headings(inner, name) for name in TABLES if (inner := table.table(name)) is not None
    }
    words = table.table("words")
    worded = {} if words is None else _words(words)
    table.no_other_keys()
    return ExtractMapping(headings, worded)


def _headings(table: TomlTable, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in TABLES[name]:
        key = _heading(table, column) if table.has(column) else None
        if key is None:
            continue
        earlier = next((other for other, one in found.items() if one == key), None)
        if earlier is not None:
            table.fault(column, f"has the heading of {earlier}", "give each column its own")
        found[column] = key
    table.no_other_keys()
    return found


def _heading(table: TomlTable, column: str) -> str | None:
    text = table.words(column, _EXAMPLE)
    if not text:
        return None
    if is_forbidden(text):
        what = "is headed like patient data or free text, and no such column is read"
        table.fault(column, what, "export it under a heading that says what is in it")
        return None
    key = heading_key(text)
    if not key:
        table.fault(
            column, "has no letter from a to z and no digit", f"write {column} = {_EXAMPLE}"
        )
    return key or None


def _words(table: TomlTable) -> dict[str, dict[str, str]]:
    found = {
        column: _meanings(inner, words)
        for column, words in WORDED.items()
        if (inner := table.table(column)) is not None
    }
    table.no_other_keys()
    return found


def _meanings(table: TomlTable, words: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    known = {word.lower(): word for word in words}
    example = f'"{words[0]}"'
    for written in table.values:
        spelled = written.strip().lower()
        if not spelled:
            table.fault('""', "is an empty cell, and that stays empty", "remove it")
        elif looks_personal(written):
            # To name the place would repeat the text.
            where, what = f"{table.name}: {table.path}", "has a key that looks like patient data"
            table.faults.append(Fault(where, what, "take it out"))
        elif meaning := table.words(written, example):
            if spelled in found:
                table.fault(written, "stands there in another case already", "keep one of them")
            elif meaning.lower() not in known:
                table.fault(written, f"means none of {', '.join(words)}", f"write {example}, say")
            found[spelled] = known.get(meaning.lower(), meaning)
    return found
