"""The signs of underperformance that the source documents name, as rules over monthly values.

They are no contract: a vendor can keep its contract and still show one, and the contract's own
minimum alone makes a breach. Where a document names no number, the rule says how it is read here.
What no figure shows is asked of people and never judged by a program.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import pandas as pd

from vendor_eval.metrics import CATALOGUE
from vendor_eval.metrics.sources import KPI_TABLE, S000, S003, UNDERPERFORMANCE
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Direction, Limit, Month


class State(StrEnum):
    """What a rule found, or that too few months were reported to find anything."""

    HOLDS = "holds"
    CLEAR = "clear"
    TOO_FEW_MONTHS = "too_few_months"


@dataclass(frozen=True, slots=True)
class Missed:
    """Values that miss a limit, ``least`` of the latest ``of`` reported months.

    Attributes:
        unless: a looser limit; a value that misses that one too belongs to another rule.
    """

    limit: Limit
    unless: Limit | None = None
    least: int = 1
    of: int = 1


@dataclass(frozen=True, slots=True)
class Growing:
    """Values that rose in each of the latest ``rises`` reported months."""

    rises: int = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """A sign of underperformance that figures can show.

    Attributes:
        text: the rule as people read it.
        reading: how it is read here where the document leaves it open; empty elsewhere.
    """

    id: str
    metric: str
    test: Missed | Growing
    text: str
    citation: Citation
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A sign of underperformance that only people who work with the vendor can see."""

    id: str
    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Reported:
    """A metric's value in a month, in the metric's unit."""

    month: Month
    value: float


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """What a rule found.

    Attributes:
        seen: what it looked at, earliest first; of a rule that holds, what makes it hold.
    """

    rule: Rule
    state: State
    seen: tuple[Reported, ...]


_LADDERS = Citation(S003, "FAQ, reading a first-pass rate")
_FIX_FIRST = Citation(S000, "when to fix coding first")


def _warning(metric: str, id: str, text: str, citation: Citation = KPI_TABLE) -> Rule:
    """The warning line of the catalogue, crossed in the latest month."""
    limit = CATALOGUE[metric].warning
    assert limit is not None, "the documents give the metric a warning line"
    return Rule(id, metric, Missed(limit), text, citation)


RULES: tuple[Rule, ...] = (
    Rule(
        "denials_above_10",
        "denial_rate",
        Missed(Limit.parse("<= 10 %")),
        "More than 10 % of claims are denied.",
        UNDERPERFORMANCE,
        "the latest reported month, by claims",
    ),
    _warning("denial_rate", "denials_above_12", "Denials are beyond the warning line of 12 %."),
    Rule(
        "ar_days_above_50",
        "days_in_ar",
        Missed(Limit.parse("<= 50 days"), least=2, of=3),
        "Days in A/R are consistently above 50.",
        UNDERPERFORMANCE,
        "two of the latest three reported months",
    ),
    _warning("days_in_ar", "ar_days_above_55", "Days in A/R are beyond the warning line of 55."),
    Rule(
        "ar_over_90_growing",
        "ar_over_90_rate",
        Growing(),
        "Receivables older than 90 days are growing.",
        UNDERPERFORMANCE,
        "their share of all receivables rose three reported months in a row",
    ),
    Rule(
        "first_pass_root_causes",
        "first_pass_acceptance_rate",
        Missed(Limit.parse("> 95 %"), unless=Limit.parse(">= 90 %")),
        "First-pass acceptance is from 90 to 95 %: ask for root causes.",
        _LADDERS,
        "both ends included",
    ),
    _warning(
        "first_pass_acceptance_rate",
        "first_pass_below_90",
        "First-pass acceptance is below 90 %: act at once.",
        _LADDERS,
    ),
    _warning("net_collection_rate", "collections_below_90", "Net collection is below 90 %."),
    _warning("coding_turnaround", "coding_beyond_72_hours", "Coding takes more than 72 hours."),
    _warning(
        "resubmission_turnaround",
        "resubmission_beyond_5_days",
        "Denied claims take more than five business days to be sent again.",
    ),
    _warning(
        "coding_accuracy",
        "coding_accuracy_below_90",
        "Fewer than 90 % of codes are right: mend the coding first.",
        _FIX_FIRST,
    ),
)

ASKED_OF_PEOPLE: tuple[Question, ...] = (
    Question(
        "documentation_requests",
        "Does the vendor ask for documentation that it could have found, or asked for earlier?",
        UNDERPERFORMANCE,
    ),
    Question(
        "reports_without_use",
        "Do its reports leave nothing to act on, or need somebody to explain them?",
        UNDERPERFORMANCE,
    ),
    Question(
        "denials_unexplained",
        "Is it unable to say why a payer denies a procedure, when asked?",
        UNDERPERFORMANCE,
    ),
    Question(
        "ar_over_120_growing",
        "Are receivables older than 120 days growing, by the ageing report?",
        UNDERPERFORMANCE,
    ),
)


def reported_of(frame: pd.DataFrame, vendor: str, last: Month) -> dict[str, tuple[Reported, ...]]:
    """The values of one vendor up to ``last``, by metric, each in the order of its months.

    Args:
        frame: rolled up, one row a vendor, month and metric, with `measurement.COLUMNS`.
    """
    known = frame["value"].notna() & (frame["vendor"] == vendor) & (frame["month"] <= last.index)
    rows = frame.loc[known].sort_values("month")
    found: dict[str, tuple[Reported, ...]] = {}
    for metric, month, value in zip(rows["metric"], rows["month"], rows["value"], strict=True):
        found[metric] = (*found.get(metric, ()), Reported(Month.at(int(month)), float(value)))
    return found


def apply_rules(
    reported: Mapping[str, Sequence[Reported]], rules: Sequence[Rule] = RULES
) -> tuple[RuleFinding, ...]:
    """What each rule finds in the months of one vendor, in the order of the rules.

    A month without a report is passed over: it neither makes a rule hold nor clears it.

    Args:
        reported: by metric; in the order of the months, of the whole practice.
    """
    return tuple(_found(rule, reported.get(rule.metric, ())) for rule in rules)


def _found(rule: Rule, reported: Sequence[Reported]) -> RuleFinding:
    if isinstance(rule.test, Growing):
        return _growth(rule, rule.test.rises, reported)
    test = rule.test
    seen = tuple(reported[-test.of :])
    beyond = tuple(one for one in seen if _is_missed(test, one.value))
    if len(beyond) >= test.least:
        return RuleFinding(rule, State.HOLDS, beyond)
    state = State.CLEAR if len(seen) >= test.least else State.TOO_FEW_MONTHS
    return RuleFinding(rule, state, seen)


def _growth(rule: Rule, rises: int, reported: Sequence[Reported]) -> RuleFinding:
    seen = tuple(reported[-(rises + 1) :])
    if len(seen) <= rises:
        return RuleFinding(rule, State.TOO_FEW_MONTHS, seen)
    rising = all(after.value > before.value for before, after in pairwise(seen))
    return RuleFinding(rule, State.HOLDS if rising else State.CLEAR, seen)


def _is_missed(test: Missed, value: float) -> bool:
    return not _keeps(test.limit, value) and (test.unless is None or _keeps(test.unless, value))


def _keeps(limit: Limit, value: float) -> bool:
    """As doubles, like every judgement: 0.1 and 10 % are then one number."""
    edge = float(limit.quantity.value)
    if value == edge:
        return limit.comparison.inclusive
    return (value > edge) == (limit.comparison.good_side is Direction.HIGHER)
