"""What finance compares: offers, scenarios, and the invoices that vendors send."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, ForeignKeyConstraint, Text, UniqueConstraint
from sqlmodel import Field

from vendor_eval.store.tables.row_kinds import Named, Revised, Table


class Offer(Revised, table=True):
    """What a vendor asks for; its version is the number of its newest revision.

    Attributes:
        key: the name as `naming.name_key` gives it.
    """

    __tablename__ = "offer"
    __table_args__ = (UniqueConstraint("vendor", "key"),)

    vendor: int = Field(foreign_key="vendor.id")
    key: str = Field(sa_type=Text)


class OfferRevision(Table, table=True):
    """An offer as somebody saved it; never changed afterwards.

    Attributes:
        toml: its fees, its floor and cap, and how the vendor is expected to perform.
        status: an `offers.Status`.
        starts: from when on it holds.
        ends: the last day; NULL while it is open.
    """

    __tablename__ = "offer_revision"

    offer: int = Field(primary_key=True, foreign_key="offer.id")
    number: int = Field(primary_key=True)
    name: str = Field(sa_type=Text)
    toml: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    starts: dt.date
    ends: dt.date | None = None
    note: str = Field(sa_type=Text)
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)


class Scenario(Named, Revised, table=True):
    """Offers under the same usage; its version is the number of its newest revision."""

    __tablename__ = "scenario"


class ScenarioRevision(Table, table=True):
    """A scenario's text as somebody saved it; never changed afterwards."""

    __tablename__ = "scenario_revision"

    scenario: int = Field(primary_key=True, foreign_key="scenario.id")
    number: int = Field(primary_key=True)
    toml: str = Field(sa_type=Text)
    note: str = Field(sa_type=Text)
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)


class CautionNote(Table, table=True):
    """That somebody looked into a caution about an option, and what came of it; never changed.

    Attributes:
        caution: its id.
    """

    __tablename__ = "caution_note"

    id: int = Field(default=None, primary_key=True)
    scenario: int = Field(foreign_key="scenario.id", index=True)
    option: str = Field(sa_type=Text)
    caution: str = Field(sa_type=Text)
    note: str = Field(sa_type=Text)
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)


class Invoice(Revised, table=True):
    """What a vendor asked to be paid for a month; its version counts its revisions.

    Attributes:
        key: the vendor's number of it as `naming.name_key` gives it.
    """

    __tablename__ = "invoice"
    __table_args__ = (UniqueConstraint("vendor", "key"),)

    vendor: int = Field(foreign_key="vendor.id")
    key: str = Field(sa_type=Text)


class InvoiceRevision(Table, table=True):
    """An invoice as somebody entered it; never changed afterwards.

    Attributes:
        number: counts revisions from 1.
        name: the vendor's number of the invoice, as written.
        status: an `invoices.Status`.
    """

    __tablename__ = "invoice_revision"

    invoice: int = Field(primary_key=True, foreign_key="invoice.id")
    number: int = Field(primary_key=True)
    name: str = Field(sa_type=Text)
    month: int
    status: str = Field(sa_type=Text)
    note: str = Field(sa_type=Text)
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)


class InvoiceLine(Table, table=True):
    """One line of an invoice as it was entered.

    Attributes:
        place: counts from 1.
        quantity: a decimal as written, NULL where the line has none; so is ``rate``.
        cents: the amount, US dollars; below zero for a credit.
        kind: what is billed in one word, as the vendor says; empty where it does not.
        meant: the label of the line that was expected, where a person has said so; else empty.
    """

    __tablename__ = "invoice_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["invoice", "revision"], ["invoice_revision.invoice", "invoice_revision.number"]
        ),
    )

    invoice: int = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    label: str = Field(sa_type=Text)
    quantity: str | None = Field(default=None, sa_type=Text)
    rate: str | None = Field(default=None, sa_type=Text)
    cents: int = Field(sa_type=BigInteger)
    kind: str = Field(sa_type=Text)
    meant: str = Field(sa_type=Text)


class UnsavedText(Table, table=True):
    """What a person has typed and not saved yet.

    Attributes:
        subject: what it is about, as ``scenario 3``.
        version: of what is stored, when it was begun.
    """

    __tablename__ = "unsaved_text"

    person: str = Field(primary_key=True, sa_type=Text)
    subject: str = Field(primary_key=True, sa_type=Text)
    text: str = Field(sa_type=Text)
    version: int
    typed_at: dt.datetime
