"""The scorecards of a round as they were when it was opened; only their weights may change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from vendor_eval.store.tables import RoundScorecard


@dataclass(frozen=True, slots=True)
class FrozenScorecard:
    """A scorecard as it was when its round was opened; ``text`` is TOML."""

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


def weigh(session: Session, round_id: int, weights: Mapping[str, int]) -> None:
    """Give the scorecards with the ids in ``weights`` these points."""
    for scorecard, weight in weights.items():
        one = update(RoundScorecard).filter_by(round=round_id, scorecard=scorecard)
        session.connection().execute(one.values(weight=weight))
