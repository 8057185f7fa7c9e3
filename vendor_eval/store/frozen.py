"""The scorecards of a round as they were when they were chosen, each with its points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from vendor_eval.errors import BadInput, Fault
from vendor_eval.store.tables import AnswerRow, EvidencePiece, RoundScorecard


@dataclass(frozen=True, slots=True)
class FrozenScorecard:
    """A scorecard as it was when its round took it up; ``text`` is TOML."""

    id: str
    version: str
    text: str


Weighed = list[tuple[FrozenScorecard, int]]
"""Scorecards in the order in which they were chosen, each with its points."""


def by_round(session: Session, only: int | None = None) -> defaultdict[int, Weighed]:
    """The scorecards of the round ``only``, or of every round."""
    statement = select(RoundScorecard).order_by(col(RoundScorecard.place))
    if only is not None:
        statement = statement.filter_by(round=only)
    found: defaultdict[int, Weighed] = defaultdict(list)
    for row in session.connection().execute(statement):
        scorecard = FrozenScorecard(row.scorecard, row.scorecard_version, row.toml)
        found[row.round].append((scorecard, row.weight))
    return found


def freeze(
    session: Session,
    round_id: int,
    scorecards: Sequence[FrozenScorecard],
    weights: Mapping[str, int],
) -> None:
    """Keep ``scorecards``, at least one, with the points that ``weights`` has for their ids."""
    rows = [
        {
            "round": round_id,
            "place": place,
            "scorecard": one.id,
            "scorecard_version": one.version,
            "toml": one.text,
            "weight": weights[one.id],
        }
        for place, one in enumerate(scorecards, start=1)
    ]
    session.connection().execute(insert(RoundScorecard), rows)


def replace(session: Session, round_id: int, stored: Weighed, wanted: Weighed) -> None:
    """Make ``wanted`` the scorecards of a round, in place of ``stored``.

    Raises:
        BadInput: there are answers or evidence to a scorecard that would leave or change.
    """
    staying = [scorecard for scorecard, _ in wanted]
    for scorecard, _ in stored:
        if scorecard not in staying and _has_history(session, round_id, scorecard.id):
            what = "would change or leave, and was answered already"
            raise BadInput([Fault(scorecard.id, what, "keep it as it is, or open another round")])
    session.connection().execute(delete(RoundScorecard).filter_by(round=round_id))
    freeze(session, round_id, staying, {scorecard.id: weight for scorecard, weight in wanted})


def _has_history(session: Session, round_id: int, scorecard: str) -> bool:
    for table in (AnswerRow, EvidencePiece):
        of_card = col(table.item).startswith(f"{scorecard}/", autoescape=True)
        kept = select(col(table.round)).where(col(table.round) == round_id, of_card).limit(1)
        if session.connection().execute(kept).first() is not None:
            return True
    return False
