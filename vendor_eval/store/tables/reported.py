"""What vendors report, and what is agreed with them: names, measurements, mappings, contracts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, Double, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from vendor_eval.store.tables.row_kinds import Named, Revised, Table, Versioned

WHOLE_PRACTICE = 1
"""The id of the slice that is not cut by site, payer or specialty; the first migration adds it."""


def _names() -> Any:
    """A column that holds a JSON list of names, none at first."""
    return Field(default="[]", sa_type=Text, sa_column_kwargs={"server_default": "[]"})


class Practice(Versioned, table=True):
    """The practice itself, in one row.

    Attributes:
        time_zone: an IANA name; it decides the month in which a day lies.
        is_demo: whether everything stored is made up.
        specialties: JSON, a list of names, like the three after it.
        claims_a_month: NULL while nobody has told.
    """

    __tablename__ = "practice"

    id: int = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Text)
    time_zone: str = Field(sa_type=Text)
    is_demo: bool = False
    specialties: str = _names()
    payers: str = _names()
    ehr_systems: str = _names()
    practice_management_systems: str = _names()
    claims_a_month: int | None = None


class Vendor(Named, Versioned, table=True):
    """A billing company."""

    __tablename__ = "vendor"

    id: int = Field(default=None, primary_key=True)


class Site(Named, table=True):
    """A place where the practice sees patients."""

    __tablename__ = "site"

    id: int = Field(default=None, primary_key=True)


class Payer(Named, table=True):
    """Who pays claims: an insurer or a programme."""

    __tablename__ = "payer"

    id: int = Field(default=None, primary_key=True)


class Specialty(Named, table=True):
    """A medical specialty of the practice."""

    __tablename__ = "specialty"

    id: int = Field(default=None, primary_key=True)


class Slice(Table, table=True):
    """A part of the practice: any of site, payer and specialty, or `WHOLE_PRACTICE`.

    Attributes:
        key: the three ids as one text, because a database takes two NULLs for different.
    """

    __tablename__ = "slice"

    id: int = Field(default=None, primary_key=True)
    site: int | None = Field(default=None, foreign_key="site.id")
    payer: int | None = Field(default=None, foreign_key="payer.id")
    specialty: int | None = Field(default=None, foreign_key="specialty.id")
    key: str = Field(sa_type=Text, unique=True)


class Series(Table, table=True):
    """One metric of one vendor for one part of the practice, over all months."""

    __tablename__ = "series"
    __table_args__ = (UniqueConstraint("vendor", "metric", "slice"),)

    id: int = Field(default=None, primary_key=True)
    vendor: int = Field(foreign_key="vendor.id")
    metric: str = Field(sa_type=Text)
    slice: int = Field(foreign_key="slice.id")


class ImportRecord(Table, table=True):
    """One file that was stored.

    Attributes:
        fingerprint: what the file is and how it was read; the same twice is stored once.
        sha256: of the file's bytes, hexadecimal.
        how: how it was read, as canonical JSON.
        rows: rows in the file; the sum of added, restated and unchanged.
    """

    __tablename__ = "import_record"

    id: int = Field(default=None, primary_key=True)
    fingerprint: str = Field(sa_type=Text, unique=True)
    file_name: str = Field(sa_type=Text)
    sha256: str = Field(sa_type=Text)
    how: str = Field(sa_type=Text)
    rows: int
    added: int
    restated: int
    unchanged: int
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)


class MeasurementRow(Table, table=True):
    """A value as it was reported, and each later value as a further revision.

    Attributes:
        revision: 1 for the first value, then counting up without gaps.
        value: in the metric's unit; NULL where nothing was measured, and for an amount of US
            dollars that is whole cents.
        cents: an amount of US dollars, to the cent; NULL for every other unit.
        numerator_e4: in ten-thousandths, NULL where not reported; likewise the denominator.
    """

    __tablename__ = "measurement"
    # Rows lie in the order of their key: no second index to fill, and a series reads as one run.
    __table_args__ = (
        # Restatements are few among millions of rows; this leads straight to them.
        Index(
            "ix_measurement_second",
            "series",
            "month",
            sqlite_where=text("revision = 2"),
            postgresql_where=text("revision = 2"),
        ),
        {"sqlite_with_rowid": False},
    )

    series: int = Field(primary_key=True, foreign_key="series.id")
    month: int = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    value: float | None = Field(default=None, sa_type=Double)
    cents: int | None = Field(default=None, sa_type=BigInteger)
    numerator_e4: int | None = Field(default=None, sa_type=BigInteger)
    denominator_e4: int | None = Field(default=None, sa_type=BigInteger)
    import_record: int = Field(foreign_key="import_record.id")


class Mapping(Versioned, table=True):
    """How a vendor's files are read: headings and their meaning, header row, sheet.

    Attributes:
        body: JSON.
    """

    __tablename__ = "mapping"

    id: int = Field(default=None, primary_key=True)
    vendor: int = Field(foreign_key="vendor.id", unique=True)
    body: str = Field(sa_type=Text)


class Contract(Revised, table=True):
    """The agreement with a vendor; its version is the number of its newest revision."""

    __tablename__ = "contract"

    vendor: int = Field(foreign_key="vendor.id", unique=True)


class ContractRevision(Table, table=True):
    """A contract's text as somebody saved it; never changed afterwards."""

    __tablename__ = "contract_revision"

    contract: int = Field(primary_key=True, foreign_key="contract.id")
    number: int = Field(primary_key=True)
    title: str = Field(sa_type=Text)
    toml: str = Field(sa_type=Text)
    note: str = Field(sa_type=Text)
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)
