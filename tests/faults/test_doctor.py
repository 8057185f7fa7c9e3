"""The doctor sees what is wrong with an installation, says what mends it, and changes nothing."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.ports import free_port
from tests.agreements import ADMINISTRATOR
from tests.proofs import MEASURED, size
from vendor_eval.audit.chain import EVERYBODYS, Key
from vendor_eval.store import Store, practice
from vendor_eval.store.practice import Practice
from vendor_eval.workflows import doctor
from vendor_eval.workflows.backups import Kept
from vendor_eval.workflows.diagnoses import Condition, worst
from vendor_eval.workflows.doctor import Installation

FLIPS = size(25, 150)


def said(kept: Kept, about: str) -> tuple[Condition, str]:
    """The worst of what the doctor says about one thing."""
    found = [one for one in doctor.examine(ADMINISTRATOR, Installation(kept)) if one.about == about]
    bad = [one for one in found if one.condition is worst(found)]
    assert all(one.remedy for one in bad if one.condition is not Condition.OK)
    return bad[0].condition, f"{bad[0].what} {bad[0].remedy}"


def test_a_sound_installation_has_no_failure(database_url: str) -> None:
    found = doctor.examine(ADMINISTRATOR, Installation(Kept(database_url, EVERYBODYS)))

    assert [one for one in found if one.condition is Condition.FAILURE] == []
    about = ["integrity", "schema", "references", "history", "clock", "audit log", "disk"]
    assert set(about) <= {one.about for one in found}


def run_sql(file: Path, *statements: str) -> None:
    connection = sqlite3.connect(file)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def content_of(file: Path) -> str:
    """Every row of every table, which is all that anybody ever reads of the file."""
    connection = sqlite3.connect(file)
    digest = hashlib.sha256()
    for line in connection.iterdump():
        digest.update(line.encode())
    connection.close()
    return digest.hexdigest()


def cut_a_page(file: Path) -> None:
    content = file.read_bytes()
    middle = len(content) // 8192 * 4096
    file.write_bytes(content[:middle] + b"x" * 4096 + content[middle + 4096 :])


WRONG: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a page": (cut_a_page, "database", "damaged.*Restore"),
    "no database": (lambda f: f.write_bytes(b"no database" * 99), "database", "Restore"),
    "a trigger": (
        lambda f: run_sql(f, "DROP TRIGGER audit_note_practice_update"),
        "history",
        "audit_note_practice_update is missing",
    ),
    "an index": (
        lambda f: run_sql(f, "DROP TABLE reminder"),
        "schema",
        "reminder.*Restore",
    ),
    "a row that points nowhere": (
        lambda f: run_sql(f, "INSERT INTO contract VALUES (1, '2026-01-01 00:00:00', '', 1, 4711)"),
        "references",
        "1 rows or rules point to what is not there",
    ),
    "a row of another day": (
        lambda f: run_sql(f, "UPDATE practice SET recorded_at = '2999-01-01 00:00:00.000000'"),
        "clock",
        "something was stored later, at 2999-01-01 00:00 UTC.*Set the clock",
    ),
    "a change from outside": (
        lambda f: run_sql(f, "UPDATE practice SET name = 'Elsewhere'"),
        "audit log",
        "wait to be sealed|is not as it was recorded",
    ),
    "a newer version": (
        lambda f: run_sql(f, "UPDATE alembic_version SET version_num = '9999'"),
        "schema",
        "newer version.*Install that version",
    ),
}


@pytest.fixture
def named(sqlite_url: str) -> Path:
    """A SQLite file with a practice in it."""
    store = Store.open(sqlite_url)
    with store.writing("Ada") as session:
        practice.save(session, Practice("Lakeside", "America/Chicago"), "Ada")
    store.close()
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_database_is_a_failure_with_a_remedy(name: str, named: Path) -> None:
    spoil, about, words = WRONG[name]
    spoil(named)
    before = named.read_bytes()

    condition, sentence = said(Kept(f"sqlite:///{named}", EVERYBODYS), about)

    assert condition is Condition.FAILURE
    assert re.search(words, sentence), sentence
    assert named.read_bytes() == before


def test_another_key_is_named(named: Path) -> None:
    condition, sentence = said(Kept(f"sqlite:///{named}", Key(bytes([7] * 32))), "audit log")

    assert condition is Condition.FAILURE
    assert "another key" in sentence


def test_what_others_may_read_is_a_warning(named: Path) -> None:
    named.chmod(0o644)

    assert said(Kept(f"sqlite:///{named}", EVERYBODYS), "rights") == (
        Condition.WARNING,
        f"Others on this machine may read or change {named}. chmod 600 '{named}'",
    )


def test_flipped_bits_that_are_not_found_change_nothing_that_is_stored(
    tmp_path: Path, demonstration_file: Path
) -> None:
    flipped, found = tmp_path / "flipped.sqlite", 0
    content, whole = demonstration_file.read_bytes(), content_of(demonstration_file)
    drawn = random.Random(7)

    for _ in range(FLIPS):
        place = drawn.randrange(len(content) * 8)
        shutil.copy(demonstration_file, flipped)
        with flipped.open("r+b") as opened:
            opened.seek(place // 8)
            opened.write(bytes([content[place // 8] ^ 1 << place % 8]))
        kept = Kept(f"sqlite:///{flipped}", EVERYBODYS)
        if worst(doctor.examine(ADMINISTRATOR, Installation(kept))) is Condition.FAILURE:
            found += 1
        else:
            assert content_of(flipped) == whole

    MEASURED.info("flipped bits found: %d of %d", found, FLIPS)
    assert found >= FLIPS / 4


def test_a_server_that_cannot_be_reached_is_no_reason_to_restore_a_backup() -> None:
    nobody = f"postgresql://nobody@127.0.0.1:{free_port()}/none"

    condition, words = said(Kept(nobody, EVERYBODYS), "database")

    assert condition is Condition.FAILURE
    assert "certificate" in words
    assert "Restore" not in words
