"""The log as somebody looks through it: the newest first, narrowed down, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, case, cast, func, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from vendor_eval.audit.chain import Entry, canonical
from vendor_eval.naming import name_key
from vendor_eval.store.audit.keeping import all_tables, audited
from vendor_eval.store.audit.reading import COLUMNS
from vendor_eval.store.tables import AuditEntry, Vendor

# Columns that name a row which belongs to a vendor are called like its table.
_VENDOR = "vendor"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries; what is None narrows nothing down.

    Attributes:
        by: the person who acted.
        entity: the table.
        vendor: a name in any spelling; entries about several vendors at once are left out.
        first: UTC as `Entry.at`, included.
        until: likewise, not included.
    """

    by: str | None = None
    entity: str | None = None
    vendor: str | None = None
    first: str | None = None
    until: str | None = None


def found(session: Session, wanted: Wanted, skip: int, most: int) -> tuple[Entry, ...]:
    """The newest entries but the first ``skip``, not more than ``most``."""
    statement = _newest_first(session, wanted).offset(skip).limit(most)
    return tuple(Entry(*row) for row in session.connection().execute(statement))


def every(session: Session, wanted: Wanted) -> Iterator[Entry]:
    """All entries, the newest first."""
    for row in session.connection().execute(_newest_first(session, wanted)):
        yield Entry(*row)


def count(session: Session, wanted: Wanted) -> int:
    """How many entries there are."""
    statement = select(func.count()).select_from(AuditEntry)
    statement = statement.where(*_conditions(session, wanted))
    return session.connection().execute(statement).scalar_one()


def people(session: Session) -> tuple[str, ...]:
    """Everybody who has an entry, by name."""
    return _distinct(session, col(AuditEntry.by))


def entities(session: Session) -> tuple[str, ...]:
    """Every table that has an entry, by name."""
    return _distinct(session, col(AuditEntry.entity))


def _newest_first(session: Session, wanted: Wanted) -> Select[tuple[Any, ...]]:
    statement = select(*COLUMNS).order_by(col(AuditEntry.seq).desc())
    return statement.where(*_conditions(session, wanted))


def _distinct(session: Session, column: Mapped[str]) -> tuple[str, ...]:
    return tuple(sorted(session.connection().execute(select(column).distinct()).scalars()))


def _conditions(session: Session, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.by is not None:
        yield col(AuditEntry.by) == wanted.by
    if wanted.entity is not None:
        yield col(AuditEntry.entity) == wanted.entity
    if wanted.first is not None:
        yield col(AuditEntry.at) >= wanted.first
    if wanted.until is not None:
        yield col(AuditEntry.at) < wanted.until
    if wanted.vendor is not None:
        yield _about(session, wanted.vendor)


def _about(session: Session, vendor: str) -> ColumnElement[bool]:
    """That the row belongs to a vendor, by its own column or by that of what it belongs to."""
    connection = session.connection()
    named = select(col(Vendor.id)).where(col(Vendor.key) == name_key(vendor))
    found = connection.execute(named).scalar()
    # No row has this number.
    number = -1 if found is None else found
    owners = {table.name: table for table in all_tables() if _VENDOR in table.columns}
    conditions = [
        and_(col(AuditEntry.entity) == _VENDOR, col(AuditEntry.key) == canonical([number])),
        _has(connection, set(owners), _VENDOR).in_([number]),
    ]
    for name, owner in owners.items():
        parts = {table.name for table in audited() if _belongs(table, name)}
        if parts:
            of_vendor = select(owner.columns["id"]).where(owner.columns[_VENDOR] == number)
            conditions.append(_has(connection, parts, name).in_(of_vendor))
    return or_(*conditions)


def _belongs(table: Table, owner: str) -> bool:
    return owner in table.columns and _VENDOR not in table.columns


def _has(connection: Connection, tables: set[str], name: str) -> ColumnElement[int]:
    """The number that a row of these tables has in a column; NULL for rows of others."""
    row = func.coalesce(col(AuditEntry.new), col(AuditEntry.old))
    if connection.dialect.name == "postgresql":
        value: ColumnElement[int] = cast(row, JSONB)[name].as_integer()
    else:
        value = func.json_extract(row, f"$.{name}")
    return case((col(AuditEntry.entity).in_(tables), value), else_=None)
