"""What a vendor's months tell beyond met or missed: confidence, change and outlook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from vendor_eval.access.roles import Permission, Person, require, require_vendor
from vendor_eval.errors import NotFound
from vendor_eval.follow_up.rebase import Rebase
from vendor_eval.measurement import known_value
from vendor_eval.quantities import Limit, Month
from vendor_eval.signals.budget import year_budget
from vendor_eval.signals.charts import Assurance, Chart
from vendor_eval.signals.confidence import Confidence
from vendor_eval.signals.measured import Measured, SeriesName, limits_of, measured
from vendor_eval.signals.readings import (
    BudgetReading,
    ChangeReading,
    ConfidenceReading,
    OutlookReading,
    budget_reading,
    change_reading,
    confidence_reading,
    outlook_reading,
)
from vendor_eval.signals.review import review_counts, review_values
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.findings import Finding, Status
from vendor_eval.store import follow_up
from vendor_eval.store.follow_up import Kept
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.reviews import Review, assessments

__all__ = ["Kept"]

MONTHS = 36
"""How many months of a chart are drawn."""


@dataclass(frozen=True, slots=True)
class Point:
    """One month of a chart, in the unit of the metric; None where it is not known.

    Attributes:
        lower: the limit of what chance explains, like ``upper``.
        low: the lower end of the 95 % interval of the true rate, like ``high``.
        turn: 1 for an improvement, -1 for a deterioration, 0 for neither.
    """

    month: Month
    value: float | None
    centre: float | None
    lower: float | None
    upper: float | None
    low: float | None
    high: float | None
    turn: int


@dataclass(frozen=True, slots=True)
class MetricSignals:
    """The signals of one metric in one month; the contract status is in the finding.

    Attributes:
        limit: what makes a breach: the minimum in force; None where there is none.
        change: None where nothing was reported for the month or relief leaves it out whole;
            likewise the other readings.
        assurance: None where it cannot be told.
        budget: of the contract year, which ``year`` begins; None likewise, and for what is not
            counted.
        history: of the chart, oldest first.
        rebased: the decisions that gave the chart a new baseline, withdrawn ones among them.
    """

    finding: Finding
    limit: Limit | None
    is_counted: bool
    confidence: ConfidenceReading | None
    change: ChangeReading | None
    assurance: Assurance | None
    outlook: OutlookReading | None
    history: tuple[Point, ...]
    rebased: tuple[Kept[Rebase], ...]
    year: Month
    budget: BudgetReading | None = None


@dataclass(frozen=True, slots=True)
class _Vendor:
    """What the signals of one vendor's month are worked out from."""

    findings: Mapping[str, Finding]
    limits: Mapping[SeriesName, Limit]
    rebased: tuple[Kept[Rebase], ...]
    series: Measured


def of_vendor(
    deps: Deps, person: Person, standing: Review, place: tuple[str, Month]
) -> tuple[MetricSignals, ...]:
    """The signals of each metric that a vendor has a service level for, as of a month.

    They are told from what is judged: the value that the contract names, without the items that
    relief leaves out, and without the months that it leaves out whole. Later months are left out.

    Args:
        place: the vendor, as its contract names it, and the month.

    Raises:
        NotAllowed: the person may not see service levels.
        NotFound: there is no contract with the vendor.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    vendor, month = place
    require_vendor(person, vendor)
    contract = standing.contract_of(vendor)
    if contract is None:
        raise NotFound(f"There is no contract with {vendor}.")
    with deps.store.reading() as session:
        rebased = follow_up.listed(session, Rebase, vendor)
    known = _known(standing, contract, month, rebased)
    found = {one.finding.metric: one for one in (*_counted(known), *_valued(known))}
    return tuple(
        found[metric] if metric in found else _unreported(finding, known)
        for metric, finding in known.findings.items()
    )


def _known(
    standing: Review, contract: Contract, month: Month, rebased: tuple[Kept[Rebase], ...]
) -> _Vendor:
    [assessed] = assessments(standing, month, contract.vendor)
    findings = {one.metric: one for one in assessed.findings if one.month == month}
    limits = {
        SeriesName(contract.vendor, one.metric): one.level.minimum
        for one in findings.values()
        if one.level.minimum is not None
    }
    rows = standing.findings_of(contract.vendor)
    rows = rows[rows["metric"].isin(list(findings))]
    plain = rows.assign(vendor=rows["vendor"].astype(str), metric=rows["metric"].astype(str))
    counts = plain["value"].notna() & (plain["status"] != Status.RELIEF.value)
    # From the first month on, however few are drawn: a baseline that moved would hide change.
    series = measured(plain[counts], contract.first_month, max(month, contract.first_month))
    return _Vendor(findings, limits, rebased, series)


def _counted(known: _Vendor) -> Iterator[MetricSignals]:
    names, series = known.series.counted, known.series
    if not names:
        return
    limits = limits_of(names, known.limits)
    found = review_counts(series.counts, limits, series.begins(names, _decided(known)))
    last = series.months - 1
    year = _year_column(series)
    budgets = year_budget(series.counts, limits, year, found.outlook.items)
    for row, name in enumerate(names):
        yield MetricSignals(
            finding=known.findings[name.metric],
            limit=known.limits.get(name),
            is_counted=True,
            confidence=confidence_reading(series.counts, found.confidence, row, last),
            change=change_reading(found.change.chart, row, last),
            assurance=found.assurance[row],
            outlook=outlook_reading(found.outlook, row),
            history=_history(series, found.change.chart, row, found.confidence),
            rebased=_of_metric(known, name.metric),
            year=series.month(year),
            budget=budget_reading(budgets, row, series.months - year),
        )


def _valued(known: _Vendor) -> Iterator[MetricSignals]:
    names, series = known.series.valued, known.series
    if not names:
        return
    limits = limits_of(names, known.limits)
    found = review_values(series.values, limits, series.begins(names, _decided(known)))
    for row, name in enumerate(names):
        yield MetricSignals(
            finding=known.findings[name.metric],
            limit=known.limits.get(name),
            is_counted=False,
            confidence=None,
            change=change_reading(found.change, row, series.months - 1),
            assurance=found.assurance[row],
            outlook=None,
            history=_history(series, found.change, row),
            rebased=_of_metric(known, name.metric),
            year=series.month(_year_column(series)),
        )


def _unreported(finding: Finding, known: _Vendor) -> MetricSignals:
    """A metric that never was reported."""
    limit = known.limits.get(SeriesName(finding.vendor, finding.metric))
    rebased, year = _of_metric(known, finding.metric), known.series.month(0)
    return MetricSignals(finding, limit, False, None, None, None, None, (), rebased, year)


def _year_column(series: Measured) -> int:
    """The column in which the contract year of the last month begins; the first is the first."""
    return (series.months - 1) // 12 * 12


def _history(
    series: Measured, chart: Chart, row: int, sure: Confidence | None = None
) -> tuple[Point, ...]:
    """The months of one chart, from the first that was reported."""
    empty = np.full(series.months, np.nan)
    low, high = (sure.lower[row], sure.upper[row]) if sure else (empty, empty)
    columns = (chart.value[row], chart.centre[row], chart.lower[row], chart.upper[row], low, high)
    reported = np.flatnonzero(~np.isnan(chart.value[row]))
    first = max(int(reported[0]) if len(reported) else 0, series.months - MONTHS)
    points = []
    for at, numbers in enumerate(zip(*(one.tolist() for one in columns), strict=True)):
        value, centre, lower, upper, least, most = map(known_value, numbers)
        turn = int(chart.turn[row, at])
        points.append(Point(series.month(at), value, centre, lower, upper, least, most, turn))
    return tuple(points[first:])


def _decided(known: _Vendor) -> Mapping[SeriesName, list[Month]]:
    """The months that begin a new phase, by decisions that still hold."""
    found: dict[SeriesName, list[Month]] = {}
    for one in known.rebased:
        if not one.record.withdrawn:
            name = SeriesName(one.vendor, one.record.metric)
            found.setdefault(name, []).append(one.record.month)
    return found


def _of_metric(known: _Vendor, metric: str) -> tuple[Kept[Rebase], ...]:
    return tuple(one for one in known.rebased if one.record.metric == metric)
