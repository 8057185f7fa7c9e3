"""Whether another engine gives the same answers as the embedded one."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.claim_rows import ANYBODY
from vendor_eval.claims.clock import BusinessCalendar
from vendor_eval.claims.kpis import Kpi, Recomputed
from vendor_eval.claims.terms import Agreed
from vendor_eval.engines.duckdb import locked_down, rows_of
from vendor_eval.engines.elsewhere import Server
from vendor_eval.engines.handover import Handover
from vendor_eval.engines.rendering import rendered, tables_in
from vendor_eval.metrics import CATALOGUE
from vendor_eval.workflows.claims import Asked, recomputed

_PRECISE = 1e-9
# From before the first event, with a holiday and a cut-off among the claims.
CALENDAR = BusinessCalendar(
    name="practice",
    time_zone="America/New_York",
    first_day=dt.date(2024, 9, 1),
    last_day=dt.date(2026, 6, 30),
    weekdays=frozenset(range(5)),
    opens=8 * 3600,
    closes=17 * 3600 + 1800,
    holidays=frozenset({dt.date(2025, 2, 17)}),
    cut_off=16 * 3600,
)
_PROBES = """
SELECT
    id,
    date_diff('second', a, b) AS seconds,
    date_diff('minute', a, b) AS minutes,
    date_diff('hour', a, b) AS hours,
    date_diff('day', a, b) AS days,
    date_diff('day', d, b) AS days_from_a_date,
    date_diff('month', a, b) AS months,
    date_trunc('month', d) AS month,
    date_trunc('quarter', d) AS quarter,
    date_trunc('year', b) AS year,
    CAST(a AS DATE) AS day,
    CAST(CAST(a AT TIME ZONE 'UTC' AT TIME ZONE time_zone AS DATE) AS TIMESTAMP) AS local_day,
    CAST(d AS TIMESTAMP) AT TIME ZONE time_zone AT TIME ZONE 'UTC' AS midnight,
    a + n * INTERVAL 1 HOUR AS hours_later,
    d + INTERVAL 1 MONTH AS month_later,
    d - INTERVAL 14 DAY < a AS is_before,
    n / 7 AS quotient,
    x / 3.0 AS exact_quotient,
    round(CAST(x / n AS DECIMAL(18, 6)), 2) AS cents,
    round(CAST(y AS DECIMAL(18, 6)), 2) AS rounded,
    greatest(x, 0) AS most,
    least(x, n) AS fewest,
    abs(x) AS size,
    upper(t) = 'A' AS is_a,
    coalesce(t, 'none') AS word,
    nullif(t, 'a') AS not_a,
    coalesce(t < 'b', FALSE) AS comes_first,
    row_number() OVER (ORDER BY t, x, id) AS place
FROM probes CROSS JOIN terms
"""
_TOTALS = """
SELECT
    n > 7 AS is_many,
    count(*) AS rows,
    count(t) AS words,
    count(*) FILTER (WHERE x > 0) AS above,
    sum(x) AS total,
    sum(CASE WHEN t IS NULL THEN NULL ELSE n END) AS of_words,
    min(t) AS first_word,
    max(b) AS last_moment,
    quantile_cont(y, 0.9) AS ninth,
    avg(x / n) AS mean,
    median(CAST(x AS DOUBLE)) AS middle
FROM probes
GROUP BY n > 7
"""
# What of a half cent, a month's last day, fractions of seconds, nights on which clocks move, years
# far off, empty cells, letters of either case?
_ROWS = """
SELECT * FROM (VALUES
    (1, TIMESTAMP '2025-03-09 06:59:59.9', TIMESTAMP '2025-03-09 07:00:00.1', DATE '2025-03-09',
        90, 0.45, 1.005, 'a'),
    (2, TIMESTAMP '2025-11-02 05:59:59', TIMESTAMP '2025-11-02 07:00:00', DATE '2025-11-02',
        90, 1.35, 2.675, 'B'),
    (3, TIMESTAMP '2024-01-31 23:00:00', TIMESTAMP '2023-12-31 22:30:00', DATE '2024-01-31',
        3, -2.00, -0.125, 'b'),
    (4, TIMESTAMP '1951-05-05 00:00:00', TIMESTAMP '2186-07-01 00:00:00', DATE '1951-05-05',
        7, 12345678901.23, 1e7, 'ä'),
    (5, NULL, TIMESTAMP '2025-01-01 00:00:00', NULL, 7, NULL, 0.5, NULL),
    (6, TIMESTAMP '2024-11-03 04:30:00', NULL, DATE '2024-11-03', 92, 0.46, NULL, 'A'),
    (7, TIMESTAMP '2024-03-10 05:30:00', TIMESTAMP '2024-03-10 04:30:00.000001',
        DATE '2024-03-10', 7, 0.00, -1.115, '')
) AS rows(id, a, b, d, n, x, y, t)
"""


def recomputed_on(
    engine: str,
    claims: Path,
    address: str | None = None,
    *,
    metrics: Sequence[str] = tuple(CATALOGUE),
    variants: bool = True,
) -> Recomputed:
    """The metrics that the claims allow, by every clock and, unless told otherwise, definition.

    Analyses are not the engine's.
    """
    asked = Asked(
        paths=[claims],
        agreed=Agreed("America/New_York", calendar=CALENDAR),
        metrics=metrics,
        analyses=(),
        variants=variants,
        engine=engine,
        address=address,
    )
    return recomputed(ANYBODY, asked)


def differences(ours: Sequence[Kpi], theirs: Sequence[Kpi]) -> list[tuple[Kpi, Kpi]]:
    """The pairs that differ: counts and cents at all, quotients and quantiles by 1e-9."""
    return [pair for pair in zip(ours, theirs, strict=True) if not _is_same(*pair)]


def _is_same(one: Kpi, other: Kpi) -> bool:
    exact = [
        (kpi.vendor, kpi.month, kpi.metric, kpi.numerator, kpi.denominator, kpi.pending)
        for kpi in (one, other)
    ]
    return exact[0] == exact[1] and _is_near(one.value, other.value)


def _is_near(one: object, other: object) -> bool:
    if isinstance(one, float) and other is not None:
        return math.isclose(one, float(str(other)), rel_tol=_PRECISE, abs_tol=_PRECISE)
    return one == other


def probes_that_differ(server: Server, time_zone: str) -> list[tuple[str, object, object]]:
    """Name, our value and theirs, where an expression that definitions may use differs."""
    found: list[tuple[str, object, object]] = []
    with locked_down([], "UTC") as connection:
        connection.execute(f"CREATE TEMP TABLE probes AS {_ROWS}")
        connection.execute(f"CREATE TEMP TABLE terms AS SELECT '{time_zone}' AS time_zone")
        handover = Handover(connection, server.form)
        for text, key in ((_PROBES, "id"), (_TOTALS, "is_many")):
            for table in tables_in(text):
                server.show(handover.handed(table))
            ours = sorted(rows_of(connection, text), key=lambda row: row[key])
            theirs = sorted(server.rows(rendered(text, server.dialect)), key=lambda row: row[key])
            for one, other in zip(ours, theirs, strict=True):
                found += _differing(one, other)
    return found


def _differing(ours: dict[str, Any], theirs: dict[str, Any]) -> list[tuple[str, object, object]]:
    return [
        (name, one, theirs[name])
        for name, one in ours.items()
        if not _is_near(_plain(one), _plain(theirs[name]))
    ]


def _plain(value: object) -> object:
    """A date as its first moment, as engines differ in which of the two a month is."""
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    return dt.datetime.combine(value, dt.time()) if isinstance(value, dt.date) else value
