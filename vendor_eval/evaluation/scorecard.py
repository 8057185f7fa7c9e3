"""A checklist as values: sections of weighed items, each with its fixed anchors.

What an answer is worth stands in the scorecard and never depends on the other candidates. A
used version is never edited: whoever scores with it keeps it as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vendor_eval.provenance import Citation

WHOLE = 100
"""What the weights of a section's items add up to, and those of a scorecard's sections."""


class Kind(StrEnum):
    """How an item is answered."""

    YES_PARTLY_NO = "yes_partly_no"
    ANCHORED = "anchored"
    MEASURED = "measured"


class Polarity(StrEnum):
    """Whether saying yes, or more, speaks for the vendor."""

    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer.

    Attributes:
        answer: as it is written in files; unique in its item.
        value: what it is worth, 0 to 1.
        says: a sentence by which two evaluators choose the same answer.
    """

    answer: str
    value: Decimal
    says: str


@dataclass(frozen=True, slots=True)
class Item:
    """One weighed question.

    Attributes:
        weight: points of its section, an integer; 0 is asked and shown without counting.
        options: best first.
        passes_at: for a gate the least answer that passes it; None for an item that is no gate.
        good: what a good answer shows.
        red_flag: the answer that is a warning in itself.
        evidence: what is asked for as proof.
        metric: the id of the metric that checks the promise later, or None.
        ours: only the practice can answer it, so that the vendor is never asked.
        covers: the ids of the document inventory that the item asks for, such as "L3".
    """

    id: str
    question: str
    kind: Kind
    weight: int
    polarity: Polarity
    options: tuple[Option, ...]
    good: str
    red_flag: str
    evidence: str
    needs_evidence: bool
    cites: tuple[Citation, ...]
    covers: tuple[str, ...] = ()
    passes_at: str | None = None
    metric: str | None = None
    ours: bool = False

    @property
    def gate(self) -> bool:
        """Whether failing it makes a vendor not eligible, whatever the score."""
        return self.passes_at is not None

    def value_of(self, answer: str) -> Decimal | None:
        """What ``answer`` is worth, or None when it is no answer to this item."""
        return next((one.value for one in self.options if one.answer == answer), None)


@dataclass(frozen=True, slots=True)
class Section:
    """Items about one subject.

    Attributes:
        weight: points of its scorecard; those of all sections add up to `WHOLE`.
    """

    id: str
    title: str
    weight: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A checklist.

    Attributes:
        weight: points among the scorecards that are in scope together.
        specialties: the specialties it is a pack for; empty for a scorecard for everybody.
    """

    id: str
    version: str
    title: str
    weight: int
    sections: tuple[Section, ...]
    specialties: tuple[str, ...] = ()

    def items(self) -> Iterator[tuple[Section, Item]]:
        """Every item with its section, in order."""
        for section in self.sections:
            for item in section.items:
                yield section, item
