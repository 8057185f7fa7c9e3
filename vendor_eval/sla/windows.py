"""Windows of months that rules of termination look at, and whether each is met.

Windows are calendar months. A month that was not judged takes its place in a window and is no
breach. Rules that add up (breaches, credits) are met as soon as the sum is there, however young
the contract. Rules about a share or an average need their whole window inside the time in force:
of the first month alone, one bad value would be all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from vendor_eval.sla.contract import (
    Consecutive,
    NOfM,
    RollingAverage,
    ShareFailing,
    SumOfCredits,
    TerminationRule,
)
from vendor_eval.sla.figures import average
from vendor_eval.sla.grid import NUMBERS, Bools, Ints
from vendor_eval.sla.history import History

Cells = list[tuple[int, int]]
"""Row and column of each, by column."""


def met(rule: TerminationRule, history: History) -> tuple[Bools, Sequence[str | None]]:
    """(r, t) whether the rule is met, a row a metric and a column a month; and the metrics.

    A rule over all metrics has one row, and None for its metric.
    """
    match rule:
        case Consecutive(months):
            return history.streak >= months, history.metrics
        case NOfM(n, m):
            return within(history.breach, m) >= n, history.metrics
        case SumOfCredits(amount, months):
            return within(history.cents[np.newaxis], months) >= amount.cents, (None,)
        case ShareFailing():
            return _share_failing(history, rule)[np.newaxis], (None,)
        case RollingAverage(metric):
            return _average_fails(history, rule)[np.newaxis], (metric,)


def within(counted: npt.NDArray[np.generic], months: int) -> Ints:
    """The sum over each month and the ``months`` - 1 before it, as far as there are any."""
    so_far = np.cumsum(counted, axis=1, dtype=np.int64)
    so_far[:, months:] -= so_far[:, :-months].copy()
    return so_far


def fewest_failing(rule: ShareFailing, judged: int) -> int:
    """The fewest breaches that are more than the rule's share of ``judged`` findings."""
    return math.floor(Fraction(rule.share) * judged) + 1


def average_within(history: History, rule: RollingAverage, column: int) -> Fraction | None:
    """The metric's average over the window that ends with a month; None where none was judged.

    A vendor can therefore not put a right off by leaving a month out.
    """
    row = history.metrics.index(rule.metric)
    window = slice(max(0, column + 1 - rule.months), column + 1)
    judged = history.judged[row, window]
    if not judged.any():
        return None
    return average(*(history.numbers[name][row, window][judged] for name in NUMBERS))


def first_whole(history: History, rule: TerminationRule) -> int:
    """The first column of which a rule about a share or an average can be met."""
    match rule:
        case ShareFailing():
            return rule.months - 1
        case RollingAverage(metric) if metric in history.metrics:
            return int(history.starts[history.metrics.index(metric)]) + rule.months - 1
        case _:
            return 0


def counted(rule: TerminationRule, history: History, row: int, column: int) -> Cells:
    """The findings, as rows and columns, that the rule counts up to and with a month.

    Args:
        row: of `met`; a rule over all metrics counts those of all, and of credits the breaches of
            the months in which any fell due.
    """
    match rule:
        case Consecutive():
            judged = np.flatnonzero(history.judged[row, : column + 1])
            months = judged[len(judged) - int(history.streak[row, column]) :]
            return [(row, one) for one in months.tolist()]
        case NOfM(_, m):
            return [(row, one) for _, one in _inside(history.breach[[row]], m, column)]
        case SumOfCredits(_, months):
            return _inside(history.breach & (history.cents > 0), months, column)
        case ShareFailing(_, months):
            return _inside(history.breach, months, column)
        case RollingAverage(metric, _, months):
            at = history.metrics.index(metric)
            return [(at, one) for _, one in _inside(history.judged[[at]], months, column)]


def _inside(cells: Bools, months: int, column: int) -> Cells:
    """Those of ``cells`` that lie in the window of so many months that ends with a month."""
    start = max(0, column + 1 - months)
    found = np.argwhere(cells[:, start : column + 1].T)
    return [(row, start + one) for one, row in found.tolist()]


def _share_failing(history: History, rule: ShareFailing) -> Bools:
    """Whether more than the share of the judged findings of each window are breaches."""
    breaches = within(history.breach, rule.months).sum(axis=0)
    judged = within(history.judged, rule.months).sum(axis=0)
    fewest = np.array([fewest_failing(rule, of) for of in range(int(judged.max()) + 1)])
    failing: Bools = breaches >= fewest[judged]
    failing[: first_whole(history, rule)] = False
    return failing


def _average_fails(history: History, rule: RollingAverage) -> Bools:
    """Whether the metric's average over each window misses the rule's limit."""
    fails = np.zeros(len(history.cents), dtype=np.bool_)
    if rule.metric in history.metrics:
        for column in range(first_whole(history, rule), len(fails)):
            mean = average_within(history, rule, column)
            fails[column] = mean is not None and not rule.limit.keeps(mean)
    return fails
