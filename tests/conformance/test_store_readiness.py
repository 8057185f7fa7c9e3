"""A database says whether people can work, without being changed or waited for."""

from __future__ import annotations

import time
from collections.abc import Callable

import psycopg
import pytest

from vendor_eval.store import Store, migrations, upgrade
from vendor_eval.store.engine import file_of, migration_engine
from vendor_eval.store.readiness import Probe, Readiness


@pytest.fixture
def ask(database_url: str) -> Callable[[], Readiness]:
    probe = Probe(database_url)
    yield probe.ask
    probe.close()


def numbered(url: str, number: str) -> None:
    engine = migration_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{number}'")
    engine.dispose()


def test_a_database_with_the_tables_of_this_version_is_ready(ask: Callable[[], Readiness]) -> None:
    assert ask() is Readiness.READY


@pytest.mark.parametrize(
    ("number", "expected"), [("0001", Readiness.BEHIND), ("9999", Readiness.AHEAD)]
)
def test_tables_of_another_version_are_not_ready(
    database_url: str, ask: Callable[[], Readiness], number: str, expected: Readiness
) -> None:
    numbered(database_url, number)
    found = ask()
    numbered(database_url, migrations.known()[-1])

    assert found is expected
    assert ask() is Readiness.READY


def test_a_database_that_somebody_writes_to_is_ready_and_not_waited_for(
    store: Store, ask: Callable[[], Readiness]
) -> None:
    ask()
    with store.writing("Ada"):
        began = time.monotonic()
        found = ask()
        took = time.monotonic() - began

    assert found is Readiness.READY
    assert took < 2


def test_a_sqlite_database_that_nobody_can_write_is_read_only(sqlite_url: str) -> None:
    probe = Probe(f"sqlite:///file:{file_of(sqlite_url)}?mode=ro&uri=true")

    assert probe.ask() is Readiness.READ_ONLY
    probe.close()


def test_a_postgresql_database_that_nobody_can_write_or_reach_is_not_ready(
    empty_postgresql_url: str,
) -> None:
    upgrade(empty_postgresql_url)
    server, _, name = empty_postgresql_url.rpartition("/")
    found = []
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administrator:
        for change in (
            "SET default_transaction_read_only = on",
            "RESET default_transaction_read_only",
            "ALLOW_CONNECTIONS false",
            "ALLOW_CONNECTIONS true",
        ):
            administrator.execute(f"ALTER DATABASE {name} {change}")
            ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            administrator.execute(ended, [name])
            probe = Probe(empty_postgresql_url)
            found.append(probe.ask())
            probe.close()

    assert found == [
        Readiness.READ_ONLY,
        Readiness.READY,
        Readiness.UNREACHABLE,
        Readiness.READY,
    ]
