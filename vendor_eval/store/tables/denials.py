"""What is done about denials that come back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from vendor_eval.store.tables.row_kinds import Revised, Table


class DenialAction(Revised, table=True):
    """A reason for which a payer denies a vendor's claims.

    Attributes:
        payer: the key of the payer; an empty text where the files do not say.
        carc: the claim adjustment reason code.
    """

    __tablename__ = "denial_action"
    __table_args__ = (UniqueConstraint("vendor", "payer", "carc"),)

    vendor: int = Field(foreign_key="vendor.id")
    payer: str = Field(sa_type=Text)
    carc: str = Field(sa_type=Text)


class DenialActionRevision(Table, table=True):
    """Its cause and its correction as somebody wrote them down; never changed afterwards.

    Attributes:
        number: counts from 1.
        owner: who sees to it.
        due: by when; NULL where that is open.
        done: the day on which it was done; NULL while it is not.
        effect: what came of it.
    """

    __tablename__ = "denial_action_revision"

    denial_action: int = Field(primary_key=True, foreign_key="denial_action.id")
    number: int = Field(primary_key=True)
    cause: str = Field(sa_type=Text)
    correction: str = Field(sa_type=Text)
    owner: str = Field(sa_type=Text)
    due: dt.date | None = None
    done: dt.date | None = None
    effect: str = Field(sa_type=Text)
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)
