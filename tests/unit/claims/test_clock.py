"""Business hours and business days between two moments, worked out by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from vendor_eval.claims.clock import (
    BusinessCalendar,
    business_days,
    business_seconds,
    calendar_days,
)

NEW_YORK = ZoneInfo("America/New_York")
WEEKDAYS = BusinessCalendar(
    name="weekdays from 8 to 5",
    time_zone="America/New_York",
    first_day=dt.date(2025, 1, 1),
    last_day=dt.date(2025, 12, 31),
    weekdays=frozenset(range(5)),
    opens=8 * 3600,
    closes=17 * 3600,
    holidays=frozenset({dt.date(2025, 7, 4)}),
)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


def hours(start: str, end: str, calendar: BusinessCalendar = WEEKDAYS) -> float | None:
    seconds = business_seconds(calendar, at(start), at(end))
    return None if seconds is None else seconds / 3600


def days(start: str, end: str, calendar: BusinessCalendar = WEEKDAYS) -> int | None:
    return business_days(calendar, at(start), at(end))


def test_the_same_work_by_three_clocks() -> None:
    # Thursday 16:00 to Monday 10:30 over a holiday: 1 h on Thursday and 2.5 h on Monday.
    start, end = "2025-07-03T16:00", "2025-07-07T10:30"

    assert (at(end) - at(start)).total_seconds() / 3600 == 90.5
    assert hours(start, end) == 3.5
    assert days(start, end) == 1


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2025-07-07T09:00", "2025-07-07T11:15", 2.25),
        ("2025-07-07T06:00", "2025-07-07T22:00", 9),
        ("2025-07-05T10:00", "2025-07-06T10:00", 0),
        ("2025-07-04T10:00", "2025-07-07T08:00", 0),
        ("2025-07-07T17:00", "2025-07-08T08:00", 0),
        ("2025-07-07T10:00", "2025-07-07T09:00", 0),
        ("2024-12-31T10:00", "2025-01-02T10:00", None),
        ("2025-12-31T10:00", "2026-01-01T10:00", None),
    ],
)
def test_open_hours(start: str, end: str, expected: float | None) -> None:
    assert hours(start, end) == expected


@pytest.mark.parametrize(
    ("start", "end", "day_0", "day_1"),
    [
        ("2025-07-07T09:00", "2025-07-07T16:00", 0, 1),
        ("2025-07-07T09:00", "2025-07-08T23:59", 1, 2),
        # Friday to Monday, and Saturday to Monday: on a Saturday nothing is received.
        ("2025-07-11T09:00", "2025-07-14T09:00", 1, 2),
        ("2025-07-12T09:00", "2025-07-14T09:00", 0, 1),
        # Received after closing, and so on the next business day.
        ("2025-07-07T18:00", "2025-07-08T09:00", 0, 1),
        ("2025-07-12T09:00", "2025-07-13T09:00", 0, 0),
        ("2024-12-31T10:00", "2025-01-02T10:00", None, None),
    ],
)
def test_business_days(start: str, end: str, day_0: int | None, day_1: int | None) -> None:
    counted = replace(WEEKDAYS, counts_day_of_receipt=True)

    assert (days(start, end), days(start, end, counted)) == (day_0, day_1)


@pytest.mark.parametrize(
    ("start", "open_hours", "business"),
    [
        # At the cut-off still counts: 2 h on Monday, 2 h on Tuesday.
        ("2025-07-07T15:00", 4, 1),
        ("2025-07-07T15:01", 2, 0),
        ("2025-07-05T16:00", 11, 1),
    ],
)
def test_what_arrives_after_the_cut_off_arrives_at_the_next_opening(
    start: str, open_hours: float, business: int
) -> None:
    early = replace(WEEKDAYS, cut_off=15 * 3600)

    assert hours(start, "2025-07-08T10:00", early) == open_hours
    assert days(start, "2025-07-08T10:00", early) == business


@pytest.mark.parametrize(
    ("start", "end", "passed"),
    [
        # Clocks go forward on 9 March and back on 2 November: 23 and 25 hours pass.
        ("2025-03-08T12:00", "2025-03-09T12:00", 23),
        ("2025-11-01T12:00", "2025-11-02T12:00", 25),
    ],
)
def test_a_night_on_which_clocks_change_makes_no_business_day_longer(
    start: str, end: str, passed: float
) -> None:
    always = replace(WEEKDAYS, weekdays=frozenset(range(7)), opens=0, closes=86_400)
    elapsed = at(end).astimezone(dt.UTC) - at(start).astimezone(dt.UTC)

    assert elapsed.total_seconds() / 3600 == passed
    assert hours(start, end, always) == 24
    # Noon to noon between 8 and 5: 5 h of the first day and 4 h of the second.
    assert hours(start, end, replace(always, opens=8 * 3600, closes=17 * 3600)) == 9


def test_the_day_is_that_of_the_calendars_time_zone() -> None:
    # 02:00 UTC on Tuesday is Monday evening in New York, and Tuesday morning in Kolkata.
    start = dt.datetime(2025, 7, 8, 2, tzinfo=dt.UTC)
    end = dt.datetime(2025, 7, 8, 6, tzinfo=dt.UTC)

    assert business_seconds(WEEKDAYS, start, end) == 0
    # 07:30 to 11:30
    assert business_seconds(replace(WEEKDAYS, time_zone="Asia/Kolkata"), start, end) == 3.5 * 3600


def test_a_calendar_as_rows() -> None:
    days = {one.day: one for one in calendar_days(WEEKDAYS)}

    thursday, holiday, monday = (days[dt.date(2025, 7, day)] for day in (3, 4, 7))
    assert len(days) == 365
    assert [one.is_business for one in (thursday, holiday, monday)] == [True, False, True]
    # Nine hours on Thursday, none until Monday, the next business day after it.
    assert holiday.seconds_before - thursday.seconds_before == 9 * 3600
    assert monday.seconds_before == holiday.seconds_before
    assert monday.days_through == thursday.days_through + 1
