"""What evaluators find: rounds, the scorecards they froze, answers, evidence and decisions."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from vendor_eval.store.tables.row_kinds import Named, Table, Versioned


def _candidate() -> ForeignKeyConstraint:
    """That the columns ``round`` and ``vendor`` name a candidate."""
    return ForeignKeyConstraint(
        ["round", "vendor"], ["round_candidate.round", "round_candidate.vendor"]
    )


class Round(Named, Versioned, table=True):
    """Some vendors judged against the same scorecards.

    Attributes:
        state: a `rounds.RoundState`.
        formula: the version of the formula by which it is scored.
        review_months: after how many months its decision is due again; NULL for never.
        review_from: the round that this one repeats.
    """

    __tablename__ = "round"

    id: int = Field(default=None, primary_key=True)
    state: str = Field(sa_type=Text)
    formula: str = Field(sa_type=Text)
    review_months: int | None = None
    review_from: int | None = Field(default=None, foreign_key="round.id")


class OwnScorecard(Table, table=True):
    """A scorecard of the practice's own, as somebody saved it; never changed afterwards.

    Attributes:
        id: like that of a shipped scorecard.
        revision: 1 for the first, then counting up without gaps.
        retired: whether new rounds are no longer offered it, from this revision on.
    """

    __tablename__ = "own_scorecard"

    id: str = Field(primary_key=True, sa_type=Text)
    revision: int = Field(primary_key=True)
    title: str = Field(sa_type=Text)
    toml: str = Field(sa_type=Text)
    retired: bool = False
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)


class RoundCandidate(Table, table=True):
    """A vendor that a round judges."""

    __tablename__ = "round_candidate"

    round: int = Field(primary_key=True, foreign_key="round.id")
    vendor: int = Field(primary_key=True, foreign_key="vendor.id")


class RoundScorecard(Table, table=True):
    """A scorecard as it was when the round was opened; only its weight can change.

    Attributes:
        place: counts from 1, in the order in which they were chosen.
        scorecard: its id.
        weight: points among the scorecards of the round.
    """

    __tablename__ = "round_scorecard"
    __table_args__ = (UniqueConstraint("round", "scorecard"),)

    round: int = Field(primary_key=True, foreign_key="round.id")
    place: int = Field(primary_key=True)
    scorecard: str = Field(sa_type=Text)
    scorecard_version: str = Field(sa_type=Text)
    toml: str = Field(sa_type=Text)
    weight: int


class RoundAssignment(Table, table=True):
    """A section that somebody is asked to answer."""

    __tablename__ = "round_assignment"

    round: int = Field(primary_key=True, foreign_key="round.id")
    evaluator: str = Field(primary_key=True, sa_type=Text)
    section: str = Field(primary_key=True, sa_type=Text)


class RoundEvent(Table, table=True):
    """What somebody did to a round; never changed afterwards."""

    __tablename__ = "round_event"
    __table_args__ = (Index(None, "round"),)

    id: int = Field(default=None, primary_key=True)
    round: int = Field(foreign_key="round.id")
    what: str = Field(sa_type=Text)
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)


class RoundDecision(Table, table=True):
    """A decision as it was signed; never changed afterwards.

    Attributes:
        round_version: the version of the round that the decision made.
        rejected: JSON, the reason against each other candidate by its name.
    """

    __tablename__ = "round_decision"
    __table_args__ = (_candidate(),)

    round: int = Field(primary_key=True)
    round_version: int = Field(primary_key=True)
    vendor: int
    reason: str = Field(sa_type=Text)
    rejected: str = Field(sa_type=Text)
    decided_by: str = Field(sa_type=Text)
    decided_at: dt.datetime


class AnswerRow(Table, table=True):
    """An answer as somebody first gave it, and each later one as a further revision.

    Attributes:
        item: as ``scorecard/item``.
        revision: 1 for the first, then counting up without gaps.
        answer: empty when it was taken back.
    """

    __tablename__ = "answer"
    # Rows lie in the order of their key: a round's answers read as one run, the newest last.
    __table_args__ = (_candidate(), {"sqlite_with_rowid": False})

    round: int = Field(primary_key=True)
    vendor: int = Field(primary_key=True)
    item: str = Field(primary_key=True, sa_type=Text)
    evaluator: str = Field(primary_key=True, sa_type=Text)
    revision: int = Field(primary_key=True)
    answer: str = Field(sa_type=Text)
    evidence: str = Field(sa_type=Text)
    note: str = Field(sa_type=Text)
    recorded_at: dt.datetime
    recorded_by: str = Field(sa_type=Text)


class CarriedAnswer(Table, table=True):
    """That the first revision of an answer was taken over from an earlier round.

    Attributes:
        given_at: when somebody last said so, in the earlier round.
    """

    __tablename__ = "carried_answer"
    __table_args__ = (_candidate(), {"sqlite_with_rowid": False})

    round: int = Field(primary_key=True)
    vendor: int = Field(primary_key=True)
    item: str = Field(primary_key=True, sa_type=Text)
    evaluator: str = Field(primary_key=True, sa_type=Text)
    from_round: int = Field(foreign_key="round.id")
    given_at: dt.datetime


class EvidenceFile(Table, table=True):
    """The bytes of a file, once however often it was handed in.

    Attributes:
        sha256: of the bytes, hexadecimal.
    """

    __tablename__ = "evidence_file"

    sha256: str = Field(primary_key=True, sa_type=Text)
    content: bytes = Field(sa_type=LargeBinary)


class EvidencePiece(Versioned, table=True):
    """A file, link or note that supports what a vendor says about an item.

    Attributes:
        sha256: of the file; NULL for a link or a note, like ``media_type`` and ``size``.
        size: in bytes.
        status: an `evidence.Status`, the only thing that changes.
    """

    __tablename__ = "evidence_piece"
    __table_args__ = (_candidate(), Index(None, "round", "vendor"), Index(None, "expires"))

    id: int = Field(default=None, primary_key=True)
    round: int
    vendor: int
    item: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    media_type: str | None = Field(default=None, sa_type=Text)
    sha256: str | None = Field(default=None, sa_type=Text, foreign_key="evidence_file.sha256")
    size: int | None = None
    url: str | None = Field(default=None, sa_type=Text)
    note: str = Field(sa_type=Text)
    issued: dt.date | None = None
    expires: dt.date | None = None
    status: str = Field(sa_type=Text)
    added_at: dt.datetime
    added_by: str = Field(sa_type=Text)
