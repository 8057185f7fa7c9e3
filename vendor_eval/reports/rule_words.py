"""Termination rules in words."""

from __future__ import annotations

from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Limit, Unit, shown
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
from vendor_eval.sla.termination import rule_named


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
    rule = rule_named(right.rule, right.metric, contract.termination)
    return right.kind.replace("_", " ") if rule is None else in_words(rule)


def right_name_in_words(name: str) -> str:
    """``n_of_m:3/6 denial_rate`` for people: ``3 breaches within 6 months, Denial rate``.

    It is read from the name alone, as the contract may have the rule no more.
    """
    rule, _, metric = name.partition(" ")
    kind, _, numbers = rule.partition(":")
    said = _numbered(kind, metric, *numbers.split("/")) if numbers else kind.replace("_", " ")
    return f"{said}, {metric_name(metric)}" if metric else said


def _numbered(kind: str, metric: str, first: str, months: str = "") -> str:
    match kind:
        case "consecutive":
            return f"{first} judged months in a row in breach"
        case "n_of_m":
            return f"{first} breaches within {months} months"
        case "sum_of_credits":
            return f"credits of ${first} or more within {months} months"
        case "share_failing":
            share = shown(float(first), Unit.RATIO)
            return f"more than {share} of measurements in breach within {months} months"
        case _:
            limit = Limit.parse(first, CATALOGUE[metric].unit)
            wanted = f"{limit.comparison} {shown(float(limit.quantity.value), limit.quantity.unit)}"
            return f"average over {months} months not {wanted}"
