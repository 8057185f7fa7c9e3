"""One cohort under all its definitions at once: the same claims as green, amber and red.

A contract names one definition and sets limits for it. What the others would have said against the
same limits tells how much hangs on the definition. Values are compared unrounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vendor_eval.claims.definitions import DEFINITIONS, Definition
from vendor_eval.claims.kpis import Kpi, Recomputed, first_provisional
from vendor_eval.claims.variants import FAMILIES, VARIANTS, Family, Members, family_of, metric_of
from vendor_eval.metrics import CATALOGUE, Metric, Parts
from vendor_eval.quantities import Limit, Month, Unit


class Light(StrEnum):
    """Where a value stands: on target, between the limits, or beyond the last one."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Promise:
    """What a contract promises about a metric, limits in the metric's unit.

    Attributes:
        target: None where values of claims cannot be held against it, as on a business clock.
        minimum: the values that are no breach; None where there is no such line.
    """

    metric: str
    target: Limit | None
    minimum: Limit | None


@dataclass(frozen=True, slots=True)
class Cohort:
    """The claims of a vendor and month, each definition by its own event of that month."""

    vendor: str
    month: Month
    family: Family


@dataclass(frozen=True, slots=True)
class Wording:
    """A definition as it is shown.

    Attributes:
        metric: the metric of the catalogue that it is, or varies.
        difference: what it counts differently; of a metric, what it counts.
        flatters: how a vendor can look better by it; empty where it does not flatter.
        stands_in: whether limits of the metric are held against it.
    """

    definition: Definition
    metric: str
    label: str
    difference: str
    unit: Unit
    parts: Parts
    flatters: str = ""
    stands_in: bool = True

    @property
    def id(self) -> str:
        """Of the metric or variant."""
        return self.definition.id


@dataclass(frozen=True, slots=True)
class Limits:
    """What values are held against.

    Attributes:
        minimum: as in `Promise`; the documented warning line where the catalogue set it.
        metric: whose limits they are.
        by_contract: whether the contract set them, and not the catalogue's documents.
    """

    target: Limit | None
    minimum: Limit | None
    metric: str
    by_contract: bool

    def light(self, value: float | None) -> Light | None:
        """Where ``value`` stands; None without a value or a target."""
        if value is None or self.target is None:
            return None
        # The shortest decimal of a quotient is the limit itself where both are equal.
        exact = Decimal(repr(value))
        if self.target.keeps(exact):
            return Light.GREEN
        if self.minimum is not None and not self.minimum.keeps(exact):
            return Light.RED
        return Light.AMBER


@dataclass(frozen=True, slots=True)
class Row:
    """A cohort under one definition.

    Attributes:
        is_named: whether the contract names this definition.
        limits: None where none are to be held against it.
        light: None where there is no value, or nothing to hold it against.
        is_provisional: whether it may still move.
    """

    wording: Wording
    kpi: Kpi
    is_named: bool
    limits: Limits | None
    light: Light | None
    is_provisional: bool


def wordings(family: Family) -> tuple[Wording, ...]:
    """Every definition of a family, each metric followed by its variants."""
    return tuple(wording for metric in FAMILIES[family].metrics for wording in _of_metric(metric))


def cohorts(recomputed: Recomputed, families: Sequence[Family] = tuple(Family)) -> list[Cohort]:
    """Those of which anything was worked out, by vendor, month and family."""
    found = {
        Cohort(one.vendor, one.month, family)
        for one in (*recomputed.kpis, *recomputed.variants)
        if (family := family_of(one.metric)) in families and family is not None
    }
    place = list(FAMILIES)
    return sorted(found, key=lambda one: (one.vendor, one.month, place.index(one.family)))


def sensitivity(
    recomputed: Recomputed, cohort: Cohort, promises: Sequence[Promise] = ()
) -> tuple[Row, ...]:
    """The cohort under every definition that was worked out for it, metrics before variants.

    A definition is held against the contract's limits for its metric; else, in a family with one
    question, against those for the first metric of the family that the contract names; else
    against the documented ones.
    """
    values = {
        one.metric: one
        for one in (*recomputed.kpis, *recomputed.variants)
        if (one.vendor, one.month) == (cohort.vendor, cohort.month)
    }
    by_metric = {one.metric: one for one in promises}
    members = FAMILIES[cohort.family]
    rows = []
    for wording in wordings(cohort.family):
        found = values.get(wording.id)
        if found is None:
            continue
        limits = _limits(wording, members, by_metric)
        rows.append(
            Row(
                wording=wording,
                kpi=found,
                is_named=wording.id in by_metric,
                limits=limits,
                light=None if limits is None else limits.light(found.value),
                is_provisional=_is_provisional(wording, recomputed, cohort.month),
            )
        )
    return tuple(rows)


def _of_metric(metric: str) -> Iterator[Wording]:
    own = CATALOGUE[metric]
    yield Wording(DEFINITIONS[metric], metric, own.name, _counted(own), own.unit, own.parts)
    for one in VARIANTS.values():
        if metric_of(one.id) == metric:
            yield Wording(
                one.definition,
                metric,
                one.label,
                one.difference,
                one.unit,
                one.parts,
                one.flatters,
                one.stands_in,
            )


def _counted(metric: Metric) -> str:
    counted, over = metric.definition.numerator, metric.definition.denominator
    return f"Counts {counted}, over {over}." if over else f"Measures {counted}."


def _limits(wording: Wording, members: Members, promises: dict[str, Promise]) -> Limits | None:
    if not wording.stands_in:
        return None
    alike = (wording.metric,) if members.anchor is None else (wording.metric, *members.metrics)
    named = next((promises[one] for one in alike if one in promises), None)
    if named is not None:
        return Limits(named.target, named.minimum, named.metric, by_contract=True)
    for metric in (wording.metric, members.anchor or wording.metric):
        documented = CATALOGUE[metric]
        if documented.target is not None:
            return Limits(documented.target, documented.warning, metric, by_contract=False)
    return None


def _is_provisional(wording: Wording, recomputed: Recomputed, month: Month) -> bool:
    days = wording.definition.lag_days
    if not days or recomputed.as_of is None:
        return False
    return month >= first_provisional(days, recomputed.as_of)
