"""Business calendars as TOML files, read with every fault at once."""

from __future__ import annotations

import datetime as dt
import re
from importlib import resources

from vendor_eval.claims.clock import BusinessCalendar
from vendor_eval.files.toml_file import read
from vendor_eval.files.toml_table import TomlTable
from vendor_eval.time_zones import zone_named

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EXAMPLE = '["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]'
_RECEIPT = ("day 0", "day 1")
_MOST_YEARS = 50


def read_business_calendar(text: str | bytes, name: str) -> BusinessCalendar:
    """The calendar in a file.

    Args:
        text: the file's content.
        name: the file's name, for faults.

    Raises:
        BadInput: with every fault of the file.
    """
    return read(text, name, _calendar)


def standard_business_calendar() -> str:
    """The text of a calendar to copy: weekdays from 8 to 5, with the federal holidays."""
    shipped = resources.files("vendor_eval") / "templates" / "business-calendar.toml"
    return shipped.read_text("utf-8")


def _calendar(table: TomlTable) -> BusinessCalendar | None:
    name = table.words("name", '"Weekdays from 8 to 5"')
    zone = _zone(table)
    span = _span(table)
    weekdays = _weekdays(table)
    opens, closes = _time(table, "opens", "08:00"), _time(table, "closes", "17:00")
    cut_off = _time(table, "cut_off", "15:00") if table.has("cut_off") else None
    holidays = _holidays(table, span)
    receipt = _receipt(table)
    table.no_other_keys()
    if opens is not None and closes is not None:
        if closes <= opens:
            table.fault("closes", "is not later than opens", "write the later time of a day")
        elif cut_off is not None and not opens <= cut_off <= closes:
            table.fault("cut_off", "lies outside the opening hours", "write a time between them")
    if table.faults or span is None or opens is None or closes is None:
        return None
    return BusinessCalendar(
        name, zone, *span, weekdays, opens, closes, holidays, cut_off, counts_day_of_receipt=receipt
    )


def _zone(table: TomlTable) -> str:
    text = table.words("time_zone", '"America/New_York"')
    zone = zone_named(text) if text else None
    if text and zone is None:
        table.fault("time_zone", f"{text!r} is not a time zone", "write one as America/Chicago")
    return "" if zone is None else zone.key


def _span(table: TomlTable) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of which holidays are known."""
    days = [
        table.date(key) if table.required(key, example) else None
        for key, example in (("from", "2026-01-01"), ("until", "2026-12-31"))
    ]
    first, last = days
    if first is None or last is None:
        return None
    if not first <= last < first + dt.timedelta(days=366 * _MOST_YEARS):
        what = f"does not lie within {_MOST_YEARS} years after from"
        table.fault("until", what, "write the last day whose holidays are listed")
        return None
    return first, last


def _weekdays(table: TomlTable) -> frozenset[int]:
    table.required("business_days", _EXAMPLE)
    names = table.texts("business_days", _EXAMPLE)
    known = {name.lower(): at for at, name in enumerate(_WEEKDAYS)}
    for name in names:
        if name.lower() not in known:
            table.fault("business_days", f"{name!r} is no day of the week", f"write {_EXAMPLE}")
    if table.has("business_days") and not names:
        table.fault("business_days", "names no day", f"write {_EXAMPLE}")
    return frozenset(known[name.lower()] for name in names if name.lower() in known)


def _time(table: TomlTable, key: str, example: str) -> int | None:
    """Seconds after midnight, to the minute; ``24:00`` is the end of the day."""
    text = table.words(key, f'"{example}"')
    if not text:
        return None
    found = re.fullmatch(r"([0-9]{2}):([0-9]{2})", text)
    seconds = int(found[1]) * 3600 + int(found[2]) * 60 if found and int(found[2]) < 60 else -1
    if 0 <= seconds <= 86_400:
        return seconds
    table.fault(key, f"{text!r} is not a time of the day", f'write it as "{example}"')
    return None


def _holidays(table: TomlTable, span: tuple[dt.date, dt.date] | None) -> frozenset[dt.date]:
    """Dates within the span: one outside of it would silently be of no effect."""
    values = table.values["holidays"] if table.has("holidays") else []
    mend = "write holidays = [2026-07-03, 2026-12-25], without quotes"
    if not isinstance(values, list) or not all(type(one) is dt.date for one in values):
        table.fault("holidays", "is not a list of dates", mend)
        return frozenset()
    for day in values:
        if span is not None and not span[0] <= day <= span[1]:
            table.fault("holidays", f"{day} lies outside from and until", "correct one of them")
    return frozenset(values)


def _receipt(table: TomlTable) -> bool:
    """Whether the day of receipt counts; day 0, which does not, where the file is silent."""
    if not table.has("day_of_receipt"):
        return False
    word = table.words("day_of_receipt", '"day 0"')
    if word and word not in _RECEIPT:
        table.fault("day_of_receipt", f"{word!r} is not known", 'write "day 0" or "day 1"')
    return word == _RECEIPT[1]
