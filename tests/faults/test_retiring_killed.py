"""A retirement that is killed or finds no room leaves every entry in the log, or in the archive."""

from __future__ import annotations

import datetime as dt
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.aged import age
from tests.agreements import ADMINISTRATOR
from vendor_eval.errors import VendorEvalError
from vendor_eval.store import Store, practice
from vendor_eval.store.audit.reading import entries
from vendor_eval.store.practice import Practice
from vendor_eval.workflows import audit, retirement
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.retirement import Order

TOP = Path(__file__).parents[2]
PATIENCE_S = 60
RETIRE = """
import datetime as dt, sys
from pathlib import Path
from tests.agreements import ADMINISTRATOR
from vendor_eval.store import Store
from vendor_eval.workflows import retirement
from vendor_eval.workflows.deps import Deps

deps = Deps(Store.open(sys.argv[1], patience_s=60), dt.date.today)
retirement.retire(deps, ADMINISTRATOR, retirement.Order(6, Path(sys.argv[2])))
"""


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A log whose entries are all old, and one of today."""
    opened = Store.open(database_url)
    for number in range(20):
        name_it(opened, number)
    age(opened)
    name_it(opened, 20)
    yield opened
    opened.close()


def name_it(store: Store, version: int) -> None:
    with store.writing("Ada") as session:
        practice.save(session, Practice(f"P{version}", "UTC", version=version), "Ada")


def deps(store: Store) -> Deps:
    return Deps(store, dt.date.today)


def log(store: Store) -> list[int]:
    with store.reading() as session:
        return [one.seq for one in entries(session.connection())]


def test_a_kill_between_archive_and_removal_removes_nothing_and_it_is_done_again(
    store: Store, database_url: str, tmp_path: Path
) -> None:
    before, file = log(store), tmp_path / "killed.archive"

    # As long as we write, nobody else can.
    with store.writing("Eve"):
        process = subprocess.Popen([sys.executable, "-c", RETIRE, database_url, str(file)], cwd=TOP)
        deadline = time.monotonic() + PATIENCE_S
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        assert process.wait(PATIENCE_S) == -signal.SIGKILL
    assert file.exists()

    assert log(store) == before
    assert audit.verify(deps(store), ADMINISTRATOR).faults == ()
    (fault,) = audit.verify(deps(store), ADMINISTRATOR, "", [file]).faults
    assert "is none of the archives of this log" in fault
    again = tmp_path / "again.archive"
    done = retirement.retire(deps(store), ADMINISTRATOR, Order(6, again))
    assert done is not None
    assert log(store) == [*before[done[0].entries :], before[-1] + 1]
    assert audit.verify(deps(store), ADMINISTRATOR, "", [again]).faults == ()


def test_a_disk_without_room_for_the_archive_removes_nothing_and_leaves_nothing(
    store: Store, tmp_path: Path
) -> None:
    before, folder = log(store), tmp_path / "full"
    folder.mkdir()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, limits[1]))
    try:
        with pytest.raises(VendorEvalError, match="cannot be written"):
            retirement.retire(deps(store), ADMINISTRATOR, Order(6, folder / "x.archive"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert list(folder.iterdir()) == []
    assert log(store) == before
    assert audit.verify(deps(store), ADMINISTRATOR).faults == ()
