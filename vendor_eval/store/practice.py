"""The practice itself, its profile, and the names that reports gave to parts of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields

from sqlmodel import Session, select

from vendor_eval.errors import Conflict
from vendor_eval.store import names, tables, versions

_ONLY = 1
# The columns that hold a list of names, as the profile calls them.
_NAMES = ("specialties", "payers", "ehr_systems", "practice_management_systems")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a practice does and works with, as far as somebody has told.

    Attributes:
        specialties: in the order in which they were told, like all names here.
        claims_a_month: sent in a usual month; None while nobody has told.
    """

    specialties: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    ehr_systems: tuple[str, ...] = ()
    practice_management_systems: tuple[str, ...] = ()
    claims_a_month: int | None = None

    def __str__(self) -> str:
        told = {one.name.replace("_", " "): getattr(self, one.name) for one in fields(self)}
        parts = [
            f"{what} {', '.join(value) if isinstance(value, tuple) else value}"
            for what, value in told.items()
            if value
        ]
        return "; ".join(parts)


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
    profile: Profile = Profile()

    def __str__(self) -> str:
        told = f"; {self.profile}" if self.profile != Profile() else ""
        return f"{self.name}, {self.time_zone}{told}"


def stored(session: Session) -> Practice | None:
    """The practice, or None before anybody has named it."""
    row = session.exec(select(tables.Practice)).first()
    return None if row is None else _practice(row)


def save(session: Session, practice: Practice, by: str) -> None:
    """Store the practice as edited by ``by``, who was shown ``practice.version``.

    Raises:
        Conflict: somebody has saved another version since.
    """
    values = {
        "name": practice.name,
        "time_zone": practice.time_zone,
        "is_demo": practice.is_demo,
        **_columns(practice.profile),
    }
    edit = versions.Edit({"id": _ONLY}, values, practice.version, by)
    if versions.write(session, tables.Practice, edit):
        return
    theirs = session.exec(select(tables.Practice)).one()
    raise Conflict(
        "The practice",
        yours=str(practice),
        theirs=str(_practice(theirs)),
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


def _columns(profile: Profile) -> dict[str, object]:
    return {
        **{name: json.dumps(getattr(profile, name), ensure_ascii=False) for name in _NAMES},
        "claims_a_month": profile.claims_a_month,
    }


def _practice(row: tables.Practice) -> Practice:
    names = {name: tuple(json.loads(getattr(row, name))) for name in _NAMES}
    profile = Profile(**names, claims_a_month=row.claims_a_month)
    return Practice(row.name, row.time_zone, row.is_demo, row.version, profile)
