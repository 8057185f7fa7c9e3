"""The store itself: one database, read and written in whole transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Self

from sqlmodel import Session

from vendor_eval.audit.chain import EVERYBODYS, Key
from vendor_eval.store import migrations
from vendor_eval.store.audit import sealing
from vendor_eval.store.engine import PATIENCE_S, Engines, engines, in_memory
from vendor_eval.store.failures import plain_failures
from vendor_eval.store.interruptions import Line, nothing_stored
from vendor_eval.store.turns import Turns


class Store:
    """One database. Reads are short and see one moment; writes happen one after another."""

    def __init__(self, ways: Engines, turns: Turns, key: Key) -> None:
        self._ways = ways
        self._turns = turns
        self._key = key
        self._line = Line(turns.patience_s)

    @classmethod
    def open(cls, url: str, patience_s: float = PATIENCE_S, key: Key = EVERYBODYS) -> Self:
        """The store at ``url``, whose tables `migrations.upgrade` has made.

        Nothing is connected before the first read or write. Only a database in memory gets its
        tables here, because nobody else could give them to it.

        Args:
            url: as `engine.engines` takes it.
            patience_s: how long a change waits for those before it, in seconds.
            key: what the audit log is sealed with.

        Raises:
            StoreFailure: ``url`` is not an address of a database.
        """
        ways = engines(url, patience_s)
        if in_memory(url):
            with plain_failures(), ways.write.begin() as connection:
                migrations.run(connection, key=key)
        return cls(ways, Turns(patience_s), key)

    @property
    def key(self) -> Key:
        """What the audit log is sealed with."""
        return self._key

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment of the database and cannot write.

        Keep it short: with a rollback journal a writer can only finish when no read is open, so
        a session must never stay open while a page is drawn.

        Raises:
            Interrupted: the connection broke; the same may be read again.
            StoreFailure: the database cannot be read.
        """
        # In memory reads and writes share one connection, and so must take turns.
        turn = self._turns.turn() if self._ways.shared else nullcontext()
        with turn, plain_failures(), Session(self._ways.read) as session:
            self._line.begin(session)
            with nothing_stored():
                yield session

    @contextmanager
    def writing(self, by: str) -> Iterator[Session]:
        """A session in one transaction: stored whole at the end of the block, or not at all.

        Args:
            by: who changes something; the audit log says so of every change.

        Raises:
            Interrupted: the connection broke; nothing was stored, and the same may be done again.
            StoreFailure: the turn did not come in time, the database cannot be written, or its
                audit log was sealed with another key; nothing was stored. Where the connection
                broke and did not come back, the text says that it is not known.
        """
        with self._turns.turn(), plain_failures(), Session(self._ways.write) as session:
            # Begins here and not with the first statement: what is read must be under the lock.
            connection = self._line.begin(session)
            session.info["by"] = by
            with nothing_stored():
                before = sealing.begin(connection, self._key)
                yield session
                session.flush()
                log = before, sealing.seal(connection, self._key, by)
            self._line.commit(session, log, self._ways.write)

    def close(self) -> None:
        """Give back every connection."""
        self._ways.read.dispose()
        self._ways.write.dispose()
