"""The practice's own questions: a short list beside the catalogue, the same for every candidate.

Source: S003, next steps: five to seven questions of one's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.evaluation.scorecard import WHOLE, Item, Kind, Scorecard

FEWEST, MOST = 5, 7
"""How many questions of their own the documents advise practices to ask."""
ANCHORS = 5
"""How many anchors an anchored question has, from 4 down to 0."""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """One question as a person writes it into a form.

    Attributes:
        id: as answers name it; empty for a new one.
        kind: yes, partly and no, or anchored.
        good: what a good answer shows, like the next two for yes, partly and no; a question
            without ``partly`` is answered by yes or no.
        anchors: what is seen at 4, 3, 2, 1 and 0, for an anchored one.
        weight: points of `WHOLE`.
        gate: whether the best answer, or anchor 4, is needed to be eligible.
    """

    id: str
    question: str
    kind: Kind = Kind.YES_PARTLY_NO
    good: str = ""
    partly: str = ""
    red_flag: str = ""
    anchors: tuple[str, ...] = ("",) * ANCHORS
    evidence: str = ""
    weight: int = 0
    gate: bool = False


@dataclass(frozen=True, slots=True)
class OwnQuestions:
    """A scorecard of such questions, in one section.

    Attributes:
        id: empty for a new one.
        weight: points among the scorecards that are in scope together.
        specialties: for a pack; empty for a scorecard for everybody.
    """

    id: str
    title: str
    weight: int
    questions: tuple[OwnQuestion, ...]
    specialties: tuple[str, ...] = ()


def advice(count: int) -> str:
    """What the documents say about asking ``count`` questions; empty where it is as they advise."""
    if FEWEST <= count <= MOST:
        return ""
    if count < FEWEST:
        more = "fewer leave out what matters to you and to no list"
    else:
        more = "more of them blur what matters most"
    return f"The documents advise five to seven questions of your own; {more}."


def equal_weights(count: int) -> tuple[int, ...]:
    """Points for ``count`` questions, at least one: as equal as whole numbers allow, `WHOLE`."""
    each, rest = divmod(WHOLE, count)
    return tuple(each + (at < rest) for at in range(count))


def questions_of(card: Scorecard) -> OwnQuestions:
    """The questions of ``card`` as a form shows them; what a form has no field for is left out."""
    questions = tuple(_question(item) for _, item in card.items())
    return OwnQuestions(card.id, card.title, card.weight, questions, card.specialties)


def _question(item: Item) -> OwnQuestion:
    anchored = item.kind is Kind.ANCHORED
    says = tuple(option.says for option in item.options)
    return OwnQuestion(
        id=item.id,
        question=item.question,
        kind=item.kind,
        good="" if anchored else item.good,
        partly=says[1] if not anchored and len(says) > 2 else "",
        red_flag="" if anchored else item.red_flag,
        anchors=says if anchored else ("",) * ANCHORS,
        evidence=item.evidence,
        weight=item.weight,
        gate=item.gate,
    )
