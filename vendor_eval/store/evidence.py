"""Evidence: files, links and notes that support what vendors say about items.

A piece never changes but in what somebody judged of it, and each judgement is an event of the
round. A file is told by the hash of its bytes and stored once, however often it is handed in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, insert, select
from sqlmodel import Session, col

from vendor_eval.errors import BadInput, Conflict, Fault, NotFound
from vendor_eval.naming import name_key
from vendor_eval.store import candidates, versions
from vendor_eval.store.round_events import write_down
from vendor_eval.store.tables import EvidenceFile, EvidencePiece, Vendor

LARGEST_FILE = 10 * 1024 * 1024
"""The size of the largest file that is stored, in bytes."""


class Status(StrEnum):
    """What somebody judged of a piece."""

    SUBMITTED = "submitted"
    VERIFIED = "verified"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence.

    Attributes:
        round: the id of the round.
        vendor: a candidate, in any spelling; once stored as first spelled.
        item: as ``scorecard/item``.
        kind: file, link or note.
        media_type: of a file, such as ``application/pdf``.
        sha256: of a file's bytes, hexadecimal; filled in when it is stored.
        size: of a file, in bytes; filled in when it is stored.
        expires: the last day on which it holds, or None where it holds for good.
        id: 0 before it is stored, like ``version``; the fields after these are then None.
        added_at: in UTC, like ``recorded_at``, which is that of the last judgement.
    """

    round: int
    vendor: str
    item: str
    kind: str
    name: str
    media_type: str | None = None
    sha256: str | None = None
    size: int | None = None
    url: str | None = None
    note: str = ""
    issued: dt.date | None = None
    expires: dt.date | None = None
    status: Status = Status.SUBMITTED
    id: int = 0
    version: int = 0
    added_at: dt.datetime | None = None
    added_by: str | None = None
    recorded_at: dt.datetime | None = None
    recorded_by: str | None = None


_PIECES: Select[EvidencePiece, Any] = (
    select(EvidencePiece, col(Vendor.name).label("vendor_name"))
    .join(Vendor, col(EvidencePiece.vendor) == Vendor.id)
    .order_by(col(EvidencePiece.id))
)


def listed(session: Session, round_id: int, vendor: str | None = None) -> tuple[Piece, ...]:
    """The pieces of a round, in the order in which they were added.

    Args:
        vendor: in any spelling; None for all candidates.
    """
    statement = _PIECES.where(col(EvidencePiece.round) == round_id)
    if vendor is not None:
        statement = statement.where(col(Vendor.key) == name_key(vendor))
    return _found(session, statement)


def expiring(session: Session, on: dt.date, within_days: int) -> tuple[Piece, ...]:
    """The pieces whose last day is ``on`` or one of the ``within_days`` after it, by that day.

    Those that were rejected are left out.
    """
    last = on + dt.timedelta(days=within_days)
    statement = _PIECES.where(
        col(EvidencePiece.expires).between(on, last),
        col(EvidencePiece.status) != Status.REJECTED.value,
    )
    return tuple(sorted(_found(session, statement), key=lambda piece: (piece.expires, piece.id)))


def vendor_of(session: Session, piece_id: int) -> str:
    """The vendor that a piece is about.

    Raises:
        NotFound: there is no such piece.
    """
    return _of_id(session, piece_id).vendor


def content(session: Session, piece_id: int) -> bytes:
    """The bytes of a piece that is a file.

    Raises:
        NotFound: there is no such file.
    """
    statement = (
        select(col(EvidenceFile.content))
        .join(EvidencePiece, col(EvidencePiece.sha256) == EvidenceFile.sha256)
        .where(col(EvidencePiece.id) == piece_id)
    )
    found = session.connection().execute(statement).scalar()
    if found is None:
        raise NotFound("There is no such file.")
    return bytes(found)


def add(session: Session, piece: Piece, content: bytes | None, by: str) -> Piece:
    """Store a piece as submitted; the same piece again is stored once.

    Args:
        content: the bytes of a file, None for a link or a note.

    Raises:
        BadInput: the file is empty or too large.
        NotFound: there is no such round, or the vendor is not one of its candidates.
    """
    said = {
        "round": piece.round,
        "vendor": candidates.id_of(session, piece.round, piece.vendor),
        "item": piece.item,
        "kind": piece.kind,
        "name": piece.name,
        "media_type": piece.media_type,
        "sha256": None if content is None else _keep(session, content),
        "size": None if content is None else len(content),
        "url": piece.url,
        "note": piece.note,
        "issued": piece.issued,
        "expires": piece.expires,
    }
    same = select(col(EvidencePiece.id)).filter_by(**said)
    known = session.connection().execute(same).scalar()
    return _of_id(session, known or _submit(session, said, by))


def judge(session: Session, piece_id: int, status: Status, version: int, *, by: str) -> Piece:
    """Say what came of looking at a piece; saying the same again changes nothing.

    Args:
        version: the version of the piece that was shown.

    Raises:
        Conflict: somebody has judged it since.
        NotFound: there is no such piece.
    """
    stored = _of_id(session, piece_id)
    if stored.status is status:
        return stored
    edit = versions.Edit({"id": piece_id}, {"status": status.value}, version, by)
    if not versions.write(session, EvidencePiece, edit):
        raise Conflict(
            f"The evidence {stored.name}",
            yours=status,
            theirs=stored.status,
            saved_by=str(stored.recorded_by),
        )
    about = f"evidence {stored.name} for {stored.vendor}, {stored.item}"
    write_down(session, stored.round, [f"{about} changed from {stored.status} to {status}"], by)
    return _of_id(session, piece_id)


def _keep(session: Session, content: bytes) -> str:
    """The hash of ``content``, which is stored when it is not there already."""
    if not 0 < len(content) <= LARGEST_FILE:
        mend = f"hand in one of at most {LARGEST_FILE // 1024 // 1024} MB"
        raise BadInput([Fault("file", "is empty or too large", mend)])
    sha256 = hashlib.sha256(content).hexdigest()
    connection = session.connection()
    known = select(col(EvidenceFile.sha256)).filter_by(sha256=sha256)
    if connection.execute(known).first() is None:
        connection.execute(insert(EvidenceFile), {"sha256": sha256, "content": content})
    return sha256


def _submit(session: Session, said: Mapping[str, object], by: str) -> int:
    now = dt.datetime.now(dt.UTC)
    values = {
        **said,
        "status": Status.SUBMITTED.value,
        "added_at": now,
        "added_by": by,
        "version": 1,
        "recorded_at": now,
        "recorded_by": by,
    }
    statement = insert(EvidencePiece).values(values).returning(col(EvidencePiece.id))
    return session.connection().execute(statement).scalar_one()


def _of_id(session: Session, piece_id: int) -> Piece:
    found = _found(session, _PIECES.where(col(EvidencePiece.id) == piece_id))
    if not found:
        raise NotFound("There is no such piece of evidence.")
    return found[0]


def _found(session: Session, statement: Select[EvidencePiece, Any]) -> tuple[Piece, ...]:
    return tuple(map(_piece, session.connection().execute(statement)))


def _piece(row: Row[Any]) -> Piece:
    return Piece(
        round=row.round,
        vendor=row.vendor_name,
        item=row.item,
        kind=row.kind,
        name=row.name,
        media_type=row.media_type,
        sha256=row.sha256,
        size=row.size,
        url=row.url,
        note=row.note,
        issued=row.issued,
        expires=row.expires,
        status=Status(row.status),
        id=row.id,
        version=row.version,
        added_at=row.added_at,
        added_by=row.added_by,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )
