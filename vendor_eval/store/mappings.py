"""How each vendor's files are read, remembered from the last time somebody said so."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from vendor_eval.errors import Conflict
from vendor_eval.naming import name_key
from vendor_eval.store import names, tables, versions


@dataclass(frozen=True, slots=True)
class Remembered:
    """How one vendor's files are read.

    Attributes:
        how: heading to meaning, header row, sheet; JSON values only.
        recorded_at: in UTC.
    """

    vendor: str
    how: Mapping[str, object]
    version: int
    recorded_at: dt.datetime
    recorded_by: str


def remembered(session: Session, vendor: str) -> Remembered | None:
    """How the files of ``vendor`` (in any spelling) are read, or None."""
    statement = (
        select(tables.Mapping, tables.Vendor.name)
        .join(tables.Vendor, col(tables.Vendor.id) == tables.Mapping.vendor)
        .where(tables.Vendor.key == name_key(vendor))
    )
    found = session.exec(statement).first()
    if found is None:
        return None
    row, name = found
    return Remembered(name, json.loads(row.body), row.version, row.recorded_at, row.recorded_by)


@dataclass(frozen=True, slots=True)
class Reading:
    """How somebody says a vendor's files are to be read.

    Attributes:
        how: as `Remembered.how`.
        version: the version that was shown, 0 where nothing was remembered.
    """

    vendor: str
    how: Mapping[str, object]
    version: int


def remember(session: Session, reading: Reading, by: str) -> None:
    """Remember ``reading``; a vendor that is not known yet is added.

    Raises:
        Conflict: somebody has saved another one since.
    """
    vendor = names.vendor_id(session, reading.vendor, by)
    values = {"body": _json(reading.how)}
    edit = versions.Edit({"vendor": vendor}, values, reading.version, by)
    if versions.write(session, tables.Mapping, edit):
        return
    theirs = session.exec(select(tables.Mapping).where(tables.Mapping.vendor == vendor)).one()
    raise Conflict(
        f"The way files of {reading.vendor} are read",
        yours=values["body"],
        theirs=theirs.body,
        saved_by=theirs.recorded_by,
    )


def _json(how: Mapping[str, object]) -> str:
    return json.dumps(how, sort_keys=True, indent=2, ensure_ascii=False)
