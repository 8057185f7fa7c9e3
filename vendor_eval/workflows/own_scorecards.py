"""The practice's own scorecards: written in a form or handed in as a file, every revision kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.errors import BadInput, Fault
from vendor_eval.evaluation.own_questions import OwnQuestions, questions_of
from vendor_eval.evaluation.scorecard import Kind, Scorecard
from vendor_eval.files.scorecards import read_scorecard, shipped
from vendor_eval.files.scorecards.own import id_from, own_faults, own_text, text_faults
from vendor_eval.store import own_scorecards as stored
from vendor_eval.store.own_scorecards import Draft, Revision
from vendor_eval.workflows.catalogue import parsed
from vendor_eval.workflows.deps import Deps

__all__ = ["Own", "Revision"]


@dataclass(frozen=True, slots=True)
class Own:
    """A scorecard of the practice's own.

    Attributes:
        questions: as a form shows them; None where it was written as a file and says more than
            the form has fields for.
    """

    revision: Revision
    scorecard: Scorecard
    questions: OwnQuestions | None


def listed(deps: Deps, person: Person) -> tuple[Own, ...]:
    """The newest revision of each by title, retired ones last.

    Raises:
        NotAllowed: the person may not see evaluations.
    """
    require(person, Permission.SEE_EVALUATIONS)
    with deps.store.reading() as session:
        found = sorted(stored.listed(session), key=lambda one: one.retired)
        return tuple(map(_own, found))


def history(deps: Deps, person: Person, scorecard: str) -> tuple[Revision, ...]:
    """Every revision of the scorecard with this id, oldest first.

    Raises:
        NotAllowed: the person may not see evaluations.
    """
    require(person, Permission.SEE_EVALUATIONS)
    with deps.store.reading() as session:
        return stored.history(session, scorecard)


def save(deps: Deps, person: Person, edited: OwnQuestions, version: int) -> Revision:
    """Keep questions as the newest revision of their scorecard.

    A new scorecard gets its id from its title. Rounds that were opened keep the text they have.

    Args:
        version: the revision that was shown, 0 for a new scorecard.

    Raises:
        NotAllowed: the person may not manage rounds.
        BadInput: a question or a weight is wrong; all faults are listed.
        Conflict: somebody has saved another revision since, or another has the title.
    """
    require(person, Permission.MANAGE_ROUNDS)
    named = replace(edited, id=edited.id or id_from(edited.title))
    faults = [*own_faults(named), *_id_faults("Title", named.id)]
    if faults:
        raise BadInput(faults)
    with deps.store.writing(person.name) as session:
        revisions = stored.history(session, named.id)
        if revisions and revisions[-1].text == own_text(named, _version(revisions[-1])):
            return revisions[-1]
        text = own_text(named, _unused_version(revisions))
        card = _checked(text, named.title)
        return stored.save(session, Draft(card.id, card.title, text, version), person.name)


def save_file(deps: Deps, person: Person, content: bytes, name: str) -> Revision:
    """Keep a scorecard file as the newest revision of the scorecard with its id.

    The same text again stores nothing.

    Raises:
        NotAllowed: the person may not manage rounds.
        BadInput: the file has faults, or changes a version without raising it; all are listed.
        Conflict: somebody has saved another revision meanwhile.
    """
    require(person, Permission.MANAGE_ROUNDS)
    card = _checked(content, name)
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    with deps.store.writing(person.name) as session:
        revisions = stored.history(session, card.id)
        faults = [*_id_faults(f"{name}: id", card.id), *_version_faults(card, text, revisions)]
        if faults:
            raise BadInput(faults)
        draft = Draft(card.id, card.title, text, len(revisions))
        return stored.save(session, draft, person.name)


def retire(deps: Deps, person: Person, shown: Revision) -> Revision:
    """Offer a scorecard to no new round; rounds that have it keep it.

    Raises:
        NotAllowed: the person may not manage rounds.
        Conflict: somebody has saved another revision since.
    """
    require(person, Permission.MANAGE_ROUNDS)
    return _kept(deps, person, replace(shown, retired=True))


def restore(deps: Deps, person: Person, shown: Revision) -> Revision:
    """Offer a retired scorecard to new rounds again.

    Raises:
        NotAllowed, Conflict: as `retire`.
    """
    require(person, Permission.MANAGE_ROUNDS)
    return _kept(deps, person, replace(shown, retired=False))


def _kept(deps: Deps, person: Person, edited: Revision) -> Revision:
    with deps.store.writing(person.name) as session:
        return stored.save(session, edited, person.name)


def _own(revision: Revision) -> Own:
    card = parsed(revision.text, revision.title)
    questions = questions_of(card)
    return Own(revision, card, questions if _says_all(questions, card) else None)


def _says_all(questions: OwnQuestions, card: Scorecard) -> bool:
    """Whether the form shows all of ``card``: what it would write is the same scorecard again."""
    if any(one.kind is Kind.MEASURED for one in questions.questions) or [*own_faults(questions)]:
        return False
    return parsed(own_text(questions, card.version), card.title) == card


def _version(revision: Revision) -> str:
    return parsed(revision.text, revision.title).version


def _unused_version(revisions: Sequence[Revision]) -> str:
    used = {_version(one) for one in revisions}
    numbers = count(len(revisions) + 1)
    return next(name for number in numbers if (name := f"{number}.0") not in used)


def _checked(text: str | bytes, name: str) -> Scorecard:
    card = read_scorecard(text, name)
    faults = [*text_faults(card)]
    if faults:
        raise BadInput(faults)
    return card


def _id_faults(where: str, scorecard: str) -> Iterator[Fault]:
    if any(one.id == scorecard for one in shipped()):
        yield Fault(where, f"{scorecard} is a scorecard that is shipped", "choose another one")


def _version_faults(card: Scorecard, text: str, revisions: Sequence[Revision]) -> Iterator[Fault]:
    """A version stands for one text for ever, as rounds name it."""
    for one in revisions:
        if one.text != text and _version(one) == card.version:
            what = f"{card.version} is kept with another text already"
            yield Fault("version", what, "raise it")
            return
