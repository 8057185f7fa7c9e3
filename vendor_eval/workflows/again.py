"""Evaluating again: a decision is due anew after some months, and what still stands is kept.

The new round is a draft with today's scorecards. It begins with the answers of the earlier one
that `evaluation.carrying` lets through, and with the evidence behind them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, names_seen, require
from vendor_eval.errors import BadInput, Fault
from vendor_eval.evaluation.answers import Answer
from vendor_eval.evaluation.carrying import Given, Hindrance, Left, Terms, items_of, months_later
from vendor_eval.evaluation.settling import FORMULA, Asked, lapsed
from vendor_eval.naming import name_key
from vendor_eval.store import answers, carried, evidence, rounds
from vendor_eval.store.answers import Stored
from vendor_eval.store.carried import Carried
from vendor_eval.store.evidence import Piece, Status
from vendor_eval.store.rounds import Round, RoundDraft
from vendor_eval.workflows import catalogue, new_round
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.evidence import last_days
from vendor_eval.workflows.new_round import NewRound
from vendor_eval.workflows.practices import zone_of
from vendor_eval.workflows.rounds import State, as_seen, scope

__all__ = ["Hindrance", "Left"]

MOST_MONTHS = 120
NOTICE_DAYS = 30
"""How long before its day a decision is pointed at."""


@dataclass(frozen=True, slots=True)
class Again:
    """A decided round as somebody wants to evaluate it again.

    Attributes:
        round: the id of the earlier round.
        oldest_months: how old an answer may be and still be carried over.
    """

    round: int
    name: str
    vendors: tuple[str, ...]
    oldest_months: int


@dataclass(frozen=True, slots=True)
class Due:
    """A decision that is to be looked at again.

    Attributes:
        days_left: 0 on the day itself, negative when it is past.
    """

    round: Round
    vendor: str
    on: dt.date
    days_left: int


@dataclass(frozen=True, slots=True)
class _Answered:
    """An answer of the earlier round as it is stored there, where it comes from, and of when."""

    stored: Stored
    origin: Carried
    on: dt.date

    @property
    def asked(self) -> Asked:
        return self.stored.vendor, self.stored.item

    @property
    def given(self) -> Given:
        one = self.stored
        answer = Answer(one.vendor, one.item, one.answer, one.evidence, one.note)
        return Given(one.evaluator, answer, self.on)


def set_review(deps: Deps, person: Person, shown: Round, months: int | None) -> Round:
    """Say after how many months a decision is due again; None for never.

    Raises:
        NotAllowed: the person may not manage rounds.
        BadInput: the round is not decided, or the number is not from 1 to 120.
        Conflict: somebody has changed the round since.
    """
    require(person, Permission.MANAGE_ROUNDS)
    faults = [*_state_faults(shown)]
    if months is not None:
        faults += _month_faults("Months", months)
    if faults:
        raise BadInput(faults)
    with deps.store.writing(person.name) as session:
        return rounds.save(session, replace(shown, review_months=months), person.name)


def due(deps: Deps, person: Person) -> tuple[Due, ...]:
    """The decisions that are due within 30 days or overdue and not repeated yet, soonest first.

    Raises:
        NotAllowed: the person may not see evaluations.
    """
    require(person, Permission.SEE_EVALUATIONS)
    today = deps.today()
    with deps.store.reading() as session:
        known, zone = rounds.listed(session), zone_of(session)
    known = tuple(as_seen(person, one) for one in known)
    repeated = {one.repeats for one in known}
    found = [one for kept in known if kept.id not in repeated for one in _due(kept, today, zone)]
    return tuple(sorted(found, key=lambda one: (one.on, one.round.id)))


def repeat(deps: Deps, person: Person, again: Again) -> Round:
    """Open a draft that evaluates a decided round again, with what still stands of it.

    Raises:
        NotAllowed: the person may not manage rounds.
        NotFound: there is no such round.
        BadInput: it is not decided, or something of the new one is wrong; all faults are listed.
    """
    require(person, Permission.MANAGE_ROUNDS)
    with deps.store.writing(person.name) as session:
        before = rounds.of_id(session, again.round)
        draft = _draft(session, before, again)
        kept = rounds.create(session, draft, person.name)
        asked = {section.key for section in scope(kept).sections}
        evaluators = tuple(one for one in before.evaluators if one.section in asked)
        kept = rounds.save(session, replace(kept, evaluators=evaluators), person.name)
        oldest = months_later(deps.today(), -again.oldest_months)
        _carry(session, (before, kept), (deps.today(), oldest), person.name)
        return kept


def left(deps: Deps, person: Person, shown: Round) -> tuple[Left, ...]:
    """What of the earlier round was not carried over into the one that was shown, and why.

    Raises:
        NotAllowed: the person may not see evaluations.
    """
    require(person, Permission.SEE_EVALUATIONS)
    if shown.repeats is None:
        return ()
    with deps.store.reading() as session:
        before = rounds.of_id(session, shown.repeats)
        taken = {
            (one.vendor, one.item, one.evaluator) for one in carried.of_round(session, shown.id)
        }
        opened = rounds.events(session, shown.id)[0].at.astimezone(zone_of(session)).date()
        # Whatever else hindered an answer comes before its age, of which the limit is not kept.
        terms = _terms(session, (before, shown), (opened, dt.date.max))
        rest = [
            one.given
            for one in _answered(session, before, names_seen(person, shown.vendors))
            if (*one.asked, one.stored.evaluator) not in taken
        ]
    return terms.divided(rest)[1]


def _draft(session: Session, before: Round, again: Again) -> RoundDraft:
    """The new round with today's scorecards; one that there is no more stays as it was asked."""
    frozen = {one.id: one for one in before.scorecards}
    today = {one.scorecard.id: one.frozen for one in catalogue.by_session(session)}
    frozen = {name: today.get(name, one) for name, one in frozen.items()}
    cards = {name: catalogue.parsed(one.text, name) for name, one in frozen.items()}
    new = NewRound(again.name, again.vendors, tuple(frozen), before.weights)
    faults = [*_state_faults(before), *new_round.faults(new, cards)]
    faults += _month_faults("Oldest answers", again.oldest_months)
    if faults:
        raise BadInput(faults)
    return RoundDraft(
        name=again.name.strip(),
        vendors=tuple(vendor.strip() for vendor in again.vendors),
        scorecards=tuple(frozen.values()),
        weights=before.weights,
        formula=FORMULA,
        repeats=before.id,
    )


def _carry(
    session: Session, both: tuple[Round, Round], days: tuple[dt.date, dt.date], by: str
) -> None:
    """Carry over what still stands.

    Args:
        both: the earlier round and the new one.
        days: today, and the first one whose answers are not too old.
    """
    before, now = both
    terms = _terms(session, both, days)
    found = [
        one for one in _answered(session, before, now.vendors) if terms.hindrance(one.given) is None
    ]
    carried.add(session, now.id, [(one.stored, one.origin) for one in found], by)
    supported = {one.asked for one in found}
    pieces = [
        one
        for one in evidence.listed(session, before.id)
        if (one.vendor, one.item) in supported and _stands(one, days[0])
    ]
    carried.add_pieces(session, now.id, pieces)


def _stands(piece: Piece, today: dt.date) -> bool:
    """Whether a piece of evidence still supports anything."""
    return piece.status != Status.REJECTED and (piece.expires is None or piece.expires >= today)


def _terms(session: Session, both: tuple[Round, Round], days: tuple[dt.date, dt.date]) -> Terms:
    before, now = both
    over = lapsed(last_days(evidence.listed(session, before.id)), days[0])
    return Terms(items_of(scope(before)), items_of(scope(now)), over, days[1])


def _answered(session: Session, before: Round, vendors: Sequence[str]) -> Iterator[_Answered]:
    """The newest answers about these vendors, each with the round in which it was given."""
    origins = {
        (one.vendor, one.item, one.evaluator): one for one in carried.of_round(session, before.id)
    }
    wanted = {name_key(vendor) for vendor in vendors}
    asked, zone = items_of(scope(before)), zone_of(session)
    for one in answers.newest(session, before.id):
        if not one.answer or one.item not in asked or name_key(one.vendor) not in wanted:
            continue
        key = (one.vendor, one.item, one.evaluator)
        own = Carried(*key, before.id, before.name, one.recorded_at)
        # An answer that was carried over and left as it was is as old as when it was given.
        origin = origins.get(key, own) if one.version == 1 else own
        yield _Answered(one, origin, origin.given_at.astimezone(zone).date())


def _due(kept: Round, today: dt.date, zone: ZoneInfo) -> Iterator[Due]:
    decision = kept.decision
    if decision is None or decision.decided_at is None or kept.review_months is None:
        return
    on = months_later(decision.decided_at.astimezone(zone).date(), kept.review_months)
    if (on - today).days <= NOTICE_DAYS:
        yield Due(kept, decision.vendor, on, (on - today).days)


def _state_faults(kept: Round) -> Iterable[Fault]:
    if kept.state != State.DECIDED:
        yield Fault(kept.name, f"is in state {kept.state}", "sign its decision first")


def _month_faults(where: str, months: int) -> Iterable[Fault]:
    if not 1 <= months <= MOST_MONTHS:
        yield Fault(where, f"is not from 1 to {MOST_MONTHS}", "write a whole number of months")
