"""The practice whose figures these are."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.errors import BadInput, Fault
from vendor_eval.store import practice
from vendor_eval.workflows.deps import Deps


@dataclass(frozen=True, slots=True)
class Practice:
    """What is known of the practice.

    Attributes:
        time_zone: an IANA name, for example ``America/Chicago``; None before it is stored.
        synthetic: whether everything stored is made up.
        version: 0 before it is first stored.
    """

    name: str
    time_zone: str | None
    synthetic: bool
    version: int


@dataclass(frozen=True, slots=True)
class Parts:
    """The names by which measures of the practice are told apart, in alphabetical order."""

    sites: tuple[str, ...]
    payers: tuple[str, ...]
    specialties: tuple[str, ...]


UNNAMED = Practice("This practice", None, synthetic=False, version=0)


def practice_of(session: Session) -> Practice:
    """The stored practice, or `UNNAMED` while none is stored."""
    found = practice.stored(session)
    if found is None:
        return UNNAMED
    return Practice(found.name, found.time_zone, found.is_demo, found.version)


def current(deps: Deps) -> Practice:
    """The practice of this database. Anybody who acts here may know it."""
    with deps.store.reading() as session:
        return practice_of(session)


def parts(deps: Deps, person: Person) -> Parts:
    """The sites, payers and specialties that reports have named.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        return Parts(
            practice.sites(session), practice.payers(session), practice.specialties(session)
        )


def save(deps: Deps, person: Person, edited: Practice) -> None:
    """Store the practice's name and time zone as edited from ``edited.version``.

    Raises:
        NotAllowed: the person may not edit the practice.
        BadInput: it has no name, or the time zone is none; both are listed.
        Conflict: somebody has saved another version since.
    """
    require(person, Permission.EDIT_PRACTICE)
    zone = edited.time_zone or ""
    faults = []
    if not edited.name.strip():
        faults.append(Fault("Name", "is empty", "write the practice's name"))
    if not is_time_zone(zone):
        faults.append(Fault("Time zone", "is none", "write one such as America/Chicago"))
    if faults:
        raise BadInput(faults)
    kept = practice.Practice(edited.name.strip(), zone, edited.synthetic, edited.version)
    with deps.store.writing() as session:
        practice.save(session, kept, person.name)


def is_time_zone(name: str) -> bool:
    """Whether ``name`` is an IANA time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
