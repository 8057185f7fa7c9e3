"""A moment belongs to the month on its zone's wall, and hours are right when clocks change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo, available_timezones

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.claims.clock import BusinessCalendar, business_seconds

# "localtime" is whatever the machine says. Every other name of the world is looked at.
ZONES = sorted(available_timezones() - {"localtime"})
AT_HOME = [
    *("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix"),
    *("America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico"),
]
SECOND = dt.timedelta(seconds=1)
# As the definitions of metrics say which month a moment belongs to.
MONTH = "date_trunc('month', CAST(moment AT TIME ZONE 'UTC' AT TIME ZONE time_zone AS DATE))"


def edges(zones: list[str], years: range) -> Iterator[tuple[str, dt.datetime, dt.date]]:
    """Zone, moment in UTC and first day of its month: the last second of each and the next."""
    for name in zones:
        zone = ZoneInfo(name)
        for first in (dt.date(year, month, 1) for year in years for month in range(1, 13)):
            begins = dt.datetime(first.year, first.month, 1, tzinfo=zone).astimezone(dt.UTC)
            yield name, begins.replace(tzinfo=None), first
            before = (first - dt.timedelta(days=1)).replace(day=1)
            yield name, (begins - SECOND).replace(tzinfo=None), before


# What was decided about clocks lately is known to the one and not yet to the other of the two lists
# of zones that a machine carries: beyond the years that are over, the zones of the practice alone.
@pytest.mark.parametrize(
    ("zones", "years"),
    [(ZONES, range(2020, 2026)), (AT_HOME, range(2020, 2036))],
    ids=["every zone of the world", "the zones of practices, to 2035"],
)
def test_the_edge_of_a_month_is_where_the_zone_has_it(zones: list[str], years: range) -> None:
    told = pd.DataFrame(list(edges(zones, years)), columns=["time_zone", "moment", "month"])
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.register("told", told)
        wrong = connection.execute(f"SELECT * FROM told WHERE {MONTH} <> month").fetchall()

    assert len(told) == len(zones) * len(years) * 24
    assert wrong == []


DAY_AND_NIGHT = BusinessCalendar(
    name="day and night",
    time_zone="UTC",
    first_day=dt.date(2019, 12, 1),
    last_day=dt.date(2036, 1, 31),
    weekdays=frozenset(range(7)),
    opens=0,
    closes=86_400,
)


def nights_of_change(zone: str, year: int) -> list[dt.date]:
    """The days of the year that have not 24 hours on the zone's wall."""
    days = (dt.date(year, 1, 1) + dt.timedelta(days=at) for at in range(365))
    return [one for one in days if length(zone, one) != dt.timedelta(hours=24)]


def length(zone: str, day: dt.date) -> dt.timedelta:
    begins, ends = (
        dt.datetime.combine(one, dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)
        for one in (day, day + dt.timedelta(days=1))
    )
    return ends - begins


@settings(max_examples=100, deadline=None)
@given(
    zone=st.sampled_from([*AT_HOME, "Europe/London", "Australia/Lord_Howe", "Africa/Cairo"]),
    year=st.integers(2020, 2035),
    start=st.integers(-86_400, 86_400),
    lasts=st.integers(0, 3 * 86_400),
)
def test_a_turnaround_over_a_night_of_change_lasts_as_long_as_it_lasted(
    zone: str, year: int, start: int, lasts: int
) -> None:
    for day in nights_of_change(zone, year):
        midnight = dt.datetime.combine(day, dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)
        begins = midnight + start * SECOND
        ends = begins + lasts * SECOND
        on_the_wall = [one.astimezone(ZoneInfo(zone)) for one in (begins, ends)]

        assert business_seconds(DAY_AND_NIGHT, *on_the_wall) == lasts


def test_the_day_of_spring_has_23_hours_and_that_of_autumn_25() -> None:
    spring, autumn = nights_of_change("America/New_York", 2026)

    assert (spring, autumn) == (dt.date(2026, 3, 8), dt.date(2026, 11, 1))
    assert length("America/New_York", spring) == dt.timedelta(hours=23)
    assert length("America/New_York", autumn) == dt.timedelta(hours=25)
    assert nights_of_change("America/Phoenix", 2026) == []
