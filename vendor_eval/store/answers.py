"""Answers of a round: every change is a further revision, and the newest counts.

Whoever answers names the version they were shown, so that nobody overwrites what they have not
seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Row, Select, func, insert, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from vendor_eval.errors import Conflict
from vendor_eval.evaluation.answers import Evidence
from vendor_eval.naming import name_key
from vendor_eval.store import candidates
from vendor_eval.store.tables import AnswerRow, Vendor

CONSENSUS = "consensus"
"""The evaluator of an answer that settles an item for everybody."""

VENDOR = "vendor"
"""The evaluator of what the vendor says of itself, which counts for nothing by itself."""

RESERVED = frozenset({CONSENSUS, VENDOR})
"""Evaluators who are nobody: what people answer themselves is the rest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer as somebody wants to save it.

    Attributes:
        round: the id of the round.
        vendor: a candidate, in any spelling.
        item: as ``scorecard/item``.
        evaluator: whose answer it is, or one of `RESERVED`.
        answer: empty to take it back.
        version: the version that was shown, 0 where there was no answer.
    """

    round: int
    vendor: str
    item: str
    evaluator: str
    answer: str
    evidence: Evidence
    note: str
    version: int

    def __str__(self) -> str:
        note = f"; {self.note}" if self.note else ""
        return f"{self.answer or 'unanswered'}, evidence {self.evidence}{note}"

    @property
    def says(self) -> tuple[str, Evidence, str]:
        """Answer, evidence and note: all that can differ between two revisions."""
        return self.answer, self.evidence, self.note


@dataclass(frozen=True, slots=True)
class Stored(Entry):
    """An answer as it was saved.

    Attributes:
        vendor: as first spelled.
        answer: empty where it was taken back.
        version: its own, which counts from 1.
        recorded_at: in UTC.
    """

    recorded_at: dt.datetime
    recorded_by: str


def newest(
    session: Session, round_id: int, vendor: str | None = None, evaluator: str | None = None
) -> tuple[Stored, ...]:
    """The answers that count, those taken back included; by vendor, item and evaluator.

    Args:
        vendor: in any spelling; None for all candidates.
        evaluator: None for all, those of `RESERVED` included.
    """
    other = aliased(AnswerRow)
    # A look at the end of each run in the key. As NOT EXISTS it becomes a join, which PostgreSQL
    # plans badly until it has first counted the table: 0.9 s instead of 0.05 for 2,700 answers.
    last = select(func.max(col(other.revision))).where(
        col(other.round) == AnswerRow.round,
        col(other.vendor) == AnswerRow.vendor,
        col(other.item) == AnswerRow.item,
        col(other.evaluator) == AnswerRow.evaluator,
    )
    statement = _revisions(round_id, vendor).where(
        col(AnswerRow.revision) == last.scalar_subquery()
    )
    if evaluator is not None:
        statement = statement.where(col(AnswerRow.evaluator) == evaluator)
    rows = session.connection().execute(statement).all()
    # Sorted here: databases do not agree on the order of names.
    return tuple(map(_stored, sorted(rows, key=_BY_VENDOR_ITEM_AND_EVALUATOR)))


def history(session: Session, round_id: int, vendor: str, item: str) -> tuple[Stored, ...]:
    """Every revision of everybody's answer to one item, the oldest first."""
    statement = _revisions(round_id, vendor).where(col(AnswerRow.item) == item)
    found = map(_stored, session.connection().execute(statement))
    return tuple(sorted(found, key=lambda one: (one.recorded_at, one.evaluator, one.version)))


def save(session: Session, entry: Entry, by: str) -> Stored:
    """Add a revision, unless the newest one says the same already.

    Raises:
        Conflict: another answer has been saved since.
        NotFound: there is no such round, or the vendor is not one of its candidates.
    """
    vendor = candidates.id_of(session, entry.round, entry.vendor)
    theirs = next(iter(_newest_of(session, entry)), None)
    if theirs is not None and theirs.says == entry.says:
        return theirs
    if entry.version != (theirs.version if theirs else 0):
        raise Conflict(
            f"The answer to {entry.item}",
            yours=str(entry),
            theirs=str(theirs or "unanswered"),
            saved_by=theirs.recorded_by if theirs else "nobody",
        )
    session.connection().execute(insert(AnswerRow), _values(entry, vendor, by))
    return _newest_of(session, entry)[0]


def add_all(session: Session, entries: Iterable[Entry], by: str) -> None:
    """Store many answers at once, each as the revision after the one that it names.

    Raises:
        NotFound: there is no such round, or a vendor is not one of its candidates.
    """
    vendors: dict[str, int] = {}
    rows = []
    for entry in entries:
        if entry.vendor not in vendors:
            vendors[entry.vendor] = candidates.id_of(session, entry.round, entry.vendor)
        rows.append(_values(entry, vendors[entry.vendor], by))
    if rows:
        session.connection().execute(insert(AnswerRow), rows)


def _values(entry: Entry, vendor: int, by: str) -> dict[str, object]:
    """The row of the revision after the one that was shown."""
    return {
        "round": entry.round,
        "vendor": vendor,
        "item": entry.item,
        "evaluator": entry.evaluator,
        "revision": entry.version + 1,
        "answer": entry.answer,
        "evidence": str(entry.evidence),
        "note": entry.note,
        "recorded_at": dt.datetime.now(dt.UTC),
        "recorded_by": by,
    }


def _newest_of(session: Session, entry: Entry) -> list[Stored]:
    """The newest revision of what ``entry`` is about, or none."""
    statement = (
        _revisions(entry.round, entry.vendor)
        .where(col(AnswerRow.item) == entry.item, col(AnswerRow.evaluator) == entry.evaluator)
        .order_by(col(AnswerRow.revision).desc())
        .limit(1)
    )
    return [_stored(row) for row in session.connection().execute(statement)]


_REVISIONS: Select[*tuple[Any, ...]] = select(
    col(AnswerRow.round),
    col(Vendor.name),
    col(AnswerRow.item),
    col(AnswerRow.evaluator),
    col(AnswerRow.answer),
    col(AnswerRow.evidence),
    col(AnswerRow.note),
    col(AnswerRow.revision),
    col(AnswerRow.recorded_at),
    col(AnswerRow.recorded_by),
    col(Vendor.key),
).join(Vendor, col(AnswerRow.vendor) == Vendor.id)
_BY_VENDOR_ITEM_AND_EVALUATOR = itemgetter(10, 2, 3)


def _revisions(round_id: int, vendor: str | None) -> Select[*tuple[Any, ...]]:
    of_round = _REVISIONS.where(col(AnswerRow.round) == round_id)
    return of_round if vendor is None else of_round.where(col(Vendor.key) == name_key(vendor))


def _stored(row: Row[*tuple[Any, ...]]) -> Stored:
    # By place and not by name: a round has thousands of rows, and a page waits for them.
    round_id, vendor, item, evaluator, answer, evidence, note, version, at, by, _ = row
    says = (answer, Evidence(evidence), note)
    return Stored(round_id, vendor, item, evaluator, *says, version, at, by)
