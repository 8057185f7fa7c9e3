"""The log read back: where it stands, and whether it and what is stored agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select
from sqlmodel import Session, col

from vendor_eval.audit.archive import Archive
from vendor_eval.audit.chain import Checkpoint, Entry, Key
from vendor_eval.audit.replay import Replay
from vendor_eval.audit.retired import held
from vendor_eval.audit.verifying import Verdict, Verifier
from vendor_eval.errors import StoreFailure
from vendor_eval.store.audit import anchors, digests, sealing
from vendor_eval.store.audit.keeping import audited
from vendor_eval.store.audit.row_text import stored_rows
from vendor_eval.store.tables import AuditEntry, AuditPending

_DAMAGED = (
    "The audit log or what it is about is damaged and cannot be read. Run vendor-eval doctor, "
    "and restore the newest backup."
)
# Entries fetched at once.
_BATCH = 10_000

COLUMNS = tuple(AuditEntry.__table__.columns)  # type: ignore[attr-defined]  # table classes have it
"""The columns of the log in the order of the fields of an `Entry`."""


def checkpoint(session: Session) -> Checkpoint:
    """Where the log stands, to be noted outside the database."""
    return sealing.head(session.connection())


def entries(connection: Connection, through: int | None = None) -> Iterator[Entry]:
    """The log, the first entry first.

    Args:
        through: the last entry; None for all.
    """
    statement = select(*COLUMNS).order_by(col(AuditEntry.seq))
    if through is not None:
        statement = statement.where(col(AuditEntry.seq) <= through)
    with connection.execute(statement, execution_options={"yield_per": _BATCH}) as result:
        for batch in result.partitions():
            for row in batch:
                yield Entry(*row)


def verify(
    session: Session,
    key: Key,
    checkpoint: Checkpoint | None = None,
    archives: Sequence[Archive] = (),
) -> Verdict:
    """Read the whole log and everything that is stored, and say where they differ.

    Args:
        key: what the log is sealed with.
        checkpoint: noted earlier; without one nobody can tell whether the end was cut off or
            somebody with the key wrote the log anew.
        archives: of retired entries, which are read, too.

    Raises:
        StoreFailure: what is stored can no longer be read as what it was.
    """
    connection = session.connection()
    try:
        anchor = anchors.stored(connection)
        retired = held(archives, anchor, key, checkpoint)
        verifier, replay, faults = begun(connection, key, checkpoint)
        for _ in replay.passing(verifier.passing(entries(connection))):
            pass
        found = verifier.verdict(*retired.faults, *faults, *_differences(connection, replay))
    except ValueError:
        # No text, no JSON or no number any more: its cause may quote what is stored.
        raise StoreFailure(_DAMAGED) from None
    return replace(found, rows=found.rows + retired.rows, unchecked=tuple(retired.unchecked))


def begun(
    connection: Connection, key: Key, checkpoint: Checkpoint | None
) -> tuple[Verifier, Replay, tuple[str, ...]]:
    """What verifies a log from where it begins, and what is wrong with that place."""
    anchor = anchors.stored(connection)
    verifier = Verifier(key, checkpoint, anchor)
    if anchor is not None:
        verifier.expect(anchor.noted)
    return verifier, *anchors.begun(connection, anchor)


def _differences(connection: Connection, replay: Replay) -> Iterator[str]:
    waiting = connection.execute(select(func.count()).select_from(AuditPending)).scalar_one()
    if waiting:
        yield f"{waiting} changes from outside the app wait to be sealed by the next write"
    for table in audited():
        yield from replay.differences(table.name, stored_rows(connection, table))
    yield from digests.unread_files(connection)
    found = (change for change in digests.of_all(connection))
    yield from replay.bulk_differences((one.entity, one.key, one.new or "") for one in found)
