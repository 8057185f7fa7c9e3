"""Offers as somebody saved them: what vendors ask for, from when on, and what was agreed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session, col, select

from vendor_eval.naming import name_key
from vendor_eval.store import names, versions
from vendor_eval.store.tables import Offer, OfferRevision, Vendor


class Status(StrEnum):
    """What became of an offer."""

    OFFERED = "offered"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Draft:
    """An offer as somebody wants to save it.

    Attributes:
        text: TOML, one option of a scenario.
        starts: from when on it holds.
        ends: the last day; None while it is open.
        note: why it is changed.
        version: the version that was shown, 0 for a new one.
    """

    vendor: str
    name: str
    text: str
    starts: dt.date
    ends: dt.date | None = None
    status: Status = Status.OFFERED
    note: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Revision:
    """An offer as it was saved.

    Attributes:
        id: of the offer; every revision has the same.
        draft: what was saved; its version counts from 1.
        recorded_at: in UTC.
    """

    id: int
    draft: Draft
    recorded_at: dt.datetime
    recorded_by: str


_REVISIONS = (
    select(Vendor.name, OfferRevision)
    .join(Offer, col(Offer.vendor) == Vendor.id)
    .join(OfferRevision, col(OfferRevision.offer) == Offer.id)
    .order_by(Vendor.key, col(Offer.key), col(OfferRevision.number))
)


def listed(session: Session) -> tuple[Revision, ...]:
    """The newest revision of every offer, by vendor and name."""
    newest = _REVISIONS.where(OfferRevision.number == Offer.version)
    return tuple(_revision(*found) for found in session.exec(newest))


def history(session: Session, vendor: str, name: str) -> tuple[Revision, ...]:
    """Every revision of an offer, oldest first; none where there is no such offer."""
    of_one = _REVISIONS.where(Vendor.key == name_key(vendor), Offer.key == name_key(name))
    return tuple(_revision(*found) for found in session.exec(of_one))


def save(session: Session, draft: Draft, by: str) -> Revision:
    """Add a revision; a vendor that is not known yet is added.

    Raises:
        Conflict: the vendor has an offer of that name, or somebody has saved another revision
            since.
    """
    vendor = names.vendor_id(session, draft.vendor, by)
    key = {"vendor": vendor, "key": name_key(draft.name)}
    edit = versions.Edit(key, {}, draft.version, by)
    body = {
        "name": draft.name,
        "toml": draft.text,
        "status": draft.status.value,
        "starts": draft.starts,
        "ends": draft.ends,
        "note": draft.note,
    }
    if versions.revise(session, (Offer, OfferRevision), edit, body) is None:
        subject = f"The offer {draft.name} of {draft.vendor}"
        kept = history(session, draft.vendor, draft.name)
        raise versions.conflict(subject, draft.text, kept, lambda one: one.draft.text)
    return history(session, draft.vendor, draft.name)[-1]


def _revision(vendor: str, row: OfferRevision) -> Revision:
    draft = Draft(
        vendor=vendor,
        name=row.name,
        text=row.toml,
        starts=row.starts,
        ends=row.ends,
        status=Status(row.status),
        note=row.note,
        version=row.number,
    )
    return Revision(row.offer, draft, row.recorded_at, row.recorded_by)
