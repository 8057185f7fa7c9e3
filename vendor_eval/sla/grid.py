"""Every month that a contract has to answer for, as arrays, and the measurements laid into it.

A stretch is consecutive months with one service level in force; the stretches of one metric of
one contract follow each other without a gap and make a series. Stretches are (k,) arrays, months
are (n,) arrays, one stretch after the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from vendor_eval.quantities import Month
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.terms import stretches

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

NUMBERS = ("value", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Reported:
    """Measurements as (m,) arrays.

    Attributes:
        vendors: the names that ``vendor`` counts; a code is -1 where no contract has the name.
        metrics: likewise for ``metric``.
    """

    vendors: tuple[str, ...]
    metrics: tuple[str, ...]
    vendor: Ints
    metric: Ints
    month: Ints
    numbers: Mapping[str, Floats]

    @classmethod
    def of(cls, measurements: pd.DataFrame, contracts: Sequence[Contract]) -> Reported:
        """The columns of ``measurements`` (`measurement.COLUMNS`), names as codes."""
        vendors = tuple(dict.fromkeys(one.vendor for one in contracts))
        levels = (level for one in contracts for level in one.service_levels)
        metrics = tuple(dict.fromkeys(level.metric for level in levels))
        return cls(
            vendors,
            metrics,
            _positions(measurements["vendor"], vendors),
            _positions(measurements["metric"], metrics),
            measurements["month"].to_numpy(np.int64),
            {name: measurements[name].to_numpy(np.float64) for name in NUMBERS},
        )

    def last_months(self, through: Month | Mapping[str, Month] | None) -> dict[str, int]:
        """The last month to judge of each vendor that has one: as told, else as reported."""
        if isinstance(through, Month):
            return dict.fromkeys(self.vendors, through.index)
        latest = np.full(len(self.vendors) + 1, -1, dtype=np.int64)
        np.maximum.at(latest, self.vendor, self.month)
        found = dict(zip(self.vendors, latest.tolist(), strict=False))
        reported = {vendor: month for vendor, month in found.items() if month >= 0}
        return reported | {vendor: month.index for vendor, month in (through or {}).items()}


def _positions(column: pd.Series, names: Sequence[str]) -> Ints:
    """The position of each entry of ``column`` in ``names``, -1 where it is not among them."""
    codes, found = pd.factorize(column)
    place = {name: position for position, name in enumerate(names)}
    # One entry more, so that the code -1 of a missing name finds -1 as well.
    places = np.array([*(place.get(name, -1) for name in found), -1], dtype=np.int64)
    return places[codes]


@dataclass(frozen=True, slots=True)
class Grid:
    """The stretches of all contracts and their months.

    Attributes:
        contract: position among the contracts; ``level`` in that contract's service levels.
        vendor: position in `Reported.vendors`; ``metric`` likewise.
        first: the stretch's first month (`Month.index`); ``last`` is inclusive.
        series: the number of the stretch's series.
        stretch: the stretch of each month.
        month: each month (`Month.index`).
    """

    contract: Ints
    level: Ints
    vendor: Ints
    metric: Ints
    first: Ints
    last: Ints
    series: Ints
    stretch: Ints
    month: Ints

    @classmethod
    def of(
        cls, contracts: Sequence[Contract], reported: Reported, last_months: Mapping[str, int]
    ) -> Grid:
        """Every month in force of every contract, up to its vendor's entry in ``last_months``."""
        vendors = {name: position for position, name in enumerate(reported.vendors)}
        metrics = {name: position for position, name in enumerate(reported.metrics)}
        entries = [
            (position, one.level, vendors[contract.vendor], metrics[one.metric], one.first, end)
            for position, contract in enumerate(contracts)
            for one in stretches(contract)
            if (end := min(one.last, last_months.get(contract.vendor, -1))) >= one.first
        ]
        columns = np.array(entries, dtype=np.int64).reshape(-1, 6).T
        contract_at, level, vendor, metric, first, last = columns
        begins_series = np.ones(len(entries), dtype=np.bool_)
        begins_series[1:] = (np.diff(contract_at) != 0) | (np.diff(metric) != 0)
        months = last - first + 1
        stretch = np.repeat(np.arange(len(entries)), months)
        month = np.arange(len(stretch)) - np.repeat(np.cumsum(months) - months - first, months)
        series = np.cumsum(begins_series) - 1
        return cls(contract_at, level, vendor, metric, first, last, series, stretch, month)

    @property
    def begins(self) -> Ints:
        """The row of each series' first month."""
        return np.flatnonzero(np.diff(self.series[self.stretch], prepend=-1))

    @property
    def heads(self) -> Ints:
        """The row of each stretch's first month."""
        months = self.last - self.first + 1
        ends: Ints = np.cumsum(months)
        return ends - months

    def numbers(self, reported: Reported) -> dict[str, Floats]:
        """`NUMBERS` of each month, NaN where nothing was reported."""
        found = {name: np.full(len(self.month), np.nan) for name in NUMBERS}
        for rows, entries in self._meetings(reported):
            for name, column in found.items():
                column[rows] = reported.numbers[name][entries]
        return found

    def _meetings(self, reported: Reported) -> list[tuple[Ints, Ints]]:
        """Rows and the measurements that belong there, once for each contract of a vendor."""
        row = self.begins
        heads = self.stretch[row]
        first = self.month[row]
        last = self.month[np.append(row[1:], len(self.month)) - 1] if len(row) else first
        meetings = []
        for turn in self._turns(heads):
            # A spare column and row of -1, where codes of -1 end up.
            series_of = np.full((len(reported.vendors) + 1, len(reported.metrics) + 1), -1)
            series_of[self.vendor[heads[turn]], self.metric[heads[turn]]] = turn
            series = series_of[reported.vendor, reported.metric]
            entries = np.flatnonzero(series >= 0)
            series, month = series[entries], reported.month[entries]
            inside = (month >= first[series]) & (month <= last[series])
            series, month, entries = series[inside], month[inside], entries[inside]
            meetings.append((row[series] + month - first[series], entries))
        return meetings

    def _turns(self, heads: Ints) -> list[Ints]:
        """The series, in groups that hold no vendor twice; most often one group."""
        contracts = pd.Series(self.contract[heads])
        vendors = pd.Series(self.vendor[heads])
        turn = contracts.groupby(vendors).rank("dense").to_numpy()
        return [np.flatnonzero(turn == number) for number in np.unique(turn)]
