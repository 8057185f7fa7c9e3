"""Brings a database to the tables of this version, whole or not at all.

The versions lie beside this module, one file each, named by a number that counts up. A released
version is never edited; what it got wrong the next one mends.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, inspect

from vendor_eval.errors import StoreFailure
from vendor_eval.store.engine import engines, migration_engine
from vendor_eval.store.failures import plain_failures

_FOLDER = Path(__file__).parent


class State(StrEnum):
    """How a database's tables stand to this version of the program."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    AHEAD = "ahead"


def upgrade(url: str) -> None:
    """Make or change the tables at ``url`` until they are those of this version.

    Raises:
        StoreFailure: the database cannot be changed, belongs to a newer version, or would be
            left with rows that point nowhere; it is then as it was.
    """
    engine = migration_engine(url)
    try:
        with plain_failures(), engine.begin() as connection:
            run(connection)
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
            return _state(connection)
    finally:
        engine.dispose()


def run(connection: Connection) -> None:
    """Do what `upgrade` does on ``connection``, inside its transaction.

    Raises:
        StoreFailure: as `upgrade`.
    """
    match _state(connection):
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
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        _refuse_dangling(connection)


def _refuse_dangling(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoreFailure(
            "Bringing the database up to date would leave rows that point nowhere; "
            "nothing was changed. Restore it from a backup."
        )


def _state(connection: Connection) -> State:
    if not inspect(connection).has_table("alembic_version"):
        return State.EMPTY
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    known = sorted(file.name[:4] for file in (_FOLDER / "versions").glob("[0-9]*.py"))
    if found not in known:
        return State.AHEAD
    return State.CURRENT if found == known[-1] else State.BEHIND
