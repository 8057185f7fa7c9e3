"""Names of files that are offered, so that nobody is handed another file under the same name."""

from __future__ import annotations

import hashlib
from pathlib import PurePath


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
