"""Files that are their owner's alone, such as those of keys."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

_OWNERS_ALONE = stat.S_IRUSR | stat.S_IWUSR
_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def closed(path: Path) -> str:
    """Take the file from all but its owner; what there is to say of it where others had it.

    Windows has other rights, which the folder hands down.
    """
    with suppress(OSError):
        if sys.platform == "win32" or not path.stat().st_mode & _OF_OTHERS:
            return ""
        try:
            path.chmod(_OWNERS_ALONE)
        except OSError as error:
            return f"and still is ({reason(error)}); let its owner close it"
        return "until now; look into who has read it"
    return ""


def write(path: Path, text: str, *, over: bool) -> None:
    """Write a file whole or not at all; its owner's alone from its first byte on.

    Args:
        over: whether it takes the place of one that is there, which otherwise stays as it is.

    Raises:
        OSError: it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    written = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        if over:
            written.replace(path)
        else:
            with suppress(FileExistsError):
                os.link(written, path)
    finally:
        written.unlink(missing_ok=True)


def reason(error: OSError) -> str:
    """What the system says, in a few words."""
    return error.strerror or "it cannot be written"
