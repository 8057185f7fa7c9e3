"""What is wrong with an installation, and what would mend it; nothing is changed by looking."""

from __future__ import annotations

import os
import platform
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vendor_eval import __version__, private_folders
from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.store.engine import file_of
from vendor_eval.workflows import doctor_database, upgrades
from vendor_eval.workflows.backups import Kept
from vendor_eval.workflows.diagnoses import Diagnosis, failure, ok, warning
from vendor_eval.workflows.uploads import MEMORY

_LITTLE_ROOM = 1_000_000_000
_NO_ROOM = 100_000_000
_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_WRITTEN_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Installation:
    """What there is to look at.

    Attributes:
        kept: None where the settings do not say where the data is.
        keys: files of keys by what they are called; they need not exist.
        settings: what was found in the settings already.
    """

    kept: Kept | None
    keys: Mapping[str, Path] = field(default_factory=dict)
    settings: tuple[Diagnosis, ...] = ()


def examine(person: Person, installation: Installation) -> tuple[Diagnosis, ...]:
    """Look at everything and say how it is.

    Raises:
        NotAllowed: the person may not look after the database.
    """
    require(person, Permission.BACK_UP)
    return tuple(_examined(installation))


def _examined(installation: Installation) -> Iterator[Diagnosis]:
    system = f"Python {platform.python_version()}, {platform.system()}"
    yield ok("program", f"vendor-eval {__version__}, {system}.")
    yield from installation.settings
    database = None
    if installation.kept is not None:
        database = file_of(installation.kept.url)
        if database is not None and not database.exists():
            remedy = "Start the app once, restore a backup, or set VENDOR_EVAL_DATABASE_URL."
            yield warning("database", f"There is no file {database} yet.", remedy)
        else:
            yield from doctor_database.examine(installation.kept)
    yield from _room(database)
    yield from _rights(database, installation.keys)
    yield _left_over(database)
    if database is not None and database.parent.is_dir():
        yield from _copies(database)


def _room(database: Path | None) -> Iterator[Diagnosis]:
    """Free space where data lies, and where files lie while they are read."""
    places = {"temporary files": Path(tempfile.gettempdir())}
    size = 0
    if database is not None and database.parent.is_dir():
        places = {"the database": database.parent, **places}
        size = database.stat().st_size if database.exists() else 0
    for name, place in places.items():
        free = shutil.disk_usage(place).free
        what = f"{free / 1e9:,.1f} GB are free in {place}, the place of {name}."
        remedy = f"Free some space there; an import needs {_NO_ROOM // 1_000_000} MB and more."
        needed = 2 * size if name == "the database" else 0
        if free < _NO_ROOM:
            yield failure("disk", what, remedy)
        elif free < max(_LITTLE_ROOM, needed):
            yield warning("disk", what, remedy)
        else:
            yield ok("disk", what)


def _rights(database: Path | None, keys: Mapping[str, Path]) -> Iterator[Diagnosis]:
    """Whether others on this machine can read what is not theirs."""
    if sys.platform == "win32":
        return
    files = {"database": database, **keys}
    for name, file in files.items():
        if file is None or not file.exists():
            continue
        mode, folder = file.stat().st_mode, file.parent.stat().st_mode
        if mode & _OF_OTHERS:
            what = f"Others on this machine may read or change {file}."
            yield warning("rights", what, f"chmod 600 '{file}'")
        elif folder & _WRITTEN_BY_OTHERS and not folder & stat.S_ISVTX:
            what = f"Others on this machine may replace {file}."
            yield warning("rights", what, f"chmod go-w '{file.parent}'")
        elif not os.access(file, os.R_OK | os.W_OK):
            what = f"This account may not read and write {file}."
            yield failure("rights", what, f"Let the account that runs the app own {file}.")
        else:
            yield ok("rights", f"Only its owner can read {file} ({name}).")


def _left_over(database: Path | None) -> Diagnosis:
    """Private folders of processes that were killed."""
    places = {Path(tempfile.gettempdir()), MEMORY}
    if database is not None:
        places.add(database.parent)
    found = {place: private_folders.left(place) for place in sorted(places) if place.is_dir()}
    count = sum(found.values())
    if count:
        where = " and ".join(str(place) for place, number in found.items() if number)
        what = f"{count} folders of processes that were killed lie in {where}."
        return warning("left over", what, "The next start of the app or import removes them.")
    return ok("left over", "No process that was killed left files behind.")


def _copies(database: Path) -> Iterator[Diagnosis]:
    """What upgrades have kept of the database, which nobody has to delete."""
    kept = upgrades.copies(database)
    if kept:
        size = sum(one.stat().st_size for one in kept)
        which = "copy" if len(kept) == 1 else "copies"
        what = f"{len(kept)} {which} from before upgrades, {size / 1e6:,.1f} MB, beside {database}."
        yield ok("copies", what)
