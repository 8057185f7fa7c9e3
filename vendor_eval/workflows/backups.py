"""The whole database as one file, and back.

A backup is told to be one only after it was put back into tables of its own, once, and everything
in it was found. What is kept outside the database is not in it: the claim keys and the key of the
audit log.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from vendor_eval import __version__
from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.audit.chain import Key
from vendor_eval.audit.retention import LEAST_YEARS
from vendor_eval.errors import BadInput, Fault, NotFound, StoreFailure, VendorEvalError
from vendor_eval.private_folders import private_folder
from vendor_eval.store import Store, migrations
from vendor_eval.store.audit import note
from vendor_eval.store.backup import archive, digests, restoring, taking
from vendor_eval.store.backup.checking import checked
from vendor_eval.store.backup.manifest import Manifest
from vendor_eval.store.backup.restoring import Order
from vendor_eval.store.engine import backend, file_of, in_memory
from vendor_eval.workflows import audit
from vendor_eval.workflows.deps import Deps

__all__ = ["Manifest"]

_COPY, _PACKED, _TAKEN = "copy.sqlite", "packed.backup", "taken.backup"
_OTHER_TABLES = "Its tables are those of another version of the program and stay as they are."
_NOT_KEPT = (
    "What was read from the database could not be put back, so the backup was not kept: the "
    "database is damaged or was changed by another program. Run vendor-eval doctor."
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the data is.

    Attributes:
        url: of the database.
        key: what its audit log is sealed with.
        retention_years: how long its entries stay before they may be retired.
    """

    url: str
    key: Key
    retention_years: int = LEAST_YEARS


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was taken.

    Attributes:
        untold: why the audit log could not be told of it; None where it was.
    """

    manifest: Manifest
    untold: str | None


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a restore.

    Attributes:
        replaced: what the database held before; None where it held nothing.
        unverified: what is wrong with the audit log of the backup, where that was accepted.
    """

    manifest: Manifest
    replaced: Path | None
    unverified: tuple[str, ...]


def back_up(
    person: Person, kept: Kept, file: Path, *, settle: Callable[[], None] = restoring.nothing
) -> Manifest:
    """Write everything the database holds now to ``file``, while others may go on writing.

    Whatever stops it before ``settle`` is called leaves nothing there.

    Args:
        settle: is called when it can no longer be stopped.

    Raises:
        NotAllowed: the person may not back up.
        NotFound: there is no such folder, or no database yet.
        BadInput: the file is there already or cannot be written.
        StoreFailure: the database cannot be read or is damaged.
    """
    require(person, Permission.BACK_UP)
    file = file.absolute()
    try:
        return _backed_up(person, kept, file, settle)
    except OSError as error:
        raise archive.unwritable(file, error) from None


def back_up_and_tell(
    person: Person, kept: Kept, file: Path, *, settle: Callable[[], None] = restoring.nothing
) -> Taken:
    """As `back_up`, told to the audit log first, so that it stands in the backup, too.

    Where the log cannot be told, the backup is taken all the same: it is wanted most then.

    Raises:
        NotAllowed, NotFound, BadInput, StoreFailure: as `back_up`.
    """
    require(person, Permission.BACK_UP)
    _refuse_place(file.absolute())
    _refuse_nothing(kept.url)
    untold = _untold(person, kept, file)
    return Taken(back_up(person, kept, file, settle=settle), untold)


def _untold(person: Person, kept: Kept, file: Path) -> str | None:
    """Let the audit log say who takes a backup; why it could not, else None."""
    if migrations.state(kept.url) is not migrations.State.CURRENT:
        return _OTHER_TABLES
    opened = Store.open(kept.url, key=kept.key)
    try:
        with opened.writing(person.name) as session:
            note(session, audit.export(file.name))
    except StoreFailure as error:
        return str(error)
    finally:
        opened.close()
    return None


def _backed_up(person: Person, kept: Kept, file: Path, settle: Callable[[], None]) -> Manifest:
    _refuse_place(file)
    _refuse_nothing(kept.url)
    with private_folder(file.parent) as folder:
        manifest = _packed(person, kept.url, folder)
        try:
            checked(folder / _PACKED, folder)
        except archive.NoRoom as error:
            raise BadInput([replace(one, where=str(file)) for one in error.faults]) from None
        except VendorEvalError:
            raise StoreFailure(_NOT_KEPT) from None
        settle()
        archive.place(folder / _PACKED, file)
    return manifest


def archive_of(deps: Deps, person: Person, kept: Kept) -> bytes:
    """Everything the database holds now as a backup, to be taken along; the audit log says so.

    Raises:
        NotAllowed: the person may not back up.
        NotFound: there is no database yet.
        StoreFailure: the database cannot be read or is damaged, or its log cannot be written.
    """
    require(person, Permission.BACK_UP)
    audit.taken(deps, person, "archive of everything")
    with private_folder() as folder:
        file = folder / _TAKEN
        back_up(person, kept, file)
        return file.read_bytes()


def restore(
    person: Person,
    kept: Kept,
    file: Path,
    *,
    unverified: bool = False,
    settle: Callable[[], None] = restoring.nothing,
) -> Restored:
    """Let the database hold what a backup holds; what it held before is kept beside it.

    Whatever stops it before ``settle`` is called leaves everything as it was.

    Args:
        unverified: go on where the audit log of the backup cannot be verified.
        settle: is called when it can no longer be stopped.

    Raises:
        NotAllowed: the person may not restore.
        NotFound: there is no such file.
        BadInput: it is no backup, is damaged, altered or of a newer version, or its audit log does
            not hold; nothing was touched.
        StoreFailure: the database cannot be written; it is as it was.
    """
    require(person, Permission.BACK_UP)
    _refuse_unseen(file)
    if in_memory(kept.url):
        what = "names a database that is gone when the program ends"
        raise BadInput([Fault("VENDOR_EVAL_DATABASE_URL", what, "name a file or a server")])
    accepted: list[str] = []

    def accept(faults: tuple[str, ...]) -> None:
        if not unverified:
            mend = "name another backup, or see what --unverified does"
            raise BadInput([Fault(str(file), one, mend) for one in faults])
        accepted.extend(faults)

    with private_folder() as folder:
        manifest, tables = checked(file, folder)
        migrations.upgrade(f"sqlite:///{tables}", key=kept.key)
        order = Order(manifest, tables, person.name, kept.key, restoring.nothing, accept, settle)
        replaced = _replaced(person, kept.url, order, file.absolute())
    return Restored(manifest, replaced, tuple(accepted))


def _refuse_place(file: Path) -> None:
    """Raise unless a new file can be made there, as far as can be seen."""
    try:
        if not file.parent.is_dir():
            raise NotFound(f"{file.parent}: there is no such folder")
        if file.exists():
            raise FileExistsError
    except OSError as error:
        raise archive.unwritable(file, error) from None


def _refuse_unseen(file: Path) -> None:
    """Raise unless there is such a file, and this account may know."""
    try:
        is_there = file.exists()
    except OSError as error:
        reason = error.strerror or "no reason given"
        raise archive.refused(file, f"cannot be read ({reason})") from None
    if not is_there:
        raise NotFound(f"{file}: there is no such file")


def _refuse_nothing(url: str) -> None:
    """Raise where there is no SQLite file yet: opening it would make an empty one."""
    file = file_of(url)
    if file is not None and not file.exists():
        raise NotFound(f"{file}: there is no database yet")


def _packed(person: Person, url: str, folder: Path) -> Manifest:
    """Leave the archive of what is in the database now in a private folder."""
    copy = folder / _COPY
    taken_at = dt.datetime.now(dt.UTC)
    taking.copy(url, copy)
    schema = taking.schema_of(copy)
    if schema is None:
        raise BadInput([Fault("The database", "has no tables yet", "start the app once")])
    with taking.opened(copy) as connection:
        tables = digests.of_file(connection)
    manifest = Manifest(
        program=__version__,
        schema=schema,
        taken_at=taken_at,
        taken_by=person.name,
        taken_from=backend(url),
        size=0,
        sha256="",
        tables=tables,
        checkpoint=taking.checkpoint_of(copy),
    )
    manifest = archive.pack(folder / _PACKED, copy, manifest)
    copy.unlink()
    return manifest


def _replaced(person: Person, url: str, order: Order, file: Path) -> Path | None:
    """Carry the order out; where what was replaced is kept, None where there was nothing."""
    moment = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}"
    database = file_of(url)
    if database is None:
        aside = file.parent / f"replaced-{moment}.backup"
        keep = partial(_packed_beside, person, url, aside)
    else:
        aside = database.with_name(f"{database.name}.replaced-{moment}")
        if not database.exists() or not taking.is_whole(database):
            restoring.restore_anew(url, order, aside)
            return aside if aside.exists() else None
        keep = partial(taking.keep_beside, url, aside)
    if migrations.state(url) is migrations.State.EMPTY:
        restoring.restore(url, order)
        return None
    with ExitStack() as undoing:
        undoing.callback(aside.unlink, missing_ok=True)
        restoring.restore(url, replace(order, keep=keep))
        undoing.pop_all()
    return aside


def _packed_beside(person: Person, url: str, file: Path) -> None:
    try:
        with private_folder(file.parent) as folder:
            _packed(person, url, folder)
            archive.place(folder / _PACKED, file)
    except OSError as error:
        raise archive.unwritable(file, error) from None
