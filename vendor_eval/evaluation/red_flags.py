"""Red flags: answers that are a warning in themselves, whatever the score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vendor_eval.evaluation.scope import Place
from vendor_eval.evaluation.scoring import VendorScore


@dataclass(frozen=True, slots=True)
class RedFlag:
    """An answer that is worth nothing, with the item's words for what that means.

    Attributes:
        note: the evaluators' own words; empty for none.
    """

    vendor: str
    place: Place
    answer: str
    note: str

    @property
    def means(self) -> str:
        """Why the answer is a warning."""
        return self.place.item.red_flag


def red_flags(score: VendorScore) -> tuple[RedFlag, ...]:
    """Those of one vendor, gates first, then by weight.

    What weighs nothing warns as well, unless only the practice can answer it: a section without
    weight that asks the practice about itself says nothing about a vendor.
    """
    found = [
        RedFlag(score.vendor, one.place, one.answer.answer, one.answer.note)
        for section in score.sections
        for one in section.items
        if one.answer is not None
        and one.place.item.value_of(one.answer.answer) == 0
        and (section.weight or not one.place.item.ours)
    ]
    return tuple(sorted(found, key=lambda one: (not one.place.item.gate, -one.place.weight)))


def all_red_flags(scores: Iterable[VendorScore]) -> tuple[RedFlag, ...]:
    """Those of every vendor, in the order of the scores."""
    return tuple(flag for score in scores for flag in red_flags(score))
