"""A database is opened, brought up to date, read and written as the store promises."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from threading import Thread

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlmodel import Session

from vendor_eval.errors import StoreFailure
from vendor_eval.store import (
    State,
    Store,
    answers,
    contracts,
    migrations,
    practice,
    rounds,
    state,
    upgrade,
)
from vendor_eval.store.engine import SAFE_WAL, migration_engine
from vendor_eval.store.practice import Practice
from vendor_eval.store.tables import WHOLE_PRACTICE, Table


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite'}"
    return str(request.getfixturevalue("empty_postgresql_url"))


def run_sql(url: str, statement: str) -> list[tuple[object, ...]]:
    engine = migration_engine(url)
    with engine.begin() as connection:
        result = connection.exec_driver_sql(statement)
        rows = [tuple(row) for row in result] if result.returns_rows else []
    engine.dispose()
    return rows


def answer(session: Session, statement: str) -> object:
    return session.connection().exec_driver_sql(statement).scalar()


def test_an_empty_database_gets_its_tables_once(empty_url: str) -> None:
    assert state(empty_url) is State.EMPTY

    upgrade(empty_url)
    upgrade(empty_url)

    assert state(empty_url) is State.CURRENT
    assert run_sql(empty_url, "SELECT id, key FROM slice") == [(WHOLE_PRACTICE, "//")]


def test_the_migrations_make_exactly_the_tables_that_the_code_describes(empty_url: str) -> None:
    upgrade(empty_url)

    engine = migration_engine(empty_url)
    with engine.begin() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def test_a_file_name_tells_the_number_of_its_migration() -> None:
    folder = Path(str(migrations.__file__)).parent
    config = Config()
    config.set_main_option("script_location", str(folder))

    scripts = list(ScriptDirectory.from_config(config).walk_revisions())

    assert [Path(one.path).name[:4] for one in scripts] == [one.revision for one in scripts]
    assert [int(one.revision) for one in scripts] == list(range(len(scripts), 0, -1))


def upgrade_to(url: str, revision: str) -> None:
    """Leave a database as an earlier version of the program made it."""
    engine = migration_engine(url)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(str(migrations.__file__)).parent))
        command.upgrade(config, revision)
    engine.dispose()


def fill_the_first_tables(url: str) -> None:
    recorded = "'2026-01-01 12:00:00+00:00', 'Ada'"
    run_sql(url, f"INSERT INTO vendor VALUES (1, {recorded}, 'Acme', 'acme', 1)")
    run_sql(url, f"INSERT INTO contract VALUES (1, {recorded}, 1, 1)")
    run_sql(url, f"INSERT INTO contract_revision VALUES (1, 1, 'A', 'title = 1', '', {recorded})")


def test_a_database_of_the_first_version_is_brought_up_to_date_with_all_it_holds(
    empty_url: str,
) -> None:
    upgrade_to(empty_url, "0001")
    fill_the_first_tables(empty_url)
    assert state(empty_url) is State.BEHIND

    upgrade(empty_url)

    assert state(empty_url) is State.CURRENT
    store = Store.open(empty_url)
    with store.reading() as session:
        (contract,) = contracts.listed(session)
        assert rounds.listed(session) == ()
    store.close()
    assert (contract.vendor, contract.text, contract.version) == ("Acme", "title = 1", 1)


def test_an_upgrade_of_the_first_version_that_fails_half_way_changes_nothing(
    empty_url: str,
) -> None:
    upgrade_to(empty_url, "0001")
    fill_the_first_tables(empty_url)
    # The last table of the second version is in the way.
    run_sql(empty_url, "CREATE TABLE evidence_piece (id INTEGER)")

    with pytest.raises(StoreFailure):
        upgrade(empty_url)

    assert state(empty_url) is State.BEHIND
    engine = migration_engine(empty_url)
    assert not inspect(engine).has_table("round")
    engine.dispose()
    assert run_sql(empty_url, "SELECT toml FROM contract_revision") == [("title = 1",)]


def fill_the_second_tables(url: str) -> None:
    recorded = "'2026-01-01 12:00:00+00:00', 'Ada'"
    is_demo = "'t'" if url.startswith("postgresql") else "1"
    place = f"'Lakeside', 'America/Chicago', {is_demo}"
    run_sql(url, f"INSERT INTO practice VALUES (3, {recorded}, 1, {place})")
    run_sql(url, f"INSERT INTO vendor VALUES (1, {recorded}, 'Acme', 'acme', 1)")
    name = "'Spring', 'spring'"
    run_sql(url, f"INSERT INTO round VALUES (4, {recorded}, {name}, 1, 'decided', '1')")
    run_sql(url, "INSERT INTO round_candidate VALUES (1, 1)")
    run_sql(url, "INSERT INTO round_scorecard VALUES (1, 1, 'core', '1.0', 'id = 1', 100)")
    said = "'yes', 'verified', 'seen'"
    run_sql(url, f"INSERT INTO answer VALUES (1, 1, 'core/a', 'Eve', 1, {said}, {recorded})")
    signed = "'best', '{}', 'Dr. Lee', '2026-01-02 12:00:00+00:00'"
    run_sql(url, f"INSERT INTO round_decision VALUES (1, 4, 1, {signed})")


def test_a_database_of_the_second_version_is_brought_up_to_date_with_all_it_holds(
    empty_url: str,
) -> None:
    upgrade_to(empty_url, "0002")
    fill_the_second_tables(empty_url)

    upgrade(empty_url)

    assert state(empty_url) is State.CURRENT
    store = Store.open(empty_url)
    with store.reading() as session:
        named = practice.stored(session)
        (kept,) = rounds.listed(session)
        (given,) = answers.newest(session, kept.id)
    store.close()
    assert named == Practice("Lakeside", "America/Chicago", is_demo=True, version=3)
    assert (kept.name, kept.vendors, kept.weights) == ("Spring", ("Acme",), {"core": 100})
    assert kept.decision is not None
    assert kept.decision.vendor == "Acme"
    assert (given.answer, given.evaluator, given.version) == ("yes", "Eve", 1)
    profile = "specialties, payers, ehr_systems, practice_management_systems, claims_a_month"
    assert run_sql(empty_url, f"SELECT {profile} FROM practice") == [("[]", "[]", "[]", "[]", None)]
    assert run_sql(empty_url, "SELECT review_months, review_from FROM round") == [(None, None)]


def test_an_upgrade_of_the_second_version_that_fails_half_way_changes_nothing(
    empty_url: str,
) -> None:
    upgrade_to(empty_url, "0002")
    fill_the_second_tables(empty_url)
    # The last table of the third version is in the way.
    run_sql(empty_url, "CREATE TABLE subcontractor (id INTEGER)")

    with pytest.raises(StoreFailure):
        upgrade(empty_url)

    assert state(empty_url) is State.BEHIND
    engine = migration_engine(empty_url)
    columns = {column["name"] for column in inspect(engine).get_columns("practice")}
    assert "specialties" not in columns
    assert not inspect(engine).has_table("own_scorecard")
    engine.dispose()
    assert run_sql(empty_url, "SELECT name FROM round") == [("Spring",)]


def test_a_register_is_kept_only_of_a_vendor_that_exists(database_url: str) -> None:
    row = "1, '2026-01-01 12:00:00+00:00', 'Ada', 1, 4711, '', 'Helper', 'coding', 'US', NULL"
    no = "'f'" if database_url.startswith("postgresql") else "0"
    store = Store.open(database_url)

    with pytest.raises(StoreFailure, match="its own rules"), store.writing("Ada") as session:
        session.connection().exec_driver_sql(f"INSERT INTO subcontractor VALUES ({row}, {no})")
    store.close()


def test_a_round_repeats_only_one_that_exists(database_url: str) -> None:
    row = "1, '2026-01-01 12:00:00+00:00', 'Ada', 'Spring', 'spring', 1, 'draft', '1', NULL"
    store = Store.open(database_url)

    with pytest.raises(StoreFailure, match="its own rules"), store.writing("Ada") as session:
        session.connection().exec_driver_sql(f"INSERT INTO round VALUES ({row}, 4711)")
    store.close()


def test_a_database_of_a_newer_version_is_left_alone(empty_url: str) -> None:
    upgrade(empty_url)
    run_sql(empty_url, "UPDATE alembic_version SET version_num = '9999'")

    assert state(empty_url) is State.AHEAD
    with pytest.raises(StoreFailure, match="newer version of this program"):
        upgrade(empty_url)


def test_an_upgrade_that_fails_half_way_leaves_nothing(empty_url: str) -> None:
    run_sql(empty_url, "CREATE TABLE measurement (id INTEGER)")

    with pytest.raises(StoreFailure):
        upgrade(empty_url)

    engine = migration_engine(empty_url)
    assert inspect(engine).get_table_names() == ["measurement"]
    engine.dispose()
    assert state(empty_url) is State.EMPTY


def test_an_upgrade_that_would_leave_rows_pointing_nowhere_is_taken_back(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'dangling.sqlite'}"
    run_sql(url, "CREATE TABLE parent (id INTEGER PRIMARY KEY)")
    run_sql(url, "CREATE TABLE child (parent INTEGER REFERENCES parent (id))")
    run_sql(url, "INSERT INTO child VALUES (7)")

    with pytest.raises(StoreFailure, match="rows that point nowhere"):
        upgrade(url)

    assert state(url) is State.EMPTY


def test_a_database_without_tables_says_that_it_must_be_brought_up_to_date(empty_url: str) -> None:
    store = Store.open(empty_url)

    with pytest.raises(StoreFailure, match="Bring it up to date"), store.reading() as session:
        practice.stored(session)
    store.close()


def test_a_read_cannot_write(store: Store) -> None:
    with pytest.raises(StoreFailure, match="cannot be written to"), store.reading() as session:
        practice.save(session, Practice("Lakeside", "America/Chicago"), "Ada")


def test_what_is_written_before_a_fault_is_taken_back(store: Store) -> None:
    def save_and_fail() -> None:
        with store.writing("Ada") as session:
            practice.save(session, Practice("Lakeside", "America/Chicago"), "Ada")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save_and_fail()

    with store.reading() as session:
        assert practice.stored(session) is None


def test_a_read_sees_one_moment(database_url: str) -> None:
    store = Store.open(database_url, patience_s=0.2)
    with store.reading() as reading:
        before = practice.stored(reading)
        # With a rollback journal the write gives up, because it cannot finish during a read.
        with contextlib.suppress(StoreFailure), store.writing("Ada") as writing:
            practice.save(writing, Practice("Lakeside", "America/Chicago"), "Ada")

        assert practice.stored(reading) == before
    store.close()


def test_every_setting_holds_on_a_sqlite_file(sqlite_url: str) -> None:
    expected = {
        "journal_mode": "wal" if sqlite3.sqlite_version_info >= SAFE_WAL else "delete",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "recursive_triggers": 1,
        "busy_timeout": 15_000,
    }
    store = Store.open(sqlite_url)

    with store.reading() as session:
        read = {name: answer(session, f"PRAGMA {name}") for name in (*expected, "query_only")}
    with store.writing("Ada") as session:
        write = {name: answer(session, f"PRAGMA {name}") for name in (*expected, "query_only")}
    store.close()

    assert read == {**expected, "query_only": 1}
    assert write == {**expected, "query_only": 0}


def test_rows_that_point_nowhere_are_refused_without_showing_a_value(store: Store) -> None:
    dangling = "INSERT INTO mapping VALUES (1, '2026-01-01', 'Ada', 1, 4711, '{}')"

    with (
        pytest.raises(StoreFailure, match="its own rules") as refused,
        store.writing("Ada") as session,
    ):
        session.connection().exec_driver_sql(dangling)

    assert "4711" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_database_in_memory_is_ready_and_behaves_like_one_on_disk() -> None:
    store = Store.open("sqlite://")
    with store.writing("Ada") as session:
        practice.save(session, Practice("Lakeside", "America/Chicago"), "Ada")

    with pytest.raises(StoreFailure, match="cannot be written to"), store.reading() as session:
        practice.save(session, Practice("Other", "America/Chicago", version=1), "Ada")

    with store.reading() as session:
        assert practice.stored(session) == Practice("Lakeside", "America/Chicago", version=1)
        assert answer(session, "PRAGMA foreign_keys") == 1
    store.close()


def test_a_database_in_memory_is_one_for_all_threads() -> None:
    store = Store.open("sqlite://")

    def save() -> None:
        with store.writing("Ada") as session:
            practice.save(session, Practice("Lakeside", "America/Chicago"), "Ada")

    thread = Thread(target=save)
    thread.start()
    thread.join()

    with store.reading() as session:
        assert practice.stored(session) is not None
    store.close()


@pytest.mark.parametrize("url", ["", "a file.sqlite", "mysql://host/name", "oracle+x://host"])
def test_an_address_that_is_not_understood_is_refused_with_an_example(url: str) -> None:
    for use in (Store.open, upgrade, state):
        with pytest.raises(StoreFailure, match="sqlite:///path/to/file or postgresql://"):
            use(url)


def test_the_short_name_of_postgresql_is_understood(postgresql_url: str) -> None:
    store = Store.open(postgresql_url.replace("postgresql://", "postgres://"))

    with store.reading() as session:
        assert practice.stored(session) is None
    store.close()


def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    store = Store.open("postgresql://tester:hunter2@127.0.0.1:9/none")

    with pytest.raises(StoreFailure, match="cannot be opened") as refused, store.reading() as one:
        practice.stored(one)

    assert "hunter2" not in str(refused.value)
    store.close()


def test_a_database_in_memory_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    upgrade("sqlite://")
    Store.open("sqlite://").close()

    assert list(tmp_path.iterdir()) == []
