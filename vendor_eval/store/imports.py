"""Which files are stored, each once, and who handed them in."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from sqlmodel import Session, col, select

from vendor_eval.store.rows import Ints
from vendor_eval.store.tables import ImportRecord


@dataclass(frozen=True, slots=True)
class Received:
    """A file somebody handed in, and how it was read.

    Attributes:
        sha256: of the file's bytes, hexadecimal.
        how: how it was read: whatever decides what the same bytes mean. JSON values only.
        by: the acting person.
        at: when, with a time zone.
    """

    file_name: str
    sha256: str
    how: Mapping[str, object]
    by: str
    at: dt.datetime

    @property
    def how_as_json(self) -> str:
        """`how` as the one JSON text that stands for it."""
        return json.dumps(self.how, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @property
    def fingerprint(self) -> str:
        """Equal for the same bytes read in the same way, whatever the file is called."""
        return hashlib.sha256(f"{self.sha256}\n{self.how_as_json}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a file were new, changed a stored value, or were stored already."""

    added: int
    restated: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Imported:
    """A file that is stored; times in UTC."""

    file_name: str
    counts: Counts
    recorded_at: dt.datetime
    recorded_by: str


def find(session: Session, fingerprint: str) -> Imported | None:
    """The import with this fingerprint, or None."""
    statement = select(ImportRecord).where(ImportRecord.fingerprint == fingerprint)
    row = session.exec(statement).first()
    return None if row is None else _imported(row)


def listed(session: Session) -> tuple[Imported, ...]:
    """All imports, the newest first."""
    rows = session.exec(select(ImportRecord).order_by(col(ImportRecord.id).desc())).all()
    return tuple(_imported(row) for row in rows)


def frame_of(session: Session, ids: Ints) -> pd.DataFrame:
    """``recorded_at`` (UTC), ``recorded_by`` and ``file_name`` of each import in ``ids``."""
    statement = select(
        ImportRecord.id,
        ImportRecord.recorded_at,
        ImportRecord.recorded_by,
        ImportRecord.file_name,
    ).where(col(ImportRecord.id).in_(set(ids.tolist())))
    columns = ["id", "recorded_at", "recorded_by", "file_name"]
    found = pd.DataFrame(list(map(tuple, session.exec(statement))), columns=columns)
    found["recorded_at"] = pd.to_datetime(found["recorded_at"], utc=True)
    return found.set_index("id").reindex(ids).reset_index(drop=True)


def _imported(row: ImportRecord) -> Imported:
    counts = Counts(row.added, row.restated, row.unchanged)
    return Imported(row.file_name, counts, row.recorded_at, row.recorded_by)


def add(session: Session, received: Received, counts: Counts) -> int:
    """Write down an import; its id."""
    row = ImportRecord(
        fingerprint=received.fingerprint,
        file_name=received.file_name,
        sha256=received.sha256,
        how=received.how_as_json,
        rows=counts.added + counts.restated + counts.unchanged,
        added=counts.added,
        restated=counts.restated,
        unchanged=counts.unchanged,
        recorded_at=received.at,
        recorded_by=received.by,
    )
    session.add(row)
    session.flush()
    return row.id
