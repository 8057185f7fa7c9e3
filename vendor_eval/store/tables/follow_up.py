"""What people write down after a finding."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from vendor_eval.store.tables.row_kinds import Revised, Table


class FollowUp(Revised, table=True):
    """One record about a vendor.

    Attributes:
        kind: which kind of record, for example ``plan``.
        key: which record of its kind; empty where a vendor has one.
    """

    __tablename__ = "follow_up"
    __table_args__ = (UniqueConstraint("vendor", "kind", "key"),)

    vendor: int = Field(foreign_key="vendor.id")
    kind: str = Field(sa_type=Text)
    key: str = Field(sa_type=Text)


class FollowUpRevision(Table, table=True):
    """The record as somebody saved it; never changed afterwards.

    Attributes:
        number: counts from 1.
        body: JSON.
    """

    __tablename__ = "follow_up_revision"

    follow_up: int = Field(primary_key=True, foreign_key="follow_up.id")
    number: int = Field(primary_key=True)
    body: str = Field(sa_type=Text)
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)
