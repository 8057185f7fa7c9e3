"""Many series of months side by side, as the signals take them.

Arrays are (series, months); all series share their months, and NaN stands where a vendor reported
nothing. What is counted in items is told from what is not: only of the former can it be said how
sure a month makes one, because only there is it known what the value rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from vendor_eval.quantities import Direction, Limit

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

# Shares times items that are whole on paper, such as 10 % of 100, are so to this many decimals.
_WHOLE = 9


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Shares of counted items, such as denied claims of all claims.

    Attributes:
        numerator: (series, months), NaN where nothing was reported.
        denominator: likewise; NaN in the same places, and above 0 elsewhere.
        rising: (series,) whether more is better.
    """

    numerator: Floats
    denominator: Floats
    rising: Bools

    @classmethod
    def of(cls, numerator: npt.ArrayLike, denominator: npt.ArrayLike, rising: Bools) -> Self:
        """The counts; what is no share of counted items is passed over as not reported.

        That is a month without items, with one of the two numbers missing, or with a numerator
        below 0 or above the denominator.
        """
        part, whole = np.asarray(numerator, np.float64), np.asarray(denominator, np.float64)
        counted = (whole > 0) & (part >= 0) & (part <= whole) & np.isfinite(whole)
        return cls(np.where(counted, part, np.nan), np.where(counted, whole, np.nan), rising)

    @property
    def share(self) -> Floats:
        """Numerator over denominator."""
        return self.numerator / self.denominator

    @property
    def bad(self) -> Floats:
        """The items that count against the vendor."""
        return np.where(self.rising[:, None], self.denominator - self.numerator, self.numerator)


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """Values that are no share of counted items: days, hours, dollars and shares of dollars.

    Attributes:
        value: (series, months), NaN where nothing was reported.
        rising: (series,) whether more is better.
    """

    value: Floats
    rising: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """What the values are held against, in the unit of the values.

    Attributes:
        edge: (series, 1), or (series, months) where amendments changed it; NaN where there is none.
        inclusive: likewise; whether a value equal to the edge keeps the limit.
    """

    edge: Floats
    inclusive: Bools

    @classmethod
    def of(cls, limits: Iterable[Limit | None]) -> Self:
        """One limit a series for all months; each is in the unit of its metric."""
        known = tuple(limits)
        return cls(
            np.array([[_edge(one)] for one in known], np.float64).reshape(-1, 1),
            np.array([[_inclusive(one)] for one in known], np.bool_).reshape(-1, 1),
        )

    @property
    def last(self) -> Limits:
        """Those of the last month, as (series, 1)."""
        return Limits(self.edge[:, -1:], self.inclusive[:, -1:])

    def bad_share(self, rising: Bools) -> Floats:
        """The edge as a share of items that count against the vendor."""
        return np.where(rising[:, None], 1 - self.edge, self.edge)

    def most_bad(self, items: Floats, rising: Bools) -> Floats:
        """How many of ``items`` may be bad without a breach, whole; -1 where not even 0 may."""
        allowed = np.round(self.bad_share(rising) * items, _WHOLE)
        whole: Floats = np.where(self.inclusive, np.floor(allowed), np.ceil(allowed) - 1)
        return whole


def _edge(limit: Limit | None) -> float:
    return float("nan") if limit is None else float(limit.quantity.value)


def _inclusive(limit: Limit | None) -> bool:
    return limit is not None and limit.comparison.inclusive


def rises(directions: Sequence[Direction]) -> Bools:
    """(series,) whether more is better."""
    return np.array([one is Direction.HIGHER for one in directions], np.bool_)
