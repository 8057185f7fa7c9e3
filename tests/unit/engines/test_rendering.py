"""What a text in DuckDB's dialect becomes for other engines, and what is refused."""

from __future__ import annotations

import pytest

from vendor_eval.claims.definitions import DEFINITIONS
from vendor_eval.claims.variants import VARIANTS
from vendor_eval.engines.rendering import NotExact, rendered

ENGINES = ("spark", "postgres", "clickhouse")


def said(expression: str, engine: str) -> str:
    """One expression in the words of the engine."""
    return rendered(f"SELECT {expression} FROM t", engine).removeprefix("SELECT ")[
        : -len(" FROM t")
    ]


@pytest.mark.parametrize(
    "quantile", ["quantile_cont(x, 0.9)", "percentile_cont(0.9) WITHIN GROUP (ORDER BY x)"]
)
@pytest.mark.parametrize(
    ("engine", "expected"),
    [
        ("spark", "PERCENTILE(x, 0.9)"),
        ("postgres", "PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY x)"),
        ("clickhouse", "quantileExactInclusive(0.9)(x)"),
    ],
)
def test_a_quantile_is_the_exact_one(quantile: str, engine: str, expected: str) -> None:
    assert said(quantile, engine) == expected


def test_a_median_is_the_quantile_in_the_middle() -> None:
    assert said("median(x)", "spark") == said("quantile_cont(x, 0.5)", "spark")


@pytest.mark.parametrize(
    "engine", ["trino", "bigquery", "snowflake", "sqlite", "databricks", "no such"]
)
def test_an_engine_without_an_exact_quantile_is_refused(engine: str) -> None:
    with pytest.raises(NotExact, match="has no exact quantile here; there are spark, postgres, c"):
        rendered("SELECT quantile_cont(x, 0.5) FROM t", engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_distinct_counts_and_quantiles_do_not_stand_in_one_text(engine: str) -> None:
    text = "WITH a AS (SELECT count(DISTINCT x) AS n FROM t) SELECT median(y), max(n) FROM t, a"

    with pytest.raises(NotExact, match="mixes"):
        rendered(text, engine)


@pytest.mark.parametrize(
    ("expression", "because"),
    [
        ("approx_quantile(x, 0.5)", "not known to be the same"),
        ("quantile_disc(x, 0.5)", "not known to be the same"),
        ("percentile_cont(0.1) WITHIN GROUP (ORDER BY x DESC)", "not known to be the same"),
        ("approx_count_distinct(x)", "not known to be the same"),
        ("avg(x)", "Spark averages decimals to few places"),
        ("some_function(x)", "not known to be the same"),
        ("strftime(x, '%Y')", "not known to be the same"),
        ("round(x / 3, 2)", "cast to DECIMAL first"),
        ("CAST(x AS VARCHAR)", "cast to DATE, TIMESTAMP, DECIMAL, DOUBLE only"),
        ("CAST(x AS TIMESTAMPTZ)", "cast to DATE, TIMESTAMP, DECIMAL, DOUBLE only"),
        ("date_diff('week', a, b)", "differences are in"),
        ("date_trunc('week', a)", "periods are"),
        ("a AT TIME ZONE 'UTC'", "say it twice, from or to 'UTC'"),
        ("a AT TIME ZONE 'Asia/Tokyo' AT TIME ZONE z", "say it twice, from or to 'UTC'"),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_what_engines_may_work_out_otherwise_is_refused(
    expression: str, because: str, engine: str
) -> None:
    with pytest.raises(NotExact, match=because):
        said(expression, engine)


@pytest.mark.parametrize(
    ("expression", "engine", "expected"),
    [
        # Spark divides decimals into decimals with few places, PostgreSQL whole numbers into such.
        ("a / b", "spark", "CAST(a AS DOUBLE) / b"),
        ("a / b", "postgres", "CAST(a AS DOUBLE PRECISION) / b"),
        ("a / b", "clickhouse", "CAST(a AS Nullable(Float64)) / b"),
        # Boundaries crossed, where Spark by itself counts units elapsed.
        (
            "date_diff('second', a, b)",
            "spark",
            "TIMESTAMPDIFF(SECOND, DATE_TRUNC('SECOND', a), DATE_TRUNC('SECOND', b))",
        ),
        ("date_diff('day', a, b)", "postgres", "(CAST(b AS DATE) - CAST(a AS DATE))"),
        # A month is a date, never a moment that a session shows in its time zone.
        ("date_trunc('month', d)", "spark", "TRUNC(CAST(d AS DATE), 'MONTH')"),
        (
            "date_trunc('month', d)",
            "postgres",
            "CAST(DATE_TRUNC('MONTH', CAST(d AS TIMESTAMP)) AS DATE)",
        ),
        (
            "date_trunc('month', d)",
            "clickhouse",
            "dateTrunc('MONTH', CAST(d AS Nullable(Date32)))",
        ),
        # Each direction between local time and UTC has a function of its own.
        ("t AT TIME ZONE 'UTC' AT TIME ZONE z", "spark", "FROM_UTC_TIMESTAMP(t, z)"),
        ("t AT TIME ZONE z AT TIME ZONE 'UTC'", "postgres", "t AT TIME ZONE z AT TIME ZONE 'UTC'"),
        # In ClickHouse a zone is one constant.
        (
            "t AT TIME ZONE 'UTC' AT TIME ZONE time_zone",
            "clickhouse",
            "fromUTCTimestamp(t, (SELECT time_zone FROM terms))",
        ),
        ("n * INTERVAL 1 HOUR", "clickhouse", "toIntervalHour(n)"),
        # Casts in ClickHouse cut, and its DATE begins in 1970.
        (
            "CAST(x AS DECIMAL(18, 6))",
            "clickhouse",
            "CAST(CAST(ROUND(x, 6) AS Nullable(String)) AS Nullable(Decimal(18, 6)))",
        ),
        # What two tables have gets a name of its own.
        ("t.x", "clickhouse", "t.x AS x"),
        ("CAST(x AS DATE)", "clickhouse", "CAST(x AS Nullable(Date32))"),
    ],
)
def test_what_sqlglot_alone_would_change_is_said_exactly(
    expression: str, engine: str, expected: str
) -> None:
    assert said(expression, engine) == expected


def test_a_local_time_that_occurs_twice_is_the_later_one() -> None:
    # DuckDB and PostgreSQL take the later one, Spark's and ClickHouse's functions the earlier.
    text = said("t AT TIME ZONE z AT TIME ZONE 'UTC'", "spark")

    assert text == (
        "CASE WHEN FROM_UTC_TIMESTAMP(TO_UTC_TIMESTAMP(t, z) + INTERVAL '1' HOUR, z) = t "
        "THEN TO_UTC_TIMESTAMP(t, z) + INTERVAL '1' HOUR ELSE TO_UTC_TIMESTAMP(t, z) END"
    )


def test_empty_cells_come_last_where_rows_are_put_in_order() -> None:
    text = "SELECT row_number() OVER (ORDER BY a) FROM t"

    assert "ORDER BY a NULLS LAST" in rendered(text, "spark")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("metric", DEFINITIONS)
def test_every_definition_can_be_said_exactly(metric: str, engine: str) -> None:
    assert rendered(DEFINITIONS[metric].sql, engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_other_definition_of_the_field_can_be_said_exactly(variant: str, engine: str) -> None:
    assert rendered(VARIANTS[variant].definition.sql, engine)
