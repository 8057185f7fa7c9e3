"""Measurements laid out as series of months, one a vendor and metric.

What is counted in items goes one way, everything else the other. A rate whose counts a vendor
keeps to itself in most months can only be looked at as a value.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from vendor_eval.metrics import CATALOGUE, Metric, Parts
from vendor_eval.quantities import Limit, Month, Unit
from vendor_eval.signals.series import (
    Bools,
    Counts,
    Floats,
    Ints,
    Limits,
    Values,
    rises,
)


class SeriesName(NamedTuple):
    """Whose months of what."""

    vendor: str
    metric: str


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """The series of a span of months.

    Attributes:
        first: the month of the first column.
        months: how many columns there are.
        counted: the names of the rows of ``counts``; by vendor, then as the catalogue has them.
        valued: the names of the rows of ``values``, likewise.
    """

    first: Month
    months: int
    counted: tuple[SeriesName, ...]
    counts: Counts
    valued: tuple[SeriesName, ...]
    values: Values

    def column(self, month: Month) -> int:
        """The column of ``month``, which lies in the span."""
        return month.index - self.first.index

    def month(self, column: int) -> Month:
        """The month of a column."""
        return self.first.plus(column)

    def begins(
        self, names: Sequence[SeriesName], decided: Mapping[SeriesName, Collection[Month]]
    ) -> Bools:
        """(series, months) true where it was decided that a new phase begins.

        A decision for a month before the span holds from its first column, which begins one anyway.
        """
        found = np.zeros((len(names), self.months), np.bool_)
        for row, name in enumerate(names):
            columns = [self.column(month) for month in decided.get(name, ())]
            found[row, [one for one in columns if 0 <= one < self.months]] = True
        return found


def limits_of(names: Sequence[SeriesName], limits: Mapping[SeriesName, Limit]) -> Limits:
    """The limit of each series, in the unit of its metric; none where ``limits`` names none."""
    return Limits.of(limits.get(name) for name in names)


def measured(frame: pd.DataFrame, first: Month, last: Month) -> Measured:
    """The months from ``first`` to ``last``, both included, of every vendor and metric.

    A chart takes its baseline from the first reported months that it is given. For limits that
    stay where they are ``first`` is therefore the first month of the contract, however few of the
    latest months are drawn.

    Args:
        frame: rolled up, one row a vendor, month and metric, with `measurement.COLUMNS`; rows of
            other months or of metrics that the catalogue does not have are left aside.
    """
    inside = frame["month"].between(first.index, last.index) & frame["metric"].isin(CATALOGUE)
    rows = frame.loc[inside]
    months = last.index - first.index + 1
    names, series = _series_of(rows)
    column = rows["month"].to_numpy(np.int64) - first.index
    laid = {}
    for part in ("value", "numerator", "denominator"):
        laid[part] = np.full((len(names), months), np.nan)
        laid[part][series, column] = rows[part].to_numpy(np.float64)
    return _sorted_out(names, laid, first, months)


def _series_of(rows: pd.DataFrame) -> tuple[list[SeriesName], Ints]:
    """The names of the series, in their order, and the series of each row."""
    vendor, vendors = pd.factorize(rows["vendor"], sort=True)
    metric, metrics = pd.factorize(rows["metric"])
    order = list(CATALOGUE)
    place = np.array([order.index(name) for name in metrics], np.int64)
    key = vendor * len(order) + (place[metric] if len(place) else metric)
    found, series = np.unique(key, return_inverse=True)
    names = [SeriesName(str(vendors[one // len(order)]), order[one % len(order)]) for one in found]
    return names, series


def _sorted_out(
    names: Sequence[SeriesName], laid: Mapping[str, Floats], first: Month, months: int
) -> Measured:
    rising = rises([CATALOGUE[name.metric].direction for name in names])
    counts = Counts.of(laid["numerator"], laid["denominator"], rising)
    countable = np.array([is_counted(CATALOGUE[name.metric]) for name in names], np.bool_)
    with_counts = (~np.isnan(counts.denominator)).sum(axis=1)
    mostly = 2 * with_counts >= (~np.isnan(laid["value"])).sum(axis=1)
    counted = countable & mostly & (with_counts > 0)
    ours, others = np.flatnonzero(counted).tolist(), np.flatnonzero(~counted).tolist()
    return Measured(
        first,
        months,
        tuple(names[row] for row in ours),
        Counts(counts.numerator[ours], counts.denominator[ours], rising[ours]),
        tuple(names[row] for row in others),
        Values(laid["value"][others], rising[others]),
    )


def is_counted(metric: Metric) -> bool:
    """Whether a metric is a share of counted items; a share of dollars is not."""
    return metric.unit is Unit.RATIO and metric.parts is Parts.COUNTS
