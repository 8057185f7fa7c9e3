"""Old entries leave the log for an archive, and nothing of what they prove is lost."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from sqlalchemy import delete, insert

from tests.aged import age, aged
from tests.agreements import ADMINISTRATOR
from tests.conformance.changes import frame, received
from tests.rewritten import rewrite
from vendor_eval.audit.chain import Entry, Key
from vendor_eval.audit.verifying import Verdict
from vendor_eval.errors import BadInput, NotFound, StoreFailure
from vendor_eval.store import Store, contracts, measures, practice
from vendor_eval.store.audit import anchors, keys, missing, retiring, triggers
from vendor_eval.store.audit.reading import entries
from vendor_eval.store.audit.retiring import Moved
from vendor_eval.store.practice import Practice
from vendor_eval.store.tables import AuditEntry
from vendor_eval.workflows import audit, backups, doctor, retirement
from vendor_eval.workflows.backups import Kept
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.diagnoses import Condition
from vendor_eval.workflows.doctor import Installation
from vendor_eval.workflows.retirement import Order


def never() -> Iterator[None]:
    raise AssertionError("retiring asks the clock, not the practice's day")


def deps(store: Store) -> Deps:
    return Deps(store, never)  # type: ignore[arg-type]  # it is not called


def log(store: Store) -> list[Entry]:
    with store.reading() as session:
        return list(entries(session.connection()))


def work(store: Store, name: str = "Lakeside") -> None:
    """A practice, two revisions of a contract, and an import: audited rows of every kind."""
    with store.writing("Ada") as session:
        known = practice.stored(session)
        version = known.version if known else 0
        practice.save(session, Practice(name, "America/Chicago", version=version), "Ada")
    with store.writing("Eve") as session:
        contracts.save(session, contracts.Draft(name, "A", "title = 1", "", 0), "Eve")
    with store.writing("Eve") as session:
        contracts.save(session, contracts.Draft(name, "A", "title = 2", "", 1), "Eve")
    with store.writing("Bob") as session:
        measures.save(session, frame(30, len(name)), received(f"{name}.csv"))


def verdict(store: Store, *archives: Path, checkpoint: str = "") -> Verdict:
    return audit.verify(deps(store), ADMINISTRATOR, checkpoint, archives)


def retire(store: Store, to: Path, checkpoint: str = "") -> retirement.Anchor:
    done = retirement.retire(deps(store), ADMINISTRATOR, Order(6, to, checkpoint))
    assert done is not None
    return done[1]


@pytest.fixture
def old(store: Store) -> Store:
    """Entries of seven years ago, and some of today on the same rows."""
    work(store)
    age(store)
    work(store, "Hillside")
    return store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "2019.archive"


def test_entries_past_the_retention_leave_and_the_rest_still_rebuilds_every_row(
    old: Store, file: Path
) -> None:
    before = log(old)
    first_kept = next(one.seq for one in before if one.at > "2025")

    anchor = retire(old, file)

    *kept, told = log(old)
    assert kept == before[first_kept - 1 :]
    assert (anchor.seq, anchor.hash) == (first_kept - 1, before[first_kept - 2].hash)
    assert (told.by, told.action, told.key) == (
        ADMINISTRATOR.name,
        "retire",
        f"[{anchor.seq}]",
    )
    assert json.loads(told.new or "")["archive"] == anchor.archive
    assert verdict(old).faults == ()
    assert verdict(old).unchecked == ()


def test_the_archive_has_every_entry_that_left_and_is_its_owners_alone(
    old: Store, file: Path
) -> None:
    before = log(old)

    anchor = retire(old, file)

    head, *lines, end = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [Entry(**line) for line in lines] == before[: anchor.seq]
    assert head["what"] == "vendor-eval audit archive"
    assert end["entries"] == anchor.seq
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(file.parent.iterdir()) == sorted({file, *file.parent.glob("store.sqlite")})
    assert verdict(old, file).rows == len(before) + 1
    assert verdict(old, file).faults == ()


def test_where_nothing_is_old_enough_nothing_is_written(store: Store, file: Path) -> None:
    work(store)
    before = log(store)

    assert retirement.due(deps(store), ADMINISTRATOR, 6) is None
    assert retirement.retire(deps(store), ADMINISTRATOR, Order(6, file)) is None

    assert not file.exists()
    assert log(store) == before


def test_what_is_due_is_told_before_anything_is_done(old: Store) -> None:
    before = log(old)

    found = retirement.due(deps(old), ADMINISTRATOR, 6)

    assert found is not None
    last = [one for one in before if one.at < "2025"][-1]
    assert (found.entries, found.last, found.last_at) == (last.seq, last.checkpoint, last.at)
    assert retirement.due(deps(old), ADMINISTRATOR, 8) is None
    assert log(old) == before


def test_an_entry_between_newer_ones_stays(old: Store, file: Path) -> None:
    """A clock that was wrong once takes nothing along that is not old."""
    with old.writing("Ada") as session:
        newest = max(one.seq for one in log(old))
        rewrite(session, f"UPDATE audit_log SET at = '2001' WHERE seq = {newest:d}")

    found = retirement.due(deps(old), ADMINISTRATOR, 6)

    assert found is not None
    assert found.last.seq < newest


def test_a_checkpoint_from_before_is_told_to_be_unchecked_until_the_archive_is_named(
    old: Store, file: Path
) -> None:
    early = log(old)[3]
    anchor = retire(old, file)
    noted, other = str(early.checkpoint), f"{early.seq}:{'0' * 16}"

    alone = verdict(old, checkpoint=noted)
    assert alone.faults == ()
    (unchecked,) = alone.unchecked
    assert f"the checkpoint at entry {early.seq} is among them and was not checked" in unchecked

    beside = verdict(old, file, checkpoint=noted)
    assert (beside.faults, beside.unchecked) == ((), ())
    (fault,) = verdict(old, file, checkpoint=other).faults
    assert "is not the one of the checkpoint: the log was written anew" in fault
    assert verdict(old, checkpoint=str(anchor.last)).unchecked == ()
    assert verdict(old, checkpoint=f"{anchor.seq}:{'0' * 16}").faults != ()


@pytest.fixture
def twice(old: Store, tmp_path: Path) -> tuple[Store, Path, Path]:
    """Retired in two years, one after the other."""
    first, second = tmp_path / "first.archive", tmp_path / "second.archive"
    retire(old, first)
    # What is left, written six years ago: sealed anew after the anchor, which no key but ours can.
    reseal(old, years=7)
    work(old, "Riverside")
    retire(old, second)
    return old, first, second


def reseal(store: Store, years: int) -> None:
    """Age what is left, and the anchor's word of which entry tells of it."""
    with store.writing("Ada") as session:
        connection = session.connection()
        anchor = anchors.stored(connection)
        assert anchor is not None
        again = aged(list(entries(connection)), store.key, anchor.last, years)
        noted = next(one for one in again if one.seq == anchor.noted_seq)
        kept = list(anchors.opening(connection))
        triggers.drop(connection)
        connection.execute(delete(AuditEntry))
        connection.execute(insert(AuditEntry), [asdict(one) for one in again])
        anchors.replace(connection, replace(anchor, noted_hash=noted.hash).sealed(store.key), kept)
        triggers.create(connection)


def test_archives_of_two_years_prove_each_other(twice: tuple[Store, Path, Path]) -> None:
    store, first, second = twice
    every = log(store)[-1].seq

    assert verdict(store).faults == ()
    assert verdict(store, second, first).rows == every
    assert (verdict(store, first, second).faults, verdict(store, first, second).unchecked) == (
        (),
        (),
    )
    newest = verdict(store, second)
    assert newest.faults == ()
    assert "no archive of them was named" in newest.unchecked[0]
    (fault,) = verdict(store, first).faults
    assert f"{first} is none of the archives of this log" in fault


def test_an_archive_that_was_altered_is_named(old: Store, file: Path) -> None:
    retire(old, file)
    content = file.read_bytes()
    middle = len(content) // 2

    for altered in (
        content[:-1],
        content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        content + b"{}\n",
        content.replace(b"Ada", b"Eve"),
    ):
        file.write_bytes(altered)
        assert "none of the archives of this log, or was altered" in verdict(old, file).faults[0]


def test_a_log_that_does_not_verify_is_not_retired(old: Store, file: Path) -> None:
    with old.writing("Eve") as session:
        rewrite(session, "UPDATE audit_log SET by = 'Eve' WHERE seq = 2")
    before = log(old)

    with pytest.raises(BadInput, match="Entry 2 is not as it was sealed"):
        retire(old, file)

    assert not file.exists()
    assert log(old) == before


def test_a_change_from_outside_the_app_has_to_be_seen_before_it_is_retired(
    store: Store, file: Path
) -> None:
    work(store)
    with store.writing("Eve") as session:
        rewrite(session, "UPDATE audit_log SET by = 'outside the app' WHERE seq = 2")
    age(store)
    noted = str(log(store)[-1].checkpoint)

    with pytest.raises(BadInput, match="was changed outside the app"):
        retire(store, file)
    retire(store, file, noted)

    assert verdict(store, file).faults == ()


def test_nothing_is_written_over(old: Store, file: Path) -> None:
    file.write_text("mine")
    before = log(old)

    with pytest.raises(BadInput, match="is there already and is not overwritten"):
        retire(old, file)
    with pytest.raises(NotFound, match="there is no such folder"):
        retire(old, file.parent / "none" / "x")
    with pytest.raises(BadInput, match="cannot be written"):
        retire(old, file.parent / ("x" * 300))

    assert file.read_text() == "mine"
    assert log(old) == before


def test_nobody_retires_what_somebody_else_has_retired_meanwhile(old: Store, file: Path) -> None:
    found = retirement.due(deps(old), ADMINISTRATOR, 6)
    assert found is not None
    retire(old, file)

    with pytest.raises(StoreFailure, match="meanwhile"), old.writing("Eve") as session:
        retiring.remove(session, old.key, Moved(found, "0" * 64, [], "Eve"))

    assert verdict(old, file).faults == ()


HISTORY = [
    "UPDATE audit_anchor SET by = 'Eve'",
    "DELETE FROM audit_anchor",
    "UPDATE audit_opening SET seq = 1",
    "DELETE FROM audit_opening",
    "DELETE FROM audit_log",
]


def test_what_is_left_is_history_as_before(old: Store, file: Path) -> None:
    retire(old, file)

    def refused(statement: str) -> None:
        with pytest.raises(StoreFailure, match="own rules"), old.writing("Eve") as session:
            session.connection().exec_driver_sql(statement)

    for statement in HISTORY:
        refused(statement)
    with old.reading() as session:
        assert missing(session.connection()) == ()
    assert verdict(old, file).faults == ()


OTHER = Key(b"o" * 32)


def rekeyed(store: Store, url: str) -> Store:
    """The same database under another key, because ours is lost."""
    store.close()
    keys.rekey(url, OTHER, "Ada")
    return Store.open(url, key=OTHER)


def test_a_new_key_takes_over_the_anchor_of_the_lost_one(
    old: Store, database_url: str, file: Path
) -> None:
    retire(old, file)
    other = rekeyed(old, database_url)
    work(other, "Riverside")

    assert verdict(other).faults == ()
    assert verdict(other, file).faults == ()
    with other.writing("Eve") as session:
        rewrite(session, "UPDATE audit_anchor SET by = 'Eve'")
    assert "when the log went on under a new key" in verdict(other).faults[0]
    other.close()


def test_entries_that_rest_on_a_newer_change_of_key_stay(
    old: Store, database_url: str, file: Path
) -> None:
    other = rekeyed(old, database_url)
    before = log(other)

    found = retirement.due(deps(other), ADMINISTRATOR, 6)
    assert found is not None
    assert found.until_rekey == before[-1].seq
    with pytest.raises(BadInput, match="goes on under a new key since entry"):
        retire(other, file)

    assert not file.exists()
    assert log(other) == before
    other.close()


def test_a_log_that_was_retired_moves_to_the_other_kind_of_database_and_goes_on(
    old: Store, database_url: str, file: Path, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    retire(old, file)
    is_sqlite = database_url.startswith("sqlite")
    there = request.getfixturevalue("empty_postgresql_url" if is_sqlite else "sqlite_url")
    taken = tmp_path / "practice.backup"

    backups.back_up(ADMINISTRATOR, Kept(database_url, old.key), taken)
    restored = backups.restore(ADMINISTRATOR, Kept(there, old.key), taken)

    assert restored.unverified == ()
    moved = Store.open(there)
    assert verdict(moved).faults == ()
    assert verdict(moved, file).faults == ()
    work(moved, "Riverside")
    assert verdict(moved, file).faults == ()
    moved.close()


def test_the_doctor_tells_what_may_be_retired_and_that_nothing_is_wrong(
    old: Store, database_url: str, file: Path
) -> None:
    kept = Installation(Kept(database_url, old.key))
    due = retirement.due(deps(old), ADMINISTRATOR, 6)
    assert due is not None

    before = {one.about: one for one in doctor.examine(ADMINISTRATOR, kept)}
    retire(old, file)
    after = {one.about: one for one in doctor.examine(ADMINISTRATOR, kept)}

    assert before["retention"].what.startswith(f"{due.entries} entries are older than 6 years")
    assert before["retention"].condition is Condition.OK
    assert "retention" not in after
    for about in ("schema", "history", "audit log"):
        assert after[about].condition is Condition.OK
