"""What evidence is worth: how much of an answer's value still stands when it must be shown.

The asserted score takes every answer at its word; the evidenced score counts an answer only as
far as something supports it. The gap between the two is what is left to check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from vendor_eval.evaluation.answers import Answer, Evidence
from vendor_eval.evaluation.scorecard import Item


@dataclass(frozen=True, slots=True)
class EvidenceScale:
    """What each kind of evidence is worth.

    Attributes:
        worth: the part of an answer's value that counts, 0 to 1, for every `Evidence`.
        basis: where the figures come from, shown wherever an evidenced score is.
    """

    worth: Mapping[Evidence, Fraction]
    basis: str

    def part_of(self, answer: Answer, item: Item) -> Fraction:
        """The part of the answer's value that counts, 0 to 1.

        An item that asks for no evidence counts in full. Evidence that has expired counts by the
        scale even there: what was shown once is known not to stand any longer.
        """
        if item.needs_evidence or answer.evidence is Evidence.EXPIRED:
            return self.worth[answer.evidence]
        return Fraction(1)


ASSUMED_SCALE = EvidenceScale(
    worth=MappingProxyType(
        {
            Evidence.NONE: Fraction(0),
            Evidence.STATED: Fraction(1, 4),
            Evidence.DOCUMENTED: Fraction(3, 4),
            Evidence.VERIFIED: Fraction(1),
            Evidence.EXPIRED: Fraction(0),
        }
    ),
    basis=(
        "an assumption of this product: the order is that of evidence everywhere (a word, a "
        "paper, a check of one's own), and no document sets the figures"
    ),
)
