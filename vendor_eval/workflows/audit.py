"""The audit log: looking through it, verifying it, and telling it what was taken out of the app."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.audit.chain import Change, Checkpoint, Entry, canonical
from vendor_eval.audit.verifying import Verdict
from vendor_eval.files import audit_archive
from vendor_eval.files.names import spoken_of
from vendor_eval.reports.csv_file import csv_of
from vendor_eval.store import audit as stored
from vendor_eval.store import names
from vendor_eval.store.audit import keys, search
from vendor_eval.store.tables import Vendor
from vendor_eval.workflows.audit_keys import KeyPlace, made
from vendor_eval.workflows.deps import Deps

__all__ = ["Checkpoint", "Entry", "Verdict"]

READ = "read"
"""The action of an entry that says what somebody took out of the app."""

PAGE = 50
"""Entries shown at once."""

_HEADINGS = ("entry", "time (UTC)", "person", "action", "table", "row", "before", "after", "hash")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries; what is None narrows nothing down.

    Attributes:
        by: the person who acted.
        entity: the table.
        vendor: a name in any spelling.
        first: a day of the practice, included, as is ``last``.
        zone: of the practice, an IANA name.
    """

    by: str | None = None
    entity: str | None = None
    vendor: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    zone: str = "UTC"

    @property
    def wanted(self) -> search.Wanted:
        """The same with times as the log has them."""
        after = None if self.last is None else self.last + dt.timedelta(days=1)
        span = (_midnight(self.first, self.zone), _midnight(after, self.zone))
        return search.Wanted(self.by, self.entity, self.vendor, *span)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the log.

    Attributes:
        entries: the newest first, not more than `PAGE`.
        rows: how many there are on all pages.
    """

    entries: tuple[Entry, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the log can be narrowed down to."""

    people: tuple[str, ...]
    entities: tuple[str, ...]
    vendors: tuple[str, ...]


def verify(
    deps: Deps, person: Person, checkpoint: str = "", archives: Sequence[Path] = ()
) -> Verdict:
    """Read the whole log and everything that is stored, and say where they differ.

    Args:
        checkpoint: noted earlier, as ``12:0123456789abcdef``; empty for none.
        archives: of retired entries, which are read, too.

    Raises:
        NotAllowed: the person may not read the audit log, or may see some vendors alone.
        NotFound: there is no such archive.
        BadInput: the checkpoint is written otherwise, or a file is no archive.
    """
    require(person, Permission.READ_AUDIT_LOG)
    noted = Checkpoint.read(checkpoint) if checkpoint.strip() else None
    opened = [audit_archive.opened(path, deps.store.key) for path in archives]
    with deps.store.reading() as session:
        return stored.verify(session, deps.store.key, noted, opened)


def checkpoint(deps: Deps, person: Person) -> Checkpoint:
    """Where the log stands, to be noted outside the database.

    Raises:
        NotAllowed: the person may not read the audit log, or may see some vendors alone.
    """
    require(person, Permission.READ_AUDIT_LOG)
    with deps.store.reading() as session:
        return stored.checkpoint(session)


def choices(deps: Deps, person: Person) -> Choices:
    """What the log can be narrowed down to.

    Raises:
        NotAllowed: the person may not read the audit log, or may see some vendors alone.
    """
    require(person, Permission.READ_AUDIT_LOG)
    with deps.store.reading() as session:
        people, entities = search.people(session), search.entities(session)
        return Choices(people, entities, names.listed(session, Vendor))


def page(deps: Deps, person: Person, asked: Asked, number: int = 1) -> Found:
    """A page of the log.

    Args:
        number: counts from 1, the newest entries.

    Raises:
        NotAllowed: the person may not read the audit log, or may see some vendors alone.
    """
    require(person, Permission.READ_AUDIT_LOG)
    with deps.store.reading() as session:
        found = search.found(session, asked.wanted, (number - 1) * PAGE, PAGE)
        return Found(found, search.count(session, asked.wanted))


def exported(deps: Deps, person: Person, asked: Asked) -> bytes:
    """The entries as CSV, the newest first; that somebody took them is an entry, too.

    Raises:
        NotAllowed: the person may not read the audit log, or may see some vendors alone.
    """
    require(person, Permission.READ_AUDIT_LOG)
    taken(deps, person, "audit log as CSV")
    with deps.store.reading() as session:
        found = search.every(session, asked.wanted)
        return csv_of(_HEADINGS, ((*one.sealed[:8], one.hash) for one in found))


def taken(deps: Deps, person: Person, what: str) -> None:
    """Let the log say that somebody took something out of the app: a report, a file, a backup.

    Whether the person may have it was decided where it was handed out.

    Args:
        what: in a few words, such as the name of the file.

    Raises:
        NotAllowed: the person may not see anything at all.
    """
    require(person, Permission.SEE_EVALUATIONS)
    with deps.store.writing(person.name) as session:
        stored.note(session, export(what))


def export(what: str) -> Change:
    """That something is taken out of the app, as the log has it."""
    told = spoken_of(what)
    return Change(READ, "export", canonical([told]), None, canonical({"what": told}))


def rekey(url: str, person: Person, place: KeyPlace) -> int:
    """Go on with the key that the settings name, where the one before is lost.

    Returns:
        How many entries can from now on be held only against what the log says today.

    Raises:
        NotAllowed: the person may not look after the database.
        BadInput: the log goes on with this key already, or the file cannot be written.
        StoreFailure: the database cannot be written.
    """
    require(person, Permission.BACK_UP)
    return keys.rekey(url, made(place), person.name)


def _midnight(day: dt.date | None, zone: str) -> str | None:
    if day is None:
        return None
    begins = dt.datetime.combine(day, dt.time(), ZoneInfo(zone))
    return begins.astimezone(dt.UTC).isoformat(timespec="microseconds")
