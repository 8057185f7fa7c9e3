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
from vendor_eval.sla.grid import NUMBERS
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


def ahead(rule: TerminationRule, history: History, row: int, contract: Contract) -> Ahead | None:
    """What the next month would have to bring, for a row of `met`; None after the term."""
    month = Month.at(history.first + len(history.cents))
    if month > contract.last_month:
        return None
    whole = Month.at(history.first + first_whole(history, rule))
    following = and_silent_months(history, 1)
    missing = _missing(rule, progress(rule, following, row), following)
    return Ahead(
        month=month,
        missing=missing,
        possible=month >= whole and _possible(rule, missing, following, contract),
        of=len(history.metrics) if isinstance(rule, ShareFailing) else 0,
        soonest=_soonest(rule, history, row, contract.last_month),
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


def _possible(
    rule: TerminationRule, missing: Fraction, following: History, contract: Contract
) -> bool:
    match rule:
        case Consecutive() | NOfM():
            return missing <= 1
        case ShareFailing():
            return missing <= len(following.metrics)
        case SumOfCredits():
            stakes = stakes_of(contract, Month.at(following.first + len(following.cents) - 1))
            at_risk = stakes.at_risk if stakes else None
            return at_risk is None or missing <= at_risk.cents
        case RollingAverage(metric, limit, _):
            worst = Fraction(0)
            if limit.comparison.good_side is Direction.LOWER:
                if CATALOGUE[metric].unit is not Unit.RATIO:
                    return True
                worst = Fraction(1)
            at_worst = worst - missing
            if limit.comparison.good_side is Direction.HIGHER:
                at_worst = -at_worst
            return at_worst > 0 or (at_worst == 0 and not limit.comparison.inclusive)


def _soonest(rule: TerminationRule, history: History, row: int, last: Month) -> Month | None:
    """The first month in which breaches alone meet the rule."""
    match rule:
        case Consecutive(months) | NOfM(_, months) | ShareFailing(_, months):
            found, _ = met(rule, and_failing_months(history, months))
        case _:
            return None
    columns = np.flatnonzero(found[row, len(history.cents) :])
    if not len(columns):
        return None
    month = Month.at(history.first + len(history.cents) + int(columns[0]))
    return month if month <= last else None
