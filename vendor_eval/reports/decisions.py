"""What leadership has to decide or do this month, one line each, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import IntEnum

from vendor_eval.quantities import Usd
from vendor_eval.reports.report import Decision, Mark, Tone
from vendor_eval.reports.rule_words import right_in_words
from vendor_eval.reports.status import MARKS
from vendor_eval.reports.vendor_month import MONTHS_SHOWN, VendorMonth
from vendor_eval.reports.wording import brief_month, listed, metric_name, sentence
from vendor_eval.sla.findings import Finding, Status

_NEAR = Mark("▲", "One away", Tone.WARNING, "The next breach gives a right to terminate.")


class _Weight(IntEnum):
    """How much a decision matters, most first."""

    TERMINATION = 0
    CREDIT = 1
    NEAR_TERMINATION = 2
    BREACH = 3
    SILENCE = 4
    EARN_BACK = 5


_Weighed = tuple[_Weight, Decision]


def decisions_due(vendors: Sequence[VendorMonth]) -> tuple[Decision, ...]:
    """Every decision due, worst first; equal ones by money, then in the order of the vendors."""
    weighed = [one for vendor in vendors for one in _decisions_of(vendor)]
    weighed.sort(key=lambda one: (one[0], -(one[1].money or Usd(0)).cents))
    return tuple(decision for _, decision in weighed)


def _decisions_of(vendor: VendorMonth) -> Iterator[_Weighed]:
    yield from _terminations(vendor)
    yield from _credits(vendor)
    yield from _near_terminations(vendor)
    yield from _breaches(vendor)
    yield from _silence(vendor)
    yield from _earn_backs(vendor)


def _terminations(vendor: VendorMonth) -> Iterator[_Weighed]:
    for right in vendor.new_rights:
        of_metric = f"{metric_name(right.metric)}: " if right.metric else ""
        words = right_in_words(right, vendor.contract)
        text = f"Decide whether to use the right to terminate. {sentence(of_metric + words)}."
        decision = _decision(vendor, Status.BREACH, text)
        yield _Weight.TERMINATION, _about(vendor, decision, [right.metric or ""])


def _credits(vendor: VendorMonth) -> Iterator[_Weighed]:
    if vendor.credits_due:
        metrics = listed([metric_name(credit.metric) for credit in vendor.credits_due])
        credit = "service credit" if len(vendor.credits_due) == 1 else "service credits"
        text = f"Claim the {credit} for {metrics}."
        decision = _decision(vendor, Status.BREACH, text, vendor.due)
        yield _Weight.CREDIT, _about(vendor, decision, [one.metric for one in vendor.credits_due])


def _near_terminations(vendor: VendorMonth) -> Iterator[_Weighed]:
    for right in vendor.one_breach_away:
        text = (
            f"Warn the vendor: one more breach of {metric_name(right.metric or '')} next month "
            f"gives a right to terminate ({right_in_words(right, vendor.contract)})."
        )
        decision = Decision(_NEAR, vendor.name, text)
        yield _Weight.NEAR_TERMINATION, _about(vendor, decision, [right.metric or ""])


def _breaches(vendor: VendorMonth) -> Iterator[_Weighed]:
    paid = {credit.metric for credit in vendor.credits_due}
    unpaid = [finding for finding in vendor.breaches if finding.metric not in paid]
    if unpaid:
        text = f"Ask for a remediation plan: {_streaks(unpaid)}; no credit is due."
        decision = _decision(vendor, Status.BREACH, text)
        yield _Weight.BREACH, _about(vendor, decision, [one.metric for one in unpaid])


def _silence(vendor: VendorMonth) -> Iterator[_Weighed]:
    month = vendor.month.shown
    if vendor.unassessed:
        text = f"Ask for the report of {month}: nothing was received."
        yield _Weight.SILENCE, _decision(vendor, Status.NOT_REPORTED, text)
    elif vendor.months_without_report:
        text = f"Ask for the report of {month}: {_silent_for(vendor.months_without_report)}."
        yield _Weight.SILENCE, _decision(vendor, Status.NOT_REPORTED, text)
    elif vendor.silent:
        names = listed([metric_name(finding.metric) for finding in vendor.silent])
        text = f"Ask for the missing figures of {month}: {names}."
        yield _Weight.SILENCE, _decision(vendor, Status.NOT_REPORTED, text)


def _silent_for(months: int) -> str:
    if months == 1:
        return "no service level was reported"
    more = " or more" if months == MONTHS_SHOWN else ""
    return f"no service level was reported for {months} months{more} in a row"


def _earn_backs(vendor: VendorMonth) -> Iterator[_Weighed]:
    for credit in vendor.earned_back_now:
        text = (
            f"Give back the credit of {brief_month(credit.month)} for "
            f"{metric_name(credit.metric)}: the vendor earned it back."
        )
        yield _Weight.EARN_BACK, _decision(vendor, Status.ON_TARGET, text, credit.amount)


def _streaks(findings: Iterable[Finding]) -> str:
    """``Denial rate in breach (3 in a row) and Coding accuracy in breach``."""
    return listed(
        [
            f"{metric_name(one.metric)} in breach"
            + (f" ({one.streak} in a row)" if one.streak > 1 else "")
            for one in findings
        ]
    )


def _about(vendor: VendorMonth, decision: Decision, metrics: Sequence[str]) -> Decision:
    """The decision with its metric, where it is about one that is in breach in the month."""
    breached = {one.metric for one in vendor.breaches}
    if len(metrics) == 1 and metrics[0] in breached:
        return replace(decision, metric=metrics[0])
    return decision


def _decision(vendor: VendorMonth, status: Status, text: str, money: Usd | None = None) -> Decision:
    mark: Mark = MARKS[status]
    return Decision(mark, vendor.name, text, money)
