"""What a database's complaint means to the person who meets it.

A driver's own text is never shown: PostgreSQL quotes stored values in it. What is shown is one
sentence with a remedy, and the driver's short code for whoever looks after the database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from vendor_eval.errors import StoreFailure

BUSY = "The database is busy with another change; nothing was stored. Wait a moment and try again."
READ_ONLY = (
    "The database cannot be written to; nothing was stored. Give the account that runs this "
    "program write access to the database file and its folder, then try again."
)
_FULL = "The disk with the database is full; nothing was stored. Free some space, then try again."
_DISK = (
    "The disk or the file system with the database failed; nothing was stored. Look for a limit "
    "on the size of files, a quota or a fault of the disk, then try again."
)
_NOT_A_DATABASE = (
    "The database file is damaged or is not a database. Restore it from a backup, "
    "or name another file in VENDOR_EVAL_DATABASE_URL."
)
UNREACHABLE = (
    "The database cannot be opened. Check VENDOR_EVAL_DATABASE_URL, that the server runs or the "
    "folder exists, and that this account may use it."
)
_BEHIND = (
    "The database has not the tables that this version of the program needs. "
    "Bring it up to date, then try again."
)
_REFUSED = (
    "The database refused the change because it would break its own rules; nothing was stored."
)
_UNKNOWN = "The database could not do what was asked; nothing was stored."

# By the primary code of SQLite (the first two words of its name) ...
_SQLITE = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_PERM": READ_ONLY,
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": _DISK,
    "SQLITE_NOTADB": _NOT_A_DATABASE,
    "SQLITE_CORRUPT": _NOT_A_DATABASE,
    "SQLITE_CANTOPEN": UNREACHABLE,
    "SQLITE_CONSTRAINT": _REFUSED,
}
# ... and by the class of PostgreSQL's SQLSTATE, or the whole of it.
_POSTGRESQL = {
    "55P03": BUSY,
    "40": BUSY,
    "25006": READ_ONLY,
    "42501": READ_ONLY,
    "53100": _FULL,
    "58": _DISK,
    "42P01": _BEHIND,
    "42703": _BEHIND,
    "08": UNREACHABLE,
    "57P": UNREACHABLE,
    "28": UNREACHABLE,
    "3D": UNREACHABLE,
    "23": _REFUSED,
}


@contextmanager
def plain_failures() -> Iterator[None]:
    """Within the block, whatever the database refuses is said plainly.

    A mistake in how it is asked is ours to mend and passes through.

    Raises:
        StoreFailure: the database refused, cannot be reached, or is busy.
    """
    try:
        yield
    except (DBAPIError, PoolTimeout, sqlite3.Error) as error:
        # Without its cause: a driver's text may quote stored values and would end up in a log.
        raise StoreFailure(_shown(error)) from None
    except UnicodeDecodeError:
        # SQLite tells of a damaged schema in the words of the schema, which are no text any more.
        raise StoreFailure(_NOT_A_DATABASE) from None


def _shown(error: DBAPIError | PoolTimeout | sqlite3.Error) -> str:
    if isinstance(error, PoolTimeout):
        return BUSY
    driver = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(driver, "sqlite_errorname", None) or getattr(driver, "sqlstate", None)
    if code is None:
        # Neither database answered: the connection was never made, or broke.
        return UNREACHABLE
    return f"{_sentence(code, str(driver))} ({code})"


def _sentence(code: str, said: str) -> str:
    if code.startswith("SQLITE_"):
        if code == "SQLITE_ERROR" and said.startswith("no such"):
            return _BEHIND
        return _SQLITE.get("_".join(code.split("_")[:2]), _UNKNOWN)
    for length in (5, 3, 2):
        if code[:length] in _POSTGRESQL:
            return _POSTGRESQL[code[:length]]
    return _UNKNOWN
