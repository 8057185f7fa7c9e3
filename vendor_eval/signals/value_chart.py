"""Change in values: the XmR chart with the rules of the NHS programme Making Data Count.

Limits lie 2.66 mean moving ranges around the mean. Ranges of 3.267 times their mean and more are
left out of it once, so that one outlier does not hide the next. A sign is a month outside of the
limits; each of seven months that move one way; of two of three months in a row beyond two thirds
of the way to one limit, those two; or each of seven months on one side of the mean.

Source: Wheeler, Understanding Variation (1993); NHS England, Making Data Count.
"""

from __future__ import annotations

import numpy as np

from vendor_eval.signals.charts import Chart, Codes, Sign
from vendor_eval.signals.phases import BASELINE, Phases, mean_of
from vendor_eval.signals.series import Bools, Floats, Values

_WIDTH = 2.66
_SCREEN = 3.267
_NEAR = 2 / 3
_RUN = 7


def value_chart(values: Values, rebased: Bools | None = None, baseline: int = BASELINE) -> Chart:
    """The XmR chart of each series.

    Args:
        rebased: (series, months), true in the months that begin a new phase by decision.
        baseline: the first reported months of a phase, which its limits come from for good.
    """
    phases = Phases.of(~np.isnan(values.value), rebased)
    rows = phases.closed_up(values.value)
    centre = mean_of(rows[:, :baseline])
    half = _WIDTH * _moving_range(rows[:, :baseline])
    sign, side = _signs(rows, centre, half)
    across = np.zeros_like(rows)
    return Chart(
        value=values.value,
        centre=phases.spread(centre + across, np.nan),
        lower=phases.spread(centre - half + across, np.nan),
        upper=phases.spread(centre + half + across, np.nan),
        sign=phases.spread(sign, 0),
        side=phases.spread(side, 0),
        trial=phases.trial,
        rising=values.rising,
    )


def _moving_range(rows: Floats) -> Floats:
    """(rows, 1) the mean move from month to month, without moves that are far out.

    NaN where there is no move at all: a vendor that always reports one number has no chance to
    tell from.
    """
    moves = np.abs(np.diff(rows, axis=1))
    screened = np.where(moves < _SCREEN * mean_of(moves), moves, np.nan)
    return mean_of(screened)


def _signs(rows: Floats, centre: Floats, half: Floats) -> tuple[Codes, Codes]:
    """The code of each month's first sign, and the side that it points to."""
    off = rows - centre
    side = np.nan_to_num(np.sign(off)).astype(np.int8)
    # A chart without limits shows nothing.
    side[np.isnan(half)[:, 0]] = 0
    outside = (rows > centre + half) | (rows < centre - half)
    near = ~outside & ((rows < centre - _NEAR * half) | (rows > centre + _NEAR * half))
    moves = np.nan_to_num(np.sign(np.diff(rows, axis=1))).astype(np.int8)
    moves[np.isnan(half)[:, 0]] = 0
    trend = _in_runs(moves, _RUN - 1, points=_RUN)
    signs = (
        (Sign.OUTSIDE, outside),
        (Sign.TREND, trend),
        (Sign.TWO_OF_THREE, near & _in_near_threes(near, side)),
        (Sign.ONE_SIDE, _in_runs(side, _RUN, points=_RUN)),
    )
    code = np.zeros(rows.shape, np.int8)
    # Earlier ones take precedence, so they are written last.
    for one, found in reversed(signs):
        code[found] = one.value
    pointing = np.where(code == Sign.TREND.value, _way(moves, trend), side)
    return code, np.where(code == 0, 0, pointing).astype(np.int8)


def _in_runs(direction: Codes, length: int, *, points: int) -> Bools:
    """Months in a run of ``length`` equal directions; a run of moves holds one month more."""
    rows, places = direction.shape
    found = np.zeros((rows, places + points - length), np.bool_)
    if places < length:
        return found
    windows = np.lib.stride_tricks.sliding_window_view(direction, length, axis=1)
    whole = np.abs(windows.sum(axis=2, dtype=np.int8)) == length
    for place in range(points):
        found[:, place : place + whole.shape[1]] |= whole
    return found


def _in_near_threes(near: Bools, side: Codes) -> Bools:
    """Months of three in a row on one side of the mean, at least two of them near the limit."""
    found = np.zeros(near.shape, np.bool_)
    if near.shape[1] < 3:
        return found
    one_side = np.abs(side[:, :-2] + side[:, 1:-1] + side[:, 2:]) == 3
    close = near.astype(np.int8)
    several = close[:, :-2] + close[:, 1:-1] + close[:, 2:] >= 2
    for place in range(3):
        found[:, place : place + one_side.shape[1]] |= one_side & several
    return found


def _way(moves: Codes, trend: Bools) -> Codes:
    """The way each month of a trend moves: on to the next of the trend, else from the last."""
    away = np.zeros(trend.shape, np.int8)
    from_before = away.copy()
    away[:, : moves.shape[1]] = moves
    from_before[:, 1 : moves.shape[1] + 1] = moves
    goes_on = np.zeros(trend.shape, np.bool_)
    goes_on[:, :-1] = trend[:, 1:] & trend[:, :-1]
    return np.where(goes_on, away, from_before).astype(np.int8)
