"""The practice whose figures these are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.errors import BadInput, Fault
from vendor_eval.evaluation.packs import OTHER
from vendor_eval.files.scorecards import shipped
from vendor_eval.files.typed import name_faults
from vendor_eval.naming import name_key
from vendor_eval.reports import wording
from vendor_eval.store import practice
from vendor_eval.store.practice import Profile
from vendor_eval.time_zones import zone_named
from vendor_eval.workflows.deps import Deps

__all__ = ["Parts", "Practice", "Profile"]

MOST_CLAIMS = 10_000_000
"""No practice sends as many claims in a month; a slip of the keyboard is caught here."""


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
    profile: Profile = field(default_factory=Profile)


@dataclass(frozen=True, slots=True)
class Parts:
    """The names by which measures of the practice are told apart, in alphabetical order."""

    sites: tuple[str, ...]
    payers: tuple[str, ...]
    specialties: tuple[str, ...]


EHR_SYSTEMS = ("Epic", "Cerner", "Athenahealth", "NextGen", "eClinicalWorks")
"""The systems that a practice is offered to choose from; it may type others. Source: S003."""

UNNAMED = Practice("This practice", None, synthetic=False, version=0)


def practice_of(session: Session) -> Practice:
    """The stored practice, or `UNNAMED` while none is stored."""
    found = practice.stored(session)
    if found is None:
        return UNNAMED
    return Practice(found.name, found.time_zone, found.is_demo, found.version, found.profile)


def zone_of(session: Session) -> ZoneInfo:
    """In which the days of the practice begin and end; UTC while nobody has named it."""
    return ZoneInfo(practice_of(session).time_zone or "UTC")


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


def suggestions(deps: Deps, person: Person) -> Profile:
    """Names to choose from for each part of the profile: those of packs, reports and documents.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    reported = parts(deps, person)
    packs = [name.capitalize() for one in shipped() for name in one.specialties if name != OTHER]
    specialties = {name_key(name): name for name in (*reported.specialties, *packs)}
    return Profile(
        specialties=tuple(sorted(specialties.values(), key=name_key)),
        payers=reported.payers,
        ehr_systems=EHR_SYSTEMS,
    )


def save(deps: Deps, person: Person, edited: Practice) -> None:
    """Store the practice as edited from ``edited.version``.

    Raises:
        NotAllowed: the person may not edit the practice.
        BadInput: its name, time zone or profile is wrong; all faults are listed.
        Conflict: somebody has saved another version since.
    """
    require(person, Permission.EDIT_PRACTICE)
    zone = edited.time_zone or ""
    faults = [*name_faults("Name", edited.name)]
    if zone_named(zone) is None:
        faults.append(Fault("Time zone", "is none", "write one such as America/Chicago"))
    faults += _profile_faults(edited.profile)
    if faults:
        raise BadInput(faults)
    kept = practice.Practice(
        edited.name.strip(), zone, edited.synthetic, edited.version, edited.profile
    )
    with deps.store.writing(person.name) as session:
        practice.save(session, kept, person.name)


def in_words(profile: Profile) -> tuple[str, ...]:
    """A sentence for each part of the profile that somebody has told."""
    names = {
        "Specialties": profile.specialties,
        "Payers": profile.payers,
        "EHR systems": profile.ehr_systems,
        "Practice-management systems": profile.practice_management_systems,
    }
    told = [f"{what}: {wording.listed(each)}." for what, each in names.items() if each]
    if profile.claims_a_month is not None:
        told.append(f"Claims in a usual month: {profile.claims_a_month:,}.")
    return tuple(told)


def _profile_faults(profile: Profile) -> Iterator[Fault]:
    yield from _list_faults("Specialty", profile.specialties)
    yield from _list_faults("Payer", profile.payers)
    yield from _list_faults("EHR", profile.ehr_systems)
    yield from _list_faults("Practice management", profile.practice_management_systems)
    claims = profile.claims_a_month
    if claims is not None and not 0 < claims <= MOST_CLAIMS:
        what = f"are not from 1 to {MOST_CLAIMS:,}"
        yield Fault("Claims a month", what, "write a whole number, or leave it empty")


def _list_faults(where: str, names: tuple[str, ...]) -> Iterator[Fault]:
    keys = [name_key(name) for name in names]
    for at, name in enumerate(names):
        yield from name_faults(f"{where} {at + 1}", name)
        if keys[at] in keys[:at]:
            yield Fault(f"{where} {at + 1}", "is named twice", "leave one of them")
