"""The practice's clock as a few comparisons: by how much it differs from UTC, and from when on.

DuckDB reckons time zones moment by moment, which takes longer than all else that a metric does.
Within a few years a zone changes its offset a few times, so that DuckDB is asked once when it does;
what it says of hours that come twice, or never, holds here too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_YEARS = range(1975, 2100)
_LONGEST = dt.timedelta(days=20 * 366)
_TO_UTC = "epoch(CAST(moment AS TIMESTAMPTZ)) - epoch(moment)"
_TO_LOCAL = "epoch(CAST(timezone('UTC', moment) AS TIMESTAMP)) - epoch(moment)"
Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class Step:
    """From ``since`` on, up to the next step, so many seconds are added."""

    since: dt.datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class Clock:
    """How moments turn into UTC, and UTC into moments of the practice.

    Attributes:
        to_utc: steps by the practice's own time; without any, DuckDB reckons each moment.
        to_local: steps by UTC, likewise.
    """

    to_utc: tuple[Step, ...] = ()
    to_local: tuple[Step, ...] = ()

    def utc(self, local: str) -> str:
        """SQL for a timestamp of the practice in UTC, without an offset."""
        if not self.to_utc:
            return f"timezone('UTC', CAST({local} AS TIMESTAMPTZ))"
        return _added(local, self.to_utc)

    def local(self, utc: str) -> str:
        """SQL for a timestamp in UTC as the practice's clock shows it."""
        if not self.to_local:
            return f"CAST(timezone('UTC', {utc}) AS TIMESTAMP)"
        return _added(utc, self.to_local)


BY_DUCKDB = Clock()
"""The clock that DuckDB reckons for each moment."""


def _added(moment: str, steps: Sequence[Step]) -> str:
    whens = " ".join(
        f"WHEN {moment} < TIMESTAMP '{later}' THEN INTERVAL '{earlier.seconds}' SECOND"
        for earlier, later in zip(steps, (step.since for step in steps[1:]), strict=False)
    )
    last = f"INTERVAL '{steps[-1].seconds}' SECOND"
    return f"{moment} + {f'CASE {whens} ELSE {last} END' if whens else last}"


def clock_of(connection: duckdb.DuckDBPyConnection, span: Span | None) -> Clock:
    """The clock for moments within ``span``, both ends included and in any zone.

    Beyond some decades, or long ago, when zones had odd seconds, DuckDB reckons each moment.
    """
    if span is None or not {span[0].year, span[1].year} <= set(_YEARS):
        return BY_DUCKDB
    if span[1] - span[0] > _LONGEST:
        return BY_DUCKDB
    day = dt.timedelta(days=1)
    wide = (span[0].replace(hour=0, minute=0, second=0, microsecond=0) - day, span[1] + day)
    return Clock(_steps(connection, wide, _TO_UTC), _steps(connection, wide, _TO_LOCAL))


def _steps(connection: duckdb.DuckDBPyConnection, span: Span, shift: str) -> tuple[Step, ...]:
    """Looked for hour by hour, and then by the minute."""
    steps: list[Step] = []
    for hour, seconds in _changes(connection, span, "1 HOUR", shift):
        if not steps:
            steps.append(Step(hour, seconds))
            continue
        around = (hour - dt.timedelta(hours=1), hour + dt.timedelta(minutes=1))
        _, *found = _changes(connection, around, "1 MINUTE", shift)
        steps += [Step(since, by) for since, by in found]
    return tuple(steps)


def _changes(
    connection: duckdb.DuckDBPyConnection, span: Span, every: str, shift: str
) -> list[tuple[dt.datetime, int]]:
    """The first moment, and each at which the shift is another than before."""
    return connection.execute(
        f"SELECT moment, CAST(shift AS INTEGER) FROM (SELECT moment, {shift} AS shift "
        f"FROM range(TIMESTAMP '{span[0]}', TIMESTAMP '{span[1]}', INTERVAL {every}) AS t(moment)) "
        "QUALIFY shift IS DISTINCT FROM lag(shift) OVER (ORDER BY moment) ORDER BY moment"
    ).fetchall()
