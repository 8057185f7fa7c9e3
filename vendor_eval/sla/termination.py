"""Rights to terminate: the months in which a rule of the contract is met.

Windows are calendar months. A month that was not judged takes its place in a window and is no
breach. Rules that add up (breaches, credits) are met as soon as the sum is there, however young
the contract. Rules about a share or an average need their whole window inside the time in force:
of the first month alone, one bad value would be all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pandas as pd

from vendor_eval.sla.contract import (
    Consecutive,
    Contract,
    NOfM,
    RollingAverage,
    ShareFailing,
    SumOfCredits,
    TerminationRule,
)
from vendor_eval.sla.figures import average
from vendor_eval.sla.grid import NUMBERS, Bools, Ints
from vendor_eval.sla.history import History, histories

# One row a right, by contract, then month, then the contract's order of rules and metrics.
# ``rule`` is its name in a contract file; ``metric`` is missing for a rule over all metrics.
TERMINATION_COLUMNS = ("contract", "vendor", "rule", "metric", "month")

RULE_NAMES: dict[type[TerminationRule], str] = {
    Consecutive: "consecutive",
    NOfM: "n_of_m",
    SumOfCredits: "sum_of_credits",
    ShareFailing: "share_failing",
    RollingAverage: "rolling_average",
}


def termination_rights(
    contracts: Sequence[Contract], findings: pd.DataFrame, owed: pd.DataFrame
) -> pd.DataFrame:
    """The rights that arose, with `TERMINATION_COLUMNS`.

    A right arises in the month in which its rule is first met, and again when it is met after
    it was not.

    Args:
        findings: all that `judge` found.
        owed: all that `credits_due` found.
    """
    rights = []
    for history in histories(contracts, findings, owed):
        contract = contracts[history.contract]
        arisen = [
            (history.contract, contract.vendor, RULE_NAMES[type(rule)], metric, month)
            for rule in contract.termination
            for metric, month in _arisen(rule, history)
        ]
        rights += sorted(arisen, key=lambda right: right[-1])
    return pd.DataFrame(rights, columns=list(TERMINATION_COLUMNS))


def _arisen(rule: TerminationRule, history: History) -> Iterator[tuple[str | None, int]]:
    """The metric and month of each right that ``rule`` gave, metric by metric."""
    met, metrics = _met(rule, history)
    newly = met.copy()
    newly[:, 1:] &= ~met[:, :-1]
    for row, column in np.argwhere(newly).tolist():
        yield metrics[row], history.first + column


def _met(
    rule: TerminationRule, history: History
) -> tuple[npt.NDArray[np.bool_], Sequence[str | None]]:
    """Whether the rule is met, a row a metric and a column a month; and the metrics."""
    match rule:
        case Consecutive(months):
            return history.streak >= months, history.metrics
        case NOfM(n, m):
            return _within(history.breach, m) >= n, history.metrics
        case SumOfCredits(amount, months):
            return _within(history.cents[np.newaxis], months) >= amount.cents, (None,)
        case ShareFailing(share, months):
            return _share_failing(history, Fraction(share), months)[np.newaxis], (None,)
        case RollingAverage(metric):
            return _average_fails(history, rule)[np.newaxis], (metric,)


def _within(counted: npt.NDArray[np.generic], months: int) -> Ints:
    """The sum over each month and the ``months`` - 1 before it, as far as there are any."""
    so_far = np.cumsum(counted, axis=1, dtype=np.int64)
    so_far[:, months:] -= so_far[:, :-months].copy()
    return so_far


def _share_failing(history: History, share: Fraction, months: int) -> Bools:
    """Whether more than ``share`` of the judged findings of each window are breaches."""
    breaches = _within(history.breach, months).sum(axis=0)
    judged = _within(history.judged, months).sum(axis=0)
    # The fewest breaches that are more than the share, of 0, 1, 2 ... judged findings.
    fewest = np.array([math.floor(share * of) + 1 for of in range(int(judged.max()) + 1)])
    failing: Bools = breaches >= fewest[judged]
    failing[: months - 1] = False
    return failing


def _average_fails(history: History, rule: RollingAverage) -> Bools:
    """Whether the metric's average over each window misses the rule's limit.

    The average is over the judged months of the window; without one there is none to miss. A
    vendor can therefore not put a right off by leaving a month out.
    """
    fails = np.zeros(len(history.cents), dtype=np.bool_)
    if rule.metric not in history.metrics:
        return fails
    row = history.metrics.index(rule.metric)
    numbers = np.stack([history.numbers[name][row] for name in NUMBERS])
    for column in range(int(history.starts[row]) + rule.months - 1, len(fails)):
        window = slice(column + 1 - rule.months, column + 1)
        judged = history.judged[row, window]
        if judged.any():
            mean = average(*numbers[:, window][:, judged])
            fails[column] = not rule.limit.keeps(mean)
    return fails
