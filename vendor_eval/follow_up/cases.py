"""Cases: the breaches of one metric that are followed up together.

A case begins with a breach. It goes on through the breaches after it until a *good month* ends
it: a judged month without a breach that is no earlier than the month from which the plan says the
corrective action should show. Below target or warned about is good enough, as only the minimum
makes a breach; a month that was not judged is not good. A plan belongs to the case in which its
month lies, and so covers the breaches that follow that month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vendor_eval.follow_up.plan import Plan
from vendor_eval.quantities import Month


class Judged(NamedTuple):
    """A judged month of one metric."""

    month: Month
    breach: bool


@dataclass(frozen=True, slots=True)
class Case:
    """Breaches of one metric that one remediation is about.

    Attributes:
        breaches: their months, oldest first; at least one.
        good: the month that ended it; None while it goes on.
        plan: the newest plan in it, by month; None without one.
        since: judged months from the plan's ``works_from`` on, up to and with ``good``.
    """

    breaches: tuple[Month, ...]
    good: Month | None
    plan: Plan | None
    since: tuple[Judged, ...] = ()

    @property
    def first(self) -> Month:
        """The month in which it began."""
        return self.breaches[0]

    @property
    def last(self) -> Month:
        """The last month in breach."""
        return self.breaches[-1]

    @property
    def failed_since(self) -> tuple[Month, ...]:
        """Breaches in months in which the corrective action should have shown."""
        return tuple(one.month for one in self.since if one.breach)

    @property
    def since_handed_in(self) -> tuple[Month, ...]:
        """Breaches in months after the one in which the plan was handed in."""
        if self.plan is None or self.plan.handed_in_on is None:
            return ()
        handed_in = Month.of(self.plan.handed_in_on)
        return tuple(one for one in self.breaches if one > handed_in)


def cases(series: Sequence[Judged], plans: Sequence[Plan]) -> tuple[Case, ...]:
    """The cases of one metric, oldest first.

    Args:
        series: its judged months, oldest first.
        plans: those of the metric, in any order.
    """
    by_month = sorted(plans, key=lambda one: one.month)
    return tuple(_cases(series, by_month))


def case_of(found: Sequence[Case], month: Month) -> Case | None:
    """The case that the breach of ``month`` is in; None where that month is no breach."""
    return next((one for one in found if month in one.breaches), None)


def _cases(series: Sequence[Judged], plans: Sequence[Plan]) -> Iterator[Case]:
    begins, after = 0, None
    while begins < len(series):
        if not series[begins].breach:
            after = series[begins].month
            begins += 1
            continue
        case, length = _case(series[begins:], plans, after)
        yield case
        after = case.good
        begins += length


def _case(series: Sequence[Judged], plans: Sequence[Plan], after: Month | None) -> tuple[Case, int]:
    """The case that begins with ``series``, and how many of its months it takes.

    Args:
        after: the last good month before it; a plan of that month or before is of another case.
    """
    breaches: list[Month] = []
    plan = None
    for number, (month, breach) in enumerate(series, start=1):
        if breach:
            breaches.append(month)
        plan = _newest(plans, after, breaches[-1])
        works_from = None if plan is None else plan.works_from
        if not breach and (works_from is None or month >= works_from):
            return Case(tuple(breaches), month, plan, _since(series[:number], works_from)), number
    works_from = None if plan is None else plan.works_from
    return Case(tuple(breaches), None, plan, _since(series, works_from)), len(series)


def _newest(plans: Sequence[Plan], after: Month | None, last: Month) -> Plan | None:
    """The newest plan between two months, the first excluded."""
    within = [one for one in plans if one.month <= last and (after is None or one.month > after)]
    return within[-1] if within else None


def _since(series: Sequence[Judged], works_from: Month | None) -> tuple[Judged, ...]:
    if works_from is None:
        return ()
    return tuple(one for one in series if one.month >= works_from)
