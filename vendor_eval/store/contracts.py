"""Contracts as somebody saved them: one a vendor, every revision kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from vendor_eval.errors import NotFound
from vendor_eval.naming import name_key
from vendor_eval.store import names, versions
from vendor_eval.store.tables import Contract, ContractRevision, Vendor


@dataclass(frozen=True, slots=True)
class Draft:
    """A contract as somebody wants to save it.

    Attributes:
        text: TOML.
        note: why it is changed.
        version: the version that was shown, 0 where the vendor had no contract.
    """

    vendor: str
    title: str
    text: str
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class Revision:
    """A contract as it was saved.

    Attributes:
        text: TOML.
        version: counts from 1.
        recorded_at: in UTC.
    """

    vendor: str
    title: str
    text: str
    note: str
    version: int
    recorded_at: dt.datetime
    recorded_by: str


_REVISIONS = (
    select(Vendor.name, ContractRevision)
    .join(Contract, col(Contract.vendor) == Vendor.id)
    .join(ContractRevision, col(ContractRevision.contract) == Contract.id)
    .order_by(Vendor.key, col(ContractRevision.number))
)


def listed(session: Session) -> tuple[Revision, ...]:
    """The newest revision of every contract, by vendor."""
    newest = _REVISIONS.where(ContractRevision.number == Contract.version)
    return tuple(_revision(*found) for found in session.exec(newest))


def of_vendor(session: Session, vendor: str) -> Revision:
    """The newest revision of the contract with ``vendor``, in any spelling.

    Raises:
        NotFound: there is no contract with that vendor.
    """
    revisions = history(session, vendor)
    if not revisions:
        raise NotFound(f"There is no contract with {vendor}.")
    return revisions[-1]


def history(session: Session, vendor: str) -> tuple[Revision, ...]:
    """Every revision of the contract with ``vendor``, oldest first; none without a contract."""
    of_one = _REVISIONS.where(Vendor.key == name_key(vendor))
    return tuple(_revision(*found) for found in session.exec(of_one))


def save(session: Session, draft: Draft, by: str) -> Revision:
    """Add a revision; a vendor that is not known yet is added.

    Raises:
        Conflict: somebody has saved another revision since.
    """
    vendor = names.vendor_id(session, draft.vendor, by)
    edit = versions.Edit({"vendor": vendor}, {}, draft.version, by)
    body = {"title": draft.title, "toml": draft.text, "note": draft.note}
    if versions.revise(session, (Contract, ContractRevision), edit, body) is None:
        subject, theirs = f"The contract with {draft.vendor}", of_vendor(session, draft.vendor)
        raise versions.conflict(subject, draft.text, [theirs], lambda one: one.text)
    return of_vendor(session, draft.vendor)


def _revision(vendor: str, row: ContractRevision) -> Revision:
    return Revision(
        vendor=vendor,
        title=row.title,
        text=row.toml,
        note=row.note,
        version=row.number,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )
