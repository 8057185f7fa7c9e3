"""What changed since a vendor took over: before, the transition, and since.

Months of the transition are shown and count for neither side. A change is told in the metric's
own unit, and in dollars where dollars follow from it:

    net collection rate   the change times what payers and patients owe in a month: a month
    days in A/R           the days saved times what is collected in a day: once, not every month

Denials and first-pass rates have no dollars of their own here: what they cost or bring is in the
net collection rate already, and would be counted twice. Volumes (claims, dollars collected) follow
the practice's own work and are called neither better nor worse.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from vendor_eval.follow_up.transition import LONGEST, SHORTEST, Transition
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Direction, Month, Unit, Usd, first_whole_month
from vendor_eval.sla.figures import average

MONTHS = 3
"""How many months make a baseline, where nobody names others. Source: S003, next steps."""

_DAYS_A_YEAR, _MONTHS_A_YEAR = 365, 12
_VOLUMES = (Unit.COUNT, Unit.USD)


class Period(StrEnum):
    """Where a month lies."""

    BEFORE = "before"
    TRANSITION = "transition"
    SINCE = "since"


class Per(StrEnum):
    """How often an amount comes."""

    MONTH = "a month"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Measured:
    """A metric in a month; NaN for a numerator or denominator that was not reported."""

    month: Month
    value: float
    numerator: float = float("nan")
    denominator: float = float("nan")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one metric.

    Attributes:
        before: over the baseline, in the metric's unit; sums over sums where parts are known.
        since: over the months since.
        months: how many there are of each.
        is_better: None where nothing changed, and of a volume.
        dollars: below zero for a loss; None where none follow, or what they need is missing.
        per: None without dollars.
        base: what the change was multiplied by: owed in a month, or collected in a day; None
            without dollars.
    """

    metric: str
    before: Fraction
    since: Fraction
    months: tuple[int, int]
    is_better: bool | None
    dollars: Usd | None
    per: Per | None
    base: Usd | None = None

    @property
    def points(self) -> Fraction:
        """Since less before, in the metric's unit."""
        return self.since - self.before


def period(transition: Transition, month: Month) -> Period | None:
    """Where ``month`` lies; None before the baseline and between it and the transition."""
    if month >= first_whole_month(transition.goes_live):
        return Period.SINCE
    if month >= Month.of(transition.starts):
        return Period.TRANSITION
    first, last = baseline(transition)
    return Period.BEFORE if first <= month <= last else None


def baseline(transition: Transition) -> tuple[Month, Month]:
    """The first and the last month of the baseline: those named, or the three before the start."""
    if transition.baseline_first is not None and transition.baseline_last is not None:
        return transition.baseline_first, transition.baseline_last
    start = Month.of(transition.starts)
    return start.plus(-MONTHS), start.plus(-1)


def changes(
    transition: Transition,
    before: Mapping[str, Sequence[Measured]],
    since: Mapping[str, Sequence[Measured]],
) -> tuple[Change, ...]:
    """What changed of each metric that has months on both sides, in the catalogue's order.

    Args:
        before: whoever the baseline is of, by metric; months outside the baseline are left out.
        since: the vendor, by metric; months before it went live are left out.
    """
    found = []
    collected = _inside(transition, since.get("net_collections", ()), Period.SINCE)
    for metric in CATALOGUE:
        early = _inside(transition, before.get(metric, ()), Period.BEFORE)
        late = _inside(transition, since.get(metric, ()), Period.SINCE)
        if early and late:
            found.append(_change(metric, early, late, collected))
    return tuple(found)


def totals(found: Iterable[Change]) -> dict[Per, Usd]:
    """What all changes are worth together, a month and once; empty where none has dollars."""
    sums: dict[Per, Usd] = {}
    for one in found:
        if one.dollars is not None and one.per is not None:
            sums[one.per] = sums.get(one.per, Usd(0)) + one.dollars
    return sums


def plan_remarks(transition: Transition) -> Iterator[str]:
    """What a plan of a transition lacks by the documents, a sentence each."""
    days = (transition.goes_live - transition.starts).days
    if not SHORTEST <= days <= LONGEST:
        usual = f"{SHORTEST} to {LONGEST} are usual, more with several locations (S003)."
        yield f"The transition takes {days} days; {usual}"
    if transition.parallel_from is None or transition.parallel_to is None:
        yield "There is no parallel run, in which both work and results can be compared (S003)."
    elif transition.parallel_to < transition.goes_live - dt.timedelta(days=1):
        yield "The parallel run ends before the vendor goes live: between, nobody is compared."
    if not transition.tasks:
        yield "The plan has no tasks with owners and dates yet."


def _inside(transition: Transition, months: Sequence[Measured], where: Period) -> list[Measured]:
    return [one for one in months if period(transition, one.month) is where]


def _change(
    metric: str,
    early: Sequence[Measured],
    late: Sequence[Measured],
    collected: Sequence[Measured],
) -> Change:
    before, since = _average(early), _average(late)
    months = len(early), len(late)
    better = _is_better(metric, since - before)
    base = _base(metric, since, _average(collected)) if collected else None
    if base is None:
        return Change(metric, before, since, months, better, None, None)
    amount, per = base
    gain = since - before if CATALOGUE[metric].direction is Direction.HIGHER else before - since
    return Change(metric, before, since, months, better, _usd(gain * amount), per, _usd(amount))


def _is_better(metric: str, points: Fraction) -> bool | None:
    if not points or CATALOGUE[metric].unit in _VOLUMES:
        return None
    return (points > 0) is (CATALOGUE[metric].direction is Direction.HIGHER)


def _average(months: Sequence[Measured]) -> Fraction:
    return average(
        (one.value for one in months),
        (one.numerator for one in months),
        (one.denominator for one in months),
    )


def _base(metric: str, since: Fraction, monthly: Fraction) -> tuple[Fraction, Per] | None:
    """What one unit of the metric is worth, and how often; None where no dollars follow.

    Args:
        monthly: what is collected in a month since.
    """
    if metric == "net_collection_rate" and since:
        # What is collected is the rate times what is owed.
        return monthly / since, Per.MONTH
    if metric == "days_in_ar":
        return monthly * _MONTHS_A_YEAR / _DAYS_A_YEAR, Per.ONCE
    return None


def _usd(amount: Fraction) -> Usd:
    return Usd.of(Decimal(amount.numerator) / Decimal(amount.denominator))
