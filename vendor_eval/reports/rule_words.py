"""Termination rules in words."""

from __future__ import annotations

from vendor_eval.reports.wording import metric_name
from vendor_eval.sla.contract import (
    Consecutive,
    Contract,
    NOfM,
    RollingAverage,
    ShareFailing,
    SumOfCredits,
    TerminationRule,
)
from vendor_eval.sla.findings import TerminationRight
from vendor_eval.sla.termination import rule_name


def in_words(rule: TerminationRule) -> str:
    """The rule as a phrase: ``4 breaches of one metric within 12 months``."""
    match rule:
        case Consecutive(months):
            return f"{months} judged months in a row in breach"
        case NOfM(n, m):
            return f"{n} breaches of one metric within {m} months"
        case SumOfCredits(amount, months):
            return f"credits of {amount.shown} or more within {months} months"
        case ShareFailing(share, months):
            return f"more than {share * 100:f} % of measurements in breach within {months} months"
        case RollingAverage(metric, limit, months):
            return f"average of {metric_name(metric)} over {months} months not {limit.text}"


def right_in_words(right: TerminationRight, contract: Contract) -> str:
    """The contract's rule that gave it; its name where the contract has that rule no more."""
    return next(
        (
            in_words(rule)
            for rule in contract.termination
            if rule_name(rule, contract.termination) == right.rule
            and (not isinstance(rule, RollingAverage) or rule.metric == right.metric)
        ),
        right.kind.replace("_", " "),
    )
