"""Rounds of evaluation: opened, invited to, weighed, and moved from state to state.

A round keeps the text of its scorecards, its weights and the version of the formula as they were
when it was opened; what changes later never touches it. Its questions are in `sheets`, answers in
`answers`, what supports them in `evidence`, what they come to in `standings`, and what was made of
it in `decisions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from vendor_eval.access.roles import Permission, Person, names_seen, refuse, require
from vendor_eval.errors import BadInput, Fault
from vendor_eval.evaluation.scope import Scope, scope_of
from vendor_eval.evaluation.settling import FORMULA
from vendor_eval.files.typed import name_faults
from vendor_eval.naming import name_key
from vendor_eval.store import rounds as stored
from vendor_eval.store.answers import RESERVED
from vendor_eval.store.rounds import Assignment, Event, FrozenScorecard, Round, RoundDraft
from vendor_eval.workflows import catalogue, new_round
from vendor_eval.workflows.catalogue import parsed
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.new_round import NewRound

__all__ = ["Assignment", "Event", "NewRound", "Round", "State"]


class State(StrEnum):
    """How far a round has got, in order; it moves one step at a time."""

    DRAFT = "draft"
    OPEN = "open"
    CONSENSUS = "consensus"
    DECIDED = "decided"

    @property
    def steps(self) -> tuple[State, ...]:
        """The states that an administrator may move it to; a decision is signed instead."""
        order = tuple(State)
        at = order.index(self)
        near = (*order[max(at - 1, 0) : at], *order[at + 1 : at + 2])
        return tuple(one for one in near if one is not State.DECIDED)


def open_round(deps: Deps, person: Person, new: NewRound) -> Round:
    """Keep a new round as a draft, with the text of its scorecards as it is now.

    Raises:
        NotAllowed: the person may not manage rounds.
        BadInput: a name, vendor, scorecard or weight is wrong; all faults are listed.
    """
    require(person, Permission.MANAGE_ROUNDS)
    known = {one.scorecard.id: one for one in catalogue.known(deps, person)}
    cards = {name: one.scorecard for name, one in known.items()}
    faults = [*new_round.faults(new, cards)]
    if faults:
        raise BadInput(faults)
    draft = RoundDraft(
        name=new.name.strip(),
        vendors=tuple(vendor.strip() for vendor in new.vendors),
        scorecards=tuple(known[name].frozen for name in new.scorecards),
        weights=new.weights_among(cards),
        formula=FORMULA,
    )
    with deps.store.writing(person.name) as session:
        return stored.create(session, draft, person.name)


def rounds(deps: Deps, person: Person) -> tuple[Round, ...]:
    """Every round of a vendor that the person may see, as the store lists them.

    Raises:
        NotAllowed: the person may not see evaluations.
    """
    require(person, Permission.SEE_EVALUATIONS)
    with deps.store.reading() as session:
        found = [as_seen(person, one) for one in stored.listed(session)]
    return tuple(one for one in found if one.vendors)


def of_id(deps: Deps, person: Person, round_id: int) -> Round:
    """One round with the text of its scorecards.

    Raises:
        NotAllowed: the person may not see evaluations.
        NotFound: there is none.
    """
    require(person, Permission.SEE_EVALUATIONS)
    with deps.store.reading() as session:
        found = as_seen(person, stored.of_id(session, round_id))
    if not found.vendors:
        refuse(person, "see a round of other vendors", "No vendor of this round is among yours")
    return found


def as_seen(person: Person, kept: Round) -> Round:
    """A round with those of its candidates that the person may see.

    Where they are not all of them the decision is left out: its reasons speak of the others.
    """
    vendors = names_seen(person, kept.vendors)
    if vendors == kept.vendors:
        return kept
    return replace(kept, vendors=vendors, decision=None)


def events(deps: Deps, person: Person, round_id: int) -> tuple[Event, ...]:
    """What became of a round, and who did it.

    Raises:
        NotAllowed: the person may not see evaluations.
    """
    require(person, Permission.SEE_EVALUATIONS)
    require(person, Permission.COMPARE_VENDORS)
    with deps.store.reading() as session:
        return stored.events(session, round_id)


def move(deps: Deps, person: Person, shown: Round, state: State) -> Round:
    """Move the round that was shown one step on or back.

    Raises:
        NotAllowed: the person may not manage rounds.
        BadInput: there is no such step from where it is.
        Conflict: somebody has changed the round since.
    """
    require(person, Permission.MANAGE_ROUNDS)
    steps = State(shown.state).steps
    if state not in steps:
        mend = f"move it to {' or '.join(steps)}"
        what = f"does not go from {shown.state} to {state}"
        raise BadInput([Fault(shown.name, what, mend)])
    return _saved(deps, person, replace(shown, state=state))


def assign(deps: Deps, person: Person, shown: Round, assignments: Iterable[Assignment]) -> Round:
    """Say who scores which section; without any, whoever may score vendors scores all of it.

    Raises:
        NotAllowed: the person may not manage rounds.
        BadInput: a name or a section is wrong, or the round is decided; all faults are listed.
        Conflict: somebody has changed the round since.
    """
    require(person, Permission.MANAGE_ROUNDS)
    chosen = tuple(dict.fromkeys(assignments))
    sections = {section.key for section in scope(shown).sections}
    faults = [fault for one in chosen for fault in _assignment_faults(one, sections)]
    if shown.state == State.DECIDED:
        faults.append(Fault(shown.name, "is decided", "move it back to consensus first"))
    if faults:
        raise BadInput(faults)
    return _saved(deps, person, replace(shown, evaluators=chosen))


def scope(kept: Round) -> Scope:
    """All that a round asks, each item with its weight in the whole."""
    return _scope(kept.scorecards, tuple(kept.weights.items()))


# Every answer that is saved asks for it, and hundreds of items take longer to weigh than to save.
@lru_cache(maxsize=16)
def _scope(scorecards: tuple[FrozenScorecard, ...], weights: tuple[tuple[str, int], ...]) -> Scope:
    points = dict(weights)
    cards = (parsed(one.text, one.id) for one in scorecards)
    return scope_of([replace(card, weight=points[card.id]) for card in cards])


def is_blind(kept: Round) -> bool:
    """Whether nobody may see the answers of others yet."""
    return kept.state in {State.DRAFT, State.OPEN}


def place_faults(kept: Round, vendor: str, item: str) -> Iterator[Fault]:
    """What is wrong with where an answer or a piece of evidence is said to belong."""
    if vendor not in kept.vendors:
        mend = f"choose one of {', '.join(kept.vendors)}"
        yield Fault("vendor", "is no candidate of the round", mend)
    if all(place.key != item for place in scope(kept).places()):
        yield Fault("item", "is not asked in this round", "choose one of its scorecards' items")


def _saved(deps: Deps, person: Person, edited: Round) -> Round:
    with deps.store.writing(person.name) as session:
        return stored.save(session, edited, person.name)


def _assignment_faults(one: Assignment, sections: set[str]) -> Iterator[Fault]:
    yield from name_faults("Evaluator", one.evaluator)
    if name_key(one.evaluator) in RESERVED:
        what = f"{name_key(one.evaluator)} is nobody's name"
        yield Fault("Evaluator", what, "write the person's own")
    if one.section not in sections:
        mend = "choose a section of its scorecards"
        yield Fault(f"Sections of {one.evaluator}", f"{one.section} is none of them", mend)
