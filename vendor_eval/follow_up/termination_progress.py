"""How far a rule of termination has got, and what one more month would have to bring.

What is asked of the next month is answered by the contract's own rule, over the same months with
one more in which nothing is judged: what is still missing then is what that month has to bring.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Direction, Month, Unit
from vendor_eval.sla.contract import (
    Consecutive,
    Contract,
    NOfM,
    RollingAverage,
    ShareFailing,
    SumOfCredits,
    TerminationRule,
)
from vendor_eval.sla.credits import stakes_of
from vendor_eval.sla.figures import average
from vendor_eval.sla.grid import NUMBERS, Bools
from vendor_eval.sla.history import History, and_failing_months, and_silent_months
from vendor_eval.sla.windows import average_within, fewest_failing, first_whole, met, within


@dataclass(frozen=True, slots=True)
class Progress:
    """What a rule has counted so far.

    Attributes:
        reached: months in a row, breaches in the window, cents, or the average in the metric's
            unit; None for an average of which no month was judged.
        judged: of a share, the findings in the window that were judged; else 0.
    """

    reached: Fraction | None
    judged: int = 0


@dataclass(frozen=True, slots=True)
class Ahead:
    """What the next month would have to bring for the rule to be met in it.

    Attributes:
        month: that month.
        missing: breaches or cents, 0 or less where none is; of an average the value at which it
            stands right at its limit, with as many items as in the last judged month.
        possible: whether one month can bring as much.
        of: of a share, how many service levels there are to be judged.
        soonest: the first month in which the rule is met if every service level is in breach
            from now on; None where that is never, or no matter of breaches.
        whole: the first month whose window lies inside the time in force.
    """

    month: Month
    missing: Fraction
    possible: bool
    of: int
    soonest: Month | None
    whole: Month


@dataclass(frozen=True, slots=True)
class Prospect:
    """A rule over what was judged, and over months that may follow.

    Attributes:
        following: with one month more, in which nothing is judged.
        failing: (r, k) whether the rule is met in each month to come while every service level is
            in breach; no months for rules that are no matter of breaches.
    """

    rule: TerminationRule
    contract: Contract
    history: History
    following: History
    failing: Bools

    @classmethod
    def of(cls, rule: TerminationRule, contract: Contract, history: History) -> Prospect:
        """What may follow ``history``, worked out once for all metrics."""
        length = len(history.cents)
        match rule:
            case Consecutive(months) | NOfM(_, months) | ShareFailing(_, months):
                failing = met(rule, and_failing_months(history, months))[0][:, length:]
            case _:
                failing = np.zeros((1, 0), dtype=np.bool_)
        return cls(rule, contract, history, and_silent_months(history, 1), failing)

    @classmethod
    def next_month(cls, rule: TerminationRule, contract: Contract, history: History) -> Prospect:
        """What the next month alone may bring, without the months after it."""
        no_months = np.zeros((max(len(history.metrics), 1), 0), dtype=np.bool_)
        return cls(rule, contract, history, and_silent_months(history, 1), no_months)


def progress(rule: TerminationRule, history: History, row: int) -> Progress:
    """What the rule has counted up to the last month, for a row of `met`."""
    match rule:
        case Consecutive():
            return Progress(Fraction(int(history.streak[row, -1])))
        case NOfM(_, m):
            return Progress(Fraction(int(within(history.breach, m)[row, -1])))
        case SumOfCredits(_, months):
            return Progress(Fraction(int(within(history.cents[np.newaxis], months)[0, -1])))
        case ShareFailing(_, months):
            breaches, judged = (
                int(within(cells, months)[:, -1].sum())
                for cells in (history.breach, history.judged)
            )
            return Progress(Fraction(breaches), judged)
        case RollingAverage():
            return Progress(average_within(history, rule, len(history.cents) - 1))


def ahead(prospect: Prospect, row: int) -> Ahead | None:
    """What the next month would have to bring, for a row of `met`; None after the term."""
    rule, history, following = prospect.rule, prospect.history, prospect.following
    month = Month.at(history.first + len(history.cents))
    if month > prospect.contract.last_month:
        return None
    whole = Month.at(history.first + first_whole(history, rule))
    missing = _missing(rule, progress(rule, following, row), following)
    return Ahead(
        month=month,
        missing=missing,
        possible=month >= whole and _possible(prospect, missing),
        of=len(history.metrics) if isinstance(rule, ShareFailing) else 0,
        soonest=_soonest(prospect, row, month),
        whole=whole,
    )


def _missing(rule: TerminationRule, carried: Progress, following: History) -> Fraction:
    """What is left to be brought by the last month of ``following``, which brought nothing."""
    counted = carried.reached or Fraction(0)
    match rule:
        case Consecutive(needed) | NOfM(needed, _):
            return needed - counted
        case SumOfCredits(amount, _):
            return amount.cents - counted
        case ShareFailing():
            return fewest_failing(rule, carried.judged + len(following.metrics)) - counted
        case RollingAverage():
            return _value_at_limit(rule, following)


def _value_at_limit(rule: RollingAverage, following: History) -> Fraction:
    """The value of the last month with which the average is the limit itself.

    An average is a straight line in the value of one month, whose two points are worked out.
    """
    row = following.metrics.index(rule.metric)
    window = slice(max(0, len(following.cents) - rule.months), len(following.cents))
    judged = following.judged[row, window]
    known = [following.numbers[name][row, window][judged].tolist() for name in NUMBERS]
    items = known[2][-1] if known[2] else float("nan")
    at_zero, at_one = (
        average([*known[0], value], [*known[1], value * items], [*known[2], items])
        for value in (0.0, 1.0)
    )
    return (Fraction(rule.limit.quantity.value) - at_zero) / (at_one - at_zero)


def _possible(prospect: Prospect, missing: Fraction) -> bool:
    """Whether the next month alone can bring what is missing."""
    match prospect.rule:
        case Consecutive() | NOfM():
            return missing <= 1
        case ShareFailing():
            return missing <= len(prospect.history.metrics)
        case SumOfCredits():
            history = prospect.history
            stakes = stakes_of(prospect.contract, Month.at(history.first + len(history.cents)))
            at_risk = stakes.at_risk if stakes else None
            return at_risk is None or missing <= at_risk.cents
        case RollingAverage():
            return _worst_misses(prospect.rule, missing)


def _worst_misses(rule: RollingAverage, at_limit: Fraction) -> bool:
    """Whether the worst value that the metric can have takes the average beyond its limit."""
    inclusive = rule.limit.comparison.inclusive
    if rule.limit.comparison.good_side is Direction.HIGHER:
        return at_limit > 0 or (at_limit == 0 and not inclusive)
    if CATALOGUE[rule.metric].unit is not Unit.RATIO:
        return True
    return at_limit < 1 or (at_limit == 1 and not inclusive)


def _soonest(prospect: Prospect, row: int, following: Month) -> Month | None:
    """The first month in which breaches alone meet the rule, inside the term."""
    columns = np.flatnonzero(prospect.failing[row])
    if not len(columns):
        return None
    month = following.plus(int(columns[0]))
    return month if month <= prospect.contract.last_month else None
