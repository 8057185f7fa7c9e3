"""Which reminders went out, so that each goes out once, whoever asks and however often.

Whoever sends claims a reminder first. A claim that nobody confirmed within `PATIENCE` was left by
a run that was stopped, and may be claimed again: a reminder may then come twice, and is not lost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlmodel import Session, col, select

from vendor_eval.store.tables import ReminderRow

PATIENCE = dt.timedelta(minutes=15)

Id = tuple[str, str, int]
"""The matter, its date in ISO 8601, and the stage; as `reminders.Reminder.id`."""


def sent(session: Session) -> frozenset[Id]:
    """Those that a channel took."""
    rows = session.exec(select(ReminderRow).where(col(ReminderRow.sent_at).is_not(None)))
    return frozenset((row.key, row.due.isoformat(), row.stage) for row in rows)


def claim(session: Session, wanted: Iterable[Id], now: dt.datetime) -> frozenset[Id]:
    """Those of ``wanted`` that are this run's to send: not sent, and nobody else's.

    Args:
        now: in UTC.
    """
    mine = set()
    for one in wanted:
        row = _row(session, one)
        if row is None:
            key, due, stage = one
            day = dt.date.fromisoformat(due)
            row = ReminderRow(key=key, due=day, stage=stage, claimed_at=now)
        elif row.sent_at is not None or row.claimed_at >= now - PATIENCE:
            continue
        row.claimed_at = now
        session.add(row)
        mine.add(one)
    session.flush()
    return frozenset(mine)


def confirm(session: Session, claimed: Iterable[Id], now: dt.datetime) -> None:
    """A channel took them."""
    for row in filter(None, (_row(session, one) for one in claimed)):
        row.sent_at = now
        session.add(row)
    session.flush()


def release(session: Session, claimed: Iterable[Id]) -> None:
    """No channel took them: the next run may try again at once."""
    for row in filter(None, (_row(session, one) for one in claimed)):
        session.delete(row)
    session.flush()


def _row(session: Session, one: Id) -> ReminderRow | None:
    key, due, stage = one
    return session.get(ReminderRow, (key, dt.date.fromisoformat(due), stage))
