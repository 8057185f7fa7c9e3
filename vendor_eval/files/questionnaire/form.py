"""What a vendor is asked in a workbook, and in which words it may choose.

The vendor is told neither what an answer is worth nor what we hope to hear: no weights, gates or
red flags, no section, whose title may say as much, nothing that only we can answer, and of an
anchored item the sentences in the order of the alphabet, without their points.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.evaluation.answers import NOT_APPLICABLE, Answer
from vendor_eval.evaluation.scope import Place, Scope
from vendor_eval.evaluation.scorecard import Item, Kind
from vendor_eval.naming import name_key

SHEET = "Questionnaire"
_HASHED = 12


class Heading(StrEnum):
    """The columns of the sheet, in order; the first is hidden."""

    ITEM = "Item"
    SUBJECT = "Subject"
    QUESTION = "Question"
    WANTED = "What we would like to see"
    CHOICES = "Possible answers"
    ANSWER = "Your answer"
    SHOWN_IN = "Where it can be seen"
    NOTE = "Note"


FILLED_IN = (Heading.ANSWER, Heading.SHOWN_IN, Heading.NOTE)
"""The columns that the vendor writes into."""


@dataclass(frozen=True, slots=True)
class Code:
    """By which a workbook is known again: whose questions it holds, as they are frozen.

    Attributes:
        round: the id of the round.
        vendor: of its name, hashed.
        frozen: of the scorecards' texts, hashed.
    """

    round: str
    vendor: str
    frozen: str

    def __str__(self) -> str:
        return f"questionnaire {self.round} {self.vendor} {self.frozen}"

    @classmethod
    def parse(cls, text: str) -> Code | None:
        """The code as it is written, or None where this is none."""
        match text.split():
            case ["questionnaire", number, vendor, frozen]:
                return cls(number, vendor, frozen)
            case _:
                return None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The questions of a round to one of its candidates.

    Attributes:
        round: its id.
        asked_by: the practice; empty where it has no name yet.
        frozen: the texts of the round's scorecards.
        given: what the vendor has answered so far, by ``scorecard/item``.
    """

    round: int
    vendor: str
    asked_by: str
    asked_on: dt.date
    scope: Scope
    frozen: tuple[str, ...]
    given: Mapping[str, Answer]

    @property
    def code(self) -> Code:
        """Tells this questionnaire from every other."""
        frozen = _hash("\0".join(self.frozen))
        return Code(str(self.round), _hash(name_key(self.vendor)), frozen)

    def asked(self) -> Iterator[Place]:
        """Every item that the vendor can answer."""
        return (place for place in self.scope.places() if not place.item.ours)

    def subject_of(self, place: Place) -> str:
        """The title of the scorecard that asks an item."""
        name = place.key.partition("/")[0]
        return next(card.title for card in self.scope.scorecards if card.id == name)


def choices(item: Item) -> dict[str, str]:
    """What can be chosen, and the answer that each choice stands for; n/a is the last.

    Only an anchored item has sentences to choose from: those of the other kinds say which answer
    is a warning.
    """
    offered = {option.answer: option.answer for option in item.options}
    sentences = {option.says: option.answer for option in item.options}
    if item.kind is Kind.ANCHORED and len(sentences) == len(item.options):
        offered = dict(sorted(sentences.items()))
    return {**offered, NOT_APPLICABLE: NOT_APPLICABLE}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_HASHED]
