"""When the connection to a database server breaks while something is being stored.

Before the commit was sent nothing can have been stored, and the same may be done again. After it
was sent nobody knows from the outside; then the audit log, which every change continues, is asked
whether it has what would have been stored.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlmodel import Session, col

from vendor_eval.audit.chain import Checkpoint
from vendor_eval.errors import Interrupted, StoreFailure
from vendor_eval.store.tables import AuditEntry

# Between two tries to reach a server that is coming back.
_PAUSE_S = 0.1
_BROKE = "The connection to the database broke; nothing was stored. Try again."
_UNKNOWN = (
    "The connection to the database broke while the change was being stored, and nobody answers "
    "whether it was. Look for it before you enter it again."
)


@dataclass(slots=True)
class Line:
    """The way to a database that may be away for a while.

    Attributes:
        patience_s: how long its return is waited for, in seconds.
        has_answered: whether it has been there; a wrong address is not waited for.
    """

    patience_s: float
    has_answered: bool = field(default=False)

    def begin(self, session: Session) -> Connection:
        """The connection of a session in its transaction; nothing was sent before.

        Raises:
            DBAPIError: the database does not come back in time, or refuses.
        """
        deadline = time.monotonic() + self.patience_s
        while True:
            try:
                connection = session.connection()
            except DBAPIError as error:
                session.rollback()
                is_late = time.monotonic() > deadline
                if is_late or not self.has_answered or not is_broken(error):
                    raise
                time.sleep(_PAUSE_S)
            else:
                self.has_answered = True
                return connection

    def commit(self, session: Session, log: tuple[Checkpoint, Checkpoint], write: Engine) -> None:
        """Store what the session has changed.

        Args:
            log: where the audit log stood, and where it stands with the change.
            write: asks, should the answer not come. A change that is still being stored has the
                lock that `write` waits for, so nothing can be stored after the answer.

        Raises:
            Interrupted: nothing was stored.
            StoreFailure: nobody knows whether it was.
        """
        try:
            session.commit()
        except DBAPIError as error:
            if not is_broken(error):
                raise
            if not self._is_stored(log, write):
                raise Interrupted(_BROKE) from None

    def _is_stored(self, log: tuple[Checkpoint, Checkpoint], write: Engine) -> bool:
        before, after = log
        if before == after:
            raise StoreFailure(_UNKNOWN)
        statement = select(col(AuditEntry.hash)).where(col(AuditEntry.seq) == after.seq)
        try:
            with Session(write) as session:
                return bool(self.begin(session).execute(statement).scalar() == after.hash)
        except DBAPIError:
            raise StoreFailure(_UNKNOWN) from None


@contextmanager
def nothing_stored() -> Iterator[None]:
    """Around all that is done before a commit.

    Raises:
        Interrupted: the connection broke.
    """
    try:
        yield
    except DBAPIError as error:
        if not is_broken(error):
            raise
        raise Interrupted(_BROKE) from None


def is_broken(error: DBAPIError) -> bool:
    """Whether the connection to a server broke, or could not be made."""
    if isinstance(error.orig, sqlite3.Error):
        return False
    code = getattr(error.orig, "sqlstate", None)
    if code is None:
        return isinstance(error, OperationalError | InterfaceError)
    return bool(code.startswith(("08", "57P")))
