"""Records of what follows a finding, each revision as somebody saved it.

A record is stored as JSON and read back as the same value. A field that is added later needs a
default, so that what was saved before can still be read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.dispute import Dispute
from vendor_eval.follow_up.ladder import Ladder
from vendor_eval.follow_up.month_close import MonthClose
from vendor_eval.follow_up.notice import Notice
from vendor_eval.follow_up.plan import Plan
from vendor_eval.follow_up.rebase import Rebase
from vendor_eval.follow_up.record import Record
from vendor_eval.follow_up.relief import Relief
from vendor_eval.follow_up.settlement import Settlement
from vendor_eval.follow_up.transition import ExitReadiness, Transition
from vendor_eval.naming import name_key
from vendor_eval.store import names, versions
from vendor_eval.store.tables import FollowUp, FollowUpRevision, Vendor

R = TypeVar("R", bound=Record)

KINDS: Mapping[type[Record], str] = MappingProxyType(
    {
        BreachNote: "breach_note",
        Plan: "plan",
        Dispute: "dispute",
        Ladder: "ladder",
        Settlement: "settlement",
        Relief: "relief",
        Notice: "notice",
        MonthClose: "month_close",
        Transition: "transition",
        ExitReadiness: "exit_readiness",
        Rebase: "rebase",
    }
)
"""The name under which each kind of record is stored; it never changes."""


@dataclass(frozen=True, slots=True)
class Kept(Generic[R]):
    """A record of a vendor.

    Attributes:
        vendor: in any spelling; once stored as first spelled.
        version: the revision that this is, 0 before it is stored; on saving, the one shown.
        recorded_at: in UTC; None before it is stored, like ``recorded_by``.
    """

    vendor: str
    record: R
    version: int = 0
    recorded_at: dt.datetime | None = None
    recorded_by: str | None = None


_REVISIONS = (
    select(Vendor.name, FollowUpRevision)
    .join(FollowUp, col(FollowUp.vendor) == Vendor.id)
    .join(FollowUpRevision, col(FollowUpRevision.follow_up) == FollowUp.id)
    .order_by(Vendor.key, col(FollowUp.key), col(FollowUpRevision.number))
)


def listed(
    session: Session, kind: type[R], vendor: str | None = None, *, key: str | None = None
) -> tuple[Kept[R], ...]:
    """The newest revision of each record of a kind, by vendor and key.

    Args:
        vendor: in any spelling; None for all vendors.
        key: of the records; None for all keys.
    """
    wanted = _REVISIONS.where(
        FollowUp.kind == KINDS[kind], FollowUpRevision.number == FollowUp.version
    )
    if vendor is not None:
        wanted = wanted.where(Vendor.key == name_key(vendor))
    if key is not None:
        wanted = wanted.where(FollowUp.key == key)
    return _kept(kind, session.exec(wanted))


def history(session: Session, kind: type[R], vendor: str, key: str) -> tuple[Kept[R], ...]:
    """Every revision of a record, oldest first; none where there is no such record."""
    of_one = _REVISIONS.where(
        FollowUp.kind == KINDS[kind], FollowUp.key == key, Vendor.key == name_key(vendor)
    )
    return _kept(kind, session.exec(of_one))


def save(session: Session, kept: Kept[R], by: str) -> Kept[R]:
    """Add a revision; a vendor that is not known yet is added.

    Raises:
        Conflict: somebody has saved another revision since.
    """
    kind, record = type(kept.record), kept.record
    key = {
        "vendor": names.vendor_id(session, kept.vendor, by),
        "kind": KINDS[kind],
        "key": record.key,
    }
    edit = versions.Edit(key, {}, kept.version, by)
    body = {"body": _adapter(kind).dump_json(record).decode()}
    if versions.revise(session, (FollowUp, FollowUpRevision), edit, body) is None:
        what = " ".join(("The", KINDS[kind].replace("_", " "), record.key)).strip()
        stored = history(session, kind, kept.vendor, record.key)
        raise versions.conflict(
            f"{what} of {kept.vendor}", in_words(record), stored, lambda one: in_words(one.record)
        )
    return history(session, kind, kept.vendor, record.key)[-1]


def in_words(record: Record) -> str:
    """The record as text, for two people to compare: a field a line."""
    said: Mapping[str, Any] = _adapter(type(record)).dump_python(record, mode="json")
    return "\n".join(f"{name.replace('_', ' ')}: {value}" for name, value in said.items() if value)


@cache
def _adapter(kind: type[R]) -> TypeAdapter[R]:
    return TypeAdapter(kind)


def _kept(kind: type[R], found: Iterable[tuple[str, FollowUpRevision]]) -> tuple[Kept[R], ...]:
    read = _adapter(kind).validate_json
    return tuple(
        Kept(vendor, read(row.body), row.number, row.recorded_at, row.recorded_by)
        for vendor, row in found
    )
