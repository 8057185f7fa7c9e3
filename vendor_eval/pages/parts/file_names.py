"""Names of files that are offered: fit for every system, and none twice."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath


def part_of_name(vendor: str) -> str:
    """A vendor's name as a part of a file's: what every system takes in one."""
    return re.sub(r"[^a-z0-9]+", "-", vendor.casefold()).strip("-") or "vendor"


def told_apart(name: str, *by: object) -> str:
    """The name with a mark before its suffix that differs with whatever the file depends on.

    The web server keeps files by their name and, of large ones, a sample of their bytes: two
    that differ elsewhere would be one to it.

    Args:
        by: what tells the content apart, as far as it can be printed.
    """
    mark = hashlib.sha256("\n".join(map(repr, by)).encode()).hexdigest()[:16]
    path = PurePath(name)
    return f"{path.stem}-{mark}{path.suffix}"
