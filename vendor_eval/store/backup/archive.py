"""The file itself: written whole or not at all, and read without trusting a byte of it.

Nothing is unpacked beyond the size that the manifest gives, which has to fit on the disk, and no
member becomes a file.
"""

from __future__ import annotations

import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from vendor_eval.errors import BadInput, Fault
from vendor_eval.store.backup import members
from vendor_eval.store.backup.manifest import Manifest

MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 1_048_576
# The tables that are made of it, with their indexes, and what SQLite needs to write them.
_ROOM = 2.2
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_OTHER = "name a file that `vendor-eval backup` wrote, or another backup"


class NoRoom(BadInput):
    """The disk has no room for what is made of an archive."""


def refused(file: Path, what: str, mend: str = _OTHER) -> BadInput:
    """What is wrong with an archive, as the error to raise."""
    return BadInput([Fault(str(file), what, mend)])


def unwritable(file: Path, error: OSError) -> BadInput:
    """Why ``file`` cannot be written, as the error to raise."""
    if isinstance(error, FileExistsError):
        return refused(file, "is there already and is not overwritten", "name another file")
    reason = error.strerror or "no reason given"
    return refused(file, f"cannot be written ({reason})", "name a file that can be written")


def pack(file: Path, rows: Path, manifest: Manifest) -> Manifest:
    """Write the new archive ``file`` of a SQLite file and what there is to say of it.

    Only its owner can read it.

    Returns:
        The manifest with the size of the members and their digest.

    Raises:
        OSError: there is such a file already, or none can be written there.
    """
    file.touch(mode=0o600, exist_ok=False)
    with file.open("wb") as opened:
        with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as packed:
            size, sha256 = members.write(packed, rows)
            manifest = replace(manifest, size=size, sha256=sha256)
            document = json.dumps(manifest.document, indent=1, sort_keys=True)
            packed.writestr(MANIFEST, document)
        opened.flush()
        os.fsync(opened.fileno())
    return manifest


def place(written: Path, file: Path) -> None:
    """Give what is ``written`` the name ``file``, which nothing may have yet.

    Raises:
        FileExistsError: something has.
    """
    try:
        os.link(written, file)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no second names.
        if file.exists():
            raise FileExistsError(str(file)) from None
        written.rename(file)
    sync_folder(file.parent)


def second_name(file: Path, name: Path) -> None:
    """Let ``file`` be found as ``name``, too; as a copy where there are no second names.

    Raises:
        OSError: it cannot be read, or nothing can be written there.
    """
    try:
        os.link(file, name)
    except OSError:
        shutil.copy2(file, name)


def sync_folder(folder: Path) -> None:
    """Let a new name in ``folder`` outlive a power cut, where folders can be synchronised."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextmanager
def opened(file: Path, folder: Path) -> Iterator[tuple[Manifest, members.Members]]:
    """The manifest of an archive and its members, every byte of which is as the manifest says.

    Args:
        folder: on the disk that will take the tables that are made of it.

    Raises:
        BadInput: it is no archive, is damaged or was altered, or there is no room for it.
    """
    with _opened(file) as packed:
        manifest = _manifest(file, packed)
        if manifest.size * _ROOM > shutil.disk_usage(folder).free:
            mend = "free some space, or set TMPDIR to a folder on a larger disk"
            what = f"needs {manifest.size * _ROOM:,.0f} bytes beside it"
            raise NoRoom([Fault(str(file), what, mend)])
        if members.fingerprint(packed, MANIFEST, manifest.size) != manifest.sha256:
            raise refused(file, "is damaged or was altered after it was written")
        yield manifest, members.Members(packed)


def _manifest(file: Path, packed: zipfile.ZipFile) -> Manifest:
    if not members.are_known([one.filename for one in packed.infolist()], MANIFEST):
        raise refused(file, "is no backup")
    with packed.open(MANIFEST) as member:
        content = member.read(_LARGEST_MANIFEST + 1)
    if len(content) > _LARGEST_MANIFEST:
        raise refused(file, "is no backup: its manifest is too large")
    try:
        return Manifest.parse(content)
    except ValueError as error:
        raise refused(file, f"cannot be used: {error}") from None


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except _UNREADABLE:
        raise refused(file, "is no backup, or is damaged or cut off") from None
    except OSError as error:
        raise refused(file, f"cannot be read ({error.strerror or 'damaged'})") from None
