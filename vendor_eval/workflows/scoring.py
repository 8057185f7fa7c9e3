"""Scorecards, and answers to them in a file, without a database."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.errors import BadInput, NotFound
from vendor_eval.evaluation.comparison import Comparison, compare
from vendor_eval.evaluation.scorecard import Scorecard
from vendor_eval.files.answers import read_answers
from vendor_eval.files.reading import Message
from vendor_eval.files.scorecards import shipped
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


def listed(person: Person, only: Sequence[str] = ()) -> tuple[Scorecard, ...]:
    """The scorecards with these ids, in their own order; all of them where none is named.

    Raises:
        NotAllowed: the person may not see evaluations.
        NotFound: there is no scorecard of a name; every such name is listed.
    """
    require(person, Permission.SEE_EVALUATIONS)
    known = shipped()
    ids = [scorecard.id for scorecard in known]
    unknown = [_unknown(name, ids) for name in dict.fromkeys(only) if name not in ids]
    if unknown:
        raise NotFound("\n".join(unknown))
    return tuple(scorecard for scorecard in known if not only or scorecard.id in only)


def score(person: Person, file: NamedFile, only: Sequence[str] = ()) -> Scoring:
    """Score the vendors of a file of answers.

    Args:
        only: the ids of the scorecards to score by; all that are answered where none is named.

    Raises:
        NotAllowed: the person may not see evaluations.
        NotFound: there is no scorecard of a name; every such name is listed.
        BadInput: the file has faults; all are listed.
    """
    scorecards = listed(person, only)
    reading = read_answers(file.content, file.name, shipped())
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


def _unknown(name: str, ids: Sequence[str]) -> str:
    meant = difflib.get_close_matches(name, ids, n=1)
    hint = f"; did you mean {meant[0]}?" if meant else "; `vendor-eval scorecards list` has them"
    return f"{name}: there is no such scorecard{hint}"
