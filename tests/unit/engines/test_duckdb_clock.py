"""The practice's clock: the same moments as DuckDB reckons one by one, also where nights differ."""

from __future__ import annotations

import datetime as dt

import pytest

from vendor_eval.engines.duckdb import locked_down
from vendor_eval.engines.duckdb_clock import BY_DUCKDB, clock_of

NIGHTS = "range(TIMESTAMP '{0}-01-01', TIMESTAMP '{1}-01-01', INTERVAL 7 MINUTE) AS t(m)"


@pytest.mark.parametrize(
    "zone",
    [
        "America/New_York",
        "America/Phoenix",
        "UTC",
        "Asia/Kathmandu",
        # Half an hour in summer; one minute past midnight; back for a month.
        "Australia/Lord_Howe",
        "America/St_Johns",
        "Africa/Casablanca",
    ],
)
def test_every_moment_is_what_duckdb_reckons(zone: str) -> None:
    first, last = 2009, 2013
    span = (dt.datetime.fromisoformat(f"{first}-01-01"), dt.datetime.fromisoformat(f"{last}-01-01"))
    with locked_down([], zone) as connection:
        clock = clock_of(connection, span)
        other = connection.execute(
            f"SELECT count(*) FROM {NIGHTS.format(first, last)} WHERE "
            f"{clock.utc('m')} IS DISTINCT FROM {BY_DUCKDB.utc('m')} OR "
            f"{clock.local('m')} IS DISTINCT FROM {BY_DUCKDB.local('m')}"
        ).fetchone()

    assert other == (0,)
    assert clock.to_utc
    assert clock.to_local


@pytest.mark.parametrize(
    "span",
    [
        None,
        # Zones had odd seconds; nobody knows the rules of then; too many steps.
        ("1969-12-31", "1990-01-01"),
        ("2020-01-01", "2150-01-01"),
        ("1980-01-01", "2020-01-01"),
    ],
)
def test_what_has_no_few_steps_is_left_to_duckdb(span: tuple[str, str] | None) -> None:
    moments = span and (dt.datetime.fromisoformat(span[0]), dt.datetime.fromisoformat(span[1]))
    with locked_down([], "America/New_York") as connection:
        assert clock_of(connection, moments or None) == BY_DUCKDB
