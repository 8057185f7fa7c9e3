"""The practice's own file that says which surrogate stands for which claim.

It lies outside the database, readable by its owner alone, and is written whole or not at all.
Surrogates are random: none can be worked out from a claim, only looked up here.

Source: 45 CFR 164.514(c).
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.private_files import closed, reason, write

_VERSION = 1
_RANDOM_BYTES = 10
_MEND = "name another place for the claim keys, or put its backup there"


class KeyFile:
    """The surrogates of claims; the same for a claim in every run that uses the file.

    Attributes:
        unkept: why new surrogates hold for this run alone; empty while they are kept.
        laid_open: since or until when others could read or change the file; empty when none could.
    """

    def __init__(self, path: Path | None) -> None:
        """Read what is there, and keep others from reading it.

        Args:
            path: None keeps nothing: the next run draws others.

        Raises:
            BadInput: the file is none of claim keys; it is left as it is.
        """
        # What a link names is the practice's file, and not the link.
        self._path = path if path is None else path.resolve()
        self._keys: dict[str, str] = {}
        self._drawn: dict[str, str] = {}
        self.unkept = "" if path is not None else "no place is named for them"
        self.laid_open = ""
        if path is not None:
            try:
                self._keys = _read(path)
            except OSError as error:
                self.unkept = reason(error)
            self.laid_open = closed(path)

    def key_of(self, name: str) -> str:
        """The surrogate of what ``name`` names, drawn when it is asked for the first time."""
        key = self._keys.get(name)
        if key is None:
            key = self._keys[name] = self._drawn[name] = secrets.token_hex(_RANDOM_BYTES)
        return key

    def keep(self) -> None:
        """Write the surrogates that were drawn; where that cannot be done `unkept` says why."""
        if not self._drawn or self._path is None or self.unkept:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with _alone(self._path.parent):
                # Another run may have written since; what it has drawn is kept too.
                keys = self._drawn | _read(self._path)
                document = json.dumps({"version": _VERSION, "keys": keys}, indent=0)
                write(self._path, document, over=True)
        except OSError as error:
            self.unkept = reason(error)
        else:
            self._drawn.clear()


def _read(path: Path) -> dict[str, str]:
    """What the file holds; nothing where there is none."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        text = ""
    with suppress(ValueError):
        document = json.loads(text)
        keys = document.get("keys") if isinstance(document, dict) else None
        if isinstance(keys, dict) and document.get("version") == _VERSION:
            return {str(name): str(key) for name, key in keys.items()}
    raise BadInput([Fault(str(path), "is no file of claim keys, or is damaged", _MEND)])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no other run write in between; Windows cannot lock folders, and there none is."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)
