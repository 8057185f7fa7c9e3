"""The file itself: written whole or not at all, and read without trusting a byte of it.

The two members are known by name, so no name in an archive is ever a path, and nothing is
unpacked beyond the size that the manifest gives, which has to fit on the disk.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vendor_eval.errors import BadInput, Fault
from vendor_eval.store.backup.manifest import Manifest

MANIFEST, ROWS = "manifest.json", "database.sqlite"
_LARGEST_MANIFEST = 1_048_576
_CHUNK = 1_048_576
# Unpacked, and once more as the tables that are made of it.
_ROOM = 2.2
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_OTHER = "name a file that `vendor-eval backup` wrote, or another backup"


def refused(file: Path, what: str, mend: str = _OTHER) -> BadInput:
    """What is wrong with an archive, as the error to raise."""
    return BadInput([Fault(str(file), what, mend)])


def fingerprint(file: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def pack(file: Path, rows: Path, manifest: Manifest) -> None:
    """Write the archive ``file`` of a SQLite file and what there is to say of it.

    Only its owner can read it.

    Raises:
        BadInput: there is such a file already, or none can be written there.
    """
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    except OSError as error:
        raise _unwritable(file, error) from None
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
                document = json.dumps(manifest.document, indent=1, sort_keys=True)
                archive.writestr(MANIFEST, document)
                archive.write(rows, ROWS)
            opened.flush()
            os.fsync(opened.fileno())
        place(written, file)
    except OSError as error:
        raise _unwritable(file, error) from None
    finally:
        written.unlink(missing_ok=True)


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


def unpack(file: Path, folder: Path) -> tuple[Manifest, Path]:
    """The manifest of an archive, and its rows as a file in ``folder``.

    Raises:
        BadInput: it is no archive, is damaged or was altered, or there is no room for it.
    """
    with _opened(file) as archive:
        if sorted(one.filename for one in archive.infolist()) != sorted((MANIFEST, ROWS)):
            raise refused(file, "is no backup")
        with archive.open(MANIFEST) as member:
            content = member.read(_LARGEST_MANIFEST + 1)
        if len(content) > _LARGEST_MANIFEST:
            raise refused(file, "is no backup: its manifest is too large")
        try:
            manifest = Manifest.parse(content)
        except ValueError as error:
            raise refused(file, f"cannot be used: {error}") from None
        if manifest.size * _ROOM > shutil.disk_usage(folder).free:
            mend = "free some space, or set TMPDIR to a folder on a larger disk"
            raise refused(file, f"needs {manifest.size * _ROOM:,.0f} bytes beside it", mend)
        rows = folder / ROWS
        if not _unpacked(archive, rows, manifest):
            raise refused(file, "is damaged or was altered after it was written")
    return manifest, rows


def _unpacked(archive: zipfile.ZipFile, rows: Path, manifest: Manifest) -> bool:
    """Write the rows, never beyond their size; whether they are those of the manifest."""
    digest, left = hashlib.sha256(), manifest.size
    with archive.open(ROWS) as member, rows.open("xb") as target:
        while left >= 0 and (chunk := member.read(_CHUNK)):
            digest.update(chunk)
            target.write(chunk)
            left -= len(chunk)
    return left == 0 and digest.hexdigest() == manifest.sha256


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except _UNREADABLE:
        raise refused(file, "is no backup, or is damaged or cut off") from None
    except OSError as error:
        raise refused(file, f"cannot be read ({error.strerror or 'damaged'})") from None


def _unwritable(file: Path, error: OSError) -> BadInput:
    if isinstance(error, FileExistsError):
        return refused(file, "is there already and is not overwritten", "name another file")
    reason = error.strerror or "no reason given"
    return refused(file, f"cannot be written ({reason})", "name a file that can be written")
