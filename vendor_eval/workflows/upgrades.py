"""Bringing the database to the tables of this version, and keeping what it held before.

A file is copied first, under the lock of every writer, and only when there is something to change:
whoever has nobody to look after backups can still go back. A PostgreSQL server has backups of its
own, in places that this program does not know; there it is said that no copy was made.
"""

from __future__ import annotations

import datetime as dt
import filecmp
import logging
import re
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from vendor_eval import __version__, store
from vendor_eval.audit.chain import Key
from vendor_eval.errors import StoreFailure
from vendor_eval.store.backup import taking
from vendor_eval.store.engine import file_of

MOST_COPIES = 3
"""How many copies stay; older ones go after an upgrade that succeeded."""

# What follows the name of the file in that of a copy: the version, and the moment.
_MADE = re.compile(r".+-(\d{8}T\d{6}\.\d{6}Z)")
_logger = logging.getLogger(__name__)
_EVENT = {"event": "upgraded"}
_COPIED = "the database was brought up to date; as it was before it is kept beside it: %s"
_NOT_COPIED = "the database was brought up to date; no copy of it as it was before was made"
_NO_COPY = (
    "The database has to be brought up to date, and no copy of it as it is could be made first in "
    "{folder}: {reason}"
)


def bring_up_to_date(url: str, key: Key) -> None:
    """Make the tables at ``url`` those of this version; a file is kept beside it as it was.

    Args:
        key: what the audit log is sealed with.

    Raises:
        StoreFailure: as `store.upgrade`, or no copy could be made; the database is as it was.
    """
    database = file_of(url)
    if database is None:
        if store.upgrade(url, key=key) is store.State.BEHIND:
            _logger.warning(_NOT_COPIED, extra=_EVENT)
        return
    with ExitStack() as undoing:
        was = store.upgrade(url, key=key, keep=partial(_keep, url, database, undoing))
        undoing.pop_all()
    if was is store.State.BEHIND:
        kept = copies(database)
        _logger.warning(_COPIED, kept[-1].name, extra=_EVENT)
        for older in kept[:-MOST_COPIES]:
            older.unlink(missing_ok=True)


def copies(database: Path) -> tuple[Path, ...]:
    """What upgrades have kept of a SQLite file, the oldest first."""
    begins = f"{database.name}.before-"
    beside = (one for one in database.parent.iterdir() if one.name.startswith(begins))
    found = ((_MADE.fullmatch(one.name.removeprefix(begins)), one) for one in beside)
    return tuple(one for _, one in sorted((name[1], one) for name, one in found if name))


def _keep(url: str, database: Path, undoing: ExitStack) -> None:
    """Copy the SQLite file at ``url`` as long as ``undoing`` is not carried out.

    Raises:
        StoreFailure: it is damaged, or the copy cannot be written.
    """
    earlier = copies(database)
    moment = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S.%fZ}"
    copy = database.with_name(f"{database.name}.before-{__version__}-{moment}")
    # Whatever stops the upgrade from here on, between two lines or in the midst of one.
    undoing.callback(copy.unlink, missing_ok=True)
    try:
        taking.keep_beside(url, copy)
    except StoreFailure as error:
        raise StoreFailure(_NO_COPY.format(folder=copy.parent, reason=error)) from None
    # An upgrade that is killed at each start must not fill the disk with one and the same.
    if earlier and filecmp.cmp(earlier[-1], copy, shallow=False):
        copy.unlink()
