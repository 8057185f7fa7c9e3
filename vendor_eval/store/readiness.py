"""Whether a database can serve people now, asked often and from outside of any work.

The asking must not be felt: its connections are kept, nothing is read but the version of the
tables, and nobody who is writing is waited for.
"""

from __future__ import annotations

from enum import StrEnum

from vendor_eval.errors import StoreFailure
from vendor_eval.store import migrations
from vendor_eval.store.engine import Engines, engines, file_of
from vendor_eval.store.failures import BUSY, READ_ONLY, plain_failures

_PATIENCE_S = 0.5
_SAYS_READ_ONLY = (
    "SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean"
)


class Readiness(StrEnum):
    """Whether people can work, or the one word for why not."""

    READY = "ready"
    UNREACHABLE = "unreachable"
    BEHIND = "behind"
    AHEAD = "ahead"
    READ_ONLY = "read-only"


class Probe:
    """Asks one database whether it is ready; nothing is connected before the first time."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._ways = engines(url, _PATIENCE_S)

    def ask(self) -> Readiness:
        """How the database is now.

        One that others keep busy for the moment is ready: people wait for their turn likewise.
        """
        file = file_of(self._url)
        # Opening a SQLite file that is gone would make an empty one.
        if file is not None and not file.exists():
            return Readiness.UNREACHABLE
        try:
            with plain_failures():
                return _asked(self._ways)
        except StoreFailure as error:
            said = str(error)
            if said.startswith(BUSY):
                return Readiness.READY
            return Readiness.READ_ONLY if said.startswith(READ_ONLY) else Readiness.UNREACHABLE

    def close(self) -> None:
        """Give back every connection."""
        self._ways.read.dispose()
        self._ways.write.dispose()


def _asked(ways: Engines) -> Readiness:
    """How the database is; a refusal of SQLite to let anybody write is raised."""
    with ways.read.connect() as connection, connection.begin():
        state = migrations.state_of(connection)
        if state is migrations.State.AHEAD:
            return Readiness.AHEAD
        if state is not migrations.State.CURRENT:
            return Readiness.BEHIND
        if connection.dialect.name == "postgresql":
            closed = connection.exec_driver_sql(_SAYS_READ_ONLY).scalar_one()
            return Readiness.READ_ONLY if closed else Readiness.READY
    # Changes nothing, and SQLite says only here that it may not; PostgreSQL would make us wait.
    with ways.write.connect() as connection, connection.begin():
        connection.exec_driver_sql("DELETE FROM alembic_version WHERE 1 = 0")
    return Readiness.READY
