"""Invoices as somebody entered them: one a vendor and number, every revision kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import insert
from sqlmodel import Session, col, select

from vendor_eval.naming import name_key
from vendor_eval.quantities import Month, Usd
from vendor_eval.store import names, versions
from vendor_eval.store.tables import Invoice, InvoiceLine, InvoiceRevision, Vendor


class Status(StrEnum):
    """What the practice makes of an invoice."""

    ENTERED = "entered"
    DISPUTED = "disputed"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an invoice.

    Attributes:
        quantity: None where the line has none; so is ``rate``.
        amount: below zero for a credit.
        kind: what is billed in one word, as the vendor says; empty where it does not.
        meant: the label of the line that was expected, where a person has said so; else empty.
    """

    label: str
    quantity: Decimal | None
    rate: Decimal | None
    amount: Usd
    kind: str = ""
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An invoice as somebody wants to keep it.

    Attributes:
        number: the vendor's own.
        month: that it is for.
        note: why it is changed, or what is disputed.
        version: the version that was shown, 0 for a new one.
    """

    vendor: str
    number: str
    month: Month
    lines: tuple[Line, ...]
    status: Status = Status.ENTERED
    note: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Revision:
    """An invoice as it was kept.

    Attributes:
        id: of the invoice; every revision has the same.
        draft: what was kept; its version counts from 1.
        recorded_at: in UTC.
    """

    id: int
    draft: Draft
    recorded_at: dt.datetime
    recorded_by: str


_REVISIONS = (
    select(Vendor.name, InvoiceRevision)
    .join(Invoice, col(Invoice.vendor) == Vendor.id)
    .join(InvoiceRevision, col(InvoiceRevision.invoice) == Invoice.id)
    .order_by(Vendor.key, col(InvoiceRevision.month), col(Invoice.key))
    .order_by(col(InvoiceRevision.number))
)


def of_vendor(session: Session, vendor: str) -> tuple[Revision, ...]:
    """The newest revision of every invoice of a vendor, by month and number."""
    newest = _REVISIONS.where(InvoiceRevision.number == Invoice.version)
    return _with_lines(session, session.exec(newest.where(Vendor.key == name_key(vendor))))


def history(session: Session, vendor: str, number: str) -> tuple[Revision, ...]:
    """Every revision of an invoice, oldest first; none where there is no such invoice."""
    of_one = _REVISIONS.where(Vendor.key == name_key(vendor), Invoice.key == name_key(number))
    return _with_lines(session, session.exec(of_one))


def save(session: Session, draft: Draft, by: str) -> Revision:
    """Add a revision; a vendor that is not known yet is added.

    Raises:
        Conflict: the vendor has an invoice of that number, or somebody has saved another
            revision since.
    """
    vendor = names.vendor_id(session, draft.vendor, by)
    key = {"vendor": vendor, "key": name_key(draft.number)}
    edit = versions.Edit(key, {}, draft.version, by)
    body = {
        "name": draft.number,
        "month": draft.month.index,
        "status": draft.status.value,
        "note": draft.note,
    }
    row = versions.revise(session, (Invoice, InvoiceRevision), edit, body)
    if row is None:
        subject = f"The invoice {draft.number} of {draft.vendor}"
        kept = history(session, draft.vendor, draft.number)
        raise versions.conflict(subject, _shown(draft), kept, lambda one: _shown(one.draft))
    lines = [_line_values(row, place, line) for place, line in enumerate(draft.lines, start=1)]
    if lines:
        session.connection().execute(insert(InvoiceLine), lines)
    return history(session, draft.vendor, draft.number)[-1]


def _line_values(row: Invoice, place: int, line: Line) -> dict[str, object]:
    return {
        "invoice": row.id,
        "revision": row.version,
        "place": place,
        "label": line.label,
        "quantity": None if line.quantity is None else str(line.quantity),
        "rate": None if line.rate is None else str(line.rate),
        "cents": line.amount.cents,
        "kind": line.kind,
        "meant": line.meant,
    }


def _shown(draft: Draft) -> str:
    """The invoice as text, for two people to compare."""
    lines = (f"{line.label}: {line.amount}" for line in draft.lines)
    return "\n".join([f"{draft.month}, {draft.status}", *lines])


def _with_lines(
    session: Session, found: Iterable[tuple[str, InvoiceRevision]]
) -> tuple[Revision, ...]:
    """The revisions with what they list."""
    rows = list(found)
    ids = {row.invoice for _, row in rows}
    lines: dict[tuple[int, int], list[Line]] = {}
    of_them = select(InvoiceLine).where(col(InvoiceLine.invoice).in_(ids))
    ordered = of_them.order_by(col(InvoiceLine.place))
    for one in session.exec(ordered):
        lines.setdefault((one.invoice, one.revision), []).append(_line(one))
    return tuple(
        _revision(vendor, row, tuple(lines.get((row.invoice, row.number), ())))
        for vendor, row in rows
    )


def _line(row: InvoiceLine) -> Line:
    quantity = None if row.quantity is None else Decimal(row.quantity)
    rate = None if row.rate is None else Decimal(row.rate)
    return Line(row.label, quantity, rate, Usd(row.cents), row.kind, row.meant)


def _revision(vendor: str, row: InvoiceRevision, lines: tuple[Line, ...]) -> Revision:
    draft = Draft(
        vendor=vendor,
        number=row.name,
        month=Month.at(row.month),
        lines=lines,
        status=Status(row.status),
        note=row.note,
        version=row.number,
    )
    return Revision(row.invoice, draft, row.recorded_at, row.recorded_by)
