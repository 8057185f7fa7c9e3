"""Entries of the audit log that are old enough, moved to an archive by somebody's decision."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.audit import archive, retention
from vendor_eval.audit.anchor import Anchor
from vendor_eval.audit.chain import Checkpoint, Key
from vendor_eval.audit.replay import Replay
from vendor_eval.errors import BadInput, Fault, NotFound, StoreFailure
from vendor_eval.files import audit_archive
from vendor_eval.private_folders import private_folder
from vendor_eval.store import audit as stored
from vendor_eval.store.audit import retiring
from vendor_eval.store.audit.retiring import Due, Moved
from vendor_eval.store.backup.archive import place, unwritable
from vendor_eval.workflows.deps import Deps

__all__ = ["Anchor", "Due"]

_NOT_READ_BACK = (
    "The archive could not be read back as it was written; nothing was retired. Look after the "
    "disk, and name a file on another one."
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be retired.

    Attributes:
        years: how long entries stay.
        to: the archive, a new file.
        checkpoint: noted earlier, as ``12:0123456789abcdef``; empty for none.
    """

    years: int
    to: Path
    checkpoint: str = ""


def due(deps: Deps, person: Person, years: int) -> Due | None:
    """Which entries are older than so many years; None where none is.

    Raises:
        NotAllowed: the person may not read the audit log, or may see some vendors alone.
    """
    require(person, Permission.READ_AUDIT_LOG)
    with deps.store.reading() as session:
        return _due(session, years)


def retire(deps: Deps, person: Person, order: Order) -> tuple[Due, Anchor] | None:
    """Move the entries that are due to an archive; None where none is.

    The archive is whole, on the disk and read back before anything is removed. What goes wrong
    after that leaves the log as it was, and an archive beside it that nobody needs.

    Raises:
        NotAllowed: the person may not look after the database.
        NotFound: there is no such folder.
        BadInput: the log is not as it was sealed, a newer entry is needed to prove what is due,
            or the archive is there already or cannot be written; nothing was retired.
        StoreFailure: the database cannot be read or written.
    """
    require(person, Permission.BACK_UP)
    to = order.to.absolute()
    _refuse_place(to)
    noted = Checkpoint.read(order.checkpoint) if order.checkpoint.strip() else None
    with deps.store.reading() as session:
        found = _due(session, order.years)
        if found is None:
            return None
        _refuse_unproven(session, deps.store.key, found, noted)
        moved = _archived(session, deps.store.key, Moved(found, "", [], person.name), to)
    with deps.store.writing(person.name) as session:
        return found, retiring.remove(session, deps.store.key, moved)


def _refuse_place(to: Path) -> None:
    """Raise unless a new file can have that name."""
    try:
        if not to.parent.is_dir():
            raise NotFound(f"{to.parent}: there is no such folder")
        is_there = to.exists()
    except OSError as error:
        raise unwritable(to, error) from None
    if is_there:
        raise unwritable(to, FileExistsError())


def _due(session: Session, years: int) -> Due | None:
    # Not the practice's day, which can be set: entries have the time of the clock.
    before = retention.limit(dt.datetime.now(dt.UTC), years)
    return retiring.due(session.connection(), before)


def _refuse_unproven(session: Session, key: Key, due: Due, noted: Checkpoint | None) -> None:
    """Raise unless everything is as it was sealed, and stays provable."""
    if due.until_rekey is not None:
        what = f"goes on under a new key since entry {due.until_rekey}, which older ones rest on"
        mend = "retire them together with that entry, when it is old enough"
        raise BadInput([Fault("The audit log", what, mend)])
    verdict = stored.verify(session, key, noted)
    if verdict.faults or verdict.unchecked:
        mend = "find out why, or name a checkpoint from after it; nothing was retired"
        faults = (*verdict.faults, *verdict.unchecked)
        raise BadInput([Fault("The audit log", f"does not verify: {one}", mend) for one in faults])


def _archived(session: Session, key: Key, moved: Moved, to: Path) -> Moved:
    """Write the archive, and read it back."""
    replay = Replay()
    entries = retiring.leaving(session.connection(), moved.due, replay)
    try:
        with private_folder(to.parent) as folder:
            # Closed at once when it fails: a server keeps what is still to be read.
            with closing(archive.written(entries, moved.due.opens, key)) as lines:
                sha256 = audit_archive.write(folder / to.name, lines)
            found = audit_archive.opened(folder / to.name, key)
            done = Moved(moved.due, sha256, list(replay.kept()), moved.by)
            if not retiring.is_whole(done, found, key):
                raise StoreFailure(_NOT_READ_BACK)
            place(folder / to.name, to)
    except OSError as error:
        raise unwritable(to, error) from None
    return done
