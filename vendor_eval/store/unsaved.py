"""What people have typed and not saved yet: one text for each person and subject.

It is nobody else's business, has no history, and ends when it is saved or given up.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, insert, update
from sqlmodel import Session

from vendor_eval.store.tables import UnsavedText


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A text that somebody has begun to change.

    Attributes:
        text: as far as it was typed; it may have faults.
        version: of what is stored, when it was begun; 0 for something new.
        typed_at: in UTC.
    """

    text: str
    version: int
    typed_at: dt.datetime


def of(session: Session, person: str, subject: str) -> Unsaved | None:
    """What the person has typed; None where there is nothing."""
    row = session.get(UnsavedText, (person, subject))
    return None if row is None else Unsaved(row.text, row.version, row.typed_at)


def keep(session: Session, person: str, subject: str, typed: Unsaved) -> None:
    """Keep what was typed in place of what was typed before."""
    key = {"person": person, "subject": subject}
    values = {"text": typed.text, "version": typed.version, "typed_at": typed.typed_at}
    connection = session.connection()
    if not connection.execute(update(UnsavedText).filter_by(**key).values(values)).rowcount:
        connection.execute(insert(UnsavedText), {**key, **values})


def drop(session: Session, person: str, subject: str) -> None:
    """Forget what was typed, if anything was."""
    gone = delete(UnsavedText).filter_by(person=person, subject=subject)
    session.connection().execute(gone)
