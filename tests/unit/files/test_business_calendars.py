"""Business calendars as files: what they say, and every fault at once."""

from __future__ import annotations

import datetime as dt

import pytest

from vendor_eval.claims.clock import BusinessCalendar
from vendor_eval.errors import BadInput
from vendor_eval.files.business_calendars import (
    read_business_calendar,
    standard_business_calendar,
)

MONDAY, THURSDAY = 0, 3


def observed(day: dt.date) -> dt.date:
    """A holiday on a Saturday is kept the day before, on a Sunday the day after."""
    return day + dt.timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def nth(year: int, month: int, weekday: int, place: int) -> dt.date:
    """The nth weekday of a month; the last one for -1."""
    days = [dt.date(year, month, 1) + dt.timedelta(days=at) for at in range(31)]
    return [one for one in days if one.month == month and one.weekday() == weekday][place]


def federal(year: int) -> set[dt.date]:
    """The holidays of 5 U.S.C. 6103."""
    fixed = {(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)}
    return {observed(dt.date(year, *day)) for day in fixed} | {
        nth(year, 1, MONDAY, 2),
        nth(year, 2, MONDAY, 2),
        nth(year, 5, MONDAY, -1),
        nth(year, 9, MONDAY, 0),
        nth(year, 10, MONDAY, 1),
        nth(year, 11, THURSDAY, 3),
    }


def changed(old: str, new: str) -> str:
    text = standard_business_calendar()
    assert old in text
    return text.replace(old, new)


def test_the_shipped_calendar_has_the_federal_holidays() -> None:
    found = read_business_calendar(standard_business_calendar(), "calendar.toml")

    every = {day for year in range(2025, 2029) for day in federal(year)}
    # New Year's Day of 2028 is a Saturday, and kept on the last day of 2027.
    assert found.holidays == {day for day in every if day.year < 2028}
    assert (found.opens, found.closes, found.cut_off) == (8 * 3600, 17 * 3600, None)
    assert found.weekdays == frozenset(range(5))
    assert not found.counts_day_of_receipt


def test_what_a_file_can_say() -> None:
    text = """
    name = "Nights"
    time_zone = "Asia/Kolkata"
    from = 2026-01-01
    until = 2026-12-31
    business_days = ["saturday", "Sunday"]
    opens = "18:30"
    closes = "24:00"
    cut_off = "22:00"
    day_of_receipt = "day 1"
    """

    assert read_business_calendar(text, "nights.toml") == BusinessCalendar(
        "Nights",
        "Asia/Kolkata",
        dt.date(2026, 1, 1),
        dt.date(2026, 12, 31),
        frozenset({5, 6}),
        18 * 3600 + 1800,
        86_400,
        frozenset(),
        22 * 3600,
        counts_day_of_receipt=True,
    )


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('"America/New_York"', '"New York"', "time_zone"),
        ('"Monday", ', '"Moonday", ', "business_days"),
        ('opens = "08:00"', 'opens = "18:00"', "closes"),
        ('opens = "08:00"', 'opens = "8 am"', "opens"),
        ('opens = "08:00"', "opens = 8", "opens"),
        ('opens = "08:00"', "", "opens"),
        ('closes = "17:00"', 'closes = "24:01"', "closes"),
        ('closes = "17:00"', 'closes = "16:60"', "closes"),
        ('# cut_off = "15:00"', 'cut_off = "18:00"', "cut_off"),
        ("until = 2027-12-31", "until = 2026-12-31", "holidays"),
        ("until = 2027-12-31", "until = 2024-12-31", "until"),
        ("  2025-01-01,", '  "2025-01-01",', "holidays"),
        ('"day 0"             #', '"none" #', "day_of_receipt"),
        ("closes =", "shuts =", "shuts"),
    ],
)
def test_a_fault_names_its_place(old: str, new: str, place: str) -> None:
    with pytest.raises(BadInput) as raised:
        read_business_calendar(changed(old, new), "calendar.toml")

    assert any(fault.where == f"calendar.toml: {place}" for fault in raised.value.faults)


def test_all_faults_are_found_at_once() -> None:
    with pytest.raises(BadInput) as raised:
        read_business_calendar("name = 3\nopens = 'x'", "calendar.toml")

    places = {fault.where.removeprefix("calendar.toml: ") for fault in raised.value.faults}
    assert places == {"name", "time_zone", "from", "until", "business_days", "opens", "closes"}
