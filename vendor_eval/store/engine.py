"""How a database is spoken to, so that no acknowledged change is lost.

A read and a write are different connections. A read sees one moment of the database and cannot
write. A write waits for its turn and begins by locking out other writers, because the drivers
would otherwise let two people read the same row and each write it back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

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

_SETTINGS = {
    "journal_mode": "WAL" if sqlite3.sqlite_version_info >= SAFE_WAL else "DELETE",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "trusted_schema": "OFF",
    "recursive_triggers": "ON",
}

# Any number, as long as no other program takes the same one in the same database.
_WRITERS_LOCK = 0x5E1A

# A network that goes away in silence is noticed within half a minute, by whoever waits for an
# answer and by whoever sends. A long statement is no silence: its machine still acknowledges.
_NOTICES_SILENCE = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 4,
    "tcp_user_timeout": 30_000,
}

_NOT_UNDERSTOOD = (
    "The database address is not understood; write VENDOR_EVAL_DATABASE_URL as "
    "sqlite:///path/to/file or postgresql://user:password@host/name."
)
_NO_DRIVER = (
    "The database is PostgreSQL, and this installation cannot speak to it; "
    "install vendor-eval[postgres]."
)


@dataclass(frozen=True, slots=True)
class Engines:
    """The two ways into one database.

    Attributes:
        shared: whether both use the one connection that a database in memory has, and so must
            take turns.
    """

    read: Engine
    write: Engine
    shared: bool = False


def engines(url: str, patience_s: float = PATIENCE_S) -> Engines:
    """Engines for ``url``; nothing is connected yet.

    Args:
        url: ``sqlite:///path``, ``sqlite://`` for a database in memory, or
            ``postgresql://user:password@host/name``.
        patience_s: how long a change waits for those before it, in seconds.

    Raises:
        StoreFailure: ``url`` is not such an address.
    """
    address = _address(url)
    if address.get_backend_name() == "postgresql":
        return _postgresql(address, patience_s)
    return _in_memory(address) if in_memory(url) else _on_disk(address, patience_s)


def _in_memory(address: URL) -> Engines:
    connect = {"check_same_thread": False}
    engine = create_engine(
        address, poolclass=StaticPool, hide_parameters=True, connect_args=connect
    )
    _on_connect(engine, _SETTINGS)
    read, write = engine.execution_options(), engine.execution_options()
    # One connection serves both, so what only one may do is set as each begins.
    _on_begin(read, "PRAGMA query_only=ON", "BEGIN DEFERRED")
    _on_begin(write, "PRAGMA query_only=OFF", "BEGIN IMMEDIATE")
    return Engines(read, write, shared=True)


def _on_disk(address: URL, patience_s: float) -> Engines:
    read = _sqlite(address, _SETTINGS | {"query_only": "ON"}, patience_s)
    _on_begin(read, "BEGIN DEFERRED")
    write = _sqlite(address, _SETTINGS | {"cache_size": f"-{_WRITE_CACHE_KIB}"}, patience_s)
    _on_begin(write, "BEGIN IMMEDIATE")
    return Engines(read, write)


def migration_engine(url: str) -> Engine:
    """An engine for changing tables: locked against writers, foreign keys not enforced.

    SQLite changes a table by copying it and dropping the old one, and with foreign keys enforced
    the rows that point to it would go with it.

    Raises:
        StoreFailure: ``url`` is not an address of a database.
    """
    address = _address(url)
    if address.get_backend_name() == "postgresql":
        return _postgresql(address, PATIENCE_S).write
    engine = _sqlite(address, _SETTINGS | {"foreign_keys": "OFF"}, PATIENCE_S)
    _on_begin(engine, "BEGIN IMMEDIATE")
    return engine


def backend(url: str) -> str:
    """The kind of database that ``url`` names: ``sqlite`` or ``postgresql``.

    Raises:
        StoreFailure: ``url`` is not an address of a database.
    """
    return _address(url).get_backend_name()


def file_of(url: str) -> Path | None:
    """The file of a SQLite database; None for one in memory and for PostgreSQL.

    Raises:
        StoreFailure: ``url`` is not an address of a database.
    """
    address = _address(url)
    if address.get_backend_name() != "sqlite" or in_memory(url):
        return None
    # SQLite also takes files as addresses of their own, with settings behind.
    return Path(str(address.database).removeprefix("file:").partition("?")[0])


def in_memory(url: str) -> bool:
    """Whether ``url`` names a SQLite database that lives as long as its connection."""
    address = _address(url)
    return address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:")


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise StoreFailure(_NOT_UNDERSTOOD) from None
    kind = address.drivername.partition("+")[0]
    if kind == "sqlite":
        return address.set(drivername="sqlite")
    if kind in ("postgresql", "postgres"):
        if find_spec("psycopg") is None:
            raise StoreFailure(_NO_DRIVER)
        return address.set(drivername="postgresql+psycopg")
    raise StoreFailure(_NOT_UNDERSTOOD)


def _sqlite(address: URL, settings: Mapping[str, str], patience_s: float) -> Engine:
    connect = {"timeout": patience_s, "check_same_thread": False}
    engine = create_engine(address, hide_parameters=True, connect_args=connect)
    if address.database not in (None, "", ":memory:"):
        _keep_to_owner(engine, Path(str(address.database)))
    _on_connect(engine, settings)
    return engine


def _keep_to_owner(engine: Engine, file: Path) -> None:
    """Let a new file be its owner's alone; SQLite makes the journal beside it likewise."""

    @event.listens_for(engine, "do_connect")
    def _connecting(*_: object) -> None:
        # An address with settings behind the name never makes a file. What else stands in the way
        # of a new one, opening it says better.
        with suppress(OSError):
            if not str(file).startswith("file:"):
                file.touch(mode=0o600, exist_ok=False)


def _on_connect(engine: Engine, settings: Mapping[str, str]) -> None:
    @event.listens_for(engine, "connect")
    def _connected(connection: DBAPIConnection, _record: object) -> None:
        # The driver begins transactions late and ends them early; with None it leaves them to us.
        connection.isolation_level = None
        for name, setting in settings.items():
            connection.execute(f"PRAGMA {name}={setting}")


def _on_begin(engine: Engine, *statements: str) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        for statement in statements:
            connection.exec_driver_sql(statement)


def _postgresql(address: URL, patience_s: float) -> Engines:
    options = f"-c timezone=UTC -c lock_timeout={int(patience_s * 1000)}"
    engine = create_engine(
        address,
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10, "options": options, **_NOTICES_SILENCE},
    )
    read = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    write = engine.execution_options()
    _on_begin(write, f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
    return Engines(read, write)
