"""The sentence that says why a finding is what it is, and what to do next.

A missing value never reads as kept, and a value never reads equal to a limit it misses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from vendor_eval.measurement import Truth
from vendor_eval.metrics import CATALOGUE, Parts
from vendor_eval.quantities import Limit, Usd, shown
from vendor_eval.sla.contract import Contract, MinimumFrom, Relief, ServiceLevel
from vendor_eval.sla.findings import Credit, Finding, Status
from vendor_eval.sla.left_out import total
from vendor_eval.sla.samples import doubt, sample_words
from vendor_eval.sla.truths import lacks_a_clock

_ASK = "Ask for the root cause."
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
        counts_with: the metric whose credit stands for this breach too, being of one incident.
    """

    finding: Finding
    contract: Contract
    credit: Credit | None
    counts_with: str | None = None

    @property
    def reliefs(self) -> tuple[Relief, ...]:
        """What was agreed to leave out of the finding's month."""
        about = (self.finding.metric, self.finding.month)
        return tuple(one for one in self.contract.relief if (one.metric, one.month) == about)


def reason(case: Case) -> str:
    """Why the finding has its status: value, limit, where the limit stands, what to do next."""
    return _SENTENCES[case.finding.status](case) + _left_in(case)


def _breach(case: Case) -> str:
    finding = case.finding
    streak = f", the {_ordinal(finding.streak)} in a row" if finding.streak > 1 else ""
    level = finding.level
    return (
        f"{_was(case)} and the minimum is {_minimum(level)}: breach{streak}."
        f"{doubt(finding, level.minimum, 'minimum')} {_next(case)}"
    )


def _next(case: Case) -> str:
    """What to do about a breach."""
    credit = case.credit
    if case.counts_with is not None:
        other = CATALOGUE[case.counts_with].name
        return f"Its credit counts with that for {other}, of the same incident. {_ASK}"
    if credit is None:
        return _ASK
    amount = credit.amount.shown
    if credit.earned_back_in is not None:
        return f"The service credit of {amount} was earned back in {credit.earned_back_in.shown}."
    return f"Claim the service credit of {amount} and ask for the root cause."


def _warning(case: Case) -> str:
    level = case.finding.level
    assert level.warning is not None, "only a warning line can be crossed"
    return (
        f"{_was(case)} and the warning line is {level.warning.text}{_clause(level)}; "
        f"{_kept_minimum(level)}: warning, no breach."
        f"{doubt(case.finding, level.warning, 'warning line')} Raise it at the next review."
    )


def _below_target(case: Case) -> str:
    level = case.finding.level
    return (
        f"{_was(case)} and the target is {level.target.text}{_clause(level)}; "
        f"{_kept_minimum(level)}: below target, no breach."
        f"{doubt(case.finding, level.target, 'target')} Watch the next month."
    )


def _on_target(case: Case) -> str:
    level = case.finding.level
    return (
        f"{_was(case)} and the target is {level.target.text}{_clause(level)}: on target."
        f"{doubt(case.finding, level.target, 'target')}"
    )


def _not_reported(case: Case) -> str:
    finding = case.finding
    so_far = ""
    if finding.streak:
        so_far = f" The streak stays at {_counted(finding.streak, 'breach', 'breaches')}."
    return (
        f"{_was(case)}: nothing shows that the service level was kept. "
        f"{_to_do(finding.level)}{so_far}"
    )


def _to_do(level: ServiceLevel) -> str:
    """What would show it."""
    if lacks_a_clock(level):
        return (
            "The contract names a business clock, on which claims are not recomputed: their hours "
            "count nights, weekends and holidays. Judge it on what is reported or audited."
        )
    return _MISSING[level.judged_on]


def _ramp(case: Case) -> str:
    months = case.contract.ramp_months
    first = "the first month" if months == 1 else f"the first {months} months"
    return f"{_was(case)}, in the ramp ({first}): shown, without consequence."


def _low_volume(case: Case) -> str:
    if (case.finding.denominator or 0) >= case.contract.low_volume:
        return _open_sample(case)
    items = _counted(case.finding.denominator or 0, "item", "items")
    return (
        f"{_was(case)} over {items}, fewer than the {case.contract.low_volume} that the "
        "contract asks for: shown, not judged."
    )


def _open_sample(case: Case) -> str:
    level = case.finding.level
    return (
        f"{_was(case)} and the minimum is {_minimum(level)}: not judged."
        f"{doubt(case.finding, level.minimum, 'minimum')} Audit more of them."
    )


def _relief(case: Case) -> str:
    whole = [one for one in case.reliefs if one.items is None]
    if not whole:
        items = _excused(case.reliefs)
        return f"{_was(case)}; {items} are all there is, {_approved(case.reliefs)}: not judged."
    return f"{_was(case)}; {_approved(whole[:1])}: not judged."


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


def _was(case: Case) -> str:
    """The beginning of every sentence: the metric, its value and the month."""
    finding = case.finding
    name, month = CATALOGUE[finding.metric].name, finding.month.shown
    judged_on = finding.level.judged_on
    if finding.value is None:
        if judged_on is Truth.REPORTED:
            return f"{name} was not reported for {month}"
        return f"{name} has no {judged_on} value for {month}, on which it is judged"
    whose = "" if judged_on is Truth.REPORTED else f", {_WHOSE[judged_on]},"
    said = f"{sample_words(finding)}{_without(case)}"
    return f"{name}{whose} was {value_shown(finding)} in {month}{said}"


def _without(case: Case) -> str:
    """What was left out of the value, and what it was with that; empty for nothing."""
    raw = case.finding.raw
    if raw is None:
        return ""
    before = value_shown(replace(case.finding, value=raw))
    reliefs = case.reliefs
    return f" without {_excused(reliefs)} ({before} with all; {_approved(reliefs)})"


def _left_in(case: Case) -> str:
    """Why excused items were judged with the rest; empty where that is not so."""
    finding = case.finding
    judged_raw = finding.raw is None and finding.value is not None
    if not (judged_raw and case.reliefs) or finding.status is Status.RELIEF:
        return ""
    why = "numerator and denominator are not known"
    if finding.denominator is not None:
        why = "they cannot be told apart in what was reported"
    return f" Judged with {_excused(case.reliefs)}, because {why}."


def _excused(reliefs: Sequence[Relief]) -> str:
    """How much is excused, in items or dollars."""
    amount = total(reliefs).denominator
    if CATALOGUE[reliefs[0].metric].parts is Parts.DOLLARS:
        return f"{Usd.of(amount).shown} excused"
    return _counted(float(amount), "excused item", "excused items")


def _approved(reliefs: Sequence[Relief]) -> str:
    """``relief for a payer outage, approved by R. Osei``, of each."""
    said = (f"relief for {one.reason}, approved by {one.approved_by}" for one in reliefs)
    return "; ".join(said)


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
