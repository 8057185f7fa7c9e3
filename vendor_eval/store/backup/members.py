"""The members of an archive: tables as CSV, the files that cells name, and how to read both."""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vendor_eval.store.backup import cells, columns, digests

_ABOUT, _COLUMNS = "README.txt", "columns.csv"
_NAME = re.compile(r"README\.txt|columns\.csv|tables/[a-z_]+\.csv|files/[0-9a-f]{64}")
_CHUNK = 1_048_576
_ROWS_AT_ONCE = 500
_README = f"""\
Everything that a practice's database held at one moment.

columns.csv says what each column of each table holds, manifest.json when the archive was taken.
vendor-eval restore reads it back.

{columns.RULES}
The folder files has what was handed in as a file; a cell names it, and the table evidence_piece
says what each was called.
"""


def are_known(names: Sequence[str], manifest: str) -> bool:
    """Whether an archive has members of these names: each once, and the manifest among them."""
    others = set(names) - {manifest}
    return len(others) == len(names) - 1 and all(map(_NAME.fullmatch, others))


def write(packed: zipfile.ZipFile, rows: Path) -> tuple[int, str]:
    """Write the rows of a SQLite file, and what explains them.

    Returns:
        The size of all members in bytes, and their digest as `fingerprint` gives it.
    """
    writing = _Writing(packed)
    uri = f"{rows.as_uri()}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        writing.member(_ABOUT, [_README])
        writing.member(_COLUMNS, _dictionary())
        for table, names in digests.layout(connection).items():
            writing.member(f"tables/{table}.csv", _lines(connection, table, names))
        for name, content in _files(connection):
            writing.member(name, [content])
    return writing.size, writing.digest.hexdigest()


def fingerprint(packed: zipfile.ZipFile, left_out: str, size: int) -> str | None:
    """The SHA-256 of all members but one, hexadecimal: of each name and its bytes, in their order.

    Returns:
        None where they are not ``size`` bytes together; no more than that are ever unpacked.
    """
    digest = hashlib.sha256()
    for one in packed.infolist():
        if one.filename == left_out:
            continue
        digest.update(one.filename.encode())
        with packed.open(one) as member:
            while chunk := member.read(_CHUNK):
                size -= len(chunk)
                if size < 0:
                    return None
                digest.update(chunk)
    return None if size else digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Members:
    """What can be read from an archive that was checked."""

    packed: zipfile.ZipFile

    @property
    def tables(self) -> set[str]:
        """The names of the tables."""
        names = (Path(one) for one in self.packed.namelist() if one.startswith("tables/"))
        return {one.stem for one in names}

    def rows(self, table: str) -> Iterator[list[cells.Value]]:
        """The names of the columns, then the rows.

        Raises:
            ValueError: the member is none of ours.
        """
        with self.packed.open(f"tables/{table}.csv") as member:
            lines = io.TextIOWrapper(member, "utf-8", newline="")
            yield from cells.rows(lines, self._content)

    def _content(self, name: str) -> bytes:
        try:
            content = self.packed.read(name)
        except KeyError:
            raise ValueError(f"{name} is missing") from None
        if cells.member_of(content) != name:
            raise ValueError(f"{name} is another file")
        return content


@dataclass(slots=True)
class _Writing:
    """Members as they are written one after the other."""

    packed: zipfile.ZipFile
    digest: Any = field(default_factory=hashlib.sha256)
    size: int = 0
    _names: set[str] = field(default_factory=set)

    def member(self, name: str, parts: Iterable[str | bytes]) -> None:
        """Write a member, once however often it is asked for."""
        if name in self._names:
            return
        self._names.add(name)
        self.digest.update(name.encode())
        with self.packed.open(name, "w", force_zip64=True) as opened:
            for part in parts:
                content = part.encode() if isinstance(part, str) else part
                self.digest.update(content)
                self.size += len(content)
                opened.write(content)


def _dictionary() -> Iterator[str]:
    yield cells.line(("table", "column", "kind", "may_be_empty", "what_it_holds"))
    for one in columns.described():
        empty = "yes" if one.can_be_empty else "no"
        yield cells.line((one.table, one.column, one.kind, empty, one.meaning))


def _lines(connection: sqlite3.Connection, table: str, names: Sequence[str]) -> Iterator[str]:
    yield cells.line(names)
    listed = ", ".join(f'"{one}"' for one in names)
    found = connection.execute(f'SELECT {listed} FROM "{table}"')  # noqa: S608 - names come from the schema
    while rows := found.fetchmany(_ROWS_AT_ONCE):
        yield "".join(map(cells.line, rows))


def _files(connection: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """Every value that is bytes, with the name of its member."""
    for table, names in digests.layout(connection).items():
        for name in names:
            sought = f'SELECT "{name}" FROM "{table}" WHERE typeof("{name}") = \'blob\''  # noqa: S608 - as above
            for (content,) in connection.execute(sought):
                yield cells.member_of(content), content
