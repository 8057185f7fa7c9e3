"""What was recomputed from claims, and what an audit found: sums and values, never a claim."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, Double, Index, Text, UniqueConstraint
from sqlmodel import Field

from vendor_eval.store.tables.row_kinds import Table


class ClaimRun(Table, table=True):
    """One recomputation from files of claims; never changed afterwards.

    Attributes:
        fingerprint: which files under which terms; the same twice is stored once.
        as_of: the day that the claims were looked at from.
        seen_on: the day up to which the files know of anything.
        terms: what definitions went by, as canonical JSON.
        definitions: the version of the texts that define the metrics.
        rows: how many the files have that count.
        remarks: what was refused, found and left out, as JSON.
    """

    __tablename__ = "claim_run"

    id: int = Field(default=None, primary_key=True)
    fingerprint: str = Field(sa_type=Text, unique=True)
    as_of: dt.date
    seen_on: dt.date
    terms: str = Field(sa_type=Text)
    definitions: str = Field(sa_type=Text)
    rows: int = Field(sa_type=BigInteger)
    remarks: str = Field(sa_type=Text)
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)


class ClaimRunFile(Table, table=True):
    """A file that counted in a run; it is not kept itself.

    Attributes:
        place: counts from 1.
        sha256: of the file's bytes, hexadecimal.
        kind: what it was taken for, in a word.
        rows: NULL where nobody counted those of this file apart.
    """

    __tablename__ = "claim_run_file"

    run: int = Field(primary_key=True, foreign_key="claim_run.id")
    place: int = Field(primary_key=True)
    name: str = Field(sa_type=Text)
    sha256: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    rows: int | None = Field(default=None, sa_type=BigInteger)


class ClaimValue(Table, table=True):
    """A metric's value for a vendor and month as one run gives it.

    Attributes:
        is_variant: whether ``metric`` is another definition of the field, and not the catalogue's.
        numerator: a whole number or a decimal, as text; NULL for a median. So is denominator.
        value: in the metric's unit; NULL where the denominator is nothing.
    """

    __tablename__ = "claim_value"
    # What counts is looked for by vendor and month, over all runs.
    __table_args__ = (Index("ix_claim_value_vendor_month", "vendor", "month"),)

    run: int = Field(primary_key=True, foreign_key="claim_run.id")
    vendor: int = Field(primary_key=True, foreign_key="vendor.id")
    month: int = Field(primary_key=True)
    metric: str = Field(primary_key=True, sa_type=Text)
    is_variant: bool = Field(primary_key=True)
    numerator: str | None = Field(default=None, sa_type=Text)
    denominator: str | None = Field(default=None, sa_type=Text)
    value: float | None = Field(default=None, sa_type=Double)
    pending: int | None = Field(default=None, sa_type=BigInteger)


class ClaimPlace(Table, table=True):
    """What the sums of a run are parted by; an empty text where the files do not say."""

    __tablename__ = "claim_place"
    __table_args__ = (
        UniqueConstraint("run", "vendor", "month", "payer", "specialty", "site"),
        Index("ix_claim_place_vendor_month", "vendor", "month"),
    )

    id: int = Field(default=None, primary_key=True)
    run: int = Field(foreign_key="claim_run.id")
    vendor: int = Field(foreign_key="vendor.id")
    month: int
    payer: str = Field(sa_type=Text)
    specialty: str = Field(sa_type=Text)
    site: str = Field(sa_type=Text)


class RemitSum(Table, table=True):
    """First remittances of a place; amounts in cents."""

    __tablename__ = "claim_remit_sum"

    place: int = Field(primary_key=True, foreign_key="claim_place.id")
    remits: int = Field(sa_type=BigInteger)
    denied: int = Field(sa_type=BigInteger)
    fully_denied: int = Field(sa_type=BigInteger)
    billed_cents: int = Field(sa_type=BigInteger)
    denied_cents: int = Field(sa_type=BigInteger)


class DenialSum(Table, table=True):
    """Denials of a place for one reason."""

    __tablename__ = "claim_denial_sum"

    place: int = Field(primary_key=True, foreign_key="claim_place.id")
    group_code: str = Field(primary_key=True, sa_type=Text)
    carc: str = Field(primary_key=True, sa_type=Text)
    claims: int = Field(sa_type=BigInteger)
    mentions: int = Field(sa_type=BigInteger)
    cents: int = Field(sa_type=BigInteger)


class CodeSum(Table, table=True):
    """Lines of one procedure code in a place; ``units`` in hundredths, amounts in cents."""

    __tablename__ = "claim_code_sum"

    place: int = Field(primary_key=True, foreign_key="claim_place.id")
    code: str = Field(primary_key=True, sa_type=Text)
    lines: int = Field(sa_type=BigInteger)
    units: int = Field(sa_type=BigInteger)
    billed_cents: int = Field(sa_type=BigInteger)
    paid_cents: int = Field(sa_type=BigInteger)
    allowed_lines: int = Field(sa_type=BigInteger)
    allowed_cents: int = Field(sa_type=BigInteger)
    priced_lines: int = Field(sa_type=BigInteger)
    expected_cents: int = Field(sa_type=BigInteger)
    priced_allowed_cents: int = Field(sa_type=BigInteger)
    underpaid_lines: int = Field(sa_type=BigInteger)
    underpaid_cents: int = Field(sa_type=BigInteger)


class AuditedValue(Table, table=True):
    """What somebody found by an audit, and each later finding as a further revision.

    Attributes:
        value: in the metric's unit; NULL where a value was withdrawn.
        numerator: a decimal as text, NULL where it was not counted; so is denominator.
        how: how it was found.
        evidence: where what supports it can be seen.
    """

    __tablename__ = "audited_value"

    vendor: int = Field(primary_key=True, foreign_key="vendor.id")
    metric: str = Field(primary_key=True, sa_type=Text)
    month: int = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    value: float | None = Field(default=None, sa_type=Double)
    numerator: str | None = Field(default=None, sa_type=Text)
    denominator: str | None = Field(default=None, sa_type=Text)
    how: str = Field(sa_type=Text)
    evidence: str = Field(sa_type=Text)
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)


class ReportedDefinition(Table, table=True):
    """By which definition a vendor says it works out a metric, as somebody wrote it down.

    Attributes:
        definition: the id of the metric or of another definition; empty where nobody knows.
        tolerance: how far the reported value may lie from ours, in the metric's unit; NULL for
            what goes without saying.
    """

    __tablename__ = "reported_definition"

    vendor: int = Field(primary_key=True, foreign_key="vendor.id")
    metric: str = Field(primary_key=True, sa_type=Text)
    revision: int = Field(primary_key=True)
    definition: str = Field(sa_type=Text)
    tolerance: float | None = Field(default=None, sa_type=Double)
    note: str = Field(sa_type=Text)
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)
