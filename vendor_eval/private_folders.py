"""Folders of this process alone, which do not outlive it for long, however it ends.

A process holds a lock on its folder, which the system lets go when the process is gone, killed or
not. So a folder without a holder is nobody's, and whoever comes next removes it: a number of a
process in its name could by then be that of another one, or of one in another container. Where
there are no such locks, as on Windows, a folder goes with its block alone.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

_PREFIX = "vendor-eval-held-"


@contextmanager
def private_folder(place: Path | None = None) -> Iterator[Path]:
    """A folder that nobody else can read, gone after the block; what others left goes first.

    Args:
        place: where; None for the place of temporary files.

    Raises:
        OSError: none can be made there.
    """
    place = place or Path(tempfile.gettempdir())
    sweep(place)
    folder, lock = _made(place)
    removing = partial(_remove, folder, os.getpid())
    # Whoever stops the program while the folder is being removed stops that, too.
    atexit.register(removing)
    try:
        yield folder
    finally:
        removing()
        atexit.unregister(removing)
        _let_go(lock)


def sweep(place: Path) -> int:
    """Remove what killed processes left in ``place``; how many folders that were."""
    swept = 0
    for folder, lock in _without_holder(place):
        shutil.rmtree(folder, ignore_errors=True)
        swept += not folder.exists()
        _let_go(lock)
    return swept


def left(place: Path) -> int:
    """How many folders of killed processes lie in ``place``."""
    found = 0
    for _, lock in _without_holder(place):
        _let_go(lock)
        found += 1
    return found


def _remove(folder: Path, maker: int) -> None:
    """Remove a folder; a process that was forked from its maker leaves it alone."""
    if os.getpid() == maker:
        shutil.rmtree(folder, ignore_errors=True)


def _without_holder(place: Path) -> Iterator[tuple[Path, int]]:
    """The folders that nobody holds, each with a lock on it, which is to be let go."""
    for folder in sorted(place.glob(f"{_PREFIX}*")):
        lock = _locked(folder, at_once=True)
        if lock is not None:
            yield folder, lock


def _made(place: Path) -> tuple[Path, int | None]:
    """A new folder and the lock on it; None where there are no locks."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
        lock = _locked(folder, at_once=False)
        # Before it was locked, somebody who swept may have taken it for nobody's.
        if folder.exists():
            return folder, lock
        _let_go(lock)


def _locked(folder: Path, *, at_once: bool) -> int | None:
    """The lock on a folder of one's own; None where it cannot be had.

    Args:
        at_once: do not wait for who holds it.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        # A link could lead to what is somebody else's.
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        if os.fstat(opened).st_uid == os.getuid():
            fcntl.flock(opened, fcntl.LOCK_EX | (fcntl.LOCK_NB if at_once else 0))
            return opened
    except OSError:
        pass
    os.close(opened)
    return None


def _let_go(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)
