"""A backup that is taken while people write holds whole changes, and a restore loses none."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pandas as pd
import pytest

from tests.agreements import ADMINISTRATOR
from tests.faults.conftest import Killed
from tests.proofs import size
from vendor_eval.audit.chain import EVERYBODYS
from vendor_eval.errors import StoreFailure
from vendor_eval.measurement import typed
from vendor_eval.store import Store, audit, measures
from vendor_eval.store.imports import Received
from vendor_eval.workflows import backups
from vendor_eval.workflows.backups import Kept

BACKUPS = size(3, 20)
KILLS = size(4, 14)
WRITERS = 3
BATCH = 7
PATIENCE_S = 60
"""Rows of one import, which are there together or not at all."""


def import_batch(store: Store, name: str) -> None:
    months = np.arange(BATCH) + 24_000
    frame = pd.DataFrame(
        {
            "vendor": name,
            "month": months,
            "metric": "clean_claim_rate",
            "value": 0.5,
            "numerator": np.nan,
            "denominator": np.nan,
            "site": None,
            "payer": None,
            "specialty": None,
        }
    )
    received = Received(f"{name}.csv", name, {}, "Ada", dt.datetime.now(dt.UTC))
    with store.writing("Ada") as session:
        measures.save(session, typed(frame), received)


def vendors_in(url: str) -> set[str]:
    """Whose imports a sound database has, each of them whole."""
    store = Store.open(url)
    with store.reading() as session:
        frame = measures.load(session)
        assert audit.verify(session, EVERYBODYS).faults == ()
    store.close()
    assert set(frame.groupby("vendor").size()) <= {BATCH}
    return set(frame["vendor"])


@contextmanager
def writing(store: Store) -> Iterator[list[str]]:
    """Three people who import without a pause, within the block; what they were told is stored."""
    over, told, failed = Event(), list[str](), list[StoreFailure]()

    def write(writer: int) -> None:
        number = 0
        try:
            while not over.is_set():
                name = f"Vendor {writer} {number}"
                import_batch(store, name)
                told.append(name)
                number += 1
        except StoreFailure as failure:
            failed.append(failure)

    threads = [Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        yield told
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert failed == []


def test_every_backup_taken_while_people_write_restores(database_url: str, tmp_path: Path) -> None:
    kept, store = Kept(database_url, EVERYBODYS), Store.open(database_url)
    known: list[set[str]] = []

    with writing(store) as told:
        for number in range(BACKUPS):
            known.append(set(told))
            backups.back_up(ADMINISTRATOR, kept, tmp_path / f"{number}.backup")
    store.close()

    for number, before in enumerate(known):
        restored = Kept(f"sqlite:///{tmp_path / f'{number}.sqlite'}", EVERYBODYS)
        done = backups.restore(ADMINISTRATOR, restored, tmp_path / f"{number}.backup")
        assert done.unverified == ()
        assert before <= vendors_in(restored.url) <= set(told)


def test_a_restore_while_people_write_loses_nothing_that_was_stored(
    sqlite_url: str, tmp_path: Path
) -> None:
    kept, store = Kept(sqlite_url, EVERYBODYS), Store.open(sqlite_url)
    import_batch(store, "First")
    backups.back_up(ADMINISTRATOR, kept, tmp_path / "first.backup")

    with writing(store) as told:
        _until(lambda: len(told) >= 5)
        done = backups.restore(ADMINISTRATOR, kept, tmp_path / "first.backup")
        since = len(told)
        _until(lambda: len(told) >= since + 5)
    store.close()

    now, before = vendors_in(sqlite_url), vendors_in(f"sqlite:///{done.replaced}")
    assert now | before == {"First", *told}
    assert now & before == {"First"}


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)  # Nothing tells how far the writers are.


def restore_into(url: str, file: str) -> None:
    backups.restore(ADMINISTRATOR, Kept(url, EVERYBODYS), Path(file))


def test_a_restore_that_is_killed_leaves_the_old_or_the_new(
    sqlite_url: str, tmp_path: Path, killed_after: Killed
) -> None:
    store = Store.open(sqlite_url)
    import_batch(store, "Old")
    backups.back_up(ADMINISTRATOR, Kept(sqlite_url, EVERYBODYS), tmp_path / "old.backup")
    import_batch(store, "New")
    store.close()
    file = Path(sqlite_url.removeprefix("sqlite:///"))

    for number in range(KILLS):
        url = f"sqlite:///{shutil.copy(file, tmp_path / f'killed_{number}.sqlite')}"
        moment = random.uniform(0.1, 2.5)
        killed_after(moment, f"restore_into {url} {tmp_path / 'old.backup'}")

        assert vendors_in(url) in [{"Old"}, {"Old", "New"}]


@pytest.mark.parametrize("spoil", ["wal", "shm"])
def test_nothing_beside_the_database_is_needed_to_restore(
    sqlite_url: str, tmp_path: Path, spoil: str
) -> None:
    kept, store = Kept(sqlite_url, EVERYBODYS), Store.open(sqlite_url)
    import_batch(store, "First")
    store.close()
    backups.back_up(ADMINISTRATOR, kept, tmp_path / "first.backup")
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    file.unlink()
    Path(f"{file}-{spoil}").write_bytes(b"left over")

    backups.restore(ADMINISTRATOR, kept, tmp_path / "first.backup")

    assert vendors_in(sqlite_url) == {"First"}
