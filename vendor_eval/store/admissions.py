"""All that is stored about somebody who signed in, asked at once.

It is asked at every action and several times for each page, so it is one way to the database and
back.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, literal
from sqlmodel import Session, col, select

from vendor_eval.store.people import Account, Said, account_of, said_in
from vendor_eval.store.tables import AccessGrant, LiveSession, RevokedSession, SignInRow


@dataclass(frozen=True, slots=True)
class Found:
    """What is stored about a mail address and a session.

    Attributes:
        owner: the account whose mail address it is; None for nobody's yet.
        is_revoked: whether the session was ended before its time.
        last_at: when somebody last did something in it, in UTC; None for never.
    """

    said: Said
    owner: Account | None
    is_revoked: bool
    last_at: dt.datetime | None


_MAIL: BindParameter[str] = bindparam("mail")
_FINGERPRINT: BindParameter[str] = bindparam("fingerprint")
# One row, whatever of the four there is.
_FOUND = (
    select(AccessGrant, SignInRow, RevokedSession.fingerprint, LiveSession.last_at)
    .select_from(select(literal(1).label("one")).subquery())
    .outerjoin(AccessGrant, col(AccessGrant.mail) == _MAIL)
    .outerjoin(SignInRow, col(SignInRow.mail) == _MAIL)
    .outerjoin(RevokedSession, col(RevokedSession.fingerprint) == _FINGERPRINT)
    .outerjoin(LiveSession, col(LiveSession.fingerprint) == _FINGERPRINT)
)


def found(session: Session, mail: str, fingerprint: str) -> Found:
    """What is stored about a mail address, in lower case, and the session with a fingerprint."""
    asked = {"mail": mail, "fingerprint": fingerprint}
    grant, row, revoked, last_at = session.execute(_FOUND, asked).one()
    return Found(
        said=Said(mail) if grant is None else said_in(grant),
        owner=None if row is None else account_of(row),
        is_revoked=revoked is not None,
        last_at=last_at,
    )
