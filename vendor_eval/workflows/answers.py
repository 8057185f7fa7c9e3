"""Answers of a round: given one by one, first by each evaluator, then settled together.

Each is kept as soon as it is given, as a further revision of the one that was shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require, require_vendor
from vendor_eval.errors import BadInput, Fault
from vendor_eval.evaluation.answers import Answer, Evidence, flaws
from vendor_eval.evaluation.scope import Scope
from vendor_eval.files.typed import refusals
from vendor_eval.naming import LONGEST_NOTE, name_key
from vendor_eval.store import answers as stored
from vendor_eval.store import carried, rounds
from vendor_eval.store.answers import CONSENSUS, RESERVED, VENDOR, Entry, Stored
from vendor_eval.store.rounds import Round
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import State, as_seen, is_blind, place_faults, scope
from vendor_eval.workflows.sheets import assigned

_REOPENED = "Settled in an earlier round; a first answer was changed since."
__all__ = ["CONSENSUS", "VENDOR", "Evidence", "NewAnswer", "Stored"]


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer as somebody gives it.

    Attributes:
        item: as ``scorecard/item``.
        answer: one of the item's options or ``n/a``; empty to take the answer back.
        version: of the answer that was shown, 0 where there was none.
    """

    round: int
    vendor: str
    item: str
    answer: str
    evidence: Evidence = Evidence.NONE
    note: str = ""
    version: int = 0


def answer(deps: Deps, person: Person, new: NewAnswer) -> Stored:
    """Keep the person's first answer to an item; the same one again changes nothing.

    Raises:
        NotAllowed: the person may not score vendors.
        NotFound: there is no such round.
        BadInput: the round is not open, or the answer cannot be taken; all faults are listed.
        Conflict: another answer was kept since the one that was shown.
    """
    require(person, Permission.SCORE_VENDORS)
    require_vendor(person, new.vendor)
    with deps.store.writing(person.name) as session:
        kept = as_seen(person, rounds.of_id(session, new.round))
        return keep(session, kept, new, person.name)


def keep(session: Session, kept: Round, new: NewAnswer, evaluator: str) -> Stored:
    """Keep a first answer of somebody who may score vendors.

    Raises:
        BadInput: the round is not open, or the answer cannot be taken; all faults are listed.
        Conflict: another answer was kept since the one that was shown.
    """
    asked = scope(kept)
    faults = [*_state_faults(kept, State.OPEN), *_faults(kept, asked, new)]
    faults += _evaluator_faults(kept, asked, new, evaluator)
    if faults:
        raise BadInput(faults)
    given = stored.save(session, _entry(new, evaluator), evaluator)
    if kept.repeats is not None and given.version > new.version:
        _reopen(session, given, evaluator)
    return given


def settle(deps: Deps, person: Person, new: NewAnswer) -> Stored:
    """Keep the answer that settles an item; the first answers stay as they are.

    Raises:
        NotAllowed: the person may not manage rounds.
        NotFound: there is no such round.
        BadInput: the round is not in consensus, the answer cannot be taken, or it is without a
            reason where a first answer is another one; all faults are listed.
        Conflict: the item was settled otherwise since it was shown.
    """
    require(person, Permission.MANAGE_ROUNDS)
    require_vendor(person, new.vendor)
    with deps.store.writing(person.name) as session:
        kept = rounds.of_id(session, new.round)
        faults = [*_state_faults(kept, State.CONSENSUS), *_faults(kept, scope(kept), new)]
        faults += _reason_faults(session, new)
        if faults:
            raise BadInput(faults)
        return stored.save(session, _entry(new, CONSENSUS), person.name)


def history(
    deps: Deps, person: Person, round_id: int, asked: tuple[str, str]
) -> tuple[Stored, ...]:
    """Every revision of the answers to one item, as the store orders them.

    Only the person's own and the vendor's while the round is blind.

    Args:
        asked: the vendor, and the item as ``scorecard/item``.

    Raises:
        NotAllowed: the person may not see evaluations.
        NotFound: there is no such round.
    """
    require(person, Permission.SEE_EVALUATIONS)
    require_vendor(person, asked[0])
    with deps.store.reading() as session:
        kept = rounds.of_id(session, round_id)
        found = stored.history(session, round_id, *asked)
    shown = {person.name, VENDOR}
    return tuple(one for one in found if not is_blind(kept) or one.evaluator in shown)


def _reopen(session: Session, given: Stored, by: str) -> None:
    """Take back what an earlier round settled, now that a first answer is another one."""
    origins = carried.of_round(session, given.round, given.vendor)
    if (given.item, CONSENSUS) not in {(one.item, one.evaluator) for one in origins}:
        return
    for one in stored.newest(session, given.round, given.vendor, CONSENSUS):
        if one.item == given.item and one.version == 1:
            stored.save(session, replace(_as_entry(one), answer="", note=_REOPENED), by)


def _as_entry(one: Stored) -> Entry:
    return Entry(one.round, one.vendor, one.item, one.evaluator, *one.says, one.version)


def _entry(new: NewAnswer, evaluator: str) -> Entry:
    return Entry(
        round=new.round,
        vendor=new.vendor,
        item=new.item,
        evaluator=evaluator,
        answer=new.answer,
        evidence=new.evidence,
        note=new.note.strip(),
        version=new.version,
    )


def _state_faults(kept: Round, state: State) -> Iterator[Fault]:
    if kept.state != state:
        what = f"is in state {kept.state} and takes no such answer"
        yield Fault(kept.name, what, f"ask an administrator to move it to {state}")


def _faults(kept: Round, asked: Scope, new: NewAnswer) -> Iterator[Fault]:
    """What is wrong with the answer, whoever gives it."""
    yield from place_faults(kept, new.vendor, new.item)
    for what, mend in refusals(new.note, LONGEST_NOTE):
        yield Fault(f"{new.item}, note", what, mend)
    item = next((place.item for place in asked.places() if place.key == new.item), None)
    if item is not None and new.answer:
        given = Answer(new.vendor, new.item, new.answer, new.evidence, new.note)
        for flaw in flaws(given, item):
            yield Fault(f"{new.item}, {flaw.part}", flaw.what, flaw.mend)


def _evaluator_faults(kept: Round, asked: Scope, new: NewAnswer, evaluator: str) -> Iterator[Fault]:
    """Whether the evaluator may give a first answer to this item."""
    if name_key(evaluator) in RESERVED:
        what = f"{name_key(evaluator)} is nobody's name"
        yield Fault("evaluator", what, "sign in under your own")
    mine = assigned(kept, evaluator, asked)
    of_others = (one for one in asked.sections if one.key not in mine)
    if any(place.key == new.item for section in of_others for place in section.places):
        mend = "ask an administrator to invite you to it"
        yield Fault(new.item, "is in a section that others score", mend)


def _reason_faults(session: Session, new: NewAnswer) -> Iterator[Fault]:
    """Settling otherwise than some evaluator answered wants a reason."""
    if not new.answer or new.note.strip():
        return
    first = (
        one.answer
        for one in stored.newest(session, new.round, new.vendor)
        if one.item == new.item and one.evaluator not in RESERVED and one.answer
    )
    if any(given != new.answer for given in first):
        mend = "say in the note why this answer counts"
        yield Fault(f"{new.item}, note", "a first answer is another one", mend)
