"""Which sessions are open, and which were ended before their time."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col, select

from vendor_eval.store.tables import LiveSession, RevokedSession


@dataclass(frozen=True, slots=True)
class Live:
    """A session that was not ended; times in UTC.

    Attributes:
        fingerprint: tells it from every other; nobody can sign in with it.
        mail: whose it is, in lower case.
        last_at: when somebody last did something in it, no finer than about a minute.
        device: browser and system it was last seen with.
        until: when it ends by itself.
    """

    fingerprint: str
    mail: str
    begun_at: dt.datetime
    last_at: dt.datetime
    device: str
    until: dt.datetime


def of(session: Session, mail: str) -> tuple[Live, ...]:
    """The sessions of a mail address that may still be open, the one last used first."""
    rows = session.exec(
        select(LiveSession)
        .where(LiveSession.mail == mail, col(LiveSession.until) > dt.datetime.now(dt.UTC))
        .order_by(col(LiveSession.last_at).desc(), col(LiveSession.fingerprint))
    )
    return tuple(
        Live(row.fingerprint, row.mail, row.begun_at, row.last_at, row.device, row.until)
        for row in rows
    )


def seen(session: Session, live: Live) -> None:
    """Somebody has done something in a session; one that was ended stays ended."""
    if is_revoked(session, live.fingerprint):
        return
    connection = session.connection()
    values = asdict(live)
    key = {"fingerprint": values.pop("fingerprint")}
    if not connection.execute(update(LiveSession).filter_by(**key).values(values)).rowcount:
        connection.execute(insert(LiveSession), {**key, **values})


def is_revoked(session: Session, fingerprint: str) -> bool:
    """Whether the session with this fingerprint was ended before its time."""
    return session.get(RevokedSession, fingerprint) is not None


def revoke(session: Session, fingerprint: str, until: dt.datetime) -> None:
    """End a session for good; those that would be over by now anyway are forgotten.

    Args:
        until: when it would have ended by itself, in UTC.
    """
    connection = session.connection()
    now = dt.datetime.now(dt.UTC)
    connection.execute(delete(RevokedSession).where(col(RevokedSession.until) < now))
    over = (col(LiveSession.until) < now) | (col(LiveSession.fingerprint) == fingerprint)
    connection.execute(delete(LiveSession).where(over))
    if not is_revoked(session, fingerprint):
        connection.execute(insert(RevokedSession), {"fingerprint": fingerprint, "until": until})


def revoke_all(session: Session, mail: str) -> None:
    """End every session of a mail address that is another account's from now on.

    Of a session that was only left out of the list nobody would know that it was idle for too long.
    """
    for one in of(session, mail):
        revoke(session, one.fingerprint, one.until)
