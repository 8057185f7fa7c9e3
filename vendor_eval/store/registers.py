"""The registers kept of vendors: their coders, documents, references and subcontractors.

All four are kept alike: a row a version, written by whoever names the one that was shown.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, insert, select
from sqlmodel import Session, col

from vendor_eval.errors import Conflict, NotFound
from vendor_eval.evaluation import registers
from vendor_eval.evaluation.registers import Coder, DocumentStatus, Entry, Reference, Verdict
from vendor_eval.naming import name_key
from vendor_eval.store import tables, versions
from vendor_eval.store.tables import Vendor, Versioned

Kind = TypeVar("Kind", bound=Entry)

_TABLES: Mapping[type[object], type[Versioned]] = MappingProxyType(
    {
        Coder: tables.VendorCoder,
        registers.DocumentRequest: tables.DocumentRequest,
        Reference: tables.VendorReference,
        registers.Subcontractor: tables.Subcontractor,
    }
)
# What a column's text or number stands for, where an entry does not hold it as it is.
_READ: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {
        "credentials": lambda text: tuple(json.loads(text)),
        "status": DocumentStatus,
        "verdict": Verdict,
    }
)


@dataclass(frozen=True, slots=True)
class Kept(Generic[Kind]):
    """An entry of a register as it is stored.

    Attributes:
        vendor: in any spelling; once stored as first spelled.
        id: 0 before it is stored, like ``version``; the fields after these are then None.
        recorded_at: in UTC.
    """

    vendor: str
    entry: Kind
    id: int = 0
    version: int = 0
    recorded_at: dt.datetime | None = None
    recorded_by: str | None = None


def listed(session: Session, kind: type[Kind], vendor: str | None = None) -> tuple[Kept[Kind], ...]:
    """The entries of a kind in the order in which they were added, retired ones among them.

    Args:
        vendor: in any spelling; None for all vendors.
    """
    table: Any = _TABLES[kind]
    statement = select(table, col(Vendor.name).label("vendor_name")).join(
        Vendor, table.vendor == Vendor.id
    )
    if vendor is not None:
        statement = statement.where(col(Vendor.key) == name_key(vendor))
    rows = session.connection().execute(statement.order_by(table.id))
    return tuple(_kept(kind, row) for row in rows)


def save(session: Session, kept: Kept[Kind], by: str) -> None:
    """Store the entry, as a new one or over the version that was shown.

    Raises:
        NotFound: there is no such vendor.
        Conflict: somebody has saved another version since.
    """
    entry = kept.entry
    table: Any = _TABLES[type(entry)]
    values = {one.name: _written(getattr(entry, one.name)) for one in fields(entry)}
    if not kept.id:
        first = {
            "vendor": _vendor_id(session, kept.vendor),
            "version": 1,
            "recorded_at": dt.datetime.now(dt.UTC),
            "recorded_by": by,
        }
        session.connection().execute(insert(table).values({**values, **first}))
        return
    edit = versions.Edit({"id": kept.id}, values, kept.version, by)
    if versions.write(session, table, edit):
        return
    theirs = [one for one in listed(session, type(entry), kept.vendor) if one.id == kept.id]
    if not theirs:
        raise NotFound(f"There is no such entry of {kept.vendor}.")
    raise Conflict(
        entry.identity[0],
        yours=in_words(entry),
        theirs=in_words(theirs[0].entry),
        saved_by=str(theirs[0].recorded_by),
    )


def in_words(entry: Entry) -> str:
    """Every field of an entry that says something, one a line."""
    said = {one.name.replace("_", " "): getattr(entry, one.name) for one in fields(entry)}
    return "\n".join(
        f"{name}: {', '.join(value) if isinstance(value, tuple) else value}"
        for name, value in said.items()
        if value
    )


def _vendor_id(session: Session, vendor: str) -> int:
    statement = select(col(Vendor.id)).where(col(Vendor.key) == name_key(vendor))
    found: int | None = session.connection().execute(statement).scalar()
    if found is None:
        raise NotFound(f"There is no vendor called {vendor}.")
    return found


def _written(value: object) -> object:
    if isinstance(value, tuple):
        return json.dumps(list(value), ensure_ascii=False)
    return value.value if isinstance(value, StrEnum) else value


def _kept(kind: type[Kind], row: Row[Any]) -> Kept[Kind]:
    values = {one.name: getattr(row, one.name) for one in fields(kind)}
    said: Any = {
        name: _READ[name](value) if name in _READ else value for name, value in values.items()
    }
    return Kept(
        vendor=row.vendor_name,
        entry=kind(**said),
        id=row.id,
        version=row.version,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )
