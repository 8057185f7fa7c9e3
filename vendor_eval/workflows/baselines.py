"""The practice's own figures of the months before a round, from the measures that are stored."""

from __future__ import annotations

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.evaluation.baseline import MONTHS, Baseline
from vendor_eval.evaluation.baseline import baseline as baseline_of
from vendor_eval.quantities import Month
from vendor_eval.store import measures, rounds
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.practices import zone_of

__all__ = ["Baseline"]


def baseline(deps: Deps, person: Person, round_id: int) -> Baseline:
    """What vendors reported for the three whole months before the round was opened as a draft.

    Raises:
        NotAllowed: the person may not see service levels.
        NotFound: there is no such round.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require(person, Permission.COMPARE_VENDORS)
    with deps.store.reading() as session:
        rounds.of_id(session, round_id)
        return by_session(session, round_id)


def by_session(session: Session, round_id: int) -> Baseline:
    """As `baseline`, within a session and of a round that exists."""
    first = rounds.events(session, round_id)[0]
    opened = Month.of(first.at.astimezone(zone_of(session)).date())
    frame = measures.load(session, months=(opened.plus(-MONTHS), opened.plus(-1)))
    return baseline_of(frame, opened)
