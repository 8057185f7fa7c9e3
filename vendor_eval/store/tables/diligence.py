"""What is found out about a vendor beside its answers, a table a register."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index, Text
from sqlmodel import Field

from vendor_eval.store.tables.row_kinds import Versioned


class _OfVendor(Versioned):
    """A row of a register that is kept of a vendor."""

    id: int = Field(default=None, primary_key=True)
    vendor: int = Field(foreign_key="vendor.id")
    note: str = Field(sa_type=Text)


class VendorCoder(_OfVendor, table=True):
    """Somebody who codes for a vendor.

    Attributes:
        credentials: JSON, a list such as ``["CPC", "CCS"]``.
        number: of the credential, as its issuer lists it; empty when not told.
        verified_on: when somebody looked it up with the issuer.
        retired: whether the person does not code for the practice any more.
    """

    __tablename__ = "vendor_coder"
    __table_args__ = (Index(None, "vendor"), Index(None, "expires"))

    name: str = Field(sa_type=Text)
    credentials: str = Field(sa_type=Text)
    specialty: str = Field(sa_type=Text)
    number: str = Field(sa_type=Text)
    verified_on: dt.date | None = None
    expires: dt.date | None = None
    retired: bool = False


class DocumentRequest(_OfVendor, table=True):
    """A document that a vendor is asked for.

    Attributes:
        status: wanted, asked, received or refused.
        retired: whether it is asked for no longer.
    """

    __tablename__ = "document_request"
    __table_args__ = (Index(None, "vendor"),)

    document: str = Field(sa_type=Text)
    asked_on: dt.date | None = None
    received_on: dt.date | None = None
    status: str = Field(sa_type=Text)
    retired: bool = False


class VendorReference(_OfVendor, table=True):
    """A client of a vendor, and what it says of the vendor.

    Attributes:
        denial_trend: what it says of denials, likewise the next two of theirs.
        verdict: good, mixed or poor; empty before anybody has called.
        retired: whether it is no reference any more.
    """

    __tablename__ = "vendor_reference"
    __table_args__ = (Index(None, "vendor"),)

    practice_name: str = Field(sa_type=Text)
    contact: str = Field(sa_type=Text)
    specialty: str = Field(sa_type=Text)
    called_on: dt.date | None = None
    denial_trend: str = Field(sa_type=Text)
    responsiveness: str = Field(sa_type=Text)
    reporting_quality: str = Field(sa_type=Text)
    verdict: str = Field(sa_type=Text)
    retired: bool = False


class Subcontractor(_OfVendor, table=True):
    """Somebody to whom a vendor hands on a part of the work.

    Attributes:
        baa_signed_on: when it signed a business associate agreement; NULL when it has not.
        retired: whether the vendor does not use it any more.
    """

    __tablename__ = "subcontractor"
    __table_args__ = (Index(None, "vendor"),)

    name: str = Field(sa_type=Text)
    service: str = Field(sa_type=Text)
    country: str = Field(sa_type=Text)
    baa_signed_on: dt.date | None = None
    retired: bool = False
