"""What every column of every table holds, in a sentence, from the tables themselves.

The sentence stands in the documentation of the table's class, or else in `meanings`; a column that
names a row of another table says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Column, LargeBinary
from sqlalchemy.types import BigInteger, Boolean, Date, DateTime, Float, Integer

from vendor_eval.store.backup.meanings import ANYWHERE, OF_TABLE, PURPOSES
from vendor_eval.store.tables import Table

_KINDS = (
    (Boolean, "0 or 1"),
    (BigInteger, "whole number"),
    (Integer, "whole number"),
    (Float, "number"),
    (DateTime, "time"),
    (Date, "day"),
    (LargeBinary, "file"),
)


@dataclass(frozen=True, slots=True)
class Described:
    """One column.

    Attributes:
        kind: text, whole number, number, 0 or 1, time (UTC), day or file.
        can_be_empty: whether a row may have nothing there.
        meaning: a sentence; empty where nobody wrote one.
    """

    table: str
    column: str
    kind: str
    can_be_empty: bool
    meaning: str


def described() -> tuple[Described, ...]:
    """Every column of today's tables, table by table in the order of their names."""
    kinds = _kinds()
    return tuple(
        Described(
            name, column.name, _kind(column), bool(column.nullable), _meaning(kinds[name], column)
        )
        for name in sorted(kinds)
        for column in Table.metadata.tables[name].columns
    )


def purposes() -> dict[str, str]:
    """What a row of each table is, by the table's name."""
    kinds = _kinds()
    return {name: PURPOSES.get(name) or _first_line(kinds[name]) for name in sorted(kinds)}


def _kinds() -> dict[str, type[Table]]:
    return {str(kind.__tablename__): kind for kind in _with_tables(Table)}


def _with_tables(kind: type[Table]) -> Iterator[type[Table]]:
    for one in kind.__subclasses__():
        if hasattr(one, "__table__"):
            yield one
        yield from _with_tables(one)


def _first_line(kind: type[Table]) -> str:
    return _plain((kind.__doc__ or "").strip().split("\n\n")[0])


def _kind(column: Column[object]) -> str:
    plain = getattr(column.type, "impl", column.type)
    return next((word for kind, word in _KINDS if isinstance(plain, kind)), "text")


def _meaning(kind: type[Table], column: Column[object]) -> str:
    """From the class, then what is written down here, then what the column points to."""
    written = OF_TABLE.get(f"{kind.__tablename__}.{column.name}")
    if written is not None:
        return written
    for one in kind.__mro__:
        if issubclass(one, Table):
            said = _attributes(one.__doc__ or "").get(column.name)
            if said is not None:
                return said
    for key in sorted(column.foreign_keys, key=str):
        return f"Which row of {key.column.table.name} it belongs to, by {key.column.name}."
    return ANYWHERE.get(column.name, "")


def _attributes(text: str) -> dict[str, str]:
    """What a documentation says of each attribute, as a sentence."""
    _, _, said = text.partition("Attributes:\n")
    found: dict[str, list[str]] = {}
    name = ""
    for line in said.splitlines():
        begins = re.match(r" {8}(\w+): (.*)", line)
        if begins:
            name = begins[1]
            found[name] = [begins[2]]
        elif name and line.strip():
            found[name].append(line.strip())
    return {name: _sentence(" ".join(parts)) for name, parts in found.items()}


def _sentence(text: str) -> str:
    plain = _plain(text)
    return plain[:1].upper() + plain[1:]


def _plain(text: str) -> str:
    return " ".join(text.replace("`", "").split())


_PAGE = """\
<!-- Generated from vendor_eval/store/tables by `make docs`; edit those, not this page. -->

# The archive

`vendor-eval backup FILE` writes everything that the database holds into one ZIP file, which
`vendor-eval restore FILE` reads back, into SQLite or PostgreSQL. An administrator gets the same
file from the page Practice. It can be read without this program as well: unpacked, it is a folder
of tables.

| Member | What it is |
| --- | --- |
| `README.txt` | how the files are to be read |
| `columns.csv` | this page as a table: every column with its kind and what it holds |
| `tables/NAME.csv` | the rows of a table |
| `files/SHA-256` | a file that somebody handed in; a cell names it |
| `manifest.json` | versions, moment, rows and a digest of each table, where the audit log stood |

{rules}

What is kept outside the database is in no archive: the claim keys and the key of the audit log.
Nobody can sign in with anything in it. It holds what people wrote and the names of people: keep it
as you keep the database ([operations](operations.md#backup-and-restore)).
"""
RULES = """\
The tables are CSV in UTF-8. Text stands between quotation marks, and a quotation mark within it is
written twice; numbers stand without. A cell with nothing in it is NULL, nothing at all; one with
two quotation marks is an empty text. A text that a spreadsheet would take for a formula, or that
begins with an apostrophe, has one apostrophe in front that is not part of it. Days are written
2026-11-22 and times 2026-11-22 10:15:00.000000, in UTC. Amounts are whole cents. Months are whole
numbers: twelve times the year, plus the month less 1. A row that belongs to another one names it
by its number."""


def markdown() -> str:
    """The page ``docs/archive.md``: every table, and what its columns hold; ends in a line feed."""
    columns = described()
    parts = [_PAGE.format(rules=RULES)]
    for name, purpose in purposes().items():
        lines = [f"## {name}", "", purpose, "", "| Column | Kind | May be empty | What it holds |"]
        lines.append("| --- | --- | --- | --- |")
        for one in columns:
            if one.table == name:
                empty = "yes" if one.can_be_empty else ""
                lines.append(f"| `{one.column}` | {one.kind} | {empty} | {one.meaning} |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)
