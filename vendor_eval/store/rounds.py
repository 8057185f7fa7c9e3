"""Rounds of evaluation: candidates judged by scorecards that stay as they were.

The formula of a round never changes; its candidates, scorecards and weights only while it is a
draft. Every change is written down as an event.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlmodel import Session, col

from vendor_eval.errors import BadInput, Conflict, Fault, NotFound
from vendor_eval.naming import name_key
from vendor_eval.store import assignments, candidates, decisions, frozen, tables, versions
from vendor_eval.store.assignments import Assignment
from vendor_eval.store.decisions import Decision
from vendor_eval.store.frozen import FrozenScorecard
from vendor_eval.store.round_events import Event, events, write_down

__all__ = [
    "DECIDED",
    "DRAFT",
    "Assignment",
    "Decision",
    "Event",
    "FrozenScorecard",
    "Round",
    "RoundDraft",
    "create",
    "decide",
    "events",
    "listed",
    "names",
    "of_id",
    "save",
]

DRAFT = "draft"
"""The state in which a round begins."""
DECIDED = "decided"
"""The state to which only `decide` leads."""


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """A round as somebody wants to open it.

    Attributes:
        vendors: the candidates; one that is not known yet is added.
        weights: points for the id of every scorecard.
        formula: the version of the formula by which it is scored.
        repeats: the id of the round that it evaluates again, or None.
    """

    name: str
    vendors: tuple[str, ...]
    scorecards: tuple[FrozenScorecard, ...]
    weights: Mapping[str, int]
    formula: str
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A round as it is stored.

    Attributes:
        state: draft, open, consensus or decided.
        vendors: the candidates as first spelled, by name.
        scorecards: in the order in which they were chosen.
        weights: points for the id of every scorecard.
        evaluators: who is asked to answer what, by evaluator and section.
        decision: None while the round is not decided.
        review_months: after how many months its decision is due again; None for never.
        repeats: the id of the round that it evaluates again, or None.
        version: counts from 1.
        recorded_at: when it was changed last, in UTC.
    """

    id: int
    name: str
    state: str
    vendors: tuple[str, ...]
    scorecards: tuple[FrozenScorecard, ...]
    weights: Mapping[str, int]
    formula: str
    evaluators: tuple[Assignment, ...]
    decision: Decision | None
    review_months: int | None
    repeats: int | None
    version: int
    recorded_at: dt.datetime
    recorded_by: str

    def __str__(self) -> str:
        return "; ".join(f"{what} {text}" for what, text in _in_words(self).items())

    @property
    def weighed(self) -> frozen.Weighed:
        """The scorecards with their points."""
        return [(scorecard, self.weights[scorecard.id]) for scorecard in self.scorecards]


def listed(session: Session) -> tuple[Round, ...]:
    """All rounds, the newest first."""
    return _found(session, None)


def names(session: Session) -> dict[int, str]:
    """The name of every round, by its id."""
    statement = select(col(tables.Round.id), col(tables.Round.name))
    return {one.id: one.name for one in session.connection().execute(statement)}


def of_id(session: Session, round_id: int) -> Round:
    """One round.

    Raises:
        NotFound: there is none.
    """
    found = _found(session, round_id)
    if not found:
        raise NotFound("There is no such round.")
    return found[0]


def create(session: Session, draft: RoundDraft, by: str) -> Round:
    """Store a new round as a draft.

    Raises:
        BadInput: another round has the name.
    """
    _refuse_taken(session, draft.name)
    row = tables.Round(
        name=draft.name,
        key=name_key(draft.name),
        state=DRAFT,
        formula=draft.formula,
        review_from=draft.repeats,
        recorded_at=dt.datetime.now(dt.UTC),
        recorded_by=by,
    )
    session.add(row)
    session.flush()
    candidates.replace(session, row.id, draft.vendors, by)
    frozen.freeze(session, row.id, draft.scorecards, draft.weights)
    write_down(session, row.id, ["opened as a draft"], by)
    return of_id(session, row.id)


def save(session: Session, edited: Round, by: str) -> Round:
    """Store what may change of ``edited``: all but its formula, decision and what it repeats.

    Where all of them are stored like that already nothing changes, whatever version was shown.

    Raises:
        BadInput: another round has the name, what is frozen would change, a candidate that was
            judged already or a scorecard that was answered would leave, or it would be decided
            without a decision.
        Conflict: somebody has saved the round since.
        NotFound: there is no such round.
    """
    stored = of_id(session, edited.id)
    changed = _changed(stored, edited)
    if not changed:
        return stored
    values = {
        "name": edited.name,
        "key": name_key(edited.name),
        "state": str(edited.state),
        "review_months": edited.review_months,
    }
    edit = versions.Edit({"id": stored.id}, values, edited.version, by)
    if edited.version == stored.version:
        _refuse_frozen(stored, edited, changed)
    if "name" in changed:
        _refuse_taken(session, edited.name, but=stored.id)
    if not versions.write(session, tables.Round, edit):
        raise _conflict(stored, str(edited))
    candidates.replace(session, stored.id, edited.vendors, by)
    if not {"scorecards", "weights"}.isdisjoint(changed):
        frozen.replace(session, stored.id, stored.weighed, edited.weighed)
    assignments.replace(session, edited.id, edited.evaluators)
    asked = assignments.changes(stored.evaluators, edited.evaluators)
    changed.pop("evaluators", None)
    write_down(session, stored.id, [*changed.values(), *asked], by)
    return of_id(session, stored.id)


def decide(session: Session, round_id: int, decision: Decision, version: int, *, by: str) -> Round:
    """Sign a decision, which makes the round a decided one.

    The decision that holds already is not signed again.

    Args:
        version: the version of the round that was shown.

    Raises:
        Conflict: somebody has saved the round since.
        NotFound: there is no such round, or the vendor is not a candidate.
    """
    stored = of_id(session, round_id)
    if stored.decision and replace(stored.decision, decided_at=None) == decision:
        return stored
    edit = versions.Edit({"id": round_id}, {"state": DECIDED}, version, by)
    if not versions.write(session, tables.Round, edit):
        raise _conflict(stored, f"decided for {decision.vendor}: {decision.reason}")
    decisions.add(session, decision, round_id, version + 1)
    write_down(session, round_id, [f"decided for {decision.vendor}"], by)
    return of_id(session, round_id)


def _found(session: Session, only: int | None) -> tuple[Round, ...]:
    statement = select(tables.Round).order_by(col(tables.Round.id).desc())
    if only is not None:
        statement = statement.filter_by(id=only)
    vendors = candidates.by_round(session, only)
    scorecards = frozen.by_round(session, only)
    evaluators = assignments.by_round(session, only)
    decided = decisions.newest(session, only)
    return tuple(
        Round(
            id=row.id,
            name=row.name,
            state=row.state,
            vendors=tuple(vendors[row.id]),
            scorecards=tuple(scorecard for scorecard, _ in scorecards[row.id]),
            weights={scorecard.id: weight for scorecard, weight in scorecards[row.id]},
            formula=row.formula,
            evaluators=tuple(sorted(evaluators[row.id])),
            decision=decided.get(row.id) if row.state == DECIDED else None,
            review_months=row.review_months,
            repeats=row.review_from,
            version=row.version,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by,
        )
        for row in session.connection().execute(statement)
    )


def _refuse_taken(session: Session, name: str, but: int | None = None) -> None:
    same = select(col(tables.Round.id)).where(col(tables.Round.key) == name_key(name))
    if session.connection().execute(same).scalar() not in (None, but):
        raise BadInput([Fault("name", "is the name of another round", "choose another name")])


def _refuse_frozen(stored: Round, edited: Round, changed: Collection[str]) -> None:
    if stored.state != DRAFT and not {"vendors", "scorecards", "weights"}.isdisjoint(changed):
        what = "keeps its vendors, scorecards and weights once it is open"
        raise BadInput([Fault(stored.name, what, "move it back to draft first")])
    if "state" in changed and edited.state == DECIDED:
        raise BadInput([Fault(stored.name, "is without a decision", "sign one")])


def _in_words(one: Round) -> dict[str, str]:
    """What of a round may change, each part as the same text where it is the same."""
    asked = [f"{each.evaluator} for {each.section}" for each in sorted(set(one.evaluators))]
    return {
        "name": one.name,
        "state": str(one.state),
        "vendors": ", ".join(sorted(one.vendors, key=name_key)),
        "scorecards": ", ".join(f"{each.id} {each.version}" for each in one.scorecards),
        "weights": ", ".join(f"{each.id} {one.weights[each.id]}" for each in one.scorecards),
        "evaluators": ", ".join(asked) or "nobody",
        "due again": _after(one.review_months),
    }


def _after(months: int | None) -> str:
    return "never" if months is None else f"after {months} months"


def _changed(stored: Round, edited: Round) -> dict[str, str]:
    """The parts that would change, and how in words."""
    before, after = _in_words(stored), _in_words(edited)
    return {
        what: f"{what} changed from {before[what]} to {after[what]}"
        for what in before
        if before[what] != after[what]
    }


def _conflict(stored: Round, yours: str) -> Conflict:
    return Conflict(
        f"The round {stored.name}",
        yours=yours,
        theirs=str(stored),
        saved_by=stored.recorded_by,
    )
