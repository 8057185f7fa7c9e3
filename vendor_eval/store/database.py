"""The store itself: one database, read and written in whole transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Self

from sqlmodel import Session

from vendor_eval.store import migrations
from vendor_eval.store.engine import PATIENCE_S, Engines, engines, in_memory
from vendor_eval.store.failures import plain_failures
from vendor_eval.store.turns import Turns

# Whoever makes or changes tables.
_SCHEMA = "vendor-eval"


class Store:
    """One database. Reads are short and see one moment; writes happen one after another."""

    def __init__(self, ways: Engines, turns: Turns) -> None:
        self._ways = ways
        self._turns = turns

    @classmethod
    def open(cls, url: str, patience_s: float = PATIENCE_S) -> Self:
        """The store at ``url``, whose tables `migrations.upgrade` has made.

        Nothing is connected before the first read or write. Only a database in memory gets its
        tables here, because nobody else could give them to it.

        Args:
            url: as `engine.engines` takes it.
            patience_s: how long a change waits for those before it, in seconds.

        Raises:
            StoreFailure: ``url`` is not an address of a database.
        """
        store = cls(engines(url, patience_s), Turns(patience_s))
        if in_memory(url):
            with store.writing(_SCHEMA) as session:
                migrations.run(session.connection())
        return store

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment of the database and cannot write.

        Keep it short: with a rollback journal a writer can only finish when no read is open, so
        a session must never stay open while a page is drawn.

        Raises:
            StoreFailure: the database cannot be read.
        """
        # In memory reads and writes share one connection, and so must take turns.
        turn = self._turns.turn() if self._ways.shared else nullcontext()
        with turn, plain_failures(), Session(self._ways.read) as session:
            yield session

    @contextmanager
    def writing(self, by: str) -> Iterator[Session]:
        """A session in one transaction: stored whole at the end of the block, or not at all.

        Args:
            by: who changes something; recorded with every change.

        Raises:
            StoreFailure: the turn did not come in time, or the database cannot be written;
                nothing was stored.
        """
        with self._turns.turn(), plain_failures(), Session(self._ways.write) as session:
            # Begins here and not with the first statement: what is read must be under the lock.
            session.connection()
            session.info["by"] = by
            yield session
            session.commit()

    def close(self) -> None:
        """Give back every connection."""
        self._ways.read.dispose()
        self._ways.write.dispose()
