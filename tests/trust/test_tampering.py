"""Whoever opens the file of the database and drops every trigger leaves traces nevertheless.

A chain shows what was touched in it; replaying it shows what was touched beside it. What fits
together in itself, because the end is gone with all it recorded or because somebody with the key
wrote everything anew, shows against a checkpoint that was noted elsewhere.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conformance.changes import frame, received
from vendor_eval.audit.chain import EVERYBODYS, NOTHING, Change, Checkpoint, Entry, Key, sealed
from vendor_eval.store import Store, contracts, evidence, measures, rounds, upgrade
from vendor_eval.store.audit import checkpoint, verify
from vendor_eval.store.evidence import Piece
from vendor_eval.store.rounds import FrozenScorecard, RoundDraft

OURS, GUESSED = Key(b"k" * 32), Key(b"g" * 32)
FIELDS = "seq, at, by, action, entity, key, old, new, key_id, prev, hash"
# The last thing anybody did, so that it can be undone as if nobody had.
LAST = contracts.Draft("Zeta", "Z", "title = 1", "", 0)

Attack = Callable[[sqlite3.Connection], object]


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Contracts, measurements and a piece of evidence."""
    file = tmp_path_factory.mktemp("tampering") / "store.sqlite"
    url = f"sqlite:///{file}"
    upgrade(url, key=OURS)
    store = Store.open(url, key=OURS)
    card = FrozenScorecard("core", "1.0", 'id = "core"')
    with store.writing("Ada") as session:
        contracts.save(session, contracts.Draft("Acme", "A", "title = 1", "", 0), "Ada")
    with store.writing("Ada") as session:
        contracts.save(session, contracts.Draft("Acme", "A", "title = 2", "", 1), "Ada")
    with store.writing("Eve") as session:
        measures.save(session, frame(30), received("a.csv"))
    with store.writing("Bob") as session:
        kept = rounds.create(
            session, RoundDraft("Spring", ("Acme",), (card,), {"core": 100}, formula="1"), "Bob"
        )
        piece = Piece(kept.id, "Acme", "core/a", "file", "soc2.pdf", "application/pdf")
        evidence.add(session, piece, b"%PDF-1.7", "Bob")
    with store.writing("Eve") as session:
        contracts.save(session, LAST, "Eve")
    store.close()
    return file


@pytest.fixture
def file(untouched: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(untouched, tmp_path / "store.sqlite"))


@pytest.fixture(scope="module")
def noted(untouched: Path) -> Checkpoint:
    """Where the log stood, as a signed report prints it."""
    store = Store.open(f"sqlite:///{untouched}", key=OURS)
    with store.reading() as session:
        found = checkpoint(session)
    store.close()
    return Checkpoint(found.seq, found.hash[:16])


def faults(file: Path, noted: Checkpoint | None) -> tuple[str, ...]:
    store = Store.open(f"sqlite:///{file}", key=OURS)
    with store.reading() as session:
        found = verify(session, OURS, noted).faults
    store.close()
    return found


def entries(connection: sqlite3.Connection) -> list[Entry]:
    return [Entry(*row) for row in connection.execute(f"SELECT {FIELDS} FROM audit_log")]


def rewritten(connection: sqlite3.Connection, changes: list[Change], key: Key) -> None:
    """A log that says this and fits together."""
    at = "2026-11-22T08:00:00.000000+00:00"
    connection.execute("DELETE FROM audit_log")
    rows = [(*one.sealed, one.prev, one.hash) for one in sealed(changes, key, NOTHING, ("Ada", at))]
    connection.executemany(f"INSERT INTO audit_log ({FIELDS}) VALUES ({'?, ' * 10}?)", rows)


def drop_triggers(connection: sqlite3.Connection) -> None:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in found:
        connection.execute(f"DROP TRIGGER {name}")


def edit_an_entry(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE audit_log SET by = 'Bob' WHERE entity = 'contract_revision'")


def delete_in_the_middle(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM audit_log WHERE seq = 4")


def swap_two(connection: sqlite3.Connection) -> None:
    for old, new in ((3, -3), (4, 3), (-3, 4)):
        connection.execute("UPDATE audit_log SET seq = ? WHERE seq = ?", (new, old))


def undo_the_last_write(connection: sqlite3.Connection) -> None:
    """The newest entries, and all that they recorded."""
    (first,) = connection.execute("SELECT max(seq) - 2 FROM audit_log").fetchone()
    connection.execute("DELETE FROM audit_log WHERE seq >= ?", (first,))
    connection.execute("DELETE FROM contract_revision WHERE contract = 2")
    connection.execute("DELETE FROM contract WHERE id = 2")
    connection.execute("DELETE FROM vendor WHERE name = 'Zeta'")


def wipe_everything(connection: sqlite3.Connection) -> None:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        if name not in ("alembic_version", "sqlite_sequence"):
            connection.execute(f'DELETE FROM "{name}"')


def say_an_old_entry_again(connection: sqlite3.Connection) -> None:
    *_, last = entries(connection)
    fields = FIELDS.replace("seq", "?", 1)
    connection.execute(
        f"INSERT INTO audit_log SELECT {fields} FROM audit_log WHERE seq = 3", (last.seq + 1,)
    )


def forge_an_entry(connection: sqlite3.Connection) -> None:
    """One that continues the chain as well as can be without the key."""
    *_, last = entries(connection)
    change = Change("update", "site", "[1]", None, None)
    (forged,) = sealed([change], GUESSED, last.checkpoint, ("Ada", last.at))
    row = (*forged.sealed[:8], OURS.id, forged.prev, forged.hash)
    connection.execute(f"INSERT INTO audit_log ({FIELDS}) VALUES ({'?, ' * 10}?)", row)


def write_everything_anew_with_the_key(connection: sqlite3.Connection) -> None:
    """Another contract, and a log that has known no other."""
    connection.execute("UPDATE contract_revision SET toml = 'title = 7' WHERE number = 2")
    changes = [
        Change(one.action, one.entity, one.key, one.old, (one.new or "").replace("= 2", "= 7"))
        for one in entries(connection)
    ]
    rewritten(connection, changes, OURS)


def edit_a_contract(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE contract_revision SET toml = 'title = 7' WHERE number = 2")


def change_a_measurement(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE measurement SET value = 0.99 WHERE month = 24003 AND cents IS NULL")


def empty_what_waits(connection: sqlite3.Connection) -> None:
    """Let the triggers note a change, and take the note away before anybody seals it."""
    connection.execute("UPDATE vendor SET name = 'Other' WHERE id = 1")
    assert connection.execute("DELETE FROM audit_pending").rowcount == 1


def put_another_file_in_place(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE evidence_file SET content = ?", (b"%PDF-1.8",))


# Each with whether it shows without a checkpoint.
ATTACKS: list[tuple[Attack, bool, str]] = [
    (edit_an_entry, True, "is not as it was sealed"),
    (delete_in_the_middle, True, "Entry 4 is missing"),
    (swap_two, True, "does not continue the entry before it"),
    (undo_the_last_write, False, "its end was cut off"),
    (wipe_everything, False, "its end was cut off"),
    (say_an_old_entry_again, True, "does not continue the entry before it"),
    (forge_an_entry, True, "is not as it was sealed"),
    (write_everything_anew_with_the_key, False, "the log was written anew"),
    (edit_a_contract, True, "contract_revision [1,2] is not as it was recorded last"),
    (change_a_measurement, True, "The rows of measurement for [1] are not those recorded"),
    (empty_what_waits, True, "vendor [1] is not as it was recorded last"),
    (put_another_file_in_place, True, "has another content than was stored"),
]


def test_what_nobody_touched_has_no_faults(file: Path, noted: Checkpoint) -> None:
    assert faults(file, noted) == ()


@pytest.mark.parametrize(("attack", "shows_alone", "fault"), ATTACKS)
def test_every_attack_shows_against_a_checkpoint(
    file: Path, noted: Checkpoint, attack: Attack, shows_alone: bool, fault: str
) -> None:
    connection = sqlite3.connect(file)
    if attack is not empty_what_waits:
        drop_triggers(connection)
    attack(connection)
    connection.commit()
    connection.close()

    assert any(fault in one for one in faults(file, noted)), faults(file, noted)
    assert bool(faults(file, None)) == shows_alone


def test_there_are_eleven_attacks_and_one_on_files() -> None:
    assert len({attack for attack, _, _ in ATTACKS}) == 12


def test_the_key_of_tests_opens_no_log_of_a_practice(file: Path) -> None:
    from vendor_eval.errors import StoreFailure

    store = Store.open(f"sqlite:///{file}")

    with pytest.raises(StoreFailure, match="another key"), store.writing("Eve") as session:
        contracts.save(session, contracts.Draft("New", "N", "title = 1", "", 0), "Eve")
    assert store.key == EVERYBODYS
    store.close()
