"""The log read back: where it stands, and whether it and what is stored agree."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select
from sqlmodel import Session, col

from vendor_eval.audit.chain import Checkpoint, Entry, Key
from vendor_eval.audit.replay import Replay
from vendor_eval.audit.verifying import Verdict, Verifier
from vendor_eval.errors import StoreFailure
from vendor_eval.store.audit import digests, sealing
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


def entries(connection: Connection) -> Iterator[Entry]:
    """The whole log, the first entry first."""
    statement = select(*COLUMNS).order_by(col(AuditEntry.seq))
    result = connection.execute(statement, execution_options={"yield_per": _BATCH})
    for batch in result.partitions():
        for row in batch:
            yield Entry(*row)


def verify(session: Session, key: Key, checkpoint: Checkpoint | None = None) -> Verdict:
    """Read the whole log and everything that is stored, and say where they differ.

    Args:
        key: what the log is sealed with.
        checkpoint: noted earlier; without one nobody can tell whether the end was cut off or
            somebody with the key wrote the log anew.

    Raises:
        StoreFailure: what is stored can no longer be read as what it was.
    """
    connection = session.connection()
    verifier, replay = Verifier(key, checkpoint), Replay()
    try:
        for _ in replay.passing(verifier.passing(entries(connection))):
            pass
        return verifier.verdict(*_differences(connection, replay))
    except ValueError:
        # No text, no JSON or no number any more: its cause may quote what is stored.
        raise StoreFailure(_DAMAGED) from None


def _differences(connection: Connection, replay: Replay) -> Iterator[str]:
    waiting = connection.execute(select(func.count()).select_from(AuditPending)).scalar_one()
    if waiting:
        yield f"{waiting} changes from outside the app wait to be sealed by the next write"
    for table in audited():
        yield from replay.differences(table.name, stored_rows(connection, table))
    yield from digests.unread_files(connection)
    found = (change for change in digests.of_all(connection))
    yield from replay.bulk_differences((one.entity, one.key, one.new or "") for one in found)
