"""Who may come in, and who has."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from sqlalchemy import delete, insert, update
from sqlmodel import Session, select

from vendor_eval.errors import Conflict
from vendor_eval.store import live_sessions, versions
from vendor_eval.store.tables import AccessGrant, SignInRow


@dataclass(frozen=True, slots=True)
class Said:
    """What administrators said about a mail address.

    Attributes:
        mail: in lower case.
        role: None where the person's groups decide.
        vendors: keys (`naming.name_key`) of the vendors the person is limited to; None for all.
        disabled: whether nobody may come in with this mail address.
        valid_after: sessions begun before it, in seconds since 1970, are over; 0 for none.
        version: 0 before anybody has said anything.
        recorded_by: who said it last; empty before.
    """

    mail: str
    role: str | None = None
    vendors: frozenset[str] | None = None
    disabled: bool = False
    valid_after: float = 0
    version: int = 0
    recorded_by: str = ""

    def __str__(self) -> str:
        vendors = "all vendors" if self.vendors is None else ", ".join(sorted(self.vendors))
        state = "may not come in" if self.disabled else "may come in"
        return f"{self.role or 'as their groups say'}\n{vendors or 'no vendor'}\n{state}"


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a provider, known for good by issuer and subject."""

    issuer: str
    subject: str
    mail: str
    name: str


@dataclass(frozen=True, slots=True)
class Seen:
    """How an account last came in.

    Attributes:
        role: None where it had none; ``through`` says what gave it.
        last_at: in UTC.
    """

    account: Account
    role: str | None
    through: str | None
    last_at: dt.datetime


def said_of(session: Session, mail: str) -> Said:
    """What was said about one mail address."""
    row = session.get(AccessGrant, mail)
    return Said(mail) if row is None else said_in(row)


def everything_said(session: Session) -> tuple[Said, ...]:
    """What was said about every mail address, in alphabetical order."""
    rows = session.exec(select(AccessGrant).order_by(AccessGrant.mail))
    return tuple(said_in(row) for row in rows)


def owner(session: Session, mail: str) -> Account | None:
    """The account that has signed in with a mail address, which is no other's; None for none."""
    row = session.exec(select(SignInRow).where(SignInRow.mail == mail)).first()
    return None if row is None else account_of(row)


def seen(session: Session) -> tuple[Seen, ...]:
    """Every account that has signed in, by mail address."""
    rows = session.exec(select(SignInRow).order_by(SignInRow.mail))
    return tuple(Seen(account_of(row), row.role, row.through, row.last_at) for row in rows)


def save(session: Session, said: Said, by: str) -> None:
    """Store what is said about a mail address, by somebody who was shown ``said.version``.

    Raises:
        Conflict: somebody has said something else since.
    """
    after = dt.datetime.fromtimestamp(said.valid_after, dt.UTC) if said.valid_after else None
    values = {
        "role": said.role,
        "vendors": None if said.vendors is None else json.dumps(sorted(said.vendors)),
        "disabled": said.disabled,
        "valid_after": after,
    }
    if versions.write(
        session, AccessGrant, versions.Edit({"mail": said.mail}, values, said.version, by)
    ):
        return
    theirs = said_of(session, said.mail)
    raise Conflict(
        f"The access of {said.mail}",
        yours=str(said),
        theirs=str(theirs),
        saved_by=theirs.recorded_by,
    )


def came(session: Session, account: Account, role: str | None, through: str | None) -> None:
    """An account has signed in; what was known of it is written anew.

    A mail address that is another account's stays that one's, and nothing is written.
    """
    before = owner(session, account.mail)
    key = {"issuer": account.issuer, "subject": account.subject}
    if before is not None and (before.issuer, before.subject) != tuple(key.values()):
        return
    values = {
        "mail": account.mail,
        "name": account.name,
        "role": role,
        "through": through,
        "last_at": dt.datetime.now(dt.UTC),
    }
    connection = session.connection()
    if not connection.execute(update(SignInRow).filter_by(**key).values(values)).rowcount:
        live_sessions.revoke_all(session, account.mail)
        connection.execute(insert(SignInRow), {**key, **values})


def forget(session: Session, mail: str) -> None:
    """The next account that signs in with this mail address takes it over."""
    session.connection().execute(delete(SignInRow).filter_by(mail=mail))


def said_in(row: AccessGrant) -> Said:
    """What a row says."""
    return Said(
        mail=row.mail,
        role=row.role,
        vendors=None if row.vendors is None else frozenset(json.loads(row.vendors)),
        disabled=row.disabled,
        valid_after=0 if row.valid_after is None else row.valid_after.timestamp(),
        version=row.version,
        recorded_by=row.recorded_by,
    )


def account_of(row: SignInRow) -> Account:
    """The account of a row."""
    return Account(row.issuer, row.subject, row.mail, row.name)
