"""Uploaded files as files to read, for as long as they are read.

They lie in a private folder that goes with the block: in memory where the machine has such a
folder with room, else on the disk. What a killed process left is swept at the next start, and
before anything else is laid there. X12 carries what identifies patients, and that never reaches a
disk; there it is refused, and the folder where it lies already can be named instead.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from vendor_eval import private_folders
from vendor_eval.claims.extracts import Rejection
from vendor_eval.files.extracts.described import is_x12
from vendor_eval.private_folders import private_folder
from vendor_eval.workflows.checks import NamedFile

MEMORY = Path("/dev/shm")  # noqa: S108 - private folders are made in it, as in any place for files
_ROOM = 1.2
_LONGEST_NAME = 150
_START_BYTES = 64


@dataclass(frozen=True, slots=True)
class Laid:
    """Where uploads lie.

    Attributes:
        rejected: those that could not be laid anywhere.
    """

    paths: tuple[Path, ...]
    rejected: tuple[Rejection, ...]


@contextmanager
def as_files(files: Sequence[NamedFile], memory: Path = MEMORY) -> Iterator[Laid]:
    """The uploads as files that are gone after the block.

    Args:
        memory: a folder that is kept in memory, where there is one.
    """
    sweep(memory)
    in_memory = _has_room(memory, sum(len(one.content) for one in files))
    kept = [one for one in files if in_memory or not is_x12(one.content[:_START_BYTES])]
    refused = tuple(_refused(one) for one in files if one not in kept)
    with private_folder(memory if in_memory else _on_disk()) as folder:
        yield Laid(tuple(_laid(folder, at, one) for at, one in enumerate(kept)), refused)


def sweep(memory: Path = MEMORY) -> int:
    """Remove the uploads that killed processes left, in memory and on the disk; how many of them.

    Those of processes that run are left alone.
    """
    return sum(map(private_folders.sweep, (memory, _on_disk())))


def _on_disk() -> Path:
    return Path(tempfile.gettempdir())


def _has_room(memory: Path, size: int) -> bool:
    if not memory.is_dir() or not os.access(memory, os.W_OK):
        return False
    return shutil.disk_usage(memory).free > size * _ROOM


def _laid(folder: Path, number: int, file: NamedFile) -> Path:
    """The file in a folder of its own, so that two may have one name."""
    own = folder / str(number)
    own.mkdir()
    name = PurePosixPath(file.name.replace("\\", "/")).name.replace("\0", "")
    path = own / (name[-_LONGEST_NAME:] or "file")
    path.write_bytes(file.content)
    return path


def _refused(file: NamedFile) -> Rejection:
    text = (
        "this X12 file would lie on the disk for a moment, with what identifies patients; "
        "name the folder where it lies instead of uploading it"
    )
    return Rejection(file.name, "upload_not_in_memory", text)
