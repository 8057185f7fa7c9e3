"""How sure the counts make one that a vendor's true rate lies beyond a limit.

A month of few items can lie beyond a limit by chance alone, and one of many hardly can. The
chances are those of the posterior under Jeffreys' prior: with x of n items against the vendor,
1 - I_T(x + 1/2, n - x + 1/2) for a limit of T.

Source: Brown, Cai and DasGupta, Statistical Science 16 (2001), for both intervals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vendor_eval.measurement import wilson_ends
from vendor_eval.signals.incomplete_beta import point_of, share_up_to
from vendor_eval.signals.series import Counts, Floats, Ints, Limits

POOLED = 3
"""Months that are looked at together, the month itself among them."""
SURE = 0.90
"""From this chance on one can speak of a vendor beyond its limit."""
_TAIL = 0.025


@dataclass(frozen=True, slots=True, eq=False)
class Confidence:
    """What the counts tell, (series, months); NaN where nothing was reported.

    Attributes:
        month: the chance that the true rate lies beyond the limit, by the month alone; NaN also
            where there is no limit.
        pooled: likewise by the last `POOLED` months of the calendar, whichever were reported.
        pooled_months: how many of them were.
        lower: of the 95 % interval (Wilson) around the month's share.
        upper: its other end.
    """

    month: Floats
    pooled: Floats
    pooled_months: Ints
    lower: Floats
    upper: Floats


def confidence(counts: Counts, limits: Limits) -> Confidence:
    """How sure the counts of each month make one, by itself and with the two before it."""
    together, months = pooled(counts)
    lower, upper = wilson_ends(counts.numerator, counts.denominator)
    return Confidence(
        chance_beyond(counts, limits), chance_beyond(together, limits), months, lower, upper
    )


def chance_beyond(counts: Counts, limits: Limits) -> Floats:
    """The chance that the true rate is worse than the limit, each month by itself.

    Of a continuous rate it does not matter whether the limit itself is still kept.
    """
    bad = counts.bad
    allowed = limits.bad_share(counts.rising)
    return 1 - share_up_to(allowed, bad + 0.5, counts.denominator - bad + 0.5)


def pooled(counts: Counts, months: int = POOLED) -> tuple[Counts, Ints]:
    """The sums over the last ``months`` up to and with each month, and how many were reported.

    A month without a report adds nothing; where none was reported the sums are NaN.
    """
    reported = _summed((~np.isnan(counts.denominator)).astype(np.float64), months)
    part = _summed(np.nan_to_num(counts.numerator), months)
    whole = _summed(np.nan_to_num(counts.denominator), months)
    return Counts.of(part, whole, counts.rising), reported.astype(np.int64)


def _summed(numbers: Floats, months: int) -> Floats:
    """Sums over the last ``months``, added one by one, so that no running sum gathers rounding."""
    sums = numbers.copy()
    for back in range(1, min(months, numbers.shape[1])):
        sums[:, back:] += numbers[:, :-back]
    return sums


def jeffreys(numerator: Floats, denominator: Floats) -> tuple[Floats, Floats]:
    """Both ends of Jeffreys' 95 % interval; set to 0 for 0 of n and to 1 for n of n."""
    known = np.flatnonzero(denominator > 0)
    part, whole = numerator.ravel()[known], denominator.ravel()[known]
    a, b = part + 0.5, whole - part + 0.5
    lower, upper = np.full(numerator.size, np.nan), np.full(numerator.size, np.nan)
    lower[known] = np.where(part == 0, 0.0, point_of(np.full_like(a, _TAIL), a, b))
    upper[known] = np.where(part == whole, 1.0, point_of(np.full_like(a, 1 - _TAIL), a, b))
    return lower.reshape(numerator.shape), upper.reshape(numerator.shape)


def chance_of_looking_bad(bad_rate: Floats, items: Floats, most_bad: Floats) -> Floats:
    """How likely a month of ``items`` shows more than ``most_bad`` of them against the vendor.

    ``bad_rate`` is the true rate and may well keep the limit: what a raw threshold raises false
    alarms by. Binomial, months independent.
    """
    tail = share_up_to(bad_rate, np.maximum(most_bad, 0) + 1, np.maximum(items - most_bad, 0.5))
    return np.where(most_bad < 0, 1.0, np.where(most_bad >= items, 0.0, tail))
