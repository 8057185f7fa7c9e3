"""Entries that leave the log for an archive, after which it begins with an anchor.

What they said of rows is carried over, so that the log still says what every row must be. Nothing
is removed before whoever retires has the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select
from sqlmodel import Session, col

from vendor_eval.audit.anchor import Anchor, Kept, opening_digest, retired
from vendor_eval.audit.archive import Archive
from vendor_eval.audit.chain import Checkpoint, Entry, Key
from vendor_eval.audit.replay import Replay
from vendor_eval.audit.retired import held
from vendor_eval.audit.verifying import REKEY
from vendor_eval.errors import StoreFailure
from vendor_eval.store.audit import anchors, reading, sealing, triggers
from vendor_eval.store.audit.keeping import HISTORY
from vendor_eval.store.tables import AuditEntry

_RETIRED_MEANWHILE = (
    "Somebody else has retired entries of the audit log meanwhile; nothing was removed. Delete "
    "the archive that was written now, and ask again what is due."
)


@dataclass(frozen=True, slots=True)
class Due:
    """Entries that are old enough.

    Attributes:
        entries: how many.
        last: the last of them.
        first_at: when the first was written, as `Entry.at`; and the last.
        opens: the anchor that they continue; None where they begin with the first of all.
        until_rekey: the entry of a newer change of key, without which they prove nothing.
    """

    entries: int
    last: Checkpoint
    first_at: str
    last_at: str
    opens: Anchor | None
    until_rekey: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """Entries that an archive has.

    Attributes:
        archive: the SHA-256 of the file.
        rows: as they left them.
        by: whoever decided it.
    """

    due: Due
    archive: str
    rows: list[Kept]
    by: str


def due(connection: Connection, before: str) -> Due | None:
    """The entries older than ``before``, up to the first that is not; None where there are none.

    Args:
        before: UTC as `Entry.at`.
    """
    seq, at = col(AuditEntry.seq), col(AuditEntry.at)
    newer = connection.execute(select(func.min(seq)).where(at >= before)).scalar()
    older = seq >= 0 if newer is None else seq < newer
    number, last = connection.execute(select(func.count(), func.max(seq)).where(older)).one()
    if not number:
        return None
    rekey = select(func.max(seq)).where(seq > last, col(AuditEntry.action) == REKEY)
    ends = select(at, col(AuditEntry.hash)).where(seq == last)
    first_at = connection.execute(select(at).order_by(seq).limit(1)).scalar_one()
    last_at, hash_ = connection.execute(ends).one()
    return Due(
        entries=number,
        last=Checkpoint(last, hash_),
        first_at=first_at,
        last_at=last_at,
        opens=anchors.stored(connection),
        until_rekey=connection.execute(rekey).scalar(),
    )


def leaving(connection: Connection, due: Due, replay: Replay) -> Iterator[Entry]:
    """The entries that are due, and by ``replay`` how they leave rows."""
    replay.begin(anchors.opening(connection))
    return replay.passing(reading.entries(connection, due.last.seq))


def is_whole(moved: Moved, archive: Archive, key: Key) -> bool:
    """Whether an archive that was read back has all that it is to have, as it was sealed."""
    last = moved.due.last
    digests = moved.archive, opening_digest(moved.rows)
    anchor = Anchor(last.seq, last.hash, "", moved.by, *digests, 0, "", key.id)
    found = held([archive], anchor, key, None)
    same = archive.sha256 == moved.archive and archive.opens == moved.due.opens
    return same and found.rows == moved.due.entries and not found.faults


def remove(session: Session, key: Key, moved: Moved) -> Anchor:
    """Let the log begin after entries that an archive has, and say so in it.

    Raises:
        StoreFailure: somebody else has retired entries meanwhile, or the log was sealed with
            another key; nothing was removed.
    """
    connection, last = session.connection(), moved.due.last
    if not _is_still_due(connection, moved.due):
        raise StoreFailure(_RETIRED_MEANWHILE)
    opening = opening_digest(moved.rows)
    # First, because the log counts on from its newest entry.
    change = retired(moved.due.entries, last, moved.archive, opening)
    sealing.append(connection, key, moved.by, [change])
    noted = sealing.newest(connection)
    anchor = Anchor(
        seq=last.seq,
        hash=last.hash,
        at=noted.at,
        by=moved.by,
        archive=moved.archive,
        opening=opening,
        noted_seq=noted.seq,
        noted_hash=noted.hash,
        key_id=key.id,
    ).sealed(key)
    with triggers.lifted(connection, HISTORY):
        gone = connection.execute(delete(AuditEntry).where(col(AuditEntry.seq) <= last.seq))
        if gone.rowcount != moved.due.entries:
            raise StoreFailure(_RETIRED_MEANWHILE)
        anchors.replace(connection, anchor, moved.rows)
    return anchor


def _is_still_due(connection: Connection, due: Due) -> bool:
    found = select(col(AuditEntry.hash)).where(col(AuditEntry.seq) == due.last.seq)
    same = connection.execute(found).scalar() == due.last.hash
    return same and anchors.stored(connection) == due.opens
