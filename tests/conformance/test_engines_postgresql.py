"""The same numbers from PostgreSQL as from the embedded engine, and nothing left behind."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from tests.many_claims import many_claims
from tests.same_answers import differences, probes_that_differ, recomputed_on
from vendor_eval.claims.variants import VARIANTS
from vendor_eval.engines import postgresql
from vendor_eval.errors import EngineFailure


@pytest.fixture(scope="module")
def database(postgresql: str) -> str:
    """A database in which text is ordered as in a dictionary, with a table that is in the way."""
    with psycopg.connect(f"{postgresql}/postgres", autocommit=True) as connection:
        connection.execute(
            "CREATE DATABASE claims TEMPLATE template0 "
            "LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'"
        )
    address = f"{postgresql}/claims"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE claim_events (vendor text)")
        connection.execute("ALTER DATABASE claims SET timezone = 'Asia/Tokyo'")
    return address


def test_every_metric_is_the_same_and_no_row_stays(database: str, tmp_path: Path) -> None:
    claims = many_claims(tmp_path / "claims")

    ours = recomputed_on("duckdb", claims)
    theirs = recomputed_on("postgres", claims, database)

    assert max(one.denominator or 0 for one in ours.kpis if one.numerator is None) > 8192
    assert differences(ours.kpis, theirs.kpis) == []
    assert {one.metric for one in ours.variants} == set(VARIANTS)
    assert differences(ours.variants, theirs.variants) == []
    assert ours.not_computable == theirs.not_computable
    with psycopg.connect(database) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace::regnamespace::text NOT IN "
            "('pg_catalog', 'information_schema', 'pg_toast') AND relkind IN ('r', 'v')"
        ).fetchall()
        rows = connection.execute("SELECT count(*) FROM claim_events").fetchone()
    assert tables == [("claim_events",)]
    assert rows == (0,)


@pytest.mark.parametrize("time_zone", ["America/New_York", "America/Havana", "Asia/Kolkata"])
def test_every_expression_of_definitions_is_the_same(database: str, time_zone: str) -> None:
    with postgresql.session(database) as server:
        assert probes_that_differ(server, time_zone) == []


def test_without_an_address_it_says_which_setting_names_one() -> None:
    with (
        pytest.raises(EngineFailure, match="VENDOR_EVAL_CLAIMS_POSTGRES_URL"),
        postgresql.session(None),
    ):
        pass


def test_a_server_that_does_not_run_is_told_without_its_password() -> None:
    with (
        pytest.raises(EngineFailure, match="cannot be reached") as told,
        postgresql.session("postgresql://ann:secret@127.0.0.1:1/claims"),
    ):
        pass

    assert "secret" not in str(told.value)


def test_what_a_database_refuses_is_told_without_a_cell(database: str) -> None:
    with postgresql.session(database) as server, pytest.raises(EngineFailure) as told:
        server.rows("SELECT CAST('Jane Roe' AS integer)")

    assert "Jane" not in str(told.value)
