"""The practice itself, and the names of its sites, payers and specialties."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, select

from vendor_eval.errors import Conflict
from vendor_eval.store import names, tables, versions

_ONLY = 1


@dataclass(frozen=True, slots=True)
class Practice:
    """What is known of the practice.

    Attributes:
        time_zone: an IANA name, for example ``America/Chicago``.
        is_demo: whether everything stored is made up.
        version: 0 before it is first stored.
    """

    name: str
    time_zone: str
    is_demo: bool = False
    version: int = 0

    def __str__(self) -> str:
        return f"{self.name}, {self.time_zone}"


def stored(session: Session) -> Practice | None:
    """The practice, or None before anybody has named it."""
    row = session.exec(select(tables.Practice)).first()
    return None if row is None else Practice(row.name, row.time_zone, row.is_demo, row.version)


def save(session: Session, practice: Practice, by: str) -> None:
    """Store the practice as edited by ``by``, who was shown ``practice.version``.

    Raises:
        Conflict: somebody has saved another version since.
    """
    values = {
        "name": practice.name,
        "time_zone": practice.time_zone,
        "is_demo": practice.is_demo,
    }
    edit = versions.Edit({"id": _ONLY}, values, practice.version, by)
    if versions.write(session, tables.Practice, edit):
        return
    theirs = session.exec(select(tables.Practice)).one()
    raise Conflict(
        "The practice",
        yours=str(practice),
        theirs=f"{theirs.name}, {theirs.time_zone}",
        saved_by=theirs.recorded_by,
    )


def sites(session: Session) -> tuple[str, ...]:
    """The names of all sites, in alphabetical order without regard to case."""
    return names.listed(session, tables.Site)


def payers(session: Session) -> tuple[str, ...]:
    """The names of all payers, in alphabetical order without regard to case."""
    return names.listed(session, tables.Payer)


def specialties(session: Session) -> tuple[str, ...]:
    """The names of all specialties, in alphabetical order without regard to case."""
    return names.listed(session, tables.Specialty)
