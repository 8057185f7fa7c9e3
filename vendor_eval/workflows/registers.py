"""Registers of a vendor: its coders, documents, references and subcontractors.

They belong to the vendor and not to a round, so that every round finds them as they are.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import Any

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, names_seen, require, require_vendor
from vendor_eval.errors import BadInput, NotFound
from vendor_eval.evaluation import diligence
from vendor_eval.evaluation.diligence import Diligence, Due
from vendor_eval.evaluation.registers import (
    DOCUMENTS,
    Coder,
    DocumentRequest,
    Reference,
    Subcontractor,
)
from vendor_eval.naming import name_key
from vendor_eval.store import candidates, measures
from vendor_eval.store import registers as stored
from vendor_eval.store.registers import Kept, Kind
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.evidence import NOTICE_DAYS
from vendor_eval.workflows.practices import practice_of
from vendor_eval.workflows.register_checks import Change, doubled, is_text, row_faults

__all__ = ["Change", "Due", "Kept", "Kind"]


@dataclass(frozen=True, slots=True)
class Registers:
    """The registers of one vendor, without what was taken out of them.

    Attributes:
        found: what they hold as of today, without who wrote it.
        documents: the usual ones first; those that nobody has touched have no version yet.
    """

    found: Diligence
    coders: tuple[Kept[Coder], ...]
    documents: tuple[Kept[DocumentRequest], ...]
    references: tuple[Kept[Reference], ...]
    subcontractors: tuple[Kept[Subcontractor], ...]


def vendors(deps: Deps, person: Person) -> tuple[str, ...]:
    """Every vendor that registers can be kept of: candidates first, then by the alphabet.

    Raises:
        NotAllowed: the person may not see evaluations.
    """
    require(person, Permission.SEE_EVALUATIONS)
    with deps.store.reading() as session:
        judged = {vendor for each in candidates.by_round(session).values() for vendor in each}
        known = names_seen(person, measures.vendors(session))
    return tuple(sorted(known, key=lambda one: one not in judged))


def of_vendor(deps: Deps, person: Person, vendor: str) -> Registers:
    """The registers of a vendor, called as `vendors` has it.

    Raises:
        NotAllowed: the person may not see evaluations.
        NotFound: there is no such vendor.
    """
    require(person, Permission.SEE_EVALUATIONS)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        if vendor not in measures.vendors(session):
            raise NotFound(f"There is no vendor called {vendor}.")
        [found] = registers_of(session, [vendor], deps.today())
        return found


def due(deps: Deps, person: Person) -> tuple[Due, ...]:
    """What of any vendor has run out, is overdue or will be within 30 days, most urgent first.

    Raises:
        NotAllowed: the person may not see evaluations.
    """
    require(person, Permission.SEE_EVALUATIONS)
    with deps.store.reading() as session:
        vendors = names_seen(person, measures.vendors(session))
        known = registers_of(session, vendors, deps.today())
    of_all = (diligence.due(one.found, max(NOTICE_DAYS)) for one in known)
    return tuple(sorted(chain.from_iterable(of_all), key=lambda one: one.days_left))


def save(deps: Deps, person: Person, changes: Sequence[Change[Kind]]) -> None:
    """Keep all changes or none; what is stored like that already stays as it is.

    Args:
        changes: to one register of one vendor.

    Raises:
        NotAllowed: the person may not manage rounds.
        BadInput: an entry is wrong or in the register already; all faults are listed.
        NotFound: there is no such vendor.
        Conflict: somebody has saved another version of an entry since.
    """
    require(person, Permission.MANAGE_ROUNDS)
    if not changes:
        return
    tidied = [replace(one, kept=_tidied(one.kept)) for one in changes]
    like = tidied[0].kept
    with deps.store.writing(person.name) as session:
        before = stored.listed(session, type(like.entry), like.vendor)
        pending = [one for one in tidied if not _is_stored(one.kept, before)]
        faults = [fault for one in pending for fault in row_faults(one, deps.today())]
        faults += doubled(pending, before)
        if faults:
            raise BadInput(faults)
        for change in pending:
            stored.save(session, change.kept, person.name)


def registers_of(session: Session, vendors: Sequence[str], today: dt.date) -> tuple[Registers, ...]:
    """The registers of these vendors as of ``today``, in their order."""
    specialties = practice_of(session).profile.specialties
    coders = _by_vendor(session, Coder)
    documents = _by_vendor(session, DocumentRequest)
    references = _by_vendor(session, Reference)
    subcontractors = _by_vendor(session, Subcontractor)
    return tuple(
        _registers(
            Diligence(vendor, today, specialties),
            coders=_in_use(coders[vendor]),
            documents=_in_use(_documents(vendor, documents[vendor])),
            references=_in_use(references[vendor]),
            subcontractors=_in_use(subcontractors[vendor]),
        )
        for vendor in vendors
    )


def found_out(session: Session, vendors: Sequence[str], today: dt.date) -> tuple[Diligence, ...]:
    """What was found out about these vendors as of ``today``, in their order."""
    return tuple(one.found for one in registers_of(session, vendors, today))


def _registers(empty: Diligence, **kept: Any) -> Registers:
    """The registers that hold what is ``kept``, by the name of each."""
    entries: dict[str, Any] = {
        name: tuple(one.entry for one in rows) for name, rows in kept.items()
    }
    rows = {name: tuple(rows) for name, rows in kept.items()}
    return Registers(found=replace(empty, **entries), **rows)


def _by_vendor(session: Session, kind: type[Kind]) -> defaultdict[str, list[Kept[Kind]]]:
    found: defaultdict[str, list[Kept[Kind]]] = defaultdict(list)
    for one in stored.listed(session, kind):
        found[one.vendor].append(one)
    return found


def _in_use(kept: Iterable[Kept[Kind]]) -> list[Kept[Kind]]:
    return [one for one in kept if not one.entry.retired]


def _documents(
    vendor: str, kept: Sequence[Kept[DocumentRequest]]
) -> tuple[Kept[DocumentRequest], ...]:
    """The usual documents, stored or not, and after them all others, retired ones among them."""
    # One that was taken out and asked for again is in use.
    in_use_last = sorted(kept, key=lambda one: not one.entry.retired)
    others = {name_key(one.entry.document): one for one in in_use_last}
    usual = [others.pop(name_key(name), Kept(vendor, DocumentRequest(name))) for name in DOCUMENTS]
    return (*usual, *others.values())


def _tidied(kept: Kept[Kind]) -> Kept[Kind]:
    """The same without blanks around its texts, and with credentials as they are printed."""
    said: dict[str, Any] = {}
    for one in fields(kept.entry):
        value = getattr(kept.entry, one.name)
        if isinstance(value, tuple):
            said[one.name] = tuple(dict.fromkeys(text.strip().upper() for text in value))
        elif is_text(value):
            said[one.name] = value.strip()
    return replace(kept, entry=replace(kept.entry, **said))


def _is_stored(kept: Kept[Kind], before: Sequence[Kept[Kind]]) -> bool:
    """Whether nothing would change; a new entry that is there already was clicked twice."""
    return any(one.entry == kept.entry for one in before if kept.id in {0, one.id})
