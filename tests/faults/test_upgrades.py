"""A database of every version so far is brought up to date with all it holds."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import shutil
from pathlib import Path

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    func,
    insert,
    select,
)
from sqlalchemy import Table as AnyTable

from tests.faults.conftest import Killed
from tests.proofs import size
from vendor_eval.audit.chain import EVERYBODYS
from vendor_eval.store import State, Store, audit, migrations, state, upgrade
from vendor_eval.store.audit.beginning import migrating
from vendor_eval.store.engine import migration_engine

KILLS = size(4, 14)
ROWS = 3
VERSIONS = migrations.known()[:-1]
LOG = {"alembic_version", "audit_log", "audit_pending"}
MOMENT = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


# PostgreSQL takes longer: a usual run tries some versions there, `make proofs` every one.
TRIED = [("sqlite", one) for one in VERSIONS] + [
    ("postgresql", one) for one in VERSIONS[:: size(5, 1)]
]


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite'}"
    return str(request.getfixturevalue("empty_postgresql_url"))


def fill(url: str) -> None:
    """Put rows into every table there is, whatever its columns mean."""
    engine = migration_engine(url)
    tables = MetaData()
    # As the program of that version would have done it: with its log, if it had one.
    with engine.begin() as connection, migrating(connection, EVERYBODYS):
        tables.reflect(connection)
        for table in tables.sorted_tables:
            if table.name in LOG:
                continue
            first = connection.execute(select(func.count()).select_from(table)).scalar_one()
            rows = [row_of(table, number) for number in range(first + 1, ROWS + 1)]
            connection.execute(insert(table), rows)
    engine.dispose()


def row_of(table: AnyTable, number: int) -> dict[str, object]:
    return {column.name: value_of(column, number) for column in table.columns}


def value_of(column: Column[object], number: int) -> object:
    content = b"%d" % number
    pointed_at = {one.column.name for one in column.foreign_keys}
    if "sha256" in {column.name, *pointed_at}:
        return hashlib.sha256(content).hexdigest()
    kinds: list[tuple[type, object]] = [
        (Boolean, False),
        (DateTime, MOMENT),
        (Date, MOMENT.date()),
        (LargeBinary, content),
        (Integer, number),
        (Float, number / 8),
    ]
    return next((one for kind, one in kinds if isinstance(column.type, kind)), f"[{number}]")


def sums(url: str) -> dict[str, dict[str, int]]:
    """Rows of every table, and the sum of each column that has whole numbers."""
    engine = migration_engine(url)
    tables = MetaData()
    found = {}
    with engine.begin() as connection:
        tables.reflect(connection)
        for table in tables.sorted_tables:
            columns = [one for one in table.columns if isinstance(one.type, Integer)]
            added = [func.sum(one).label(one.name) for one in columns]
            statement = select(func.count().label("count of rows"), *added).select_from(table)
            row = connection.execute(statement).mappings().one()
            found[table.name] = {name: int(value or 0) for name, value in row.items()}
    engine.dispose()
    return {name: found[name] for name in found if name not in LOG}


def is_kept(before: dict[str, dict[str, int]], after: dict[str, dict[str, int]]) -> bool:
    """Whether everything that was counted before is counted alike."""
    return all(before[name].items() <= after[name].items() for name in before)


def faults_of(url: str) -> tuple[str, ...]:
    """What is wrong with references, triggers and the audit log."""
    store = Store.open(url)
    with store.reading() as session:
        connection = session.connection()
        dangling: tuple[str, ...] = ()
        if connection.dialect.name == "sqlite":
            pointing = connection.exec_driver_sql("PRAGMA foreign_key_check")
            dangling = tuple(str(row) for row in pointing)
        wrong = audit.verify(session, EVERYBODYS).faults
        found = (*dangling, *audit.missing(connection), *wrong)
    store.close()
    return found


@pytest.mark.parametrize(("empty_url", "version"), TRIED, indirect=["empty_url"])
def test_a_database_of_an_earlier_version_keeps_every_row(empty_url: str, version: str) -> None:
    upgrade(empty_url, version)
    fill(empty_url)
    before = sums(empty_url)
    assert {counted["count of rows"] for counted in before.values()} == {ROWS}

    upgrade(empty_url)

    assert state(empty_url) is State.CURRENT
    assert is_kept(before, sums(empty_url))
    assert faults_of(empty_url) == ()


def bring_up_to_date(url: str) -> None:
    upgrade(url)


def test_an_upgrade_with_rows_that_is_killed_is_done_or_not_begun(
    tmp_path: Path, killed_after: Killed
) -> None:
    first = tmp_path / "first.sqlite"
    upgrade(f"sqlite:///{first}", VERSIONS[5])
    fill(f"sqlite:///{first}")
    before = sums(f"sqlite:///{first}")

    for number in range(KILLS):
        url = f"sqlite:///{shutil.copy(first, tmp_path / f'killed_{number}.sqlite')}"
        killed_after(random.uniform(0.0, 1.0), f"bring_up_to_date {url}")

        assert state(url) in (State.BEHIND, State.CURRENT)
        if state(url) is State.BEHIND:
            assert sums(url) == before
            upgrade(url)
        assert is_kept(before, sums(url))
        assert faults_of(url) == ()
