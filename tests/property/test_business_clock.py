"""Business time: the text that every engine runs gives what the plain reckoning gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.claims.clock import BusinessCalendar, business_days, business_seconds
from vendor_eval.engines.duckdb_calendar import keep_time
from vendor_eval.engines.duckdb_steps import worked_out

FIRST, LAST = dt.date(2025, 2, 20), dt.date(2025, 11, 20)
HOURS = "coding_turnaround.business_hours"
DAYS = "resubmission_turnaround.business_days"


def between(first: str, last: str) -> st.SearchStrategy[dt.datetime]:
    """Moments in UTC, to the second and a little later."""
    days = [dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC) for day in (first, last)]
    seconds = st.integers(*(int(day.timestamp()) for day in days))
    return seconds.map(lambda second: dt.datetime.fromtimestamp(second + 0.25, dt.UTC))


calendars = st.builds(
    BusinessCalendar,
    name=st.just("drawn"),
    time_zone=st.sampled_from(["America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]),
    first_day=st.just(FIRST),
    last_day=st.just(LAST),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    opens=st.integers(0, 43_200),
    closes=st.integers(43_201, 86_400),
    holidays=st.frozensets(st.dates(FIRST, LAST), max_size=20),
    cut_off=st.none() | st.integers(43_201, 86_400),
    counts_day_of_receipt=st.booleans(),
)
# Days around the nights on which clocks change, and days that the calendar does not know.
moments = st.one_of(
    between("2025-02-18", "2025-11-22"),
    between("2025-03-08", "2025-03-11"),
    between("2025-11-01", "2025-11-04"),
)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute("SET TimeZone = 'UTC'")
        opened.execute(
            "CREATE TABLE terms AS SELECT 'America/New_York' AS time_zone;"
            "CREATE TABLE claim_events (vendor VARCHAR, claim_root_key VARCHAR, "
            "attempt_no INTEGER, frequency_code VARCHAR, payer_sequence VARCHAR, "
            "doc_complete_ts TIMESTAMP, "
            "coded_ts TIMESTAMP, coded_on DATE, submitted_ts TIMESTAMP, ch_ack_status VARCHAR, "
            "ch_ack_ts TIMESTAMP, payer_ack_status VARCHAR, payer_ack_ts TIMESTAMP, "
            "first_remit_date DATE, first_outcome VARCHAR, "
            "submitted_on DATE GENERATED ALWAYS AS (CAST(submitted_ts AS DATE)))"
        )
        yield opened


def sql(id: str) -> str:
    from importlib import resources

    folder = resources.files("vendor_eval.claims.definitions")
    return folder.joinpath(f"{id}.sql").read_text("utf-8")


def value(connection: duckdb.DuckDBPyConnection, id: str) -> tuple[object, ...]:
    """Value, denominator and pending of the only month."""
    (row,) = worked_out(connection, sql(id))
    return row["value"], row["denominator"], row["pending"]


@settings(max_examples=150, deadline=None)
@given(calendar=calendars, start=moments, end=moments)
def test_the_text_gives_what_walking_the_days_gives(
    connection: duckdb.DuckDBPyConnection,
    calendar: BusinessCalendar,
    start: dt.datetime,
    end: dt.datetime,
) -> None:
    keep_time(connection, calendar)
    connection.execute("DELETE FROM claim_events")
    # One claim: coded from start to end, and rejected at start and sent again at end.
    connection.execute(
        "INSERT INTO claim_events VALUES "
        "('v', 'r', 1, '1', 'P', $1, $2, $2, $1, 'rejected', $1, NULL, NULL, NULL, NULL), "
        "('v', 'r', 2, '7', 'P', NULL, NULL, NULL, $2, NULL, NULL, NULL, NULL, NULL, NULL)",
        [start.replace(tzinfo=None), end.replace(tzinfo=None)],
    )

    seconds = business_seconds(calendar, start, end)
    days = business_days(calendar, start, end)

    expected = (None, 0, 1) if seconds is None else (pytest.approx(seconds / 3600), 1, 0)
    assert value(connection, HOURS) == expected
    if end < start:
        # What went out before the refusal was known does not answer it.
        assert worked_out(connection, sql(DAYS)) == []
    else:
        assert value(connection, DAYS) == ((None, 0, 1) if days is None else (days, 1, 0))


@settings(deadline=None)
@given(calendar=calendars, three=st.lists(moments, min_size=3, max_size=3))
def test_time_without_a_cut_off_adds_up_and_never_runs_backwards(
    calendar: BusinessCalendar, three: list[dt.datetime]
) -> None:
    zone = ZoneInfo(calendar.time_zone)
    plain = BusinessCalendar(
        calendar.name,
        calendar.time_zone,
        FIRST,
        LAST,
        calendar.weekdays,
        calendar.opens,
        calendar.closes,
        calendar.holidays,
    )
    # On the wall the repeated hour of autumn runs backwards, so the order is that of the wall.
    first, second, third = sorted(
        three,
        key=lambda one: one.astimezone(zone).replace(tzinfo=None),
    )
    before = business_seconds(plain, first, second)
    after = business_seconds(plain, second, third)
    whole = business_seconds(plain, first, third)

    if before is not None and after is not None:
        assert before + after == whole
