"""Clocks of termination rules in words: how far along, what would come next, until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from types import MappingProxyType

from vendor_eval.follow_up.termination_clock import Clock, Right, Standing
from vendor_eval.follow_up.termination_progress import Ahead
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Direction, Unit, Usd, shown
from vendor_eval.reports.report import Mark, Tone
from vendor_eval.reports.rule_words import in_words
from vendor_eval.reports.wording import (
    brief_month,
    counted,
    listed,
    metric_name,
    sentence,
    shown_date,
)
from vendor_eval.sla.contract import (
    Consecutive,
    NOfM,
    RollingAverage,
    ShareFailing,
    SumOfCredits,
)

# Months that a cell of a table has room for.
_LISTED = 6
NO_DEADLINE = "The contract names no deadline; ask counsel."
MARKS: MappingProxyType[Standing, Mark] = MappingProxyType(
    {
        Standing.OPEN: Mark("✗", "Right open", Tone.BAD, "A right to terminate can be used now."),
        Standing.NEAR: Mark("▲", "One month away", Tone.WARNING, "Next month can give the right."),
        Standing.COUNTING: Mark("◆", "Counting", Tone.MILD, "Part of what the rule asks for."),
        Standing.USED: Mark("●", "Notice sent", Tone.QUIET, "Somebody used the right."),
        Standing.LET_GO: Mark("○", "Let go", Tone.QUIET, "Somebody decided not to use the right."),
        Standing.LAPSED: Mark("‖", "Lapsed", Tone.QUIET, "Nobody used the right in time."),
        Standing.CLEAR: Mark("✓", "Clear", Tone.GOOD, "Nothing counts towards the rule."),
    }
)


def about(clock: Clock | Right) -> str:
    """What the rule is about: the metric's name, or all metrics."""
    return metric_name(clock.metric) if clock.metric else "All metrics"


def so_far(clock: Clock) -> str:
    """``2 of 3 in a row``, ``$1,200.00 of $1,500.00 within 12 months``."""
    reached = clock.progress.reached
    match clock.rule:
        case Consecutive(months):
            return f"{_of(reached, months)} in a row"
        case NOfM(n, m):
            return f"{_of(reached, n)} within {m} months"
        case SumOfCredits(amount, months):
            return f"{Usd(int(reached or 0)).shown} of {amount.shown} within {months} months"
        case ShareFailing(_, months):
            judged = clock.progress.judged
            part = f" ({shown(int(reached or 0) / judged, Unit.RATIO)})" if judged else ""
            return f"{reached} of {judged} in breach{part} within {months} months"
        case RollingAverage(metric, limit, months):
            if reached is None:
                return f"no month judged within {months} months"
            average = shown(float(reached), CATALOGUE[metric].unit, beside=[limit])
            return f"{average} on average over {months} months"


def _of(reached: Fraction | None, needed: int) -> str:
    """``2 of 3``; where more than enough are there, how many."""
    return f"{reached} of {needed}" if reached is None or reached <= needed else str(reached)


def next_month(clock: Clock) -> str:
    """What the next month would have to bring, in a sentence."""
    ahead = clock.ahead
    if ahead is None:
        return "The contract ends with the last month judged."
    if ahead.month < ahead.whole:
        return f"Cannot be met before {brief_month(ahead.whole)}, when its window is whole."
    if ahead.missing <= 0 and isinstance(clock.rule, Consecutive):
        return f"Stays met in {brief_month(ahead.month)} unless it is judged and no breach."
    if ahead.missing <= 0 and not isinstance(clock.rule, RollingAverage):
        stays = "Stays" if clock.is_met else "Is"
        return f"{stays} met in {brief_month(ahead.month)} whatever is reported."
    if not ahead.possible:
        return _later(clock, ahead)
    return _would_meet(clock, ahead)


def _would_meet(clock: Clock, ahead: Ahead) -> str:
    month = brief_month(ahead.month)
    gives, give = (
        ("keeps it met", "keep it met") if clock.is_met else ("gives the right", "give the right")
    )
    match clock.rule:
        case Consecutive() | NOfM():
            return f"A breach in {month} {gives}."
        case SumOfCredits():
            return f"Credits of {Usd(int(ahead.missing)).shown} or more in {month} {give}."
        case ShareFailing():
            needed = int(ahead.missing)
            breaches = counted(needed, "breach", "breaches")
            what = f"{breaches} of {counted(ahead.of, 'service level')} in {month}"
            return f"{what} {gives if needed == 1 else give}."
        case RollingAverage(metric, limit, _):
            side = "more" if limit.comparison.good_side is Direction.LOWER else "less"
            value = shown(float(ahead.missing), CATALOGUE[metric].unit)
            beyond = f"{side} than {value}" if limit.comparison.inclusive else f"{value} or {side}"
            return f"{sentence(beyond)} in {month} {gives}."


def _later(clock: Clock, ahead: Ahead) -> str:
    """Why the next month cannot bring it, and which could."""
    match clock.rule:
        case SumOfCredits():
            missing = Usd(int(ahead.missing)).shown
            return f"{missing} are missing, more than is at risk in {brief_month(ahead.month)}."
        case RollingAverage():
            return f"No value of {brief_month(ahead.month)} can take the average to its limit."
        case _:
            needed = counted(int(ahead.missing), "more breach is", "more breaches are")
            if ahead.soonest is None:
                return f"{needed} needed; the contract ends before."
            return f"{needed} needed, in {brief_month(ahead.soonest)} at the soonest."


def months_of(clock: Clock | Right) -> str:
    """The months that are counted, each once: ``Feb 2026, Mar 2026``; of many the ends."""
    months = [brief_month(one) for one in dict.fromkeys(month for _, month in clock.made_of)]
    if len(months) <= _LISTED:
        return ", ".join(months)
    return f"{len(months)} months, {months[0]} to {months[-1]}"


def right_sentence(right: Right, today: dt.date) -> str:
    """Why there is a right, since when, until when, and what to do next."""
    why = f"{about(right)}: {in_words(right.rule)}, met in {right.month.shown}"
    since = f"The right arose on {shown_date(right.arose_on)}."
    return f"{why}. {since} {_until(right, today)}"


def _until(right: Right, today: dt.date) -> str:
    if right.notice is not None:
        done = right.notice.use.value
        on = shown_date(right.notice.on)
        if right.days_too_late:
            late = counted(right.days_too_late, "day")
            return f"{done.capitalize()} on {on}, {late} after it had lapsed: ask counsel."
        return f"{done.capitalize()} on {on}, decided by {right.notice.decided_by}."
    if right.lapses_on is None or right.send_by is None:
        return NO_DEADLINE
    lapses, send = shown_date(right.lapses_on), shown_date(right.send_by)
    if right.standing(today) is Standing.LAPSED:
        return f"It lapsed on {lapses}; nobody decided."
    left = (right.send_by - today).days
    if left < 0:
        return f"It lapses on {lapses}; the last safe day, {send}, has passed. Ask counsel today."
    within = "today" if not left else f"in {counted(left, 'day')}"
    return (
        f"It lapses on {lapses}. Decide now: the last safe day to send notice is {send}, {within}."
    )


def headline(vendor: str, clocks: Sequence[Clock], today: dt.date) -> str:
    """Where a vendor stands in one sentence."""
    rights = [right for clock in clocks for right in clock.open_rights(today)]
    near = [clock for clock in clocks if clock.standing(today) is Standing.NEAR]
    if rights:
        dated = [one.send_by for one in rights if one.send_by is not None and one.send_by >= today]
        by = f" The next notice is due by {shown_date(min(dated))}." if dated else ""
        return f"{vendor}: {counted(len(rights), 'right')} to terminate open.{by}"
    if near:
        names = listed(list(dict.fromkeys(about(one) for one in near)))
        return f"{vendor}: next month can give a right to terminate ({names})."
    return f"{vendor}: no right to terminate is open, and none can arise next month."
