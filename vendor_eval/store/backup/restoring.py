"""A database made to hold what an archive holds, whole or not at all.

It happens in one transaction, under the lock that every writer takes: a server that runs sees what
was before or what is now, and whatever anybody stored until then is in the copy that is kept. A
file that is too damaged for that is put aside.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlmodel import Session

from vendor_eval.audit.chain import Change, Key, canonical
from vendor_eval.errors import StoreFailure
from vendor_eval.store import migrations
from vendor_eval.store.audit import reading, sealing, triggers
from vendor_eval.store.backup import archive, digests, taking
from vendor_eval.store.backup.manifest import Manifest
from vendor_eval.store.backup.rewording import reworded
from vendor_eval.store.engine import file_of, migration_engine
from vendor_eval.store.failures import plain_failures
from vendor_eval.store.tables import Table

_JOURNALS = ("-journal", "-wal", "-shm")
_AHEAD = (
    "The database belongs to a newer version of this program; nothing was changed. "
    "Restore with that version."
)
_NOT_EQUAL = (
    "The database did not take every row as the backup has it; nothing was changed. "
    "Run vendor-eval doctor."
)


def nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be restored, and how.

    Attributes:
        tables: as `checking.checked` gives them, brought up to date.
        by: who restores; the audit log says so.
        key: what the audit log is sealed with.
        keep: is called when nobody else can write any more, and before anything is changed.
        accept: is called with what is wrong with the audit log; may raise.
        settle: is called when all is written and nothing may stop it any more: whoever stopped it
            then could not be told whether it happened.
    """

    manifest: Manifest
    tables: Path
    by: str
    key: Key
    keep: Callable[[], None]
    accept: Callable[[tuple[str, ...]], None]
    settle: Callable[[], None] = nothing


def restore(url: str, order: Order) -> None:
    """Let the database at ``url`` hold what was ordered, and nothing else.

    Raises:
        StoreFailure: the database cannot be written or belongs to a newer version; it is as it
            was.
    """
    source, target = migration_engine(f"sqlite:///{order.tables}"), migration_engine(url)
    try:
        with plain_failures(), target.begin() as written, source.begin() as read:
            if migrations.state_of(written) is migrations.State.AHEAD:
                raise StoreFailure(_AHEAD)
            order.keep()
            _drop(written)
            migrations.run(written, key=order.key)
            triggers.drop(written)
            taking.copy_tables(read, written)
            triggers.create(written)
            _count_on(written)
            _refuse_other(read, written)
            _log(read, written, order)
            order.settle()
    finally:
        source.dispose()
        target.dispose()


def restore_anew(url: str, order: Order, aside: Path) -> None:
    """As `restore`, into a new file: there is none, or what there is is no sound database.

    Args:
        aside: what there is is found there afterwards, as it is.

    Raises:
        StoreFailure: the folder cannot be written; the file is as it was.
    """
    file = file_of(url)
    assert file is not None, "only files are put aside"
    new = aside.with_name(f"{aside.name}.new")
    try:
        new.touch(mode=0o600, exist_ok=False)
        restore(f"sqlite:///{new}", replace(order, keep=lambda: None))
        if file.exists():
            archive.second_name(file, aside)
        # What SQLite had begun in the damaged file must not be carried on in the new one.
        for ending in _JOURNALS:
            with contextlib.suppress(FileNotFoundError):
                Path(f"{file}{ending}").replace(f"{aside}{ending}")
        new.replace(file)
        archive.sync_folder(file.parent)
    except OSError as error:
        reason = error.strerror or "no reason given"
        raise StoreFailure(
            f"The database file cannot be written or put aside ({reason}); nothing was changed. "
            "See that its folder is there, and that this account may write to it."
        ) from None
    finally:
        new.unlink(missing_ok=True)


def _drop(connection: Connection) -> None:
    """Remove every table that this program makes."""
    made = {"alembic_version", *Table.metadata.tables}
    ending = " CASCADE" if connection.dialect.name == "postgresql" else ""
    for name in sorted(made & set(inspect(connection).get_table_names())):
        connection.execute(text(f'DROP TABLE "{name}"{ending}'))


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL give the next rows the numbers after those that were written."""
    if connection.dialect.name != "postgresql":
        return
    counter = text("SELECT pg_get_serial_sequence(:table, :column)")
    for table in Table.metadata.sorted_tables:
        for column in table.primary_key:
            named = {"table": f'"{table.name}"', "column": column.name}
            sequence = connection.execute(counter, named).scalar()
            if sequence is not None:
                last = f'SELECT max("{column.name}") FROM "{table.name}"'  # noqa: S608 - names of our own schema
                setting = f"SELECT setval(:sequence, ({last})) WHERE ({last}) IS NOT NULL"
                connection.execute(text(setting), {"sequence": sequence})


def _refuse_other(source: Connection, target: Connection) -> None:
    """Raise unless both hold the same rows."""
    for table in Table.metadata.sorted_tables:
        if digests.of_table(source, table) != digests.of_table(target, table):
            raise StoreFailure(_NOT_EQUAL)
    if target.dialect.name == "sqlite":
        migrations.refuse_dangling(target)


def _log(source: Connection, target: Connection, order: Order) -> None:
    """Verify the audit log, and continue it where it holds."""
    here, there = target.dialect.name, order.manifest.taken_from
    # An earlier version is brought up to date in a SQLite file, wherever it came from.
    was_changed = order.manifest.schema != migrations.known()[-1]
    faults: tuple[str, ...]
    changes: list[Change] = []
    if here != there or (was_changed and here != source.dialect.name):
        found = reworded(target, order.key, order.manifest.checkpoint)
        faults, changes = tuple(found.faults), found.changes
    else:
        faults = reading.verify(Session(target), order.key, order.manifest.checkpoint).faults
    if faults:
        order.accept(faults)
    else:
        told = [_restored(order.manifest), *changes]
        sealing.append(target, order.key, order.by, told)


def _restored(manifest: Manifest) -> Change:
    moment = manifest.taken_at.isoformat()
    said = {"taken_at": moment, "taken_by": manifest.taken_by, "program": manifest.program}
    return Change("restore", "backup", canonical([moment]), None, canonical(said))
