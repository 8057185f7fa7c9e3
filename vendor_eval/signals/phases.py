"""Reported months, closed up and cut into phases.

A chart looks at one reported month after the other: a month without a report is passed over, it
neither counts nor breaks a run. A phase begins where somebody decided that the process is a new
one; its baseline, limits and runs are its own, as though it were a series of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from vendor_eval.signals.series import Bools, Floats, Ints

BASELINE = 12
"""The reported months of a phase that its limits are worked out from and then kept."""
FIRM_FROM = 13
"""With fewer points a chart has trial limits. Source: NHS England, Making Data Count."""

Cell = TypeVar("Cell", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class Phases:
    """Where each reported month went: into a row of its phase, and there to its place.

    Attributes:
        shape: (series, months) of what was closed up.
        series: (k,) of each reported month; ``month`` likewise.
        row: (k,) the phase of each, over all series.
        place: (k,) its place in the phase, 0 for the first reported month.
        lengths: (rows,) reported months of each phase.
    """

    shape: tuple[int, int]
    series: Ints
    month: Ints
    row: Ints
    place: Ints
    lengths: Ints

    @classmethod
    def of(cls, reported: Bools, rebased: Bools | None = None) -> Phases:
        """The phases of (series, months); ``rebased`` is true in months that begin a new one."""
        series, month = np.nonzero(reported)
        begun = np.zeros(len(series), np.int64)
        if rebased is not None:
            begun = np.cumsum(rebased, axis=1, dtype=np.int64)[series, month]
        opens = np.ones(len(series), np.bool_)
        opens[1:] = (np.diff(series) != 0) | (np.diff(begun) != 0)
        starts = np.flatnonzero(opens)
        row = np.cumsum(opens) - 1
        lengths = np.diff(starts, append=len(series))
        place = np.arange(len(series)) - np.repeat(starts, lengths)
        rows, columns = reported.shape
        return cls((rows, columns), series, month, row, place, lengths)

    def closed_up(self, numbers: Floats) -> Floats:
        """(rows, longest) ``numbers`` of the reported months, NaN behind each phase's last."""
        longest = int(self.lengths.max(initial=1))
        rows = np.full((len(self.lengths), longest), np.nan)
        rows[self.row, self.place] = numbers[self.series, self.month]
        return rows

    def spread(self, rows: npt.NDArray[Cell], missing: float) -> npt.NDArray[Cell]:
        """(series, months) what stands in ``rows``, with ``missing`` where nothing was reported.

        Rows of width 1 hold one entry for the whole phase.
        """
        months = np.full(self.shape, missing, dtype=rows.dtype)
        place = self.place if rows.shape[1] != 1 else 0
        months[self.series, self.month] = rows[self.row, place]
        return months

    @property
    def trial(self) -> Bools:
        """(series, months) whether the limits are trial limits; false where nothing stands."""
        return self.spread((self.lengths < FIRM_FROM)[:, None], missing=False)


def mean_of(numbers: Floats) -> Floats:
    """(rows, 1) the mean of each row without NaN; NaN for a row that has nothing else."""
    known = ~np.isnan(numbers)
    count = known.sum(axis=1, keepdims=True)
    total = np.where(known, numbers, 0).sum(axis=1, keepdims=True)
    mean: Floats = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return mean
