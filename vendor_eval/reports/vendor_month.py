"""Where one vendor stands against one contract in one month, as known at the end of that month.

What happened later, a credit earned back or a right that arose, belongs to a later report. Nothing
is judged here: the facts are picked from the assessment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vendor_eval.quantities import Month, Usd
from vendor_eval.reports.next_breach import rights_at_next_breach
from vendor_eval.reports.status import severity, worst
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.findings import Assessment, Credit, Finding, Status, TerminationRight

MONTHS_SHOWN = 12

_Dated = TypeVar("_Dated", Credit, TerminationRight)


@dataclass(frozen=True, slots=True)
class VendorMonth:
    """One assessment, seen from the end of ``month``.

    Attributes:
        months: the months shown, oldest first, ``month`` last.
        findings: those of ``month``, worst first, then in the contract's order.
        past: every finding of ``months`` by metric and month.
        statuses: what was found in each of ``months`` that has a finding.
        credits: all that fell due up to and with ``month``, newest first; one that was earned
            back later stands as not earned back.
        rights: termination rights that arose up to and with ``month``, newest first.
        one_breach_away: rights that a breach of their metric in the next month would give,
            unless the metric gave one this month.
    """

    contract: Contract
    month: Month
    months: tuple[Month, ...]
    findings: tuple[Finding, ...]
    past: Mapping[tuple[str, Month], Finding]
    statuses: Mapping[Month, Sequence[Status]]
    credits: tuple[Credit, ...]
    rights: tuple[TerminationRight, ...]
    one_breach_away: tuple[TerminationRight, ...]

    @property
    def name(self) -> str:
        """The vendor's name as the contract writes it."""
        return self.contract.vendor

    @property
    def in_force(self) -> bool:
        """Whether the contract's term includes the month."""
        return self.contract.first_month <= self.month <= self.contract.last_month

    @property
    def unassessed(self) -> bool:
        """Whether the contract is in force and nothing was found for the month, good or bad."""
        return self.in_force and not self.findings

    def having(self, status: Status) -> tuple[Finding, ...]:
        """The month's findings with this status."""
        return tuple(finding for finding in self.findings if finding.status is status)

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """The month's breaches."""
        return self.having(Status.BREACH)

    @property
    def silent(self) -> tuple[Finding, ...]:
        """The month's findings without a reported value."""
        return self.having(Status.NOT_REPORTED)

    @property
    def months_without_report(self) -> int:
        """Months in a row, up to this one, in which no service level was reported.

        No more than `MONTHS_SHOWN`; a month before the contract was in force ends the count.
        """
        count = 0
        for month in reversed(self.months):
            if set(self.statuses.get(month, ())) != {Status.NOT_REPORTED}:
                break
            count += 1
        return count

    @property
    def longest_streak(self) -> Finding | None:
        """The finding with the longest running streak of breaches; None when no streak runs."""
        longest = max(self.findings, key=lambda finding: finding.streak, default=None)
        return longest if longest and longest.streak else None

    @property
    def credits_due(self) -> tuple[Credit, ...]:
        """Credits that fell due in the month."""
        return tuple(credit for credit in self.credits if credit.month == self.month)

    @property
    def due(self) -> Usd:
        """What fell due in the month."""
        return total(self.credits_due)

    @property
    def earned_back_now(self) -> tuple[Credit, ...]:
        """Credits that the vendor earned back with this month."""
        return tuple(credit for credit in self.credits if credit.earned_back_in == self.month)

    @property
    def retained(self) -> Usd:
        """What the practice keeps so far: all that fell due less what was earned back."""
        return total(credit for credit in self.credits if credit.earned_back_in is None)

    @property
    def new_rights(self) -> tuple[TerminationRight, ...]:
        """Termination rights that arose in the month."""
        return tuple(right for right in self.rights if right.month == self.month)

    def worst_status(self, month: Month) -> Status | None:
        """The worst status of any service level in one of the months shown."""
        return worst(self.statuses.get(month, ()))

    @property
    def metrics(self) -> tuple[str, ...]:
        """Metrics with a finding in the months shown, in the contract's order."""
        ordered = dict.fromkeys(level.metric for level in self.contract.service_levels)
        found = {metric for metric, _ in self.past}
        return tuple(metric for metric in ordered if metric in found)


def vendor_month_of(assessment: Assessment, month: Month) -> VendorMonth:
    """The vendor at the end of ``month``, from everything that the assessment knows."""
    months = tuple(month.plus(back) for back in range(1 - MONTHS_SHOWN, 1))
    past = {
        (one.metric, one.month): one
        for one in assessment.findings
        if months[0] <= one.month <= month
    }
    statuses: dict[Month, list[Status]] = {}
    for one in past.values():
        statuses.setdefault(one.month, []).append(one.status)
    of_month = [one for one in assessment.findings if one.month == month]
    rights = _newest_first(assessment.termination, month)
    news = {right.metric for right in rights if right.month == month}
    near = rights_at_next_breach(assessment.contract, assessment.findings, month)
    return VendorMonth(
        contract=assessment.contract,
        month=month,
        months=months,
        findings=tuple(sorted(of_month, key=lambda one: severity(one.status))),
        past=past,
        statuses=statuses,
        credits=tuple(_as_known(one, month) for one in _newest_first(assessment.credits, month)),
        rights=rights,
        one_breach_away=tuple(right for right in near if right.metric not in news),
    )


def worst_first(vendor: VendorMonth) -> tuple[int, int, int, int, int, int, str]:
    """A sorting key: new rights, breaches, money, silence, rights near, rights before, name."""
    return (
        -len(vendor.new_rights),
        -len(vendor.breaches),
        -vendor.due.cents,
        -len(vendor.silent) - vendor.unassessed,
        -len(vendor.one_breach_away),
        -len(vendor.rights),
        vendor.name,
    )


def _newest_first(dated: Iterable[_Dated], month: Month) -> tuple[_Dated, ...]:
    """Those of ``month`` and before, the newest first, those of one month in the order given."""
    so_far = [one for one in dated if one.month <= month]
    return tuple(sorted(so_far, key=lambda one: -one.month.index))


def total(fallen_due: Iterable[Credit]) -> Usd:
    """The sum of the credits' amounts."""
    return Usd.total(credit.amount for credit in fallen_due)


def _as_known(credit: Credit, month: Month) -> Credit:
    """The credit as it was known at the end of ``month``."""
    if credit.earned_back_in is None or credit.earned_back_in <= month:
        return credit
    return Credit(credit.month, credit.metric, credit.amount, earned_back_in=None)
