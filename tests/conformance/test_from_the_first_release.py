"""A practice that began with the first release keeps everything it stored then."""

from __future__ import annotations

import csv
import datetime as dt
import os
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Boolean, Column, Connection, DateTime, MetaData, insert, select, text
from sqlalchemy import Table as AnyTable

from scripts.browser import COMMAND
from vendor_eval.audit.chain import EVERYBODYS
from vendor_eval.store import Store, audit, contracts, mappings, practice, upgrade
from vendor_eval.store.engine import migration_engine

WRITTEN = Path(__file__).parents[1] / "data" / "first_tables.sql"
FIRST = "0001"

Rows = Mapping[str, list[tuple[object, ...]]]


def as_it_was(file: Path) -> Path:
    """The SQLite file of the first release."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(WRITTEN.read_text("utf-8"))
    return file


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return as_it_was(tmp_path / "first.sqlite")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, first: Path) -> str:
    """The practice of the first release, once in each kind of database."""
    if request.param == "sqlite":
        return f"sqlite:///{first}"
    other = str(request.getfixturevalue("empty_postgresql_url"))
    upgrade(other, FIRST)
    engine = migration_engine(other)
    with engine.begin() as connection, closing(sqlite3.connect(first)) as source:
        source.row_factory = sqlite3.Row
        copied(source, connection)
    engine.dispose()
    return other


def copied(source: sqlite3.Connection, target: Connection) -> None:
    """Put every row into PostgreSQL's tables of that release, and count on from there."""
    tables = MetaData()
    tables.reflect(target)
    target.execute(tables.tables["slice"].delete())
    for table in tables.sorted_tables:
        if table.name == "alembic_version":
            continue
        rows = source.execute(f'SELECT * FROM "{table.name}"').fetchall()
        target.execute(insert(table), [row_of(table, one) for one in rows])
        if "id" in table.columns and table.name != "practice":
            counted = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {len(rows)})"
            target.execute(text(counted))


def row_of(table: AnyTable, row: sqlite3.Row) -> dict[str, object]:
    return {one.name: value_of(one, row[one.name]) for one in table.columns}


def value_of(column: Column[object], value: object) -> object:
    if isinstance(column.type, Boolean):
        return bool(value)
    if isinstance(column.type, DateTime):
        return dt.datetime.fromisoformat(str(value)).replace(tzinfo=dt.UTC)
    return value


def rows_at(url: str, columns: Mapping[str, list[str]] | None = None) -> Rows:
    """Every row of every table, in these columns of each where they are named."""
    engine = migration_engine(url)
    tables = MetaData()
    with engine.begin() as connection:
        tables.reflect(connection)
        found = {}
        for name, table in tables.tables.items():
            if columns is not None and name not in columns:
                continue
            wanted = columns[name] if columns else [one.name for one in table.columns]
            chosen = [table.columns[one] for one in wanted]
            found[name] = sorted(map(tuple, connection.execute(select(*chosen))), key=repr)
    engine.dispose()
    return found


def columns_at(url: str) -> dict[str, list[str]]:
    engine = migration_engine(url)
    tables = MetaData()
    tables.reflect(engine)
    engine.dispose()
    return {
        name: [one.name for one in table.columns]
        for name, table in tables.tables.items()
        if name != "alembic_version"
    }


def test_every_row_and_value_of_the_first_release_is_there_after_the_upgrade(url: str) -> None:
    columns = columns_at(url)
    before = rows_at(url, columns)
    assert all(before.values()), "every table of the first release has rows"

    upgrade(url)

    assert rows_at(url, columns) == before


def test_what_the_first_release_stored_is_read_by_this_one_and_goes_on(url: str) -> None:
    upgrade(url)
    with closing(Store.open(url)) as store:
        with store.reading() as session:
            stored = practice.stored(session)
            revisions = contracts.history(session, "northwind rcm")
            remembered = mappings.remembered(session, "étoile billing")
            faults = audit.verify(session, EVERYBODYS).faults
        with store.writing("Ada") as session:
            draft = contracts.Draft("Étoile Billing", "New", "text", "why", version=0)
            contracts.save(session, draft, "Ada")

    assert stored is not None
    assert (stored.name, stored.time_zone) == ("Lakeside Family Practice", "America/Chicago")
    assert [(one.version, one.recorded_by) for one in revisions] == [
        (1, "A. Moreno"),
        (2, "A. Moreno"),
    ]
    assert revisions[1].text == f"{revisions[0].text}\n# corrected\n"
    assert remembered is not None
    assert remembered.how["headings"] == {"First Pass %": "clean_claim_rate"}
    assert faults == ()


def test_the_commands_bring_a_file_of_the_first_release_up_to_date(first: Path) -> None:
    out = first.with_name("breaches.csv")

    done = command(first, "report", "breaches", "--month", "2026-06", "--out", str(out))

    assert done.returncode in {0, 1}, done.stderr
    with out.open(encoding="utf-8-sig", newline="") as file:
        shown = {row["metric"]: row["value"] for row in csv.DictReader(file)}
    # The second correction is the one that counts: 8.125 %, and not 31 % nor 9.2 %.
    assert float(shown["denial_rate"]) == 0.08125


def test_a_database_of_a_newer_program_is_refused_in_one_sentence_and_left_alone(
    first: Path,
) -> None:
    with closing(sqlite3.connect(first)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = first.read_bytes()

    done = command(first, "serve")

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "The database belongs to a newer version of this program. Install that version."
    ]
    assert first.read_bytes() == before


def command(database: Path, *words: str) -> subprocess.CompletedProcess[str]:
    clean = {name: one for name, one in os.environ.items() if not name.startswith("VENDOR_EVAL_")}
    own = {
        "VENDOR_EVAL_DATABASE_URL": f"sqlite:///{database}",
        "VENDOR_EVAL_AUDIT_KEY": EVERYBODYS.secret.hex(),
    }
    return subprocess.run(
        [COMMAND, *words], env=clean | own, capture_output=True, text=True, timeout=150, check=False
    )
