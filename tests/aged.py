"""Logs that were written long ago: the same entries, sealed anew with earlier times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import delete, insert

from vendor_eval.audit.chain import NOTHING, Change, Checkpoint, Entry, Key, sealed
from vendor_eval.store import Store
from vendor_eval.store.audit import triggers
from vendor_eval.store.audit.reading import entries
from vendor_eval.store.tables import AuditEntry

YEAR = dt.timedelta(days=366)


def age(store: Store, through: int | None = None, years: int = 7) -> None:
    """Let the entries up to ``through``, or all, be so many years older."""
    with store.writing("Ada") as session:
        connection = session.connection()
        found = list(entries(connection))
        old = [one for one in found if through is None or one.seq <= through]
        again = aged(old, store.key, NOTHING, years)
        again += aged(found[len(old) :], store.key, again[-1].checkpoint, 0)
        triggers.drop(connection)
        connection.execute(delete(AuditEntry))
        connection.execute(insert(AuditEntry), [asdict(one) for one in again])
        triggers.create(connection)


def aged(found: Sequence[Entry], key: Key, head: Checkpoint, years: int) -> list[Entry]:
    """The same entries after ``head``, so many years older."""
    again = []
    for one in found:
        at = dt.datetime.fromisoformat(one.at) - years * YEAR
        change = Change(one.action, one.entity, one.key, one.old, one.new)
        written = one.by, at.isoformat(timespec="microseconds")
        again += sealed([change], key, again[-1].checkpoint if again else head, written)
    return again
