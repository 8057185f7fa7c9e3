"""Business time: how many open hours, or business days, pass between two moments.

A day is the day on the wall of the calendar's time zone, and so are its hours: the night on which
clocks change makes no business day longer or shorter. Forty-eight hours are never turned into two
business days; a contract says which of them it means.

Metrics take business time from two tables. ``business_calendar`` has a row a day: ``day``,
``is_business``, ``seconds_before`` (open seconds of all earlier days) and ``days_through``
(business days up to and with this one). ``business_clock`` has one row: ``time_zone``,
``opens_second``, ``closes_second`` and ``cut_off_second`` after midnight, and ``days_at_start``,
which is 1 where the day of receipt counts and otherwise 0. Open time between two moments is then
the difference of two sums, each a row of the calendar and a second held within opening hours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """When work is done.

    Attributes:
        time_zone: on whose wall the hours are read.
        first_day: from here on holidays are known; nothing earlier can be counted.
        last_day: the last such day, included.
        weekdays: 0 for Monday to 6 for Sunday.
        opens: seconds after midnight.
        closes: seconds after midnight, later than ``opens`` and at most 86,400.
        holidays: days that would be business days, and are not.
        cut_off: seconds after midnight; what arrives later arrives at the next opening. None
            where what arrives before closing counts from then.
        counts_day_of_receipt: whether the business day of receipt is day 1, and not day 0.
    """

    name: str
    time_zone: str
    first_day: dt.date
    last_day: dt.date
    weekdays: frozenset[int]
    opens: int
    closes: int
    holidays: frozenset[dt.date] = frozenset()
    cut_off: int | None = None
    counts_day_of_receipt: bool = False

    def is_business(self, day: dt.date) -> bool:
        """Whether work is done on that day."""
        return day.weekday() in self.weekdays and day not in self.holidays

    def covers(self, day: dt.date) -> bool:
        """Whether it is known which days are business days around ``day``."""
        return self.first_day <= day <= self.last_day

    @property
    def last_second(self) -> int:
        """The last second of a day at which what arrives counts on that day."""
        return self.closes if self.cut_off is None else min(self.cut_off, self.closes)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A row of ``business_calendar``."""

    day: dt.date
    is_business: bool
    seconds_before: int
    days_through: int


def calendar_days(calendar: BusinessCalendar) -> Iterator[CalendarDay]:
    """Every day that the calendar knows, with what has been open before it."""
    day, days = calendar.first_day, 0
    while day <= calendar.last_day:
        open_today = calendar.is_business(day)
        seconds = days * (calendar.closes - calendar.opens)
        days += open_today
        yield CalendarDay(day, open_today, seconds, days)
        day += _ONE_DAY


def business_seconds(
    calendar: BusinessCalendar, start: dt.datetime, end: dt.datetime
) -> int | None:
    """Open seconds from ``start`` to ``end``, both with a time zone; fractions are cut off.

    None where the calendar does not know the day of either, and 0 where ``end`` is not later than
    the moment from which ``start`` counts.
    """
    (began, from_second), (ended, to_second) = _on_wall(calendar, start), _on_wall(calendar, end)
    if not (calendar.covers(began) and calendar.covers(ended)):
        return None
    if from_second > calendar.last_second:
        began, from_second = began + _ONE_DAY, 0
    total, day = 0, began
    while day <= ended:
        if calendar.is_business(day):
            opened = max(calendar.opens, from_second if day == began else 0)
            closed = min(calendar.closes, to_second if day == ended else calendar.closes)
            total += max(0, closed - opened)
        day += _ONE_DAY
    return total


def business_days(calendar: BusinessCalendar, start: dt.datetime, end: dt.datetime) -> int | None:
    """Business days from the one of receipt, which is day 0 or 1, through the day of ``end``.

    What arrives after the cut-off, or on no business day, is received on the next business day.
    None and 0 as for `business_seconds`.
    """
    (began, second), (ended, _) = _on_wall(calendar, start), _on_wall(calendar, end)
    if not (calendar.covers(began) and calendar.covers(ended)):
        return None
    if second > calendar.last_second:
        began += _ONE_DAY
    while not calendar.is_business(began) and began <= ended:
        began += _ONE_DAY
    days, day = 0, began
    while day <= ended:
        days += calendar.is_business(day)
        day += _ONE_DAY
    return max(0, days - (not calendar.counts_day_of_receipt))


def _on_wall(calendar: BusinessCalendar, moment: dt.datetime) -> tuple[dt.date, int]:
    """The day, and the whole seconds after midnight, that a clock on the wall shows."""
    local = moment.astimezone(ZoneInfo(calendar.time_zone))
    return local.date(), local.hour * 3600 + local.minute * 60 + local.second
