"""Which month a cell names, as vendors write months, and when that cannot be known."""

from __future__ import annotations

import datetime as dt
import re

from vendor_eval.quantities import Month

_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMBER_OF = {name: number for number, name in enumerate(_NAMES, 1)}
_NUMBER_OF |= {name[:3]: number for name, number in _NUMBER_OF.items()} | {"sept": 9}

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_CLOCK_TIME = re.compile(r"[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?Z?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.](?:([0-9]{1,2})[-/.])?([0-9]{4})")
_TWO_DIGIT_YEAR = re.compile(r"[0-9]{1,2}[-/.](?:[0-9]{1,2}[-/.])?[0-9]{2}")
_NAME_FIRST = re.compile(
    r"([a-z]{3,9})\.?[ -]?(?:([0-9]{1,2})(?:st|nd|rd|th)?,? )?,?[ -]?'?([0-9]{4})"
)
_NAME_SECOND = re.compile(r"([0-9]{1,2})[ -]([a-z]{3,9})\.?,?[ -]([0-9]{4})")
_NAME_LAST = re.compile(r"([0-9]{4})[ -]([a-z]{3,9})\.?")
_NAME_SHORT_YEAR = re.compile(r"(?:[0-9]{1,2}[ -])?([a-z]{3,9})\.?[ -]?('?)([0-9]{2})")


class AmbiguousMonth(ValueError):
    """The cell names one month to one reader and another month to the next."""


def month_of(text: str) -> Month:
    """The month that ``text`` names: ``2026-03``, ``2026-03-31``, ``Mar 2026``, ``03/31/2026``.

    Raises:
        AmbiguousMonth: ``03/04/2026`` is in March or in April, ``01/26`` and ``Jan-26`` have a
            year or a day.
        ValueError: no month, or none that exists.
    """
    written = " ".join(text.lower().split())
    if timed := _CLOCK_TIME.search(written.upper()):
        written = written[: timed.start()] if timed.end() == len(written) else written
    if found := _YEAR_FIRST.fullmatch(written):
        return _dated(int(found[1]), int(found[3]), int(found[4] or 1))
    if found := _YEAR_LAST.fullmatch(written):
        return _slashed(int(found[1]), found[2], int(found[3]))
    if _TWO_DIGIT_YEAR.fullmatch(written):
        raise AmbiguousMonth("a year of two digits can be a day")
    return _in_words(written)


def _dated(year: int, month: int, day: int) -> Month:
    """The month of a full date, which has to exist."""
    return Month.of(dt.date(year, month, day))


def _slashed(first: int, second: str | None, year: int) -> Month:
    """The month of ``first/second/year``, where day and month stand in either order."""
    if second is None:
        return Month(year, first)
    other = int(second)
    if first != other and first <= 12 and other <= 12:
        raise AmbiguousMonth("day and month can be either way round")
    return _dated(year, min(first, other), max(first, other))


def _in_words(written: str) -> Month:
    """The month of a text that has its name in it."""
    if (found := _NAME_FIRST.fullmatch(written)) and found[1] in _NUMBER_OF:
        return _dated(int(found[3]), _NUMBER_OF[found[1]], int(found[2] or 1))
    if (found := _NAME_SECOND.fullmatch(written)) and found[2] in _NUMBER_OF:
        return _dated(int(found[3]), _NUMBER_OF[found[2]], int(found[1]))
    if (found := _NAME_LAST.fullmatch(written)) and found[2] in _NUMBER_OF:
        return Month(int(found[1]), _NUMBER_OF[found[2]])
    if (found := _NAME_SHORT_YEAR.fullmatch(written)) and found[1] in _NUMBER_OF:
        if found[2]:
            return Month(2000 + int(found[3]), _NUMBER_OF[found[1]])
        raise AmbiguousMonth("a year of two digits can be a day")
    raise ValueError("not a month")
