"""The practice's own scorecards as somebody saved them; every revision is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from vendor_eval.naming import name_key
from vendor_eval.store import versions
from vendor_eval.store.tables import OwnScorecard


@dataclass(frozen=True, slots=True)
class Draft:
    """A scorecard as somebody wants to save it.

    Attributes:
        id: as its text has it.
        text: TOML.
        version: the revision that was shown, 0 where there was none of this id.
        retired: whether new rounds are no longer to be offered it.
    """

    id: str
    title: str
    text: str
    version: int
    retired: bool = field(default=False, kw_only=True)

    @property
    def content(self) -> tuple[str, str, bool]:
        """What two revisions differ in, if anything."""
        return self.title, self.text, self.retired


@dataclass(frozen=True, slots=True)
class Revision(Draft):
    """A scorecard as it was saved.

    Attributes:
        version: its own, which counts from 1.
        recorded_at: in UTC.
    """

    recorded_at: dt.datetime
    recorded_by: str


def listed(session: Session) -> tuple[Revision, ...]:
    """The newest revision of each by title, retired ones among them."""
    rows = session.exec(select(OwnScorecard).order_by(col(OwnScorecard.revision)))
    newest = {row.id: _revision(row) for row in rows}
    # Sorted here: databases do not agree on the order of names.
    return tuple(sorted(newest.values(), key=lambda one: (name_key(one.title), one.id)))


def history(session: Session, scorecard: str) -> tuple[Revision, ...]:
    """Every revision of the scorecard with this id, oldest first; none where there is none."""
    of_one = select(OwnScorecard).where(OwnScorecard.id == scorecard)
    rows = session.exec(of_one.order_by(col(OwnScorecard.revision)))
    return tuple(map(_revision, rows))


def save(session: Session, draft: Draft, by: str) -> Revision:
    """Add a revision, unless the newest one is the same already.

    Raises:
        Conflict: somebody has saved another revision since.
    """
    kept = history(session, draft.id)
    if kept and kept[-1].content == draft.content:
        return kept[-1]
    values = {"title": draft.title, "toml": draft.text, "retired": draft.retired}
    edit = versions.Edit({"id": draft.id}, values, draft.version, by)
    if not versions.append(session, OwnScorecard, edit):
        subject = f"The scorecard {draft.title}"
        raise versions.conflict(subject, draft.text, kept, lambda one: one.text)
    return history(session, draft.id)[-1]


def _revision(row: OwnScorecard) -> Revision:
    return Revision(
        row.id,
        row.title,
        row.toml,
        row.revision,
        row.recorded_at,
        row.recorded_by,
        retired=row.retired,
    )
