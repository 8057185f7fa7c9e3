"""The sentence that says why a finding is what it is, and what to do next.

A missing value never reads as kept, and a value never reads equal to a limit it misses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vendor_eval.measurement import Truth
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Limit, shown
from vendor_eval.sla.contract import Contract, MinimumFrom, ServiceLevel
from vendor_eval.sla.findings import Credit, Finding, Status

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


_WHOSE = {Truth.RECOMPUTED: "recomputed from claims", Truth.AUDITED: "as an audit found it"}
_MISSING = {
    Truth.REPORTED: "Ask for the figure.",
    Truth.RECOMPUTED: "Read the claims of the month.",
    Truth.AUDITED: "Enter what the audit found.",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A finding with what its sentence tells besides.

    Attributes:
        contract: the one judged; it gives ramp, low volume and relief.
        credit: what the finding costs the vendor, if anything.
    """

    finding: Finding
    contract: Contract
    credit: Credit | None


def reason(case: Case) -> str:
    """Why the finding has its status: value, limit, where the limit stands, what to do next."""
    return _SENTENCES[case.finding.status](case)


def _breach(case: Case) -> str:
    finding = case.finding
    streak = f", the {_ordinal(finding.streak)} in a row" if finding.streak > 1 else ""
    minimum = _minimum(finding.level)
    return f"{_was(finding)} and the minimum is {minimum}: breach{streak}. {_next(case.credit)}"


def _next(credit: Credit | None) -> str:
    """What to do about a breach."""
    if credit is None:
        return "Ask for the root cause."
    amount = credit.amount.shown
    if credit.earned_back_in is not None:
        return f"The service credit of {amount} was earned back in {credit.earned_back_in.shown}."
    return f"Claim the service credit of {amount} and ask for the root cause."


def _warning(case: Case) -> str:
    level = case.finding.level
    assert level.warning is not None, "only a warning line can be crossed"
    return (
        f"{_was(case.finding)} and the warning line is {level.warning.text}{_clause(level)}; "
        f"{_kept_minimum(level)}: warning, no breach. Raise it at the next review."
    )


def _below_target(case: Case) -> str:
    level = case.finding.level
    return (
        f"{_was(case.finding)} and the target is {level.target.text}{_clause(level)}; "
        f"{_kept_minimum(level)}: below target, no breach. Watch the next month."
    )


def _on_target(case: Case) -> str:
    level = case.finding.level
    return f"{_was(case.finding)} and the target is {level.target.text}{_clause(level)}: on target."


def _not_reported(case: Case) -> str:
    finding = case.finding
    so_far = ""
    if finding.streak:
        so_far = f" The streak stays at {_counted(finding.streak, 'breach', 'breaches')}."
    return (
        f"{_was(finding)}: nothing shows that the service level was kept. "
        f"{_MISSING[finding.level.judged_on]}{so_far}"
    )


def _ramp(case: Case) -> str:
    months = case.contract.ramp_months
    first = "the first month" if months == 1 else f"the first {months} months"
    return f"{_was(case.finding)}, in the ramp ({first}): shown, without consequence."


def _low_volume(case: Case) -> str:
    items = _counted(case.finding.denominator or 0, "item", "items")
    return (
        f"{_was(case.finding)} over {items}, fewer than the {case.contract.low_volume} that the "
        "contract asks for: shown, not judged."
    )


def _relief(case: Case) -> str:
    finding = case.finding
    said = next(
        relief
        for relief in case.contract.relief
        if (relief.metric, relief.month) == (finding.metric, finding.month)
    )
    return f"{_was(finding)}; relief for {said.reason}, approved by {said.approved_by}: not judged."


_SENTENCES: dict[Status, Callable[[Case], str]] = {
    Status.BREACH: _breach,
    Status.NOT_REPORTED: _not_reported,
    Status.WARNING: _warning,
    Status.BELOW_TARGET: _below_target,
    Status.LOW_VOLUME: _low_volume,
    Status.RELIEF: _relief,
    Status.RAMP: _ramp,
    Status.ON_TARGET: _on_target,
}


def _kept_minimum(level: ServiceLevel) -> str:
    if level.minimum is None:
        return "no minimum is agreed, so nothing can be a breach"
    return f"the minimum {level.minimum.text} is kept"


def _was(finding: Finding) -> str:
    """The beginning of every sentence: the metric, its value and the month."""
    name, month = CATALOGUE[finding.metric].name, finding.month.shown
    judged_on = finding.level.judged_on
    if finding.value is None:
        if judged_on is Truth.REPORTED:
            return f"{name} was not reported for {month}"
        return f"{name} has no {judged_on} value for {month}, on which it is judged"
    whose = "" if judged_on is Truth.REPORTED else f", {_WHOSE[judged_on]},"
    return f"{name}{whose} was {value_shown(finding)} in {month}"


def value_shown(finding: Finding) -> str:
    """The value for people, never equal to a limit it misses; ``not reported`` without one."""
    if finding.value is None:
        return Status.NOT_REPORTED.shown
    level = finding.level
    limits: list[Limit] = [one for one in (level.target, level.warning, level.minimum) if one]
    return shown(finding.value, finding.unit, beside=limits)


def _minimum(level: ServiceLevel) -> str:
    """The minimum as written and, in brackets, who says so."""
    assert level.minimum is not None, "a breach has crossed a minimum"
    if level.minimum_from is MinimumFrom.CATALOGUE:
        source = minimum_source(level.metric)
        return f"{level.minimum.text} (the contract has none; catalogue, after {source})"
    return f"{level.minimum.text}{_clause(level)}"


def minimum_source(metric: str) -> str:
    """Where the catalogue's warning line of ``metric`` comes from, for people."""
    known = CATALOGUE[metric]
    rungs = [rung.citation for rung in known.ladder if rung.limit == known.warning]
    return str((*rungs, *known.citations)[0])


def _clause(level: ServiceLevel) -> str:
    return f" ({level.clause})" if level.clause else ""


def _counted(number: float, one: str, several: str) -> str:
    return f"{number:,.0f} {one if number == 1 else several}"


def _ordinal(number: int) -> str:
    """``second`` to ``ninth`` in words, then 10th, 11th, 21st."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
