"""The file of the key that the audit log is sealed with: outside the database, its owner's alone.

It is made once. Whoever loses it can still read the log, and no longer tell whether it was
tampered with; so it wants a copy elsewhere, and not beside the backups of the database.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from vendor_eval.audit.chain import KEY_BYTES, Key
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.private_files import closed, write

_MEND = "put back its copy, or name another place in VENDOR_EVAL_AUDIT_KEY_FILE"


def read(path: Path) -> Key | None:
    """The key that a file holds; None where there is no file. Others lose their rights to it.

    Raises:
        BadInput: the file cannot be read, or holds no key.
    """
    try:
        written = path.read_text("ascii")
    except FileNotFoundError:
        return None
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise BadInput([Fault(str(path), what, "let this account read it")]) from None
    except UnicodeDecodeError:
        written = ""
    closed(path)
    try:
        return Key.read(written)
    except ValueError:
        raise BadInput([Fault(str(path), "holds no key of an audit log", _MEND)]) from None


def made(path: Path) -> Key:
    """A new key, kept in a file that did not exist; where another process was faster, its key.

    Raises:
        BadInput: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write(path, f"{secrets.token_hex(KEY_BYTES)}\n", over=False)
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        mend = "name another place in VENDOR_EVAL_AUDIT_KEY_FILE"
        raise BadInput([Fault(str(path), what, mend)]) from None
    key = read(path)
    if key is None:
        raise BadInput([Fault(str(path), "is gone again", _MEND)])
    return key
