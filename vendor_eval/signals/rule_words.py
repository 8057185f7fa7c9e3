"""What a rule found, as one sentence that shows its months and its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import shown
from vendor_eval.signals.rules import Missed, RuleFinding, State

NO_CONTRACT = (
    "These are signs that the source documents name. They are no contract: the contract's own "
    "minimum alone makes a breach."
)


def rule_words(finding: RuleFinding) -> str:
    """The finding with the values that it rests on, how the rule is read, and who says so."""
    rule = finding.rule
    read = f" Read here as: {rule.reading}." if rule.reading else ""
    return f"{_FOUND[finding.state](finding)}{read} Source: {rule.citation}."


def _holds(finding: RuleFinding) -> str:
    return f"{finding.rule.text} {_values(finding)}."


def _clear(finding: RuleFinding) -> str:
    return f"Nothing of the kind: {_values(finding)}."


def _too_few_months(finding: RuleFinding) -> str:
    so_far = f" So far: {_values(finding)}." if finding.seen else ""
    return f"Too few months are reported to tell.{so_far}"


_FOUND: Mapping[State, Callable[[RuleFinding], str]] = MappingProxyType(
    {State.HOLDS: _holds, State.CLEAR: _clear, State.TOO_FEW_MONTHS: _too_few_months}
)


def _values(finding: RuleFinding) -> str:
    """Each value with its month; never rounded onto the limit that it misses."""
    unit = CATALOGUE[finding.rule.metric].unit
    test = finding.rule.test
    limits = [test.limit] if isinstance(test, Missed) else []
    return ", ".join(
        f"{shown(one.value, unit, beside=limits)} in {one.month.shown}" for one in finding.seen
    )
