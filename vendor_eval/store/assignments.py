"""Who is asked to answer which sections of a round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlmodel import Session

from vendor_eval.store.tables import RoundAssignment


@dataclass(frozen=True, slots=True, order=True)
class Assignment:
    """A section, as ``scorecard/section``, that somebody is asked to answer."""

    evaluator: str
    section: str


def by_round(session: Session, only: int | None = None) -> defaultdict[int, list[Assignment]]:
    """What is asked in the round ``only``, or in every round; in no order."""
    statement = select(RoundAssignment)
    if only is not None:
        statement = statement.filter_by(round=only)
    found: defaultdict[int, list[Assignment]] = defaultdict(list)
    for row in session.connection().execute(statement):
        found[row.round].append(Assignment(row.evaluator, row.section))
    return found


def replace(session: Session, round_id: int, asked: Iterable[Assignment]) -> None:
    """Make ``asked`` all that is asked in a round."""
    connection = session.connection()
    connection.execute(delete(RoundAssignment).filter_by(round=round_id))
    rows = [
        {"round": round_id, "evaluator": one.evaluator, "section": one.section}
        for one in set(asked)
    ]
    if rows:
        connection.execute(insert(RoundAssignment), rows)


def changes(before: Iterable[Assignment], after: Iterable[Assignment]) -> Iterator[str]:
    """In words what is asked now of each evaluator of whom something else was asked before."""
    old, new = _sections(before), _sections(after)
    for evaluator in sorted(old.keys() | new.keys()):
        if old[evaluator] != new[evaluator]:
            sections = ", ".join(sorted(new[evaluator])) or "nothing any more"
            yield f"{evaluator} is asked for {sections}"


def _sections(asked: Iterable[Assignment]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in asked:
        found[one.evaluator].add(one.section)
    return found
