"""Files of claims as they were found: what is readable, what is not, and why.

Only the beginning of a text file and the schema of a Parquet file are read here. A file is told by
its content, not by its name; the same bytes under two names count once.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from vendor_eval.claims.extracts import ExtractFile, Rejection
from vendor_eval.claims.mapping import AS_NAMED, ExtractMapping
from vendor_eval.errors import NotFound
from vendor_eval.files.extracts.described import described

__all__ = ["files_under", "once_each", "readable"]


class _Lying(Protocol):
    """A file by its name, and where it lies."""

    @property
    def name(self) -> str: ...

    @property
    def path(self) -> str: ...


_File = TypeVar("_File", bound=_Lying)


def files_under(paths: Sequence[Path]) -> list[Path]:
    """The files named, and every file in the folders named, hidden ones left out; by name.

    Raises:
        NotFound: something named does not exist, or a folder cannot be looked into; all of it is
            listed.
    """
    found: list[Path] = []
    missing: list[str] = []
    for path in paths:
        try:
            found += [path] if path.is_file() else _inside(path)
        except FileNotFoundError:
            missing.append(f"{path}: there is no such file or folder")
        except OSError as error:
            missing.append(f"{path}: cannot be looked into ({error.strerror})")
    if missing:
        raise NotFound("\n".join(missing))
    return found


def _inside(folder: Path) -> list[Path]:
    """Every file in a folder.

    Raises:
        OSError: it does not exist, or not all of it can be looked into.
    """
    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = [one for one in folders if not one.startswith(".")]
        files = (Path(place, one) for one in names if not one.startswith("."))
        found += [file for file in files if file.is_file()]
    return sorted(found)


def _raise(error: OSError) -> None:
    raise error


def once_each(files: Iterable[_File]) -> list[_File]:
    """The files without those whose bytes came before under another name or path."""
    by_size: dict[int, list[_File]] = defaultdict(list)
    for file in files:
        by_size[Path(file.path).stat().st_size].append(file)
    kept: list[_File] = []
    for alike in by_size.values():
        # Most sizes occur once; their files need not be read to know that they differ.
        if len(alike) == 1:
            kept += alike
        else:
            kept += {_digest(file): file for file in reversed(alike)}.values()
    return sorted(kept, key=lambda file: (file.name, file.path))


def _digest(file: _Lying) -> str:
    with Path(file.path).open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def readable(
    paths: Sequence[Path], mapping: ExtractMapping = AS_NAMED
) -> tuple[list[ExtractFile], list[Rejection]]:
    """What can be read of the files, and why the others cannot.

    Args:
        mapping: how the files are headed and worded.
    """
    files: list[ExtractFile] = []
    rejected: list[Rejection] = []
    for path in paths:
        found = described(path, mapping)
        if isinstance(found, ExtractFile):
            files.append(found)
        else:
            rejected += found
    return files, rejected
