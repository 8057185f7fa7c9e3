"""Writing down what follows a finding, and reading it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from vendor_eval.access.roles import Permission, Person, refuse, require, require_vendor, rows_seen
from vendor_eval.errors import BadInput, Fault, NotFound
from vendor_eval.files.typed import note_faults
from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.dispute import Dispute
from vendor_eval.follow_up.ladder import Ladder
from vendor_eval.follow_up.notice import Notice
from vendor_eval.follow_up.plan import Plan
from vendor_eval.follow_up.rebase import Rebase
from vendor_eval.follow_up.record import Record
from vendor_eval.follow_up.relief import Relief
from vendor_eval.follow_up.settlement import Settlement
from vendor_eval.follow_up.transition import ExitReadiness, Transition
from vendor_eval.metrics import CATALOGUE
from vendor_eval.naming import name_key
from vendor_eval.store import follow_up as stored
from vendor_eval.store import measures
from vendor_eval.store.follow_up import Kept
from vendor_eval.workflows.deps import Deps

__all__ = ["Kept"]

R = TypeVar("R", bound=Record)

WRITTEN_BY: Mapping[type[Record], Permission] = {
    BreachNote: Permission.FOLLOW_UP,
    Plan: Permission.FOLLOW_UP,
    Ladder: Permission.FOLLOW_UP,
    Transition: Permission.FOLLOW_UP,
    ExitReadiness: Permission.FOLLOW_UP,
    Dispute: Permission.DECIDE_FINDINGS,
    Relief: Permission.DECIDE_FINDINGS,
    Notice: Permission.DECIDE_FINDINGS,
    Rebase: Permission.DECIDE_FINDINGS,
    Settlement: Permission.SETTLE_CREDITS,
}
"""Who writes each kind of record; a month is closed by a workflow of its own."""

# Days that say when something happened; all others may be still to come.
_PAST = ("on", "done")


def listed(
    deps: Deps, person: Person, kind: type[R], vendor: str | None = None
) -> Sequence[Kept[R]]:
    """The newest revision of each record of a kind, by vendor and key.

    Args:
        vendor: in any spelling; None for all vendors.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    if vendor is not None:
        require_vendor(person, vendor)
    with deps.store.reading() as session:
        return rows_seen(person, stored.listed(session, kind, vendor))


def history(deps: Deps, person: Person, vendor: str, record: R) -> Sequence[Kept[R]]:
    """Every revision of the record that has the kind and key of ``record``, oldest first.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        return stored.history(session, type(record), vendor, record.key)


def save(deps: Deps, person: Person, kept: Kept[R]) -> Kept[R]:
    """Keep a record as its newest revision; what is stored like that already adds none.

    Raises:
        NotAllowed: the person may not write this kind of record.
        NotFound: there is no such vendor.
        BadInput: something in it is wrong or may not be kept; all faults are listed.
        Conflict: somebody has saved another revision since.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    if type(kept.record) not in WRITTEN_BY:
        said = "A month is closed on its own page, and no record of it is written by hand"
        refuse(person, "write a record of that kind by hand", said)
    require(person, WRITTEN_BY[type(kept.record)])
    require_vendor(person, kept.vendor)
    record: R = _tidy(kept.record)
    with deps.store.writing(person.name) as session:
        if name_key(kept.vendor) not in map(name_key, measures.vendors(session)):
            raise NotFound(f"There is no vendor called {kept.vendor}.")
        before = stored.history(session, type(record), kept.vendor, record.key)
        record = record.after(before[-1].record) if before else record
        faults = [*record.faults(), *_text_faults(record), *_day_faults(record, deps.today())]
        if faults:
            raise BadInput(faults)
        if before and before[-1].record == record:
            return before[-1]
        return stored.save(session, replace(kept, record=record), person.name)


def _tidy(value: Any) -> Any:
    """The same without blanks around its texts."""
    if is_dataclass(value) and not isinstance(value, type):
        said = {one.name: _tidy(getattr(value, one.name)) for one in fields(value) if one.init}
        return replace(value, **said)
    if isinstance(value, tuple):
        return tuple(_tidy(one) for one in value)
    if isinstance(value, str) and not isinstance(value, Enum):
        return value.strip()
    return value


def _leaves(value: Any, where: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every value inside a record: where it stands, the name of its field, and itself."""
    for one in fields(value):
        found = getattr(value, one.name)
        label = f"{where} {one.name}".strip().replace("_", " ")
        if not isinstance(found, tuple):
            yield from _within(found, label, one.name)
            continue
        for number, entry in enumerate(found, start=1):
            yield from _within(entry, f"{label} {number}", one.name)


def _within(value: Any, where: str, name: str) -> Iterator[tuple[str, str, Any]]:
    if is_dataclass(value):
        yield from _leaves(value, where)
    else:
        yield where.capitalize(), name, value


def _text_faults(record: Record) -> Iterator[Fault]:
    for where, name, value in _leaves(record):
        if isinstance(value, str) and not isinstance(value, Enum):
            yield from note_faults(where, value)
            if name in ("metric", "metrics") and value and value not in CATALOGUE:
                yield Fault(where, "is no metric", "choose one that the catalogue has")


def _day_faults(record: Record, today: dt.date) -> Iterator[Fault]:
    for where, name, value in _leaves(record):
        happened = name in _PAST or name.endswith("_on")
        if happened and isinstance(value, dt.date) and value > today:
            yield Fault(where, "is still to come", "leave it empty until then")
