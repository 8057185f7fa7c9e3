"""Whoever touches where the log begins, after entries were retired, leaves traces there too."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import Session

from tests.aged import age
from tests.agreements import ADMINISTRATOR
from tests.rewritten import rewrite
from vendor_eval.audit.anchor import Anchor, Kept, opening_digest
from vendor_eval.audit.chain import Key
from vendor_eval.store import Store, contracts, upgrade
from vendor_eval.store.audit import anchors, triggers
from vendor_eval.store.audit.reading import entries
from vendor_eval.workflows import audit, retirement
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.retirement import Order

OURS, GUESSED = Key(b"k" * 32), Key(b"g" * 32)
# The entry that left last.
LAST = 4


def deps(store: Store) -> Deps:
    return Deps(store, dt.date.today)


@pytest.fixture(scope="module")
def retired(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file in which the first revision of a contract was retired, and its archive."""
    folder = tmp_path_factory.mktemp("retired")
    upgrade(f"sqlite:///{folder / 'store.sqlite'}", key=OURS)
    store = Store.open(f"sqlite:///{folder / 'store.sqlite'}", key=OURS)
    with store.writing("Ada") as session:
        contracts.save(session, contracts.Draft("Acme", "A", "title = 1", "", 0), "Ada")
    age(store)
    with store.writing("Ada") as session:
        contracts.save(session, contracts.Draft("Acme", "A", "title = 2", "", 1), "Ada")
    done = retirement.retire(deps(store), ADMINISTRATOR, Order(6, folder / "archive"))
    assert done is not None
    assert done[1].seq == LAST
    store.close()
    return folder


@pytest.fixture
def store(retired: Path, tmp_path: Path) -> Iterator[Store]:
    file = shutil.copy(retired / "store.sqlite", tmp_path / "store.sqlite")
    opened = Store.open(f"sqlite:///{file}", key=OURS)
    yield opened
    opened.close()


def faults(store: Store, *archives: Path) -> tuple[str, ...]:
    return audit.verify(deps(store), ADMINISTRATOR, "", archives).faults


REWORD = "UPDATE audit_opening SET row = replace(row, 'title = 1', 'title = 7')"
EDIT = "UPDATE contract_revision SET toml = 'title = 7' WHERE number = 1"
CHANGED = f"Rows as the retired entries up to {LAST} left them were changed"
UNSEALED = f"What stands for the retired entries up to {LAST} is not as it was sealed"
COLUMNS = "hash, at, by, archive, opening, noted_seq, noted_hash, key_id, seal"
# Statements behind the database's back, and what verifying says of it.
TOUCHED: dict[str, tuple[list[str], str]] = {
    "the hash of the anchor": (["UPDATE audit_anchor SET hash = archive"], UNSEALED),
    "who retired": (["UPDATE audit_anchor SET by = 'Eve'"], UNSEALED),
    "the digest of the archive": (["UPDATE audit_anchor SET archive = hash"], UNSEALED),
    "which entry tells of it": (["UPDATE audit_anchor SET noted_seq = 5"], UNSEALED),
    "the key of the anchor": (
        ["UPDATE audit_anchor SET key_id = '0123456789ab'"],
        "were sealed with another key",
    ),
    "no anchor": (["DELETE FROM audit_anchor"], "What stands for retired entries is gone"),
    "neither anchor nor rows": (
        ["DELETE FROM audit_anchor", "DELETE FROM audit_opening"],
        f"Entry 1 is missing: entry {LAST + 1} follows",
    ),
    "a second anchor": (
        [f"INSERT INTO audit_anchor SELECT 1, {COLUMNS} FROM audit_anchor"],
        "More than one place",
    ),
    "a row as it was left": ([REWORD], CHANGED),
    "a row as it was left and what is stored": ([REWORD, EDIT], CHANGED),
    "no rows": (["DELETE FROM audit_opening"], CHANGED),
    "a row more": (
        ["INSERT INTO audit_opening VALUES ('insert', 'site', '[1]', 1, '{}')"],
        CHANGED,
    ),
    "what is stored": ([EDIT], "contract_revision [1,1] is not as it was recorded last, in entry"),
    "a stored row gone": (
        ["DELETE FROM contract_revision WHERE number = 1"],
        "contract_revision [1,1] is gone, and entry",
    ),
    "the end": (["DELETE FROM audit_log WHERE action = 'retire'"], "its end was cut off"),
    "all that stayed": (["DELETE FROM audit_log"], "its end was cut off"),
    "the first that stayed": (
        [f"DELETE FROM audit_log WHERE seq = {LAST + 1}"],
        f"Entry {LAST + 1} is missing: entry {LAST + 2} follows",
    ),
}


def test_what_nobody_touched_has_no_faults(store: Store, retired: Path) -> None:
    assert faults(store) == ()
    assert faults(store, retired / "archive") == ()


@pytest.mark.parametrize("name", TOUCHED)
def test_every_touch_shows_without_a_checkpoint_and_without_the_archive(
    store: Store, name: str
) -> None:
    statements, fault = TOUCHED[name]

    with store.writing("Eve") as session:
        for statement in statements:
            rewrite(session, statement)

    assert any(fault in one for one in faults(store)), faults(store)


def begin_at(session: Session, anchor: Anchor, rows: list[Kept]) -> None:
    triggers.drop(session.connection())
    anchors.replace(session.connection(), anchor, rows)
    triggers.create(session.connection())


def test_entries_cannot_be_forgotten_by_who_has_no_key(store: Store) -> None:
    """Everything but a seal: an anchor after the entry that somebody wants gone."""
    with store.writing("Eve") as session:
        found = list(entries(session.connection()))
        gone, noted = found[0], found[-1]
        digest = opening_digest([])
        forged = Anchor(
            seq=gone.seq,
            hash=gone.hash,
            at=gone.at,
            by="Ada",
            archive="0" * 64,
            opening=digest,
            noted_seq=noted.seq,
            noted_hash=noted.hash,
            key_id=GUESSED.id,
        ).sealed(GUESSED)
        rewrite(session, f"DELETE FROM audit_log WHERE seq = {gone.seq:d}")
        begin_at(session, replace(forged, key_id=OURS.id), [])

    assert f"up to {LAST + 1} is not as it was sealed" in faults(store)[0]


def test_who_has_the_key_and_carries_over_another_row_is_found_by_the_archive(
    store: Store, retired: Path
) -> None:
    with store.writing("Eve") as session:
        stood = anchors.stored(session.connection())
        assert stood is not None
        rows = [
            (*one[:4], one[4].replace("title = 1", "title = 7"))
            for one in anchors.opening(session.connection())
        ]
        begin_at(session, replace(stood, opening=opening_digest(rows)).sealed(OURS), rows)
        rewrite(session, EDIT)

    assert faults(store) == ()
    (fault,) = faults(store, retired / "archive")
    assert fault.startswith(f"Rows as they were carried over from the entries up to {LAST} are not")
