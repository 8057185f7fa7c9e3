"""Who changed what: the audit log, where it begins, and what is waiting to be sealed into it."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field

from vendor_eval.store.tables.row_kinds import Table


class AuditEntry(Table, table=True):
    """An `audit.chain.Entry`; the texts are stored as they were sealed."""

    __tablename__ = "audit_log"

    # Counted by whoever seals, so that there are no gaps.
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    action: str = Field(sa_type=Text)
    entity: str = Field(sa_type=Text)
    key: str = Field(sa_type=Text)
    old: str | None = Field(default=None, sa_type=Text)
    new: str | None = Field(default=None, sa_type=Text)
    key_id: str = Field(sa_type=Text)
    prev: str = Field(sa_type=Text)
    hash: str = Field(sa_type=Text)


class AuditPending(Table, table=True):
    """A change that the database itself noted; empty again when the transaction ends.

    Attributes:
        key: of what is no row of a table; NULL where the rows themselves say it.
    """

    __tablename__ = "audit_pending"

    id: int = Field(default=None, primary_key=True)
    action: str = Field(sa_type=Text)
    entity: str = Field(sa_type=Text)
    key: str | None = Field(default=None, sa_type=Text)
    old: str | None = Field(default=None, sa_type=Text)
    new: str | None = Field(default=None, sa_type=Text)


class AuditAnchor(Table, table=True):
    """An `audit.anchor.Anchor`; no row where nothing was retired, otherwise one."""

    __tablename__ = "audit_anchor"

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    hash: str = Field(sa_type=Text)
    at: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    archive: str = Field(sa_type=Text)
    opening: str = Field(sa_type=Text)
    noted_seq: int
    noted_hash: str = Field(sa_type=Text)
    key_id: str = Field(sa_type=Text)
    seal: str = Field(sa_type=Text)


class AuditOpening(Table, table=True):
    """An `audit.anchor.Kept`: a row as retired entries left it."""

    __tablename__ = "audit_opening"

    action: str = Field(sa_type=Text)
    entity: str = Field(sa_type=Text, primary_key=True)
    key: str = Field(sa_type=Text, primary_key=True)
    seq: int
    row: str = Field(sa_type=Text)
