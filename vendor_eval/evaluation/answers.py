"""Answers: what one vendor's reply to one item is, and what supports it.

An item nobody answered has no answer at all: missing is a state of its own, neither zero nor full
marks, and never stands in an `Answer`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.evaluation.scorecard import Item

NOT_APPLICABLE = "n/a"
"""The answer that takes an item out of a vendor's score; it needs a reason."""


class Evidence(StrEnum):
    """What supports an answer, under the name that files carry."""

    NONE = "none"
    STATED = "stated"
    DOCUMENTED = "documented"
    VERIFIED = "verified"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Answer:
    """One vendor's answer to one item.

    Attributes:
        item: as ``scorecard/item``.
        answer: one of the item's options, or `NOT_APPLICABLE`.
        note: for people; the reason where the item does not apply.
    """

    vendor: str
    item: str
    answer: str
    evidence: Evidence = Evidence.NONE
    note: str = ""

    @property
    def applies(self) -> bool:
        """Whether the item counts for this vendor."""
        return self.answer != NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why an answer cannot be taken.

    Attributes:
        part: the part of the answer that is wrong, as files call it.
        what: what is wrong, without the text that was given.
        mend: what would mend it.
    """

    part: str
    what: str
    mend: str


def flaws(answer: Answer, item: Item) -> tuple[Flaw, ...]:
    """What is wrong with ``answer`` as an answer to ``item``; nothing when it can be taken."""
    if not answer.applies:
        if answer.note.strip():
            return ()
        return (Flaw("note", "n/a is without a reason", "say in the note why it does not apply"),)
    if item.value_of(answer.answer) is not None:
        return ()
    options = ", ".join(option.answer for option in item.options)
    if not answer.answer:
        mend = f"write one of {options}, n/a, or leave the row out while it is unanswered"
        return (Flaw("answer", "there is no answer", mend),)
    return (Flaw("answer", "is not an answer to this item", f"write one of {options}, n/a"),)
