"""The business calendar as tables of DuckDB."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendor_eval.claims.clock import BusinessCalendar, calendar_days
from vendor_eval.engines.duckdb_cells import literal

if TYPE_CHECKING:
    import duckdb

_DAYS = "day DATE, is_business BOOLEAN, seconds_before BIGINT, days_through INTEGER"
_CLOCK = (
    "time_zone VARCHAR, opens_second INTEGER, closes_second INTEGER, cut_off_second INTEGER, "
    "days_at_start INTEGER"
)


def keep_time(connection: duckdb.DuckDBPyConnection, calendar: BusinessCalendar) -> None:
    """Let ``business_calendar`` and ``business_clock`` be those of ``calendar``."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE business_calendar ({_DAYS})")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE business_clock ({_CLOCK})")
    # One statement for all days, as each of a thousand statements would take a transaction.
    days = ", ".join(
        f"(DATE '{one.day}', {one.is_business}, {one.seconds_before}, {one.days_through})"
        for one in calendar_days(calendar)
    )
    connection.execute(f"INSERT INTO business_calendar VALUES {days}")
    connection.execute(
        f"INSERT INTO business_clock VALUES ({literal(calendar.time_zone)}, {calendar.opens}, "
        f"{calendar.closes}, {calendar.last_second}, {int(calendar.counts_day_of_receipt)})"
    )
