"""Every change becomes an entry of the audit log, whoever makes it and however."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable

import pytest
from sqlalchemy import Connection
from sqlmodel import Session

from tests.conformance.changes import frame, received
from vendor_eval.audit.chain import OUTSIDE, Entry, Key
from vendor_eval.errors import StoreFailure
from vendor_eval.store import Store, contracts, measures, practice, rounds, unsaved, upgrade
from vendor_eval.store.audit import checkpoint, keeping, missing, note, triggers, verify
from vendor_eval.store.audit.reading import entries
from vendor_eval.store.engine import migration_engine
from vendor_eval.store.practice import Practice
from vendor_eval.store.rounds import RoundDraft
from vendor_eval.store.tables import Table, Vendor
from vendor_eval.store.unsaved import Unsaved

HERE = Practice("Lakeside", "America/Chicago")
A_VENDOR = "(7, 1, '2026-01-01 12:00:00+00:00', 'Ada', 'Acme', 'acme')"
ADD_A_VENDOR = (
    f"INSERT INTO vendor (id, version, recorded_at, recorded_by, name, key) VALUES {A_VENDOR}"
)


def log(store: Store) -> list[Entry]:
    with store.reading() as session:
        return list(entries(session.connection()))


def newest(store: Store, since: int) -> list[tuple[str, str, str, str]]:
    return [(one.by, one.action, one.entity, one.key) for one in log(store)[since:]]


def faults(store: Store) -> tuple[str, ...]:
    with store.reading() as session:
        return verify(session, store.key).faults


def outside(url: str, statement: str) -> None:
    """What another program does: no turn, no session, no word about who."""
    engine = migration_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_every_table_has_its_place_in_the_log_or_a_reason_to_have_none() -> None:
    places = [keeping.LOG, keeping.SCRATCH, keeping.BULK, keeping.CHANGING, keeping.ADDED_ONLY]
    placed = [name for place in places for name in place]

    assert sorted(placed) == sorted(table.name for table in Table.metadata.sorted_tables)


def test_an_entry_says_who_when_which_row_and_what_it_was_and_is(store: Store) -> None:
    before = dt.datetime.now(dt.UTC)
    with store.writing("Ada") as session:
        practice.save(session, HERE, "Ada")
    with store.writing("Eve") as session:
        practice.save(session, Practice("Hillside", "America/Chicago", version=1), "Eve")

    *_, first, second = log(store)
    assert (first.by, first.action, first.entity, first.key) == ("Ada", "insert", "practice", "[1]")
    assert (second.by, second.action, second.old) == ("Eve", "update", first.new)
    assert first.old is None
    assert json.loads(second.new or "")["name"] == "Hillside"
    assert before <= dt.datetime.fromisoformat(first.at) <= dt.datetime.now(dt.UTC)
    assert faults(store) == ()


def by_orm(session: Session) -> None:
    row = Vendor(id=7, version=1, recorded_at=dt.datetime.now(dt.UTC), recorded_by="Ada")
    row.name, row.key = "Acme", "acme"
    session.add(row)


def by_bulk(session: Session) -> None:
    at = dt.datetime.now(dt.UTC)
    row = {"id": 7, "version": 1, "recorded_at": at, "recorded_by": "Ada"}
    session.bulk_insert_mappings(Vendor, [row | {"name": "Acme", "key": "acme"}])


def by_core(session: Session) -> None:
    at = dt.datetime.now(dt.UTC)
    row = {"id": 7, "version": 1, "recorded_at": at, "recorded_by": "Ada"}
    table = Table.metadata.tables["vendor"]
    session.connection().execute(table.insert().values(**row, name="Acme", key="acme"))


def by_text(session: Session) -> None:
    session.connection().exec_driver_sql(ADD_A_VENDOR)


@pytest.mark.parametrize("write", [by_orm, by_bulk, by_core, by_text])
def test_no_way_of_writing_slips_past(store: Store, write: Callable[[Session], None]) -> None:
    since = len(log(store))

    with store.writing("Ada") as session:
        write(session)
    with store.writing("Eve") as session:
        session.connection().exec_driver_sql("UPDATE vendor SET name = 'ACME' WHERE id = 7")
    with store.writing("Bob") as session:
        session.connection().exec_driver_sql("DELETE FROM vendor WHERE id = 7")

    assert newest(store, since) == [
        ("Ada", "insert", "vendor", "[7]"),
        ("Eve", "update", "vendor", "[7]"),
        ("Bob", "delete", "vendor", "[7]"),
    ]
    assert faults(store) == ()


def test_a_row_that_gets_another_key_goes_and_comes(store: Store) -> None:
    with store.writing("Ada") as session:
        by_text(session)
    since = len(log(store))

    with store.writing("Ada") as session:
        session.connection().exec_driver_sql("UPDATE vendor SET id = 8 WHERE id = 7")

    assert newest(store, since) == [
        ("Ada", "delete", "vendor", "[7]"),
        ("Ada", "insert", "vendor", "[8]"),
    ]
    assert faults(store) == ()


def test_what_another_program_does_is_found_at_the_next_write_and_named(
    store: Store, database_url: str
) -> None:
    with store.writing("Ada") as session:
        by_text(session)
    since = len(log(store))
    outside(database_url, "UPDATE vendor SET name = 'Other' WHERE id = 7")

    assert "1 changes from outside the app wait" in faults(store)[0]
    with store.writing("Eve") as session:
        practice.save(session, HERE, "Eve")

    assert newest(store, since) == [
        (OUTSIDE, "update", "vendor", "[7]"),
        ("Eve", "insert", "practice", "[1]"),
    ]
    (fault,) = faults(store)
    assert "vendor [7] was changed outside the app (update)" in fault


def test_what_is_taken_back_leaves_no_entry(store: Store) -> None:
    before = log(store)

    def save_and_fail() -> None:
        with store.writing("Ada") as session:
            by_text(session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save_and_fail()

    assert log(store) == before


def test_entries_count_up_without_gaps_and_each_continues_the_one_before(store: Store) -> None:
    for number in range(5):
        with store.writing("Ada") as session:
            practice.save(session, Practice(f"P{number}", "UTC", version=number), "Ada")

    found = log(store)
    assert [one.seq for one in found] == list(range(1, len(found) + 1))
    assert [one.prev for one in found[1:]] == [one.hash for one in found[:-1]]


def test_an_import_is_an_entry_with_its_number_of_rows_and_a_digest(store: Store) -> None:
    since = len(log(store))

    with store.writing("Ada") as session:
        measures.save(session, frame(40), received("first.csv"))

    found = {one.entity: one for one in log(store)[since:]}
    assert json.loads(found["import_record"].new or "")["file_name"] == "first.csv"
    assert json.loads(found["measurement"].new or "")["rows"] == 40
    assert len([one for one in log(store) if one.entity == "measurement"]) == 1
    assert faults(store) == ()


def test_digests_of_restated_and_added_rows_stand_beside_each_other(store: Store) -> None:
    for name, rows, shift in (("a.csv", 40, 0.0), ("b.csv", 60, 0.0), ("c.csv", 30, 0.5)):
        with store.writing("Ada") as session:
            measures.save(session, frame(rows, shift), received(name))

    assert faults(store) == ()


def test_what_nobody_has_saved_is_nobody_elses_business(store: Store) -> None:
    before = log(store)

    with store.writing("Ada") as session:
        unsaved.keep(session, "Ada", "scenario 3", Unsaved("x", 1, dt.datetime.now(dt.UTC)))

    assert log(store) == before


def test_texts_and_numbers_are_told_as_they_are_stored(store: Store) -> None:
    odd = "it's \"quoted\"\nover\tlines, = 'x'\\ \u00e9\u4e2d\U0001f642 100 %"
    with store.writing("Ada") as session:
        by_text(session)
        practice.save(session, Practice(odd, "UTC"), "Ada")
        row = "7, 'denial_rate', 24000, 1, 0.1, NULL, NULL, 'audit', '', "
        row += "'2026-01-01 12:00:00+00:00', 'Ada'"
        columns = "vendor, metric, month, revision, value, numerator, denominator, how, evidence"
        insert = f"INSERT INTO audited_value ({columns}, recorded_at, recorded_by)"
        session.connection().exec_driver_sql(
            f"{insert} VALUES ({row})".replace("0.1", "1e-7 + 0.3")
        )

    told = {one.entity: json.loads(one.new or "{}") for one in log(store)}
    assert told["practice"]["name"] == odd
    assert told["audited_value"]["value"] == 1e-7 + 0.3
    assert told["audited_value"]["numerator"] is None
    assert faults(store) == ()


def test_the_log_can_be_told_what_is_no_change_of_a_row(store: Store) -> None:
    from vendor_eval.audit.chain import Change

    with store.writing("Ada") as session:
        note(session, Change("read", "export", '["report.pdf"]'))

    assert newest(store, -1) == [("Ada", "read", "export", '["report.pdf"]')]
    assert faults(store) == ()


REFUSED = [
    "UPDATE audit_log SET by = 'Eve' WHERE seq = 1",
    "DELETE FROM audit_log WHERE seq = 1",
    "UPDATE contract_revision SET toml = 'title = 2'",
    "DELETE FROM contract_revision",
    "UPDATE measurement SET value = 1",
    "DELETE FROM measurement",
    "UPDATE import_record SET recorded_by = 'Eve'",
    "DELETE FROM slice WHERE id = 1",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_history_is_neither_changed_nor_removed(store: Store, statement: str) -> None:
    with store.writing("Ada") as session:
        contracts.save(session, contracts.Draft("Acme", "A", "title = 1", "", 0), "Ada")
        measures.save(session, frame(3), received("a.csv"))

    with (
        pytest.raises(StoreFailure, match="break its own rules"),
        store.writing("Eve") as session,
    ):
        session.connection().exec_driver_sql(statement)

    assert faults(store) == ()


OTHER_COLUMNS = "how, rows, added, restated, unchanged, recorded_at, recorded_by"
REPLACED = [
    "INSERT OR REPLACE INTO audit_log SELECT * FROM audit_log WHERE seq = 1",
    "INSERT OR REPLACE INTO contract_revision SELECT * FROM contract_revision",
    f"""
    INSERT OR REPLACE INTO import_record (id, fingerprint, file_name, sha256, {OTHER_COLUMNS})
    SELECT 9, fingerprint, 'other.csv', sha256, {OTHER_COLUMNS} FROM import_record
    """,
]


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("statement", REPLACED)
def test_replacing_history_is_refused_whatever_triggers_may_see(
    sqlite_url: str, statement: str, recursive: str
) -> None:
    store = Store.open(sqlite_url)
    with store.writing("Ada") as session:
        contracts.save(session, contracts.Draft("Acme", "A", "title = 1", "", 0), "Ada")
        measures.save(session, frame(3), received("a.csv"))
    store.close()
    program = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    program.execute(f"PRAGMA recursive_triggers={recursive}")

    with pytest.raises(sqlite3.IntegrityError, match="history is only added to"):
        program.execute(statement)
    program.close()


def test_replacing_measurements_is_refused_on_our_connections(sqlite_url: str) -> None:
    store = Store.open(sqlite_url)
    with store.writing("Ada") as session:
        measures.save(session, frame(3), received("a.csv"))

    with pytest.raises(StoreFailure, match="own rules"), store.writing("Eve") as session:
        session.connection().exec_driver_sql(
            "INSERT OR REPLACE INTO measurement SELECT * FROM measurement"
        )
    store.close()


@pytest.mark.parametrize("table", ["audit_log", "vendor", "measurement"])
def test_no_table_of_postgresql_is_emptied_at_once(postgresql_url: str, table: str) -> None:
    store = Store.open(postgresql_url)

    with pytest.raises(StoreFailure, match="own rules"), store.writing("Eve") as session:
        session.connection().exec_driver_sql(f"TRUNCATE {table} CASCADE")
    store.close()


def on(store: Store, do: Callable[[Connection], None]) -> None:
    with store.writing("Ada") as session:
        do(session.connection())


def absent(store: Store) -> tuple[str, ...]:
    with store.reading() as session:
        return missing(session.connection())


def test_the_triggers_of_a_new_database_are_those_expected(store: Store) -> None:
    assert absent(store) == ()


def test_a_trigger_that_is_gone_changed_or_none_of_ours_is_named(sqlite_url: str) -> None:
    store = Store.open(sqlite_url)
    gone, other = "audit_note_vendor_update", "audit_keep_audit_log_update"

    def spoil(connection: Connection) -> None:
        connection.exec_driver_sql(f"DROP TRIGGER {gone}")
        connection.exec_driver_sql(f"DROP TRIGGER {other}")
        does = "BEFORE UPDATE ON audit_log BEGIN SELECT 1; END"
        connection.exec_driver_sql(f"CREATE TRIGGER {other} {does}")
        theirs = "AFTER INSERT ON vendor BEGIN DELETE FROM audit_pending; END"
        connection.exec_driver_sql(f"CREATE TRIGGER theirs {theirs}")

    on(store, spoil)

    assert sorted(absent(store)) == [
        f"The trigger {other} is not as this program made it",
        f"The trigger {gone} is missing",
        "The trigger theirs is none of ours",
    ]
    on(store, triggers.drop)
    on(store, lambda connection: connection.exec_driver_sql("DROP TRIGGER theirs"))
    on(store, triggers.create)
    assert absent(store) == ()
    store.close()


def test_a_trigger_of_postgresql_that_is_switched_off_is_named(empty_postgresql_url: str) -> None:
    upgrade(empty_postgresql_url)
    store = Store.open(empty_postgresql_url)

    off = "ALTER TABLE vendor DISABLE TRIGGER audit_note_vendor"
    on(store, lambda connection: connection.exec_driver_sql(off))

    assert absent(store) == ("The trigger audit_note_vendor is not as this program made it",)
    store.close()


def test_a_log_sealed_with_another_key_is_not_gone_on_with(database_url: str, store: Store) -> None:
    other = Store.open(database_url, key=Key(b"o" * 32))

    with pytest.raises(StoreFailure, match="vendor-eval audit rekey"), other.writing("Eve") as one:
        practice.save(one, HERE, "Eve")

    with store.reading() as session:
        assert practice.stored(session) is None
    other.close()


def test_the_checkpoint_is_the_newest_entry(store: Store) -> None:
    with store.reading() as session:
        assert checkpoint(session) == log(store)[-1].checkpoint


def test_what_was_stored_before_there_was_a_log_is_taken_over(sqlite_url: str) -> None:
    store = Store.open(sqlite_url)
    with store.writing("Ada") as session:
        measures.save(session, frame(30), received("a.csv"))

    def forget(connection: Connection) -> None:
        triggers.drop(connection)
        connection.exec_driver_sql("DROP TABLE audit_log")
        connection.exec_driver_sql("DROP TABLE audit_pending")
        for table in ("access_grant", "sign_in", "revoked_session", "live_session"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        for table in ("audit_anchor", "audit_opening"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0012'")

    engine = migration_engine(sqlite_url)
    with engine.begin() as connection:
        forget(connection)
    engine.dispose()
    store.close()

    upgrade(sqlite_url)

    again = Store.open(sqlite_url)
    assert faults(again) == ()
    assert absent(again) == ()
    assert {one.by for one in log(again)} == {"vendor-eval"}
    assert {"vendor", "series", "measurement"} <= {one.entity for one in log(again)}
    again.close()


def test_rounds_that_change_their_candidates_leave_a_trace(store: Store, draft: RoundDraft) -> None:
    with store.writing("Ada") as session:
        kept = rounds.create(session, draft, "Ada")
    since = len(log(store))

    with store.writing("Ada") as session:
        session.connection().exec_driver_sql(
            f"DELETE FROM round_candidate WHERE round = {kept.id:d} AND vendor = 1"
        )

    assert newest(store, since) == [("Ada", "delete", "round_candidate", f"[{kept.id},1]")]
