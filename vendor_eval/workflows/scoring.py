"""Scorecards, and answers to them in a file, without a database."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.errors import BadInput, Fault, NotFound
from vendor_eval.evaluation.comparison import Comparison, compare
from vendor_eval.evaluation.scorecard import Scorecard
from vendor_eval.files.answers import read_answers
from vendor_eval.files.reading import Message
from vendor_eval.files.scorecards import read_scorecard, shipped
from vendor_eval.files.scorecards.own import text_faults
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.readings import faults_of


@dataclass(frozen=True, slots=True)
class Scoring:
    """What came of scoring a file of answers.

    Attributes:
        messages: what was assumed in reading it.
        passed_over: answers to scorecards that were not asked for.
    """

    comparison: Comparison
    messages: tuple[Message, ...]
    passed_over: int


def listed(
    person: Person, only: Sequence[str] = (), own: Sequence[NamedFile] = ()
) -> tuple[Scorecard, ...]:
    """The scorecards with these ids, in their own order; all of them where none is named.

    Args:
        own: files of scorecards that are known beside the shipped ones.

    Raises:
        NotAllowed: the person may not see evaluations.
        NotFound: there is no scorecard of a name; every such name is listed.
        BadInput: a file is no scorecard or has the id of another one; all faults are listed.
    """
    require(person, Permission.SEE_EVALUATIONS)
    return _asked_for(only, _known(own))


def _asked_for(only: Sequence[str], known: Sequence[Scorecard]) -> tuple[Scorecard, ...]:
    ids = [scorecard.id for scorecard in known]
    unknown = [_unknown(name, ids) for name in dict.fromkeys(only) if name not in ids]
    if unknown:
        raise NotFound("\n".join(unknown))
    return tuple(scorecard for scorecard in known if not only or scorecard.id in only)


def score(
    person: Person, file: NamedFile, only: Sequence[str] = (), own: Sequence[NamedFile] = ()
) -> Scoring:
    """Score the vendors of a file of answers.

    Args:
        only: the ids of the scorecards to score by; all that are answered where none is named.
        own: files of scorecards that are known beside the shipped ones.

    Raises:
        NotAllowed: the person may not see evaluations.
        NotFound: there is no scorecard of a name; every such name is listed.
        BadInput: a file has faults; all are listed.
    """
    require(person, Permission.SEE_EVALUATIONS)
    known = _known(own)
    scorecards = _asked_for(only, known)
    reading = read_answers(file.content, file.name, known)
    faults = [*faults_of(file.name, reading.messages), *reading.faults]
    if faults:
        raise BadInput(faults)
    chosen = {scorecard.id for scorecard in scorecards}
    asked = [one for one in reading.answers if one.item.partition("/")[0] in chosen]
    return Scoring(
        comparison=compare(scorecards, asked),
        messages=reading.messages,
        passed_over=len(reading.answers) - len(asked),
    )


def _known(own: Sequence[NamedFile]) -> tuple[Scorecard, ...]:
    """The shipped scorecards, and those of the files."""
    known = {scorecard.id: scorecard for scorecard in shipped()}
    faults: list[Fault] = []
    for file in own:
        try:
            card = read_scorecard(file.content, file.name)
        except BadInput as error:
            faults.extend(error.faults)
            continue
        faults += [replace(one, where=f"{file.name}: {one.where}") for one in text_faults(card)]
        if card.id in known:
            what = f"{card.id} is the id of another scorecard"
            faults.append(Fault(f"{file.name}: id", what, "choose another one"))
        known.setdefault(card.id, card)
    if faults:
        raise BadInput(faults)
    return tuple(known.values())


def _unknown(name: str, ids: Sequence[str]) -> str:
    meant = difflib.get_close_matches(name, ids, n=1)
    hint = f"; did you mean {meant[0]}?" if meant else "; `vendor-eval scorecards list` has them"
    return f"{name}: there is no such scorecard{hint}"
