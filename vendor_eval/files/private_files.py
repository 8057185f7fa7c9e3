"""Files that are their owner's alone, such as those of keys."""

from __future__ import annotations

import stat
import sys
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


def reason(error: OSError) -> str:
    """What the system says, in a few words."""
    return error.strerror or "it cannot be written"
