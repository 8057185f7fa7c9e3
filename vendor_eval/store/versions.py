"""Overwriting a row that somebody else may have changed meanwhile.

Whoever edits names the version they were shown. The database itself compares it while it writes,
so nothing lies between the look and the write.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlalchemy import func, insert, update
from sqlmodel import Session, select

from vendor_eval.errors import Conflict
from vendor_eval.store.tables import Revised, Table, Versioned


class Recorded(Protocol):
    """A revision as it was saved."""

    @property
    def recorded_by(self) -> str | None:
        """Who saved it."""


Head = TypeVar("Head", bound=Revised)
Saved = TypeVar("Saved", bound=Recorded)


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody wants a row to be.

    Attributes:
        key: the columns that say which row it is.
        values: the columns to write.
        version: the version that was shown to whoever edits, 0 where there was no row.
        by: the acting person.
    """

    key: Mapping[str, object]
    values: Mapping[str, object]
    version: int
    by: str


def write(session: Session, table: type[Versioned], edit: Edit) -> bool:
    """Store the edit as the next version; False, and nothing written, when it is out of date."""
    values = {
        **edit.values,
        "version": edit.version + 1,
        "recorded_at": dt.datetime.now(dt.UTC),
        "recorded_by": edit.by,
    }
    connection = session.connection()
    if edit.version:
        # Of the table and not its class, whose statements take twice as long to make.
        change = update(table.__table__)  # type: ignore[attr-defined]  # table classes have it
        seen = change.filter_by(**edit.key, version=edit.version)
        return connection.execute(seen, values).rowcount == 1
    if connection.execute(select(table).filter_by(**edit.key)).first() is not None:
        return False
    connection.execute(insert(table).values({**edit.key, **values}))
    return True


def append(session: Session, revisions: type[Table], edit: Edit) -> bool:
    """Add the edit as the next revision of its key; False, and nothing written, when out of date.

    Args:
        revisions: a table without heads, in which ``revision`` is the version.
    """
    column = revisions.__table__.c.revision  # type: ignore[attr-defined]  # table classes have it
    connection = session.connection()
    newest = connection.execute(select(func.max(column)).filter_by(**edit.key)).scalar_one()
    if (newest or 0) != edit.version:
        return False
    values = {
        **edit.key,
        **edit.values,
        "revision": edit.version + 1,
        "recorded_at": dt.datetime.now(dt.UTC),
        "recorded_by": edit.by,
    }
    connection.execute(insert(revisions).values(values))
    return True


def revise(
    session: Session, tables: tuple[type[Head], type[Table]], edit: Edit, body: Mapping[str, object]
) -> Head | None:
    """Store the edit, and for good what the row is from now on.

    Args:
        tables: that of what is revised, and that of its revisions.
        body: the columns that a revision has of its own, beside its head, number, time and person.

    Returns:
        The row as it is now; None, and nothing written, when the edit is out of date.
    """
    of_heads, of_revisions = tables
    if not write(session, of_heads, edit):
        return None
    head = session.exec(select(of_heads).filter_by(**edit.key)).one()
    values = {
        **body,
        str(of_heads.__tablename__): head.id,
        "number": head.version,
        "recorded_at": head.recorded_at,
        "recorded_by": edit.by,
    }
    session.connection().execute(insert(of_revisions), values)
    return head


def conflict(
    subject: str, yours: str, kept: Sequence[Saved], in_words: Callable[[Saved], str]
) -> Conflict:
    """What to say to whoever edits what has changed since, or never was.

    Args:
        yours: what was to be stored, as text.
        kept: every revision that is stored, the newest last; none where there never was one.
        in_words: a revision as text, to be compared with ``yours``.
    """
    if not kept:
        return Conflict(subject, yours=yours, theirs="", saved_by="nobody")
    newest = kept[-1]
    return Conflict(subject, yours=yours, theirs=in_words(newest), saved_by=str(newest.recorded_by))
