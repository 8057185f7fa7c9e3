"""What a metric is: a definition with its unit, direction, documented thresholds and sources.

A metric name is not a definition. Two definitions are two metrics, however alike their names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from vendor_eval.provenance import Citation
from vendor_eval.quantities import Direction, Limit, Unit


class Parts(StrEnum):
    """What numerator and denominator of a metric are counted in."""

    COUNTS = "counts"
    DOLLARS = "dollars"
    NONE = "none"


class Attribution(StrEnum):
    """The event whose month a measurement belongs to (domain terms)."""

    SUBMISSION = "month of first submission"
    REMITTANCE = "month of first remittance"
    SERVICE = "month of service"
    SNAPSHOT = "balance at month end"
    DUE = "month in which the deadline falls"
    SCRUBBING = "month in which the claim entered the scrubber"
    EVENT = "month of the event"


@dataclass(frozen=True, slots=True)
class Definition:
    """What is counted over what, for which month, and what is left out.

    Attributes:
        denominator: None where the metric is a count, a sum or a median, not a quotient.
        excludes: what is counted in neither; empty where nothing is left out.
    """

    numerator: str
    denominator: str | None
    attribution: Attribution
    excludes: str = ""

    def __str__(self) -> str:
        over = f", divided by {self.denominator}" if self.denominator else ""
        without = f"; without {self.excludes}" if self.excludes else ""
        return f"{self.numerator}{over}; {self.attribution.value}{without}"


@dataclass(frozen=True, slots=True)
class Rung:
    """One documented threshold: the value, what a practice decides with it, and who says so."""

    limit: Limit
    purpose: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Variant:
    """Another definition under the same name in the field; never compared with this one.

    Attributes:
        metric: the id under which this catalogue carries it, or None where it does not.
        citation: who defines it so, where a source does.
        definition: the id under which `claims.variants` carries it, worked out or with the reason
            why claims cannot give it; None where it does not.
    """

    name: str
    difference: str
    metric: str | None = None
    citation: Citation | None = None
    definition: str | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """One definition of one measure.

    Attributes:
        parts: what numerator and denominator are counted in; NONE where a value cannot be
            derived from them (a median), and values of parts cannot be added up.
        target: what the documents call good; None where no document says.
        warning: the documented warning line, as the values that keep it; a contract without a
            minimum of its own is held against it.
        gaming: how the figure can be made to look better than the work is.
        ladder: every documented threshold, strictest first.
        aliases: headings that vendors give it; compared without case, blanks and punctuation.
        checked_from: what recomputes it (837, 277CA, 835, extract, audit, log), or that only
            the vendor can report it.
    """

    id: str
    name: str
    unit: Unit
    direction: Direction
    parts: Parts
    definition: Definition
    citations: tuple[Citation, ...]
    target: Limit | None = None
    warning: Limit | None = None
    ladder: tuple[Rung, ...] = ()
    variants: tuple[Variant, ...] = ()
    gaming: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    checked_from: str = ""
    note: str = field(default="")
