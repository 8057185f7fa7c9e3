"""With which key a log goes on: the one it has, or another where that one is lost."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from vendor_eval.audit.chain import Key
from vendor_eval.audit.verifying import rekeyed
from vendor_eval.errors import BadInput, Fault
from vendor_eval.store.audit import anchors, sealing
from vendor_eval.store.audit.reading import entries
from vendor_eval.store.engine import engines, migration_engine
from vendor_eval.store.failures import plain_failures


def key_of(url: str) -> str | None:
    """The id of the key that the log at ``url`` was sealed with last; None where nothing was.

    Raises:
        StoreFailure: the database cannot be read.
    """
    engine = engines(url).read
    try:
        with plain_failures(), engine.begin() as connection:
            return sealing.last_key(connection) if _has_log(connection) else None
    finally:
        engine.dispose()


def rekey(url: str, key: Key, by: str) -> int:
    """Go on with ``key``, and take down what the log says until now; how many entries it has.

    What was sealed with the key before can then be held only against what is taken down.

    Raises:
        BadInput: the log has no entry, or goes on with this key already.
        StoreFailure: the database cannot be written.
    """
    engine = migration_engine(url)
    try:
        with plain_failures(), engine.begin() as connection:
            if not _has_log(connection) or sealing.last_key(connection) in (None, key.id):
                what = "goes on with this key already, or has no entry yet"
                raise BadInput([Fault("audit log", what, "nothing needs to be done")])
            change = rekeyed(entries(connection), key, anchors.stored(connection))
            head = sealing.head(connection)
            sealing.write(connection, key, head, (by, [change]))
            return head.seq
    finally:
        engine.dispose()


def _has_log(connection: Connection) -> bool:
    return inspect(connection).has_table("audit_log")
