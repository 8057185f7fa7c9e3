"""The signals of one series, as plain values for a page or a sentence."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vendor_eval.signals.budget import Budget
from vendor_eval.signals.charts import Chart, Sign
from vendor_eval.signals.confidence import Confidence
from vendor_eval.signals.outlook import Outlook
from vendor_eval.signals.series import Counts


@dataclass(frozen=True, slots=True)
class ConfidenceReading:
    """How sure one month makes one.

    Attributes:
        share: of the month, with the 95 % interval from ``lower`` to ``upper`` around it.
        items: that it rests on.
        beyond: the chance that the true rate lies beyond the limit; None without a limit.
        pooled: likewise by ``pooled_months`` reported months of the last three.
    """

    share: float
    items: float
    lower: float
    upper: float
    beyond: float | None
    pooled: float | None
    pooled_months: int


@dataclass(frozen=True, slots=True)
class ChangeReading:
    """What the chart shows of one month.

    Attributes:
        centre: None, like both limits, where the baseline gives no limits.
        side: 1 up, -1 down, 0 without a sign.
        turn: 1 for an improvement, -1 for a deterioration, 0 for neither.
        trial: whether the limits are trial limits.
    """

    value: float
    centre: float | None
    lower: float | None
    upper: float | None
    sign: Sign
    side: int
    turn: int
    trial: bool


@dataclass(frozen=True, slots=True)
class OutlookReading:
    """What to expect of the next month.

    Attributes:
        chance: that it lies beyond the limit.
        items: that are expected in it.
        rate: that is expected.
    """

    chance: float
    items: float
    rate: float


@dataclass(frozen=True, slots=True)
class BudgetReading:
    """How much of what a limit allows in a contract year has gone wrong so far.

    Attributes:
        bad: items that went wrong, of ``seen``.
        allowed: in the whole year, of about ``expected`` items.
        months: of the year that are over, reported or not.
        burn: bad items against what as many items may have; above 1 it will not last.
        chance: that the year as a whole ends beyond the limit.
    """

    bad: float
    seen: float
    allowed: float
    expected: float
    months: int
    burn: float
    chance: float


def confidence_reading(
    counts: Counts, found: Confidence, series: int, column: int
) -> ConfidenceReading | None:
    """The confidence of one month; None where nothing was reported."""
    items = float(counts.denominator[series, column])
    if math.isnan(items):
        return None
    return ConfidenceReading(
        share=float(counts.numerator[series, column]) / items,
        items=items,
        lower=float(found.lower[series, column]),
        upper=float(found.upper[series, column]),
        beyond=_known(found.month[series, column]),
        pooled=_known(found.pooled[series, column]),
        pooled_months=int(found.pooled_months[series, column]),
    )


def change_reading(chart: Chart, series: int, column: int) -> ChangeReading | None:
    """The change of one month; None where nothing was reported."""
    value = _known(chart.value[series, column])
    if value is None:
        return None
    return ChangeReading(
        value=value,
        centre=_known(chart.centre[series, column]),
        lower=_known(chart.lower[series, column]),
        upper=_known(chart.upper[series, column]),
        sign=Sign(int(chart.sign[series, column])),
        side=int(chart.side[series, column]),
        turn=int(chart.turn[series, column]),
        trial=bool(chart.trial[series, column]),
    )


def outlook_reading(found: Outlook, series: int) -> OutlookReading | None:
    """The outlook of one series; None without a limit or without any month."""
    chance = _known(found.chance[series])
    if chance is None:
        return None
    return OutlookReading(chance, float(found.items[series]), float(found.rate[series]))


def budget_reading(found: Budget, series: int, months: int) -> BudgetReading | None:
    """The budget of one series; None without a limit, or where nothing was reported in the year."""
    numbers = (found.used, found.seen, found.allowed, found.expected, found.burn)
    bad, seen, allowed, expected, burn = (float(one[series]) for one in numbers)
    chance = _known(found.chance_overspent[series])
    if chance is None or math.isnan(allowed) or not allowed:
        return None
    return BudgetReading(bad, seen, allowed, expected, months, burn, chance)


def _known(number: float) -> float | None:
    value = float(number)
    return None if math.isnan(value) else value
