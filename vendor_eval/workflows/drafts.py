"""A round before it is opened: its candidates, scorecards and weights can still change.

A scorecard that stays keeps the text with which it was taken up, until somebody renews it.
"""

from __future__ import annotations

from dataclasses import replace

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.errors import BadInput, Fault
from vendor_eval.store import rounds as stored
from vendor_eval.store.rounds import DRAFT, FrozenScorecard, Round
from vendor_eval.workflows import catalogue, new_round
from vendor_eval.workflows.catalogue import Known, parsed
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.new_round import NewRound
from vendor_eval.workflows.rounds import scope


def choices(deps: Deps, person: Person, shown: Round) -> tuple[Known, ...]:
    """The scorecards that a draft can have; those that it has are as it keeps them.

    Raises:
        NotAllowed: the person may not see evaluations.
    """
    today = catalogue.known(deps, person)
    kept = {one.id: one for one in shown.scorecards}
    gone = kept.keys() - {one.scorecard.id for one in today}
    return (
        *(_as_kept(one, kept.get(one.scorecard.id)) for one in today),
        *(Known(parsed(kept[name].text, name), kept[name].text, own=True) for name in sorted(gone)),
    )


def edit(deps: Deps, person: Person, shown: Round, edited: NewRound) -> Round:
    """Change a draft's name, candidates, scorecards and weights.

    Raises:
        NotAllowed: the person may not manage rounds.
        BadInput: it is no draft, or a name, vendor, scorecard or weight is wrong; all faults are
            listed.
        Conflict: somebody has changed the round since.
    """
    require(person, Permission.MANAGE_ROUNDS)
    known = {one.scorecard.id: one for one in choices(deps, person, shown)}
    cards = {name: one.scorecard for name, one in known.items()}
    faults = [*new_round.faults(edited, cards), *_state_faults(shown)]
    if faults:
        raise BadInput(faults)
    changed = replace(
        shown,
        name=edited.name.strip(),
        vendors=tuple(vendor.strip() for vendor in edited.vendors),
        scorecards=tuple(known[name].frozen for name in edited.scorecards),
        weights=edited.weights_among(cards),
    )
    return _saved(deps, person, changed)


def outdated(deps: Deps, person: Person, shown: Round) -> tuple[str, ...]:
    """The titles of the round's scorecards of which there is another version today.

    Raises:
        NotAllowed: the person may not see evaluations.
    """
    today = _today(deps, person)
    titles = {card.id: card.title for card in scope(shown).scorecards}
    return tuple(titles[one.id] for one in shown.scorecards if today.get(one.id, one) != one)


def renew(deps: Deps, person: Person, shown: Round) -> Round:
    """Take up a draft's scorecards as they are today.

    Raises:
        NotAllowed: the person may not manage rounds.
        BadInput: it is no draft, or a scorecard that would change was answered already.
        Conflict: somebody has changed the round since.
    """
    require(person, Permission.MANAGE_ROUNDS)
    faults = _state_faults(shown)
    if faults:
        raise BadInput(faults)
    today = _today(deps, person)
    renewed = tuple(today.get(one.id, one) for one in shown.scorecards)
    return _saved(deps, person, replace(shown, scorecards=renewed))


def _as_kept(known: Known, kept: FrozenScorecard | None) -> Known:
    if kept is None:
        return known
    return replace(known, scorecard=parsed(kept.text, kept.id), text=kept.text)


def _today(deps: Deps, person: Person) -> dict[str, FrozenScorecard]:
    return {one.scorecard.id: one.frozen for one in catalogue.known(deps, person)}


def _state_faults(shown: Round) -> list[Fault]:
    if shown.state == DRAFT:
        return []
    return [Fault(shown.name, "is no draft any more", "move it back to draft first")]


def _saved(deps: Deps, person: Person, edited: Round) -> Round:
    """The round as stored; nobody stays asked for a section that it has no more."""
    sections = {section.key for section in scope(edited).sections}
    asked = tuple(one for one in edited.evaluators if one.section in sections)
    with deps.store.writing(person.name) as session:
        return stored.save(session, replace(edited, evaluators=asked), person.name)
