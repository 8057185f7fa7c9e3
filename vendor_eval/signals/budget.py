"""How much of what a contract year, or a month, allows to go wrong is used up.

A limit of 95 % on 24,000 claims a year allows 1,200 to miss it. This is a way to look at a promise
of shares of counted items, and of nothing else: an average has no budget.

Source: Beyer et al., The Site Reliability Workbook (2018), chapter 5.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vendor_eval.signals.beta_binomial import chance_of_more
from vendor_eval.signals.series import Bools, Counts, Floats, Limits


@dataclass(frozen=True, slots=True, eq=False)
class Progress:
    """A period so far, (series,) each.

    Attributes:
        bad: items that went wrong so far.
        seen: items so far.
        expected: items of the whole period, the ones seen among them.
        rising: whether more is better.
    """

    bad: Floats
    seen: Floats
    expected: Floats
    rising: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Budget:
    """The budget of each series and what became of it, (series,) each.

    Attributes:
        allowed: bad items that the limit allows in the whole period.
        used: bad items so far, of ``seen``.
        expected: items of the whole period.
        share_used: of the budget; NaN for a limit that allows none.
        burn: bad items so far against what as many items may have; above 1 it will not last.
        lasts: the part of the period after which the budget is used up at this pace: 0.75 for
            the end of September in a calendar year; infinite where nothing went wrong.
        chance_overspent: that the period as a whole ends beyond its limit.
    """

    allowed: Floats
    used: Floats
    seen: Floats
    expected: Floats
    share_used: Floats
    burn: Floats
    lasts: Floats
    chance_overspent: Floats


def budget(progress: Progress, limits: Limits) -> Budget:
    """The budget of a period; the limits are those in force, of several months the last."""
    bad, seen, expected = progress.bad, progress.seen, progress.expected
    held = limits.last
    share = held.bad_share(progress.rising)[:, 0]
    most = held.most_bad(expected[:, None], progress.rising)[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        burn = bad / seen / share
        share_used = np.where(share > 0, bad / (share * expected), np.nan)
        lasts = 1 / burn
    left = np.maximum(np.floor(most - bad), -1)
    to_come = np.maximum(expected - seen, 0).round()
    overspent = chance_of_more(left, to_come, bad + 0.5, seen - bad + 0.5)
    return Budget(
        allowed=share * expected,
        used=bad,
        seen=seen,
        expected=expected,
        share_used=share_used,
        burn=burn,
        lasts=lasts,
        chance_overspent=overspent,
    )


def year_budget(counts: Counts, limits: Limits, first: int, items: Floats) -> Budget:
    """The budget of a contract year of which the months up to the last of ``counts`` are over.

    Args:
        first: the column in which the year begins; it has twelve months.
        items: (series,) expected in each month that is still to come, and in those that were not
            reported, as in `outlook`.
    """
    year = slice(first, first + 12)
    denominator = counts.denominator[:, year]
    reported = (~np.isnan(denominator)).sum(axis=1)
    seen = np.where(reported > 0, np.nan_to_num(denominator).sum(axis=1), np.nan)
    bad = np.where(reported > 0, np.nan_to_num(counts.bad[:, year]).sum(axis=1), np.nan)
    expected = seen + (12 - reported) * items
    return budget(Progress(bad, seen, expected, counts.rising), limits)


def pace(share: float, part: float) -> float:
    """The burn that uses ``share`` of a budget in ``part`` of its period, both fractions of one.

    A quarter of the budget in two days of a month of thirty is a burn of 0.25 / (2 / 30) = 3.75.
    """
    return share / part
