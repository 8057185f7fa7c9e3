"""Where vendors stand: their rank among the eligible, and what follows from score and gates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.evaluation.scoring import VendorScore


def ranks(scores: Sequence[VendorScore]) -> Mapping[str, int]:
    """The rank of each eligible vendor that has a score; the others have none.

    Equal scores share a rank, and the next vendor has the rank it would have without the tie:
    1, 1, 3.
    """
    standing = [(one.vendor, one.score) for one in scores if one.eligible]
    known = {vendor: score for vendor, score in standing if score is not None}
    return {
        vendor: 1 + sum(other > score for other in known.values())
        for vendor, score in known.items()
    }


class Consequence(StrEnum):
    """What may be done with a vendor, as people read it."""

    NOT_ELIGIBLE = "not eligible"
    NEEDS_APPROVAL = "needs approval"
    PREFERRED = "preferred"


@dataclass(frozen=True, slots=True)
class PreferredBand:
    """What an eligible vendor must reach to be preferred; short of it, somebody must approve.

    Attributes:
        score: the least score, 0 to 100, the limit included.
        evidenced_score: the least evidenced score, the limit included, so that nobody is
            preferred on its word alone.
        basis: where the figures come from, shown wherever a consequence is.
    """

    score: int
    evidenced_score: int
    basis: str


ASSUMED_BAND = PreferredBand(
    score=80,
    evidenced_score=60,
    basis=(
        "an assumption of this product; no document sets the figures. Full marks on documents "
        "alone reach the evidenced score, full marks on the vendor's word do not"
    ),
)


def consequence_of(score: VendorScore, band: PreferredBand = ASSUMED_BAND) -> Consequence:
    """What follows for the vendor; one without a score is never preferred."""
    if not score.eligible:
        return Consequence.NOT_ELIGIBLE
    asserted, evidenced = score.tally.score, score.tally.evidenced_score
    if asserted is None or evidenced is None:
        return Consequence.NEEDS_APPROVAL
    reached = asserted >= band.score and evidenced >= band.evidenced_score
    return Consequence.PREFERRED if reached else Consequence.NEEDS_APPROVAL
