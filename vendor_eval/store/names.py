"""Names as people spell them, and the one row that each means.

``Acme  Billing`` and ``ACME billing`` are one vendor. The first spelling is the one shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, select

from vendor_eval.naming import name_key
from vendor_eval.store.tables import Named, Payer, Site, Specialty, Vendor

KINDS: Mapping[str, type[Named]] = {
    "vendor": Vendor,
    "site": Site,
    "payer": Payer,
    "specialty": Specialty,
}
"""The table of each column of a measurement frame that holds names."""


def listed(session: Session, kind: type[Named]) -> tuple[str, ...]:
    """All names of a kind as first spelled, in alphabetical order without regard to case."""
    rows = session.exec(select(kind.name, kind.key)).all()
    return tuple(name for name, _ in sorted(rows, key=lambda row: row[1]))


def ids(session: Session, kind: type[Named]) -> dict[str, int]:
    """The row of every name of a kind, by `name_key` the name."""
    table: Any = kind
    return dict(session.exec(select(table.key, table.id)).all())


def unknown(session: Session, kind: type[Named], spelled: Mapping[str, str]) -> dict[str, str]:
    """Those of ``spelled`` (spelling by key) that are not stored, in their order."""
    known = set(session.exec(select(kind.key)).all())
    return {key: name for key, name in spelled.items() if key not in known}


def add(session: Session, kind: type[Named], spelled: Mapping[str, str], by: str) -> None:
    """Store names, given by their key; none of them is stored yet."""
    if not spelled:
        return
    rows: list[dict[str, object]] = [{"key": key, "name": name} for key, name in spelled.items()]
    if kind is Vendor:
        first = {"version": 1, "recorded_at": dt.datetime.now(dt.UTC), "recorded_by": by}
        rows = [row | first for row in rows]
    session.connection().execute(insert(kind), rows)


def vendor_id(session: Session, name: str, by: str) -> int:
    """The row of the vendor called ``name``, added when nobody has used the name yet."""
    key = name_key(name)
    add(session, Vendor, unknown(session, Vendor, {key: name}), by)
    return ids(session, Vendor)[key]
