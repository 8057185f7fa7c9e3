"""What was done to a round, by whom and when; never changed afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlmodel import Session, col

from vendor_eval.store.tables import RoundEvent


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody did to a round, in words; ``at`` is in UTC."""

    what: str
    at: dt.datetime
    by: str


def events(session: Session, round_id: int) -> tuple[Event, ...]:
    """What was done to a round, the oldest first."""
    of_one = select(RoundEvent).filter_by(round=round_id).order_by(col(RoundEvent.id))
    rows = session.connection().execute(of_one)
    return tuple(Event(row.what, row.recorded_at, row.recorded_by) for row in rows)


def write_down(session: Session, round_id: int, happened: Iterable[str], by: str) -> None:
    """Write down what ``by`` has done now; at least one thing."""
    now = dt.datetime.now(dt.UTC)
    rows = [
        {"round": round_id, "what": what, "recorded_at": now, "recorded_by": by}
        for what in happened
    ]
    session.connection().execute(insert(RoundEvent), rows)
