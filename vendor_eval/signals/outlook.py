"""How likely the next month lies beyond its limit, if the vendor goes on as of late.

Each month's counts weigh `DISCOUNT` times those of the month after it, so that the last few
months decide; with Jeffreys' prior they give a beta distribution of the true rate, and that a
beta-binomial one of the next month's bad items. There is none for values that are no counts: with
nothing known of what they rest on, any figure would be invented.

Source: West and Harrison, Bayesian Forecasting and Dynamic Models (1997), on discounting.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vendor_eval.signals.beta_binomial import chance_of_more
from vendor_eval.signals.phases import Phases
from vendor_eval.signals.series import Counts, Floats, Limits

DISCOUNT = 0.8
"""What a month counts for beside the one after it; between the two best of those tried."""
RECENT = 6
"""Reported months whose median is taken for the items of the next one."""


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What to expect of the month after the last, (series,) each.

    Attributes:
        chance: that the month lies beyond the limit of the last month; NaN without one, and
            where nothing was ever reported.
        items: that are expected in it, whole: the median of the last `RECENT` reported months.
        rate: that is expected, as a share in the metric's own direction.
        weight: the items that the chance rests on, old ones discounted.
    """

    chance: Floats
    items: Floats
    rate: Floats
    weight: Floats


def outlook(counts: Counts, limits: Limits, discount: float = DISCOUNT) -> Outlook:
    """The outlook of each series.

    A month without a report adds nothing, and what was known before it ages all the same.

    Args:
        discount: above 0; 1 takes all months alike.
    """
    ages = np.arange(counts.denominator.shape[1])[::-1]
    weights = discount**ages
    reported = ~np.isnan(counts.denominator)
    weight = np.nan_to_num(counts.denominator) @ weights
    bad = np.nan_to_num(counts.bad) @ weights
    weight[~reported.any(axis=1)] = np.nan
    items = _expected_items(counts)
    a, b = bad + 0.5, weight - bad + 0.5
    most = limits.last.most_bad(items[:, None], counts.rising)[:, 0]
    bad_rate = a / (a + b)
    return Outlook(
        chance=chance_of_more(most, items, a, b),
        items=items,
        rate=np.where(counts.rising, 1 - bad_rate, bad_rate),
        weight=weight,
    )


def _expected_items(counts: Counts) -> Floats:
    """(series,) the median of the last reported months, to a whole number of items."""
    phases = Phases.of(~np.isnan(counts.denominator))
    expected = np.full(len(counts.denominator), np.nan)
    from_last = np.repeat(phases.lengths, phases.lengths) - phases.place
    recent = from_last <= RECENT
    last = np.full((len(phases.lengths), RECENT), np.nan)
    last[phases.row[recent], from_last[recent] - 1] = counts.denominator[
        phases.series[recent], phases.month[recent]
    ]
    # Without rebasing each series that reported anything is one row, in its order.
    reported = np.flatnonzero(~np.isnan(counts.denominator).all(axis=1))
    if len(reported):
        expected[reported] = np.maximum(np.floor(np.nanmedian(last, axis=1) + 0.5), 1)
    return expected
