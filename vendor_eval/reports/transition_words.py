"""What became of a metric since a vendor went live, and what leaving would need, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from vendor_eval.follow_up.course import Course
from vendor_eval.follow_up.exit_readiness import Check
from vendor_eval.follow_up.since_go_live import (
    MONTHS,
    Change,
    Per,
    baseline,
    totals,
)
from vendor_eval.follow_up.transition import Transition
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Unit, Usd, first_whole_month, shown
from vendor_eval.reports.report import Mark, Tone
from vendor_eval.reports.wording import counted, metric_name, shown_date

BETTER = Mark("↗", "Better", Tone.GOOD, "Better since than before.")
WORSE = Mark("↘", "Worse", Tone.BAD, "Worse since than before.")
SAME = Mark("→", "The same", Tone.QUIET, "No other since than before.")
VOLUME = Mark("○", "Volume", Tone.QUIET, "Follows the practice's own work; nobody is judged by it.")
TOO_FEW = Mark("?", "Too few months", Tone.MISSING, "A side has no month, and nothing can be told.")
THERE = Mark("✓", "There", Tone.GOOD, "It is there on the day of leaving.")
MISSING = Mark("✗", "Missing", Tone.BAD, "It would be missing on the day of leaving.")

CAVEAT = (
    "By the values that were reported, for the whole practice. Whatever else changed at the same "
    "time, such as payers or fees, is in them too."
)

_OF: Mapping[Per, str] = MappingProxyType(
    {
        Per.MONTH: "that payers and patients owe in a month",
        Per.ONCE: "collected in a day",
    }
)


def mark(course: Course) -> Mark:
    """Better, worse, the same, a volume; or that it cannot be told."""
    change = course.change
    if change is None:
        return TOO_FEW
    if CATALOGUE[course.metric].unit in (Unit.COUNT, Unit.USD):
        return VOLUME
    return {True: BETTER, False: WORSE, None: SAME}[change.is_better]


def values(change: Change) -> tuple[str, str, str]:
    """Before, since, and the change with its sign; a share changes by points."""
    unit = CATALOGUE[change.metric].unit
    before, since = (shown(float(one), unit) for one in (change.before, change.since))
    size = shown(abs(float(change.points)), unit)
    if unit is Unit.RATIO:
        size = size.replace(" %", " points")
    sign = "" if not change.points else "+" if change.points > 0 else "−"
    return before, since, f"{sign}{size}"


def months(course: Course) -> str:
    """How many months each side rests on, and whether those are few."""
    before, since = (counted(one, "month") for one in course.months)
    text = f"{before[:1].upper()}{before[1:]} before, {since} since."
    if course.change is None:
        return f"{text} Without a month on each side nothing can be told."
    return f"{text} Too few to rely on: {MONTHS} a side are usual." if course.is_thin else text


def worth(change: Change) -> str:
    """How the dollars of a change came; empty where it has none."""
    if change.dollars is None or change.per is None or change.base is None:
        return ""
    gain = "Brings" if change.dollars >= Usd(0) else "Costs"
    often = change.per if change.per is Per.MONTH else f"{change.per}, and not again"
    return (
        f"{gain} {_dollars(Usd(abs(change.dollars.cents)))} {often}: "
        f"{values(change)[2].lstrip('+−')} of {_dollars(change.base)} {_OF[change.per]}."
    )


def together(found: Iterable[Course]) -> str:
    """What all changes are worth, a month and once, and of which metrics; or why nothing is."""
    courses = tuple(found)
    changed = [one.change for one in courses if one.change is not None]
    sums = totals(changed)
    if not sums:
        return (
            "No dollars can be told: they follow from net collection rate and days in A/R, with "
            "months on both sides, and from what is collected in a month since."
        )
    parts = [
        f"{_signed(sums[per])} {per} ({metric_name(one.metric)})"
        for per in Per
        for one in changed
        if one.per is per
    ]
    thin = any(one.is_thin and one.change is not None and one.change.per for one in courses)
    few = " That rests on few months." if thin else ""
    return f"Together {' and '.join(parts)}.{few}"


def periods(transition: Transition, vendor: str) -> str:
    """Which months are held against which, and which count for neither side."""
    first, last = baseline(transition)
    whose = transition.baseline_of or f"{vendor} itself"
    since = first_whole_month(transition.goes_live)
    return (
        f"Before: {first.shown} to {last.shown}, of {whose}. Since: {since.shown} and later. "
        f"The transition began on {shown_date(transition.starts)}, and {vendor} went live on "
        f"{shown_date(transition.goes_live)}; its months count for neither side."
    )


def readiness(found: Iterable[Check]) -> str:
    """How many of the things that leaving needs are there."""
    checks = tuple(found)
    there = sum(one.is_there for one in checks)
    return f"{there} of {len(checks)} things that leaving needs are there."


def check(one: Check) -> str:
    """What is looked for and what was found; where it is missing, what mends it."""
    said = f"{one.what}: {one.found}."
    return said if one.is_there else f"{said} {one.mend}"


def _signed(amount: Usd) -> str:
    return f"{'+' if amount > Usd(0) else ''}{_dollars(amount)}"


def _dollars(amount: Usd) -> str:
    """Without cents, which no estimate has."""
    whole = amount.dollars.quantize(Decimal(1))
    return f"{'−' if whole < 0 else ''}${abs(whole):,}"
