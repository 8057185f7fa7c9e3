"""What another definition of the field is: its text, what it counts differently, who uses it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from vendor_eval.claims.definitions import Definition
from vendor_eval.claims.extracts import Source
from vendor_eval.claims.schema import EVENTS
from vendor_eval.metrics import CATALOGUE, Metric, Parts
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Unit


class Family(StrEnum):
    """Definitions that are taken for one another, or read beside one another."""

    FIRST_PASS = "first_pass"  # noqa: S105 - a rate, no password
    DENIAL = "denial"
    NET_COLLECTION = "net_collection"
    DAYS_IN_AR = "days_in_ar"
    OVER_90 = "over_90"
    TURNAROUND = "turnaround"
    CODING_ACCURACY = "coding_accuracy"


@dataclass(frozen=True, slots=True)
class Members:
    """What of the catalogue belongs to a family.

    Attributes:
        label: the family as people name it.
        anchor: the metric whose limits the whole family is held against where a definition has
            none of its own; None where each metric answers a question of its own.
        metrics: ids of the catalogue, in its order.
    """

    label: str
    anchor: str | None
    metrics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """Another definition, worked out from the same claims as the metric it varies.

    Attributes:
        definition: its text and the columns it takes; the id is the metric's, a dot and a name.
        label: as the field calls it.
        difference: what it counts differently, one sentence.
        citation: who uses it so; None where no source says.
        flatters: how a vendor can look better by it; empty where it does not flatter.
        unit: of the value.
        parts: what numerator and denominator are counted in; NONE for medians and averages.
        stands_in: whether it is given in place of the metric, so that limits set for that are held
            against it; False for what is read beside it.
        beside: columns that it needs of other tables than ``claim_events``, by table.
        on_business_clock: whether it reads the business calendar, see `claims.clock`.
    """

    definition: Definition
    family: Family
    label: str
    difference: str
    citation: Citation | None = None
    flatters: str = ""
    unit: Unit = Unit.RATIO
    parts: Parts = Parts.COUNTS
    stands_in: bool = True
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    on_business_clock: bool = False

    @property
    def id(self) -> str:
        """Such as ``denial_rate.per_submitted``."""
        return self.definition.id

    @property
    def metric(self) -> Metric:
        """The metric of the catalogue that it varies."""
        return CATALOGUE[metric_of(self.id)]

    def lacking(self, sources: Sequence[Source]) -> str:
        """Columns of other tables that no file has, in words; empty where all are there."""
        missing = [
            f"{table} with {', '.join(needs)}"
            for table, needs in self.beside.items()
            if not any(one.table == table and one.columns.issuperset(needs) for one in sources)
        ]
        return " and ".join(missing)

    def sources_beside(self, sources: Sequence[Source]) -> Mapping[str, tuple[Source, ...]]:
        """By other table the sources that have what it needs of that."""
        return {
            table: tuple(
                one for one in sources if one.table == table and one.columns.issuperset(needs)
            )
            for table, needs in self.beside.items()
            if table != EVENTS
        }


def metric_of(id: str) -> str:
    """The metric of the catalogue that a definition is of: ``denial_rate.by_line`` gives it too."""
    return id.partition(".")[0]
