"""Days by which something is due, in days and in business days.

A business day is a day from Monday to Friday that is no federal holiday of the United States
(5 U.S.C. 6103); a holiday on a Saturday is kept on the Friday before, one on a Sunday on the
Monday after.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from vendor_eval.quantities import Quantity, Unit

_ONE_DAY = dt.timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_MONDAY, _THURSDAY = 0, 3
# Juneteenth is a holiday since Public Law 117-17 of June 17, 2021.
_JUNETEENTH_SINCE = 2021


def after(day: dt.date, span: Quantity) -> dt.date:
    """The day so many days after ``day``, which itself is not counted.

    Raises:
        ValueError: ``span`` is in neither days nor business days.
    """
    return _moved(day, span, _ONE_DAY)


def before(day: dt.date, span: Quantity) -> dt.date:
    """The day so many days before ``day``, which itself is not counted.

    Raises:
        ValueError: ``span`` is in neither days nor business days.
    """
    return _moved(day, span, -_ONE_DAY)


def is_business_day(day: dt.date) -> bool:
    """Whether offices are open on ``day``."""
    # New Year's Day on a Saturday is kept on the last day of the year before.
    return day.weekday() < _SATURDAY and day not in _holidays(day.year) | _holidays(day.year + 1)


def last_business_day(day: dt.date) -> dt.date:
    """``day`` itself, or the last business day before it."""
    while not is_business_day(day):
        day -= _ONE_DAY
    return day


def _moved(day: dt.date, span: Quantity, step: dt.timedelta) -> dt.date:
    left = int(span.value)
    if span.unit is Unit.DAYS:
        return day + left * step
    if span.unit is not Unit.BUSINESS_DAYS:
        raise ValueError(f"{span.unit.value} is neither days nor business days")
    while left:
        day += step
        left -= is_business_day(day)
    return day


@cache
def _holidays(year: int) -> frozenset[dt.date]:
    """The days on which the federal holidays of a year are kept."""
    fixed = [(1, 1), (7, 4), (11, 11), (12, 25)]
    if year >= _JUNETEENTH_SINCE:
        fixed.append((6, 19))
    moving = [
        _nth(year, 1, _MONDAY, 3),
        _nth(year, 2, _MONDAY, 3),
        _nth(year, 6, _MONDAY, 1) - 7 * _ONE_DAY,
        _nth(year, 9, _MONDAY, 1),
        _nth(year, 10, _MONDAY, 2),
        _nth(year, 11, _THURSDAY, 4),
    ]
    return frozenset([*(_kept(dt.date(year, *one)) for one in fixed), *moving])


def _nth(year: int, month: int, weekday: int, number: int) -> dt.date:
    """The first, second, ... such weekday of a month."""
    first = dt.date(year, month, 1)
    ahead = (weekday - first.weekday()) % 7
    return first + (ahead + 7 * (number - 1)) * _ONE_DAY


def _kept(day: dt.date) -> dt.date:
    """Memorial Day and the like have their weekday; a fixed day that is free anyway moves."""
    if day.weekday() == _SATURDAY:
        return day - _ONE_DAY
    return day + _ONE_DAY if day.weekday() == _SUNDAY else day
