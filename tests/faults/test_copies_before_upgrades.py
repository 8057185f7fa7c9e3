"""Whoever forgets the backup before an upgrade has the database as it was all the same."""

from __future__ import annotations

import logging
import random
import resource
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.agreements import ADMINISTRATOR
from tests.faults.conftest import Killed
from tests.proofs import size
from vendor_eval.audit.chain import EVERYBODYS
from vendor_eval.errors import StoreFailure
from vendor_eval.store import State, state, upgrade
from vendor_eval.workflows import doctor, upgrades
from vendor_eval.workflows.backups import Kept
from vendor_eval.workflows.doctor import Installation

WRITTEN = Path(__file__).parents[1] / "data" / "first_tables.sql"
EARLIER = "0015"
KILLS = size(4, 14)


@pytest.fixture(scope="module")
def of_a_version_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that few migrations bring up to date."""
    file = tmp_path_factory.mktemp("before") / "practice.sqlite"
    upgrade(url_of(file), EARLIER)
    return file


@pytest.fixture
def database(tmp_path: Path, of_a_version_before: Path) -> Path:
    """A file of an earlier version, alone in its folder."""
    file = tmp_path / "kept" / "practice.sqlite"
    file.parent.mkdir()
    return Path(shutil.copy(of_a_version_before, file))


def url_of(file: Path) -> str:
    return f"sqlite:///{file}"


def bring_up_to_date(url: str) -> None:
    upgrades.bring_up_to_date(url, EVERYBODYS)


def content_of(file: Path) -> list[str]:
    """Every table with every row."""
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


def test_what_was_there_before_an_upgrade_is_kept_and_is_that_database(
    database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(WRITTEN.read_text("utf-8"))
    before = content_of(database)

    bring_up_to_date(url_of(database))

    (copy,) = upgrades.copies(database)
    assert content_of(copy) == before
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sorted(database.parent.iterdir()) == [database, copy]
    assert copy.name in caplog.text
    looked = doctor.examine(ADMINISTRATOR, Installation(Kept(url_of(database), EVERYBODYS)))
    (told,) = [one.what for one in looked if one.about == "copies"]
    assert told.startswith("1 copy from before upgrades")
    # The way back is the way there again.
    shutil.copy(copy, database)
    assert state(url_of(database)) is State.BEHIND
    upgrade(url_of(database))
    assert state(url_of(database)) is State.CURRENT


def test_nothing_is_copied_where_there_is_nothing_to_change(database: Path) -> None:
    bring_up_to_date(url_of(database))
    (first,) = upgrades.copies(database)

    bring_up_to_date(url_of(database))
    bring_up_to_date(url_of(database.with_name("new.sqlite")))

    assert {one.name for one in database.parent.iterdir()} == {
        "new.sqlite",
        database.name,
        first.name,
    }


def test_without_room_for_the_copy_nothing_is_changed_and_the_next_start_works(
    database: Path,
) -> None:
    before, whole = content_of(database), database.stat().st_size
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    for room in (1, whole // 2, whole - 4096):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
        try:
            with pytest.raises(StoreFailure, match="no copy of it as it is could be made"):
                bring_up_to_date(url_of(database))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert content_of(database) == before
        assert list(database.parent.iterdir()) == [database]

    bring_up_to_date(url_of(database))
    assert state(url_of(database)) is State.CURRENT


def test_the_copy_of_an_upgrade_that_fails_goes_again(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        # A table of a later version is in the way.
        connection.execute("CREATE TABLE audit_opening (id INTEGER)")
        connection.commit()
    before = content_of(database)

    with pytest.raises(StoreFailure):
        bring_up_to_date(url_of(database))

    assert content_of(database) == before
    assert list(database.parent.iterdir()) == [database]


def test_a_damaged_database_is_not_upgraded(database: Path) -> None:
    content = database.read_bytes()
    middle = len(content) // 8192 * 4096
    database.write_bytes(content[:middle] + b"x" * 4096 + content[middle + 4096 :])
    before = database.read_bytes()

    with pytest.raises(StoreFailure, match="damaged"):
        bring_up_to_date(url_of(database))

    assert database.read_bytes() == before
    assert list(database.parent.iterdir()) == [database]


def test_the_newest_copies_stay_and_nothing_else_is_taken_for_one(database: Path) -> None:
    def beside(name: str) -> Path:
        made = database.with_name(f"{database.name}.{name}")
        made.write_bytes(b"")
        return made

    oldest, older, old = (
        beside(f"before-0.{minor}.0-2025010{day}T000000.000000Z")
        for minor, day in ((9, 1), (2, 2), (1, 3))
    )
    others = [beside("before-the-merger"), beside("replaced-20250101T000000.000000Z")]
    others.append(database.with_name("else.sqlite.before-0.1.0-20250101T000000.000000Z"))
    others[-1].write_bytes(b"")

    bring_up_to_date(url_of(database))

    *kept, newest = upgrades.copies(database)
    assert kept == [older, old]
    assert newest.stat().st_size > 0
    assert not oldest.exists()
    assert [one for one in others if not one.exists()] == []


def test_no_database_is_brought_up_to_date_without_its_copy_whenever_it_is_killed(
    database: Path, tmp_path: Path, killed_after: Killed
) -> None:
    before = content_of(database)

    for number in range(KILLS):
        file = tmp_path / f"killed_{number}" / "practice.sqlite"
        file.parent.mkdir()
        shutil.copy(database, file)
        killed_after(random.uniform(0.0, 0.5), f"bring_up_to_date {url_of(file)}")

        was_upgraded = state(url_of(file)) is State.CURRENT
        assert was_upgraded <= bool(upgrades.copies(file))
        bring_up_to_date(url_of(file))
        assert state(url_of(file)) is State.CURRENT
        # However often it begins, the same is kept once.
        (copy,) = upgrades.copies(file)
        assert content_of(copy) == before


def test_of_a_postgresql_database_it_is_said_that_nothing_was_copied(
    empty_postgresql_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    upgrade(empty_postgresql_url, "0001")
    with caplog.at_level(logging.WARNING, upgrades.__name__):
        bring_up_to_date(empty_postgresql_url)
        bring_up_to_date(empty_postgresql_url)

    assert state(empty_postgresql_url) is State.CURRENT
    (said,) = [one.getMessage() for one in caplog.records if one.name == upgrades.__name__]
    assert "no copy" in said
