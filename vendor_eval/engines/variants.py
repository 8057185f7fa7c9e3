"""The same claims under the other definitions of the field."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendor_eval.claims.coverage import Coverage, coverage_of, unheard_of
from vendor_eval.claims.extracts import Source
from vendor_eval.claims.kpis import Kpi, NotComputable
from vendor_eval.claims.reasons import ReasonMap
from vendor_eval.claims.terms import Terms
from vendor_eval.claims.variants import NOT_IN_EXTRACTS, VARIANTS, Variant, metric_of
from vendor_eval.engines import duckdb, duckdb_denials
from vendor_eval.engines.duckdb_calendar import keep_time
from vendor_eval.engines.elsewhere import Engine

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NO_CALENDAR = "it takes a business calendar, which says when work is done"


@dataclass(frozen=True, slots=True)
class Taken:
    """What variants are worked out from, beside the rows.

    Attributes:
        reasons: what adjustments mean, for definitions that read them.
    """

    sources: Sequence[Source]
    terms: Terms
    reasons: ReasonMap


@dataclass(frozen=True, slots=True)
class Varied:
    """What came of them, as `kpis.Recomputed` carries it."""

    kpis: tuple[Kpi, ...] = ()
    not_computable: tuple[NotComputable, ...] = ()
    left_out: tuple[NotComputable, ...] = ()


def varied(
    connection: DuckDBPyConnection, engine: Engine, taken: Taken, metrics: Collection[str]
) -> Varied:
    """Every variant of ``metrics``, by vendor and month; tables are taken anew."""
    if not metrics:
        return Varied()
    duckdb_denials.know(connection, taken.reasons)
    if taken.terms.agreed.calendar is not None:
        keep_time(connection, taken.terms.agreed.calendar)
    kpis: list[Kpi] = []
    left_out: list[NotComputable] = []
    not_computable = [
        NotComputable(id, because)
        for id, because in NOT_IN_EXTRACTS.items()
        if metric_of(id) in metrics
    ]
    for variant in VARIANTS.values():
        if metric_of(variant.id) not in metrics:
            continue
        covered = _coverage(variant, taken)
        if covered.because is not None:
            (left_out if covered.sources else not_computable).append(covered.because)
        if covered.sources:
            _take(connection, variant, covered.sources, taken.sources)
            values = engine.measured(variant.definition)
            kpis += values
            heard = {one.vendor for one in values}
            not_computable += unheard_of(variant.definition, covered.sources, heard)
    kpis.sort(key=lambda one: (one.vendor, one.month))
    return Varied(tuple(kpis), tuple(not_computable), tuple(left_out))


def _coverage(variant: Variant, taken: Taken) -> Coverage:
    if variant.on_business_clock and taken.terms.agreed.calendar is None:
        return Coverage((), NotComputable(variant.id, _NO_CALENDAR))
    lacking = variant.lacking(taken.sources)
    if lacking:
        return Coverage((), NotComputable(variant.id, f"no file fills {lacking}"))
    return coverage_of(variant.definition, taken.sources)


def _take(
    connection: DuckDBPyConnection,
    variant: Variant,
    able: Sequence[Source],
    sources: Sequence[Source],
) -> None:
    duckdb.take(connection, able, variant.definition.table)
    for table, beside in variant.sources_beside(sources).items():
        duckdb.take(connection, beside, table)
