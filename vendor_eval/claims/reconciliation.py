"""One metric, three truths: what a vendor reports, what claims give, what an audit found.

The gap is reported minus recomputed. It is split in steps that lead from our value to the
vendor's, each by what is known; the parts add up to the gap exactly:

* definition: our claims under the vendor's definition, minus the same under the contract's;
* timing: as the claims stood when the report came, minus as they stand now;
* missing claims: the reported value, minus what it is when spread over our denominator;
* unexplained: what is left.

A part that cannot be known is None, never 0; what it would take off stays in the last one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from vendor_eval.claims.variants import VARIANTS
from vendor_eval.measurement import Truth
from vendor_eval.metrics import CATALOGUE, Metric, Parts
from vendor_eval.quantities import Direction, Month, Unit

# Half of the last digit that people state: half a point, half an hour, half a day.
_HALF_A_DIGIT: Mapping[Unit, Fraction] = MappingProxyType(
    {
        Unit.RATIO: Fraction(5, 1000),
        Unit.HOURS: Fraction(1, 2),
        Unit.DAYS: Fraction(1, 2),
        Unit.BUSINESS_DAYS: Fraction(1, 2),
    }
)
# Counts and amounts have no such digit: half a percent of what we find.
_OF_AMOUNTS = Fraction(5, 1000)


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that somebody states, exactly as they do.

    Attributes:
        value: in the metric's unit.
        denominator: None where it is not stated; for a median nothing is made of it.
    """

    value: Fraction
    denominator: Fraction | None = None

    @classmethod
    def of(cls, value: float, denominator: float | Decimal | None = None) -> Stated:
        """The numbers as they are written: 0.95 is 95/100."""
        below = None if denominator is None else Fraction(Decimal(str(denominator)))
        return cls(Fraction(Decimal(repr(float(value)))), below)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one metric of a vendor in one month.

    Attributes:
        recomputed: under the contract's definition, which is the metric's.
        definition: by what the vendor says it works the value out: the metric itself, the id of
            another definition, or empty where nobody has said.
        under_theirs: recomputed from the same claims under that definition; None where it is not.
        as_known: recomputed as the claims stood when the report came, under the vendor's
            definition where ``under_theirs`` is known, else under the contract's.
        tolerance: in the metric's unit; None for `usual_tolerance`.
    """

    vendor: str
    month: Month
    metric: str
    reported: Stated | None = None
    recomputed: Stated | None = None
    audited: Stated | None = None
    definition: str = ""
    under_theirs: Stated | None = None
    as_known: Stated | None = None
    tolerance: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Reported minus recomputed, in the metric's unit; a part is None where it is not known."""

    whole: Fraction
    definition: Fraction | None
    timing: Fraction | None
    missing_claims: Fraction | None
    unexplained: Fraction


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A reported value that lies further from what we know than the tolerance.

    Attributes:
        against: whose value the reported one is held against.
        difference: reported minus that value.
        flatters: whether the difference makes the vendor look better.
    """

    against: Truth
    difference: Fraction
    tolerance: Fraction
    flatters: bool


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The three truths held against each other.

    Attributes:
        gap: None where one of reported and recomputed is missing.
        discrepancy: None where the values agree, or nothing is known to hold one against.
    """

    known: Known
    gap: Gap | None
    discrepancy: Discrepancy | None

    @property
    def verified(self) -> bool:
        """Whether anybody but the vendor has looked."""
        return self.known.recomputed is not None or self.known.audited is not None


def reconciled(known: Known) -> Reconciled:
    """The gap with its parts, and whether it is a finding."""
    return Reconciled(known, _gap(known), _discrepancy(known))


def usual_tolerance(metric: Metric, ours: Fraction) -> Fraction:
    """How far a reported value may lie from ours when nobody has agreed on something else."""
    return _HALF_A_DIGIT.get(metric.unit, abs(ours) * _OF_AMOUNTS)


def _gap(known: Known) -> Gap | None:
    if known.reported is None or known.recomputed is None:
        return None
    whole = known.reported.value - known.recomputed.value
    theirs = _under_theirs(known)
    base = theirs or known.recomputed
    then = known.as_known or base
    definition = None if theirs is None else theirs.value - known.recomputed.value
    timing = None if known.as_known is None else known.as_known.value - base.value
    missing = None
    if _spreads(known.metric, known.metric if theirs is None else known.definition):
        missing = _missing_claims(known.reported, then)
    explained = sum((part for part in (definition, timing, missing) if part), Fraction(0))
    return Gap(whole, definition, timing, missing, whole - explained)


def _under_theirs(known: Known) -> Stated | None:
    """Our value under the vendor's definition; None where that is not known."""
    return known.recomputed if known.definition == known.metric else known.under_theirs


def _spreads(metric: str, definition: str) -> bool:
    """Whether both have denominators, and those are of one kind: claims never spread dollars."""
    parts = CATALOGUE[metric].parts
    if definition == metric:
        return parts is not Parts.NONE
    other = CATALOGUE.get(definition) or VARIANTS.get(definition)
    return parts is not Parts.NONE and other is not None and other.parts is parts


def _missing_claims(reported: Stated, ours: Stated) -> Fraction | None:
    """The reported value minus the same numerator over our denominator."""
    if reported.denominator is None or not ours.denominator:
        return None
    return reported.value * (1 - reported.denominator / ours.denominator)


def _discrepancy(known: Known) -> Discrepancy | None:
    """The finding, against the claims where they were recomputed, else against the audit."""
    for against, ours in ((Truth.RECOMPUTED, known.recomputed), (Truth.AUDITED, known.audited)):
        if known.reported is None or ours is None:
            continue
        metric = CATALOGUE[known.metric]
        tolerance = known.tolerance
        if tolerance is None:
            tolerance = usual_tolerance(metric, ours.value)
        difference = known.reported.value - ours.value
        if abs(difference) <= tolerance:
            return None
        flatters = (difference > 0) == (metric.direction is Direction.HIGHER)
        return Discrepancy(against, difference, tolerance, flatters)
    return None
