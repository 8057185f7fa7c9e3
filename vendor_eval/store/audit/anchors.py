"""Where the log begins: what the database has of entries that were retired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields

from sqlalchemy import Connection, Table, insert, inspect, select
from sqlmodel import col

from vendor_eval.audit.anchor import Anchor, Kept, opening_digest
from vendor_eval.audit.replay import BULK, Replay
from vendor_eval.store.tables import AuditAnchor, AuditOpening

_ANCHOR: Table = AuditAnchor.__table__  # type: ignore[attr-defined]  # table classes have it
_OPENING: Table = AuditOpening.__table__  # type: ignore[attr-defined]  # as above
_FIELDS = tuple(field.name for field in fields(Anchor))
_BATCH = 5_000


def stored(connection: Connection) -> Anchor | None:
    """Where the log begins; None where nothing was retired.

    Of several, which only another program can have made, it is the newest.
    """
    # Databases of earlier versions have no such table.
    if not inspect(connection).has_table(_ANCHOR.name):
        return None
    found = select(*(_ANCHOR.columns[name] for name in _FIELDS))
    row = connection.execute(found.order_by(col(AuditAnchor.seq).desc()).limit(1)).first()
    return None if row is None else Anchor(*row)


def begun(connection: Connection, anchor: Anchor | None) -> tuple[Replay, tuple[str, ...]]:
    """The rows as retired entries left them, and what is wrong with them, in sentences."""
    replay = Replay()
    rows = list(opening(connection))
    replay.begin(rows)
    faults = []
    if anchor is None and rows:
        faults.append("What stands for retired entries is gone, and rows that they left are there")
    elif anchor is not None and opening_digest(rows) != anchor.opening:
        faults.append(f"Rows as the retired entries up to {anchor.seq} left them were changed")
    anchors = select(_ANCHOR.columns["seq"])
    if len(connection.execute(anchors).all()) > 1:
        faults.append("More than one place is stored at which the log begins")
    return replay, tuple(faults)


def opening(connection: Connection) -> Iterator[Kept]:
    """The rows as retired entries left them."""
    names = ("action", "entity", "key", "seq", "row")
    found = connection.execute(select(*(_OPENING.columns[name] for name in names)))
    for one in found:
        yield one.action, one.entity, one.key, one.seq, one.row


def bulk_keys(connection: Connection) -> set[tuple[str, str]]:
    """Table and key of all rows in bulk that retired entries told of."""
    if not inspect(connection).has_table(_OPENING.name):
        return set()
    return {(one[1], one[2]) for one in opening(connection) if one[0] == BULK}


def replace(connection: Connection, anchor: Anchor, rows: list[Kept]) -> None:
    """Let the log begin elsewhere; nothing may refuse to have the place before removed."""
    connection.execute(_ANCHOR.delete())
    connection.execute(_OPENING.delete())
    connection.execute(insert(_ANCHOR), asdict(anchor))
    for first in range(0, len(rows), _BATCH):
        batch = rows[first : first + _BATCH]
        connection.execute(insert(_OPENING), [_columns(one) for one in batch])


def _columns(kept: Kept) -> dict[str, object]:
    action, entity, key, seq, row = kept
    return {"action": action, "entity": entity, "key": key, "seq": seq, "row": row}
