"""Brings a database to the tables of this version, whole or not at all.

The versions lie beside this module, one file each, named by a number that counts up. A released
version is never edited; what it got wrong the next one mends.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, inspect

from vendor_eval.audit.chain import EVERYBODYS, Key
from vendor_eval.errors import StoreFailure
from vendor_eval.store.audit.beginning import migrating
from vendor_eval.store.engine import engines, migration_engine
from vendor_eval.store.failures import plain_failures

_FOLDER = Path(__file__).parent


class State(StrEnum):
    """How a database's tables stand to this version of the program."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    AHEAD = "ahead"


def upgrade(
    url: str, to: str = "head", key: Key = EVERYBODYS, keep: Callable[[], None] = lambda: None
) -> State:
    """Make or change the tables at ``url`` until they are those of this version.

    Args:
        to: the number of an earlier migration, to stop there.
        key: what the audit log is sealed with, which says what was made or changed.
        keep: is called where there are tables to change, when nobody else can write any more and
            before anything is changed.

    Returns:
        How the tables stood before.

    Raises:
        StoreFailure: the database cannot be changed, belongs to a newer version, would be left
            with rows that point nowhere, or has an audit log sealed with another key; it is then
            as it was.
    """
    engine = migration_engine(url)
    try:
        with plain_failures(), engine.begin() as connection:
            was = state_of(connection)
            if was is State.BEHIND:
                keep()
            run(connection, to, key)
            return was
    finally:
        engine.dispose()


def state(url: str) -> State:
    """How the tables at ``url`` stand to this version; a missing SQLite file is made, empty.

    Raises:
        StoreFailure: the database cannot be read.
    """
    engine = engines(url).read
    try:
        with plain_failures(), engine.begin() as connection:
            return state_of(connection)
    finally:
        engine.dispose()


def known() -> list[str]:
    """The numbers of the migrations that this version has, ascending."""
    return sorted(file.name[:4] for file in (_FOLDER / "versions").glob("[0-9]*.py"))


def run(connection: Connection, to: str = "head", key: Key = EVERYBODYS) -> None:
    """Do what `upgrade` does on ``connection``, inside its transaction.

    Raises:
        StoreFailure: as `upgrade`.
    """
    match state_of(connection):
        case State.CURRENT:
            return
        case State.AHEAD:
            raise StoreFailure(
                "The database belongs to a newer version of this program. Install that version."
            )
    # Loading it takes a quarter of a second, which a start without changes need not spend.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER))
    with migrating(connection, key):
        command.upgrade(config, to)
    if connection.dialect.name == "sqlite":
        refuse_dangling(connection)


def refuse_dangling(connection: Connection) -> None:
    """Do nothing unless rows of a SQLite database point nowhere.

    Raises:
        StoreFailure: they do.
    """
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoreFailure(
            "Bringing the database up to date would leave rows that point nowhere; "
            "nothing was changed. Restore it from a backup."
        )


def state_of(connection: Connection) -> State:
    """As `state`, of a database that is open."""
    if not inspect(connection).has_table("alembic_version"):
        return State.EMPTY
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    numbers = known()
    if found not in numbers:
        return State.AHEAD
    return State.CURRENT if found == numbers[-1] else State.BEHIND
