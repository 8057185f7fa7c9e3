"""How a database is spoken to, so that no acknowledged change is lost.

A read and a write are different connections. A read sees one moment of the database and cannot
write. A write waits for its turn and begins by locking out other writers, because the drivers
would otherwise let two people read the same row and each write it back.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError

from vendor_eval.errors import StoreFailure

PATIENCE_S = 15.0
"""How long a change waits for those before it, in seconds."""

# Two connections that write and checkpoint at the same moment can corrupt a write-ahead log in
# every SQLite before this one (the "WAL-reset" bug, sqlite.org/wal.html).
SAFE_WAL = (3, 51, 3)

# Pages of an unfinished import stay in memory up to here; beyond it SQLite writes them to the
# file and locks out readers until the end of the import.
_WRITE_CACHE_KIB = 65_536

# Any number, as long as no other program takes the same one in the same database.
_WRITERS_LOCK = 0x5E1A


@dataclass(frozen=True, slots=True)
class Engines:
    """The two ways into one database; both are the same for a database in memory."""

    read: Engine
    write: Engine

    @property
    def shared(self) -> bool:
        """Whether reads and writes share one connection and so must take turns."""
        return self.read is self.write


def engines(url: str) -> Engines:
    """Engines for ``url``; nothing is connected yet.

    Args:
        url: ``sqlite:///path``, ``sqlite://`` for a database in memory, or
            ``postgresql://user:password@host/name``.

    Raises:
        StoreFailure: ``url`` is not such an address.
    """
    address = _address(url)
    if address.get_backend_name() == "postgresql":
        return _postgresql(address)
    if in_memory(url):
        engine = create_engine(address, poolclass=StaticPool, hide_parameters=True)
        _prepare(engine, writes=True, foreign_keys=True)
        return Engines(engine, engine)
    return Engines(sqlite_engine(address, writes=False), sqlite_engine(address, writes=True))


def migration_engine(url: str) -> Engine:
    """An engine for changing tables: locked against writers, foreign keys not enforced.

    SQLite changes a table by copying it and dropping the old one, and with foreign keys enforced
    the rows that point to it would go with it.

    Raises:
        StoreFailure: ``url`` is not an address of a database.
    """
    address = _address(url)
    if address.get_backend_name() == "postgresql":
        return _postgresql(address).write
    return sqlite_engine(address, writes=True, foreign_keys=False)


def in_memory(url: str) -> bool:
    """Whether ``url`` names a SQLite database that lives as long as its connection."""
    address = _address(url)
    return address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:")


def sqlite_engine(address: URL, *, writes: bool, foreign_keys: bool = True) -> Engine:
    """An engine for a SQLite file with every setting that this store relies on."""
    engine = create_engine(
        address,
        hide_parameters=True,
        connect_args={"timeout": PATIENCE_S, "check_same_thread": False},
    )
    _prepare(engine, writes=writes, foreign_keys=foreign_keys)
    return engine


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        address = None
    if address is None or address.get_backend_name() not in ("sqlite", "postgresql", "postgres"):
        raise StoreFailure(
            "The database address is not understood; write VENDOR_EVAL_DATABASE_URL as "
            "sqlite:///path/to/file or postgresql://user:password@host/name."
        )
    if address.get_backend_name() == "sqlite":
        return address
    return address.set(drivername="postgresql+psycopg")


def _prepare(engine: Engine, *, writes: bool, foreign_keys: bool) -> None:
    settings = {
        "journal_mode": "WAL" if sqlite3.sqlite_version_info >= SAFE_WAL else "DELETE",
        "synchronous": "FULL",
        "foreign_keys": "ON" if foreign_keys else "OFF",
        "trusted_schema": "OFF",
        "recursive_triggers": "ON",
        "cache_size": f"-{_WRITE_CACHE_KIB}" if writes else "-8192",
        "query_only": "OFF" if writes else "ON",
    }
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED"

    @event.listens_for(engine, "connect")
    def _connected(connection: DBAPIConnection, _record: object) -> None:
        # The driver begins transactions late and ends them early; with None it leaves them to us.
        connection.isolation_level = None
        for name, setting in settings.items():
            connection.execute(f"PRAGMA {name}={setting}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def _postgresql(address: URL) -> Engines:
    engine = create_engine(
        address,
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 10,
            "options": f"-c timezone=UTC -c lock_timeout={int(PATIENCE_S * 1000)}",
        },
    )
    write = engine.execution_options()
    read = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @event.listens_for(write, "begin")
    def _lock_out_writers(connection: Connection) -> None:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")

    return Engines(read, write)
