"""What only the practice knows and a negotiation with payers takes."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Text
from sqlmodel import Field

from vendor_eval.store.tables.row_kinds import Table


class CodingPractice(Table, table=True):
    """How the practice codes, as somebody said; never changed afterwards.

    Attributes:
        revision: counts from 1.
        has_guidelines: whether coding follows consistent written guidelines; NULL, like the others,
            where nobody says.
        is_documented: whether documentation supports what is coded.
        has_certified_coders: whether everybody who codes is certified.
    """

    __tablename__ = "coding_practice"

    revision: int = Field(primary_key=True)
    has_guidelines: bool | None = None
    is_documented: bool | None = None
    has_certified_coders: bool | None = None
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)


class RateIncrease(Table, table=True):
    """When a payer last raised its rates, as somebody said; never changed afterwards.

    Attributes:
        payer: its key, as claims carry it; an empty text where they do not say.
        revision: counts from 1 for each payer.
        raised_on: the day from which the rates of today hold; NULL where nobody says.
    """

    __tablename__ = "rate_increase"

    payer: str = Field(primary_key=True, sa_type=Text)
    revision: int = Field(primary_key=True)
    raised_on: dt.date | None = None
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)
