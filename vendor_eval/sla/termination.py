"""Rights to terminate: the months in which a rule of the contract is first met, or met again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
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
from vendor_eval.sla.grid import Bools
from vendor_eval.sla.history import History, histories
from vendor_eval.sla.windows import met

# One row a right, by contract, then month, then the contract's order of rules and metrics.
# ``rule`` is its `rule_name`; ``metric`` is missing for a rule over all metrics.
TERMINATION_COLUMNS = ("contract", "vendor", "rule", "metric", "month")

RULE_NAMES: dict[type[TerminationRule], str] = {
    Consecutive: "consecutive",
    NOfM: "n_of_m",
    SumOfCredits: "sum_of_credits",
    ShareFailing: "share_failing",
    RollingAverage: "rolling_average",
}


def rule_name(rule: TerminationRule) -> str:
    """What a right names its rule by, without blanks: ``n_of_m:3/6``.

    Its name in a contract file and its numbers, whatever other rules stand beside it: an
    amendment that adds a rule leaves the names of the others as they are.
    """
    return f"{RULE_NAMES[type(rule)]}:{_numbers(rule)}"


def rule_named(
    name: str, metric: str | None, rules: Sequence[TerminationRule]
) -> TerminationRule | None:
    """The rule of a contract that a right is named by; None where there is none.

    A name without numbers, as rights had one while a contract had no other rule of their kind, is
    that of the first rule of that kind: what an amendment adds stands below it.

    Args:
        metric: of the right; None or empty for a rule over all metrics.
    """
    about = [one for one in rules if not isinstance(one, RollingAverage) or one.metric == metric]
    kind, _, numbers = name.partition(":")
    if not numbers:
        return next((one for one in about if RULE_NAMES[type(one)] == kind), None)
    return next((one for one in about if rule_name(one) == name), None)


def _numbers(rule: TerminationRule) -> str:
    match rule:
        case Consecutive(months):
            return f"{months}"
        case NOfM(n, m):
            return f"{n}/{m}"
        case SumOfCredits(amount, months):
            return f"{amount}/{months}"
        case ShareFailing(share, months):
            return f"{share.normalize():f}/{months}"
        case RollingAverage(_, limit, months):
            return f"{limit.comparison}{limit.quantity.value.normalize():f}/{months}"


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
            (
                history.contract,
                contract.vendor,
                rule_name(rule),
                metric,
                month,
            )
            for rule in contract.termination
            for metric, month in _arisen(rule, history)
        ]
        rights += sorted(arisen, key=lambda right: right[-1])
    return pd.DataFrame(rights, columns=list(TERMINATION_COLUMNS))


def _arisen(rule: TerminationRule, history: History) -> Iterator[tuple[str | None, int]]:
    """The metric and month of each right that ``rule`` gave, metric by metric."""
    found, metrics = met(rule, history)
    for row, column in np.argwhere(newly(found)).tolist():
        yield metrics[row], history.first + column


def newly(met_by: Bools) -> Bools:
    """(r, t) where a rule is met and was not in the month before."""
    arisen = met_by.copy()
    arisen[:, 1:] &= ~met_by[:, :-1]
    return arisen
