"""What a control chart shows of each month, whatever kind of chart it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

import numpy as np
import numpy.typing as npt

from vendor_eval.signals.series import Bools, Floats, Limits

Codes = npt.NDArray[np.int8]


class Sign(Enum):
    """What tells a month from chance; the value is its code in arrays.

    A month of several is given the first of them, in this order.
    """

    NONE = 0
    OUTSIDE = 1
    TREND = 2
    TWO_OF_THREE = 3
    ONE_SIDE = 4
    DRIFT = 5


class Assurance(StrEnum):
    """Whether the process, as it runs now, keeps a limit."""

    ALWAYS = "always"
    NEVER = "never"
    HIT_AND_MISS = "hit_and_miss"


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A control chart of many series, (series, months) each.

    Attributes:
        value: what is drawn; NaN where nothing was reported, and there nothing else stands.
        centre: the mean of the phase's baseline.
        lower: the limit of what chance explains; NaN where the baseline gives no limits.
        upper: likewise.
        sign: the code of `Sign`.
        side: 1 where the sign points up, -1 where it points down, 0 without one.
        trial: whether the phase has too few points for firm limits.
        rising: (series,) whether more is better.
    """

    value: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    sign: Codes
    side: Codes
    trial: Bools
    rising: Bools

    @property
    def turn(self) -> Codes:
        """1 for an improvement, -1 for a deterioration, 0 for neither; (series, months)."""
        turned: Codes = np.where(self.rising[:, None], self.side, -self.side)
        return turned


def assured(chart: Chart, limits: Limits) -> tuple[Assurance | None, ...]:
    """Whether each series keeps its limit, by the chart's limits of its last reported month.

    A limit beyond what chance explains is kept always or never; one within is hit and missed.
    None where there is no limit, or no chart.
    """
    edge = limits.last.edge[:, 0]
    rows = np.arange(len(edge))
    last = chart.value.shape[1] - 1 - np.argmax(~np.isnan(chart.value[:, ::-1]), axis=1)
    lower, upper = chart.lower[rows, last], chart.upper[rows, last]
    known = ~(np.isnan(edge) | np.isnan(lower))
    above = np.where(chart.rising, edge < lower, edge > upper)
    beyond = np.where(chart.rising, edge > upper, edge < lower)
    return tuple(
        _assurance(always=a, never=n) if k else None
        for k, a, n in zip(known.tolist(), above.tolist(), beyond.tolist(), strict=True)
    )


def _assurance(*, always: bool, never: bool) -> Assurance:
    if always:
        return Assurance.ALWAYS
    return Assurance.NEVER if never else Assurance.HIT_AND_MISS
