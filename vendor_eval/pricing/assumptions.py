"""What the all-in cost is reckoned with until the practice says otherwise.

Each figure names its source or is marked as an assumption; a page shows which of them were taken
from here, because none of them is the practice's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from vendor_eval.pricing.sources import BENCHMARKS, REWORK
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Unit, shown


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure that stands in for one that nobody has given.

    Attributes:
        id: the field of `PracticeFigures` that it fills.
        label: as people read it.
        unit: of ``value``, ``low`` and ``high``; a ratio is a fraction of one.
        per: what one of it is for, as "a year"; empty where the label says all.
        low: the least that is likely, as far as that is known; likewise ``high``.
        citation: None for a mere assumption.
        note: what to know of it.
    """

    id: str
    label: str
    value: Decimal
    unit: Unit
    per: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    citation: Citation | None = None
    note: str = ""

    @property
    def source(self) -> str:
        """Where it comes from; ``assumption`` where from nowhere."""
        return "assumption" if self.citation is None else str(self.citation)

    def __str__(self) -> str:
        each = f" {self.per}" if self.per else ""
        return f"{self.label}: {self.shown(self.value)}{each} ({self.source})"

    def shown(self, value: Decimal) -> str:
        """A value of this figure as people read it; a count keeps its decimals."""
        return f"{value:,f}" if self.unit is Unit.COUNT else shown(float(value), self.unit)


_IN_ORDER = (
    Assumption(
        "net_collection_reference",
        "Net collection rate that is within reach",
        Decimal("0.97"),
        Unit.RATIO,
        low=Decimal("0.95"),
        high=Decimal(1),
        citation=BENCHMARKS,
        note="the benchmark is above 95 %; differences between vendors do not depend on it",
    ),
    Assumption(
        "cost_of_capital",
        "What money costs the practice",
        Decimal("0.08"),
        Unit.RATIO,
        per="a year",
        low=Decimal("0.04"),
        high=Decimal("0.12"),
        note="the interest of the practice's own credit line is the better figure",
    ),
    Assumption(
        "rework_cost",
        "Working a denied claim again",
        Decimal(25),
        Unit.USD,
        per="a claim",
        low=Decimal(25),
        high=Decimal(118),
        citation=REWORK,
        note="attributed to MGMA at second hand; hospitals report up to 118 dollars",
    ),
    Assumption(
        "practice_touch_share",
        "Denied claims that the practice works itself",
        Decimal("0.30"),
        Unit.RATIO,
    ),
    Assumption(
        "oversight_rate",
        "Own staff who look after the vendor",
        Decimal(45),
        Unit.USD,
        per="an hour",
    ),
)
ASSUMPTIONS: Mapping[str, Assumption] = MappingProxyType({one.id: one for one in _IN_ORDER})
