"""Which reminders went out."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Text
from sqlmodel import Field

from vendor_eval.store.tables.row_kinds import Table


class ReminderRow(Table, table=True):
    """A reminder that somebody is sending, or has sent.

    Attributes:
        key: of the matter; with ``due`` and ``stage`` it says which reminder it is.
        claimed_at: when a run took it on itself to send it.
        sent_at: when a channel took it; NULL before.
    """

    __tablename__ = "reminder"

    key: str = Field(primary_key=True, sa_type=Text)
    due: dt.date = Field(primary_key=True)
    stage: int = Field(primary_key=True)
    claimed_at: dt.datetime
    sent_at: dt.datetime | None = None
