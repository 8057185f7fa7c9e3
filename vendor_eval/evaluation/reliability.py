"""Whether first answers agree well enough to be added up, over a round and section by section.

Krippendorff's alpha is for answers with gaps; intraclass correlations stand beside it for the
items that everybody answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from vendor_eval.evaluation.raters import Agreement, Ratings, agreement
from vendor_eval.evaluation.scope import Place, Scope, ScopeSection

ENOUGH = 0.667
"""Below this alpha answers are discussed before they are added up.

Source: Krippendorff, Content Analysis (2004), chapter 11: the least for tentative conclusions.
"""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far evaluators agree.

    Attributes:
        section: whose items these are; None for all of the round.
        answers: items of a vendor that two evaluators or more put a value on.
        alpha: 1 where they always agree, 0 where as often as by chance, below 0 where less
            often; None where all values are equal and nothing can be told apart.
        correlation: over what everybody answered; None where nothing can be said.
    """

    section: ScopeSection | None
    answers: int
    alpha: float | None
    correlation: Agreement | None

    @property
    def doubtful(self) -> bool:
        """Whether the answers are to be discussed before they are added up."""
        return self.alpha is not None and self.alpha < ENOUGH


def reliability(scope: Scope, by_vendor: Mapping[str, Ratings]) -> tuple[Reliability, ...]:
    """That of the whole round, then that of each section; those without anything to say left out.

    Args:
        by_vendor: what each first answer is worth; an item asked of two vendors counts twice.
    """
    found = [
        _over(None, scope.places(), by_vendor),
        *(_over(section, section.places, by_vendor) for section in scope.sections),
    ]
    return tuple(one for one in found if one.answers)


def _over(
    section: ScopeSection | None, places: Iterable[Place], by_vendor: Mapping[str, Ratings]
) -> Reliability:
    asked = {place.key for place in places}
    ratings = {
        f"{vendor}, {item}": given
        for vendor, of_vendor in by_vendor.items()
        for item, given in of_vendor.items()
        if item in asked
    }
    units = _units(ratings)
    return Reliability(section, len(units), alpha(ratings), agreement(ratings))


def alpha(ratings: Ratings) -> float | None:
    """Krippendorff's alpha over ordered values; None where there is nothing to tell apart.

    What one evaluator alone put a value on says nothing about agreement. An item called n/a has
    no place in the order and counts as left out by whoever called it so.
    """
    units = _units(ratings)
    values = sorted({value for unit in units for value in unit})
    if len(values) < 2:
        return None
    # Loaded here, because only a comparison needs it.
    import krippendorff

    counts = [[unit.count(value) for value in values] for unit in units]
    found = krippendorff.alpha(
        value_counts=counts,
        value_domain=[float(value) for value in values],
        level_of_measurement="ordinal",
    )
    return float(found)


def _units(ratings: Ratings) -> list[list[Fraction]]:
    """The values of each item that has two of them."""
    known = ([one for one in given.values() if one is not None] for given in ratings.values())
    return [values for values in known if len(values) > 1]
