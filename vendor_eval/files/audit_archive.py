"""Files of retired audit entries: their owner's alone, and never written over."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from vendor_eval.audit.archive import Archive, opened_by, read
from vendor_eval.audit.chain import Entry, Key
from vendor_eval.errors import BadInput, Fault, NotFound

_MEND = "name a file that `vendor-eval audit retire` wrote"
# No first line is longer; what is none is not read into memory.
_LONGEST_HEAD = 65_536


def write(path: Path, lines: Iterable[str]) -> str:
    """Write a new file, and wait until the disk has it.

    Returns:
        The SHA-256 of the file, hexadecimal.

    Raises:
        OSError: it is there already or cannot be written.
    """
    running = hashlib.sha256()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        for line in lines:
            content = line.encode()
            running.update(content)
            opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    return running.hexdigest()


def opened(path: Path, key: Key) -> Archive:
    """An archive to be read.

    Raises:
        NotFound: there is no such file.
        BadInput: it cannot be read, or does not begin as archives do.
    """
    try:
        with path.open("rb") as file:
            head = file.readline(_LONGEST_HEAD).decode()
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        opens = opened_by(head)
    except FileNotFoundError:
        raise NotFound(f"{path}: there is no such file") from None
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise BadInput([Fault(str(path), what, "name a readable file")]) from None
    except (ValueError, RecursionError):
        raise BadInput([Fault(str(path), "is no archive of an audit log", _MEND)]) from None
    return Archive(str(path), sha256, opens, partial(_entries, path, key))


def _entries(path: Path, key: Key) -> Iterator[Entry]:
    # No other end of a line than the one that was written: texts may hold the others.
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from read(file, key)
