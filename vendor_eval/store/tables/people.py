"""Who may come in, who has, and which sessions are over."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from vendor_eval.store.tables.row_kinds import Table, Versioned


class AccessGrant(Versioned, table=True):
    """What administrators said about a mail address.

    Attributes:
        mail: in lower case.
        role: NULL where the person's groups decide.
        vendors: keys of the vendors the person is limited to, a JSON list; NULL for all.
        valid_after: sessions begun before it are over; NULL for none.
    """

    __tablename__ = "access_grant"

    mail: str = Field(primary_key=True, sa_type=Text)
    role: str | None = Field(default=None, sa_type=Text)
    vendors: str | None = Field(default=None, sa_type=Text)
    disabled: bool = False
    valid_after: dt.datetime | None = None


class SignInRow(Table, table=True):
    """An account that has signed in; its mail address is no other account's.

    Attributes:
        role: the one it last came in with; NULL where it had none.
        through: what gave that role, in words.
    """

    __tablename__ = "sign_in"
    __table_args__ = (UniqueConstraint("mail"),)

    issuer: str = Field(primary_key=True, sa_type=Text)
    subject: str = Field(primary_key=True, sa_type=Text)
    mail: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    role: str | None = Field(default=None, sa_type=Text)
    through: str | None = Field(default=None, sa_type=Text)
    last_at: dt.datetime


class RevokedSession(Table, table=True):
    """A session that was signed out, kept for as long as it could have lasted."""

    __tablename__ = "revoked_session"

    fingerprint: str = Field(primary_key=True, sa_type=Text)
    until: dt.datetime


class LiveSession(Table, table=True):
    """A session that was not ended, kept for as long as it could last.

    Attributes:
        fingerprint: tells it from every other; nobody can sign in with it.
        mail: whose it is, in lower case.
        last_at: when somebody last did something in it, no finer than about a minute.
        device: browser and system it was last seen with, in words of ours.
        until: when it ends by itself.
    """

    __tablename__ = "live_session"

    fingerprint: str = Field(primary_key=True, sa_type=Text)
    mail: str = Field(sa_type=Text, index=True)
    begun_at: dt.datetime
    last_at: dt.datetime
    device: str = Field(sa_type=Text)
    until: dt.datetime
