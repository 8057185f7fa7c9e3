"""Reading a vendor's monthly report: look first, then store it whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.files.measures import read_measures
from vendor_eval.files.names import spoken_of
from vendor_eval.files.reading import Reading, Verdict
from vendor_eval.measurement import COLUMNS
from vendor_eval.store import imports as stored
from vendor_eval.store import mappings, measures
from vendor_eval.store.imports import Imported, Received
from vendor_eval.store.measures import Changes, Saved
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.readings import Upload, reading_json


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """What would be stored.

    Attributes:
        upload: as it was read, with what was remembered of the vendor.
        changes: None for a file that is rejected.
    """

    upload: Upload
    reading: Reading
    changes: Changes | None


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What became of a file.

    Attributes:
        saved: None for a file that was rejected; nothing of it is stored.
        new_vendors: names that nobody had used before.
    """

    reading: Reading
    saved: Saved | None
    new_vendors: tuple[str, ...] = ()


def preview(deps: Deps, person: Person, upload: Upload) -> Preview:
    """Read a file as it would be stored, and say what would change.

    Raises:
        NotAllowed: the person may not import measures.
        BadInput: its numbers cannot be kept.
    """
    require(person, Permission.IMPORT_MEASURES)
    told = _with_memory(deps, upload)
    reading = read_measures(told.content, told.name, told.options)
    if reading.verdict is Verdict.REJECT:
        return Preview(told, reading, None)
    with deps.store.reading() as session:
        changes = measures.preview(session, reading.frame[list(COLUMNS)])
    return Preview(told, reading, changes)


def store(deps: Deps, person: Person, upload: Upload) -> Outcome:
    """Store a file whole or not at all; the same file again stores nothing.

    What its headings mean is remembered for its vendor.

    Raises:
        NotAllowed: the person may not import measures.
        BadInput: its numbers cannot be kept.
        StoreFailure: the database cannot be written.
    """
    require(person, Permission.IMPORT_MEASURES)
    told = _with_memory(deps, upload)
    reading = read_measures(told.content, told.name, told.options)
    if reading.verdict is Verdict.REJECT:
        return Outcome(reading, None)
    frame = reading.frame[list(COLUMNS)]
    received = Received(
        file_name=spoken_of(told.name),
        sha256=hashlib.sha256(told.content).hexdigest(),
        how=told.how,
        by=person.name,
        at=dt.datetime.now(dt.UTC),
    )
    with deps.store.writing(person.name) as session:
        known = set(measures.vendors(session))
        saved = measures.save(session, frame, received)
        created = tuple(name for name in measures.vendors(session) if name not in known)
        _remember(session, person, told)
    return Outcome(reading, saved, created)


def vendors(deps: Deps, person: Person) -> tuple[str, ...]:
    """The vendors whose reports can be read, by name.

    Raises:
        NotAllowed: the person may not import measures.
    """
    require(person, Permission.IMPORT_MEASURES)
    with deps.store.reading() as session:
        return measures.vendors(session)


def listed(deps: Deps, person: Person) -> tuple[Imported, ...]:
    """Every file that was stored, the newest first.

    Raises:
        NotAllowed: the person may not import measures.
    """
    require(person, Permission.IMPORT_MEASURES)
    with deps.store.reading() as session:
        return stored.listed(session)


def _with_memory(deps: Deps, upload: Upload) -> Upload:
    """The upload with what was remembered of its vendor; what was said now comes first."""
    if upload.vendor is None:
        return upload
    with deps.store.reading() as session:
        remembered = mappings.remembered(session, upload.vendor)
    if remembered is None:
        return upload
    how = _Memory.of(remembered.how)
    return replace(
        upload,
        columns={**how.columns, **upload.columns},
        header_row=upload.header_row or how.header_row,
        sheet=upload.sheet or how.sheet,
    )


@dataclass(frozen=True, slots=True)
class _Memory:
    """How a vendor's files were read last."""

    columns: dict[str, str]
    header_row: int | None
    sheet: str | None

    @classmethod
    def of(cls, how: Mapping[str, Any]) -> _Memory:
        return cls(dict(how["columns"]), how["header_row"], how["sheet"])


def _remember(session: Session, person: Person, upload: Upload) -> None:
    """Remember how the vendor's file was read, where somebody had to say so."""
    if upload.vendor is None or not (upload.columns or upload.header_row or upload.sheet):
        return
    how = {name: upload.how[name] for name in ("columns", "header_row", "sheet")}
    remembered = mappings.remembered(session, upload.vendor)
    if remembered is not None and remembered.how == how:
        return
    version = 0 if remembered is None else remembered.version
    mappings.remember(session, mappings.Reading(upload.vendor, how, version), person.name)


def stored_before(name: str, restated_by: Sequence[str]) -> str:
    """What to say of a file that was stored before, and whose values others may have changed."""
    if not restated_by:
        return f"{name} was stored before; nothing was added."
    return (
        f"{name} was stored before, and {', '.join(restated_by)} has changed values of it since. "
        "Nothing was added: the later values stay."
    )


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """What became of a file, as the command prints it."""
    document = reading_json(outcome.reading)
    saved = outcome.saved
    if saved is None:
        return document | {"stored": False, "new_vendors": []}
    counts = saved.counts
    return document | {
        "stored": saved.earlier is None,
        "already_stored": None if saved.earlier is None else saved.earlier.file_name,
        "restated_by": list(saved.restated_by),
        "added": counts.added,
        "restated": counts.restated,
        "unchanged": counts.unchanged,
        "new_vendors": list(outcome.new_vendors),
    }
