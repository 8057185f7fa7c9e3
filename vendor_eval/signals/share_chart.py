"""Change in shares of counted items: Laney's p' chart, and an EWMA on its scores for slow drift.

A p chart takes all spread to come from counting, and calls every month of a large vendor
remarkable. Laney's takes the spread from month to month into account. With a short baseline that
spread is often put too low by chance, so that it is never taken to be less than counting gives.

Source: Laney, Quality Engineering 14 (2002); Lucas and Saccucci, Technometrics 32 (1990).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from vendor_eval.signals.charts import Chart, Codes, Sign
from vendor_eval.signals.phases import BASELINE, Phases, mean_of
from vendor_eval.signals.series import Bools, Counts, Floats

WEIGHT = 0.2
"""Of the newest month in the EWMA."""
EWMA_WIDTH = 2.7
"""Standard deviations of the EWMA beyond which it signals."""
_WIDTH = 3.0
# The mean of the range of two standard normal numbers.
_RANGE_OF_TWO = 1.128
LEAST_SPREAD = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class ShareChart:
    """The chart, and what it is made of; (series, months), NaN where nothing was reported.

    Attributes:
        spread: sigma_z, the spread from month to month in units of what counting gives.
        ewma: of the scores; 0 is the centre.
        ewma_limit: it signals above this, and below the same with a minus.
    """

    chart: Chart
    spread: Floats
    ewma: Floats
    ewma_limit: Floats


def share_chart(
    counts: Counts,
    rebased: Bools | None = None,
    baseline: int = BASELINE,
    *,
    least_spread: float = LEAST_SPREAD,
) -> ShareChart:
    """The p' chart of each series.

    Args:
        rebased: (series, months), true in the months that begin a new phase by decision.
        baseline: the first reported months of a phase, which its limits come from for good.
        least_spread: what sigma_z is at least; 0 for the chart as it was published.
    """
    phases = Phases.of(~np.isnan(counts.denominator), rebased)
    part, whole = phases.closed_up(counts.numerator), phases.closed_up(counts.denominator)
    share = part / whole
    first = slice(0, baseline)
    centre = mean_of(part[:, first]) / mean_of(whole[:, first])
    # A baseline of nothing but hits, or misses, says nothing about chance.
    centre[(centre <= 0) | (centre >= 1)] = np.nan
    counting = np.sqrt(centre * (1 - centre) / whole)
    score = (share - centre) / counting
    moves = np.abs(np.diff(score[:, first], axis=1))
    spread = np.maximum(mean_of(moves) / _RANGE_OF_TWO, least_spread)
    half = _WIDTH * counting * spread
    average, average_limit = ewma(score / spread)
    outside, drift = _side(share - centre, half), _side(average, average_limit)
    sign = np.where(outside != 0, Sign.OUTSIDE.value, np.where(drift != 0, Sign.DRIFT.value, 0))
    side = np.where(outside != 0, outside, drift)
    chart = Chart(
        value=counts.share,
        centre=phases.spread(centre + 0 * half, np.nan),
        lower=phases.spread(np.maximum(centre - half, 0), np.nan),
        upper=phases.spread(np.minimum(centre + half, 1), np.nan),
        sign=phases.spread(sign.astype(np.int8), 0),
        side=phases.spread(side, 0),
        trial=phases.trial,
        rising=counts.rising,
    )
    return ShareChart(
        chart,
        phases.spread(spread, np.nan),
        phases.spread(average, np.nan),
        phases.spread(average_limit + 0 * average, np.nan),
    )


def ewma(scores: Floats) -> tuple[Floats, Floats]:
    """The weighted average of each row so far, which begins at 0, and its limit, which widens.

    Args:
        scores: (rows, places), standard normal where nothing changes.
    """
    average = np.empty_like(scores)
    so_far = np.zeros(len(scores))
    for place in range(scores.shape[1]):
        so_far = WEIGHT * scores[:, place] + (1 - WEIGHT) * so_far
        average[:, place] = so_far
    forgotten = (1 - WEIGHT) ** (2 * np.arange(1, scores.shape[1] + 1))
    steady = EWMA_WIDTH * math.sqrt(WEIGHT / (2 - WEIGHT))
    return average, steady * np.sqrt(1 - forgotten)[None, :]


def _side(off: Floats, half: Floats) -> Codes:
    """1 above, -1 below, 0 within, also where something is missing."""
    return (off > half).astype(np.int8) - (off < -half).astype(np.int8)
