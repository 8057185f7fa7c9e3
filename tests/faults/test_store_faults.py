"""A power cut, a full disk or a damaged file never leaves half an import behind."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import resource
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pandas as pd
import pytest

from tests.faults.conftest import Killed
from tests.proofs import size
from vendor_eval.claims.kpis import Kpi, Recomputed
from vendor_eval.errors import StoreFailure
from vendor_eval.evaluation.answers import Evidence
from vendor_eval.measurement import typed
from vendor_eval.quantities import Month
from vendor_eval.store import (
    State,
    Store,
    answers,
    claim_runs,
    measures,
    practice,
    rounds,
    state,
    upgrade,
)
from vendor_eval.store.answers import Entry
from vendor_eval.store.claim_runs import Provenance, RunFile
from vendor_eval.store.imports import Counts, Received, listed
from vendor_eval.store.practice import Practice
from vendor_eval.store.rounds import FrozenScorecard, RoundDraft
from vendor_eval.store.turns import Turns

ROWS = 100_000
KILLS = size(6, 30)
STEPS = size(6, 20)


def many_rows(count: int) -> pd.DataFrame:
    number = np.arange(count)
    frame = pd.DataFrame(
        {
            "vendor": np.array([f"Vendor {one}" for one in range(200)])[number // 100 % 200],
            "month": 24_000 + number % 100,
            "metric": "clean_claim_rate",
            "value": number / count,
            "numerator": number.astype(float),
            "denominator": float(count),
            "site": np.array([f"Site {one}" for one in range(50)])[number // 20_000],
            "payer": None,
            "specialty": None,
        }
    )
    return typed(frame)


def import_rows(store: Store, count: int, content: str = "many") -> measures.Saved:
    received = Received("many.csv", content, {}, "Ada", dt.datetime(2026, 3, 4, tzinfo=dt.UTC))
    with store.writing("Ada") as session:
        return measures.save(session, many_rows(count), received)


def rows_in(file: Path) -> tuple[int, int]:
    """Measurements and imports in a SQLite file that is whole."""
    connection = sqlite3.connect(file)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (measurements,) = connection.execute("SELECT count(*) FROM measurement").fetchone()
        (imports,) = connection.execute("SELECT count(*) FROM import_record").fetchone()
    finally:
        connection.close()
    return measurements, imports


@pytest.fixture
def on_file(sqlite_url: str) -> Iterator[Store]:
    store = Store.open(sqlite_url)
    yield store
    store.close()


def import_many_rows(url: str) -> None:
    import_rows(Store.open(url), ROWS)


def test_an_import_that_is_killed_is_stored_whole_or_not_at_all(
    tmp_path: Path, file: Path, killed_after: Killed
) -> None:
    longest_s = 1.0  # about as long as the import takes, so that the commit is hit, too

    for number in range(KILLS):
        killed = tmp_path / f"killed_{number}.sqlite"
        killed.write_bytes(file.read_bytes())
        url = f"sqlite:///{killed}"
        killed_after(random.uniform(0.05, longest_s), f"import_many_rows {url}")

        assert rows_in(killed) in [(0, 0), (ROWS, 1)]
        store = Store.open(url)
        if rows_in(killed) == (ROWS, 1):
            assert import_rows(store, ROWS).counts == Counts(0, 0, 0)
        import_rows(store, 10, "next")
        store.close()
        # Ten new rows, or ten further revisions: shares of another total are other values.
        assert rows_in(killed) in [(10, 1), (ROWS + 10, 2)]


RUN = [
    Kpi(f"Vendor {vendor}", Month.at(24_000 + month), metric, 7, 100, 0.07, pending=0)
    for vendor in range(100)
    for month in range(24)
    for metric in ("denial_rate", "clean_claim_rate")
]


def keep_a_run(url: str) -> None:
    file = RunFile("claims.csv", "0" * 64, "CSV", 3)
    noon = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
    provenance = Provenance((file,), dt.date(2026, 3, 2), {}, "1", "Ada", noon)
    with Store.open(url).writing("Ada") as session:
        claim_runs.save(session, Recomputed(kpis=tuple(RUN)), provenance)


def values_in(file: Path) -> tuple[int, int, int]:
    """Runs, their values, and what the audit log says of them."""
    rows_in(file)
    connection = sqlite3.connect(file)
    try:
        statements = (
            "SELECT count(*) FROM claim_run",
            "SELECT count(*) FROM claim_value",
            "SELECT count(*) FROM audit_log WHERE entity = 'claim_run'",
        )
        runs, values, told = (connection.execute(one).fetchone()[0] for one in statements)
    finally:
        connection.close()
    return runs, values, told


def test_a_run_of_claims_that_is_killed_is_kept_whole_or_not_at_all(
    tmp_path: Path, file: Path, killed_after: Killed
) -> None:
    for number in range(KILLS):
        killed = tmp_path / f"killed_{number}.sqlite"
        killed.write_bytes(file.read_bytes())

        killed_after(random.uniform(0.02, 0.8), f"keep_a_run sqlite:///{killed}")

        assert values_in(killed) in [(0, 0, 0), (1, len(RUN), 1)]
        keep_a_run(f"sqlite:///{killed}")
        assert values_in(killed) == (1, len(RUN), 1)


def answer_one_item_after_the_other(url: str) -> None:
    store = Store.open(url)
    with Path(url.removeprefix("sqlite:///") + ".acknowledged").open("a") as acknowledged:
        for item in itertools.count():
            entry = Entry(1, "Acme", f"core/{item}", "Bob", "yes", Evidence.STATED, "", version=0)
            with store.writing("Ada") as session:
                answers.save(session, entry, "Bob")
            print(item, file=acknowledged, flush=True)


def test_no_acknowledged_answer_is_lost_to_a_kill(
    tmp_path: Path, file: Path, killed_after: Killed
) -> None:
    opened = Store.open(f"sqlite:///{file}")
    with opened.writing("Ada") as session:
        scorecard = FrozenScorecard("core", "1.0", "")
        rounds.create(session, RoundDraft("A", ("Acme",), (scorecard,), {"core": 100}, "1"), "Ada")
    opened.close()

    for number in range(KILLS):
        killed = tmp_path / f"killed_{number}.sqlite"
        killed.write_bytes(file.read_bytes())
        told = Path(f"{killed}.acknowledged")
        told.touch()
        task = f"answer_one_item_after_the_other sqlite:///{killed}"
        killed_after(random.uniform(0.1, 0.5), task)

        acknowledged = told.read_text().splitlines()
        store = Store.open(f"sqlite:///{killed}")
        with store.reading() as session:
            kept = [int(one.item.removeprefix("core/")) for one in answers.newest(session, 1)]
        store.close()
        # The last one may have been stored without anybody having been told.
        assert len(kept) - len(acknowledged) in (0, 1)
        assert sorted(kept) == list(range(len(kept)))


def test_an_upgrade_that_is_killed_is_done_or_not_begun(
    tmp_path: Path, killed_after: Killed
) -> None:
    for number in range(KILLS):
        url = f"sqlite:///{tmp_path / f'killed_{number}.sqlite'}"
        killed_after(random.uniform(0.0, 0.15), f"upgrade {url}")

        assert state(url) in (State.EMPTY, State.CURRENT)
        upgrade(url)
        assert state(url) is State.CURRENT


def test_a_full_disk_stores_nothing_and_the_next_import_works(on_file: Store, file: Path) -> None:
    import_rows(on_file, 100, "before")
    pages, growth = file.stat().st_size // 4096, growth_of(file) // 4096

    # A page at a time at first, and then in ever longer steps, up to what the import needs.
    for step in range(STEPS):
        spare = int(growth * (step / STEPS) ** 2)
        with pytest.raises(StoreFailure, match="disk with the database is full"):
            import_within(on_file, pages + spare)
        assert rows_in(file) == (100, 1)

    import_within(on_file, pages + 10_000)
    # The 100 rows of the first import were restated, so both of their revisions are there.
    assert rows_in(file) == (5_000 + 100, 2)


def growth_of(file: Path) -> int:
    """By how many bytes the import of `import_within` makes the file longer."""
    copy = Path(shutil.copy(file, file.with_name("grown.sqlite")))
    store = Store.open(f"sqlite:///{copy}")
    import_within(store, 1_000_000)
    store.close()
    growth = copy.stat().st_size - file.stat().st_size
    assert growth > STEPS * 4096
    return growth


def import_within(store: Store, pages: int) -> None:
    received = Received("many.csv", "more", {}, "Ada", dt.datetime(2026, 3, 5, tzinfo=dt.UTC))
    with store.writing("Ada") as session:
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        measures.save(session, many_rows(5_000).assign(value=0.5), received)


def test_a_limit_on_the_size_of_files_stores_nothing_and_the_next_import_works(
    on_file: Store, file: Path
) -> None:
    import_rows(on_file, 100, "before")
    limits, growth = resource.getrlimit(resource.RLIMIT_FSIZE), growth_of(file)

    for step in range(STEPS):
        limit = file.stat().st_size + int(growth * (step / STEPS) ** 2)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limits[1]))
        try:
            with pytest.raises(StoreFailure, match=r"nothing was stored\. Look for a limit"):
                import_within(on_file, 1_000_000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert rows_in(file) == (100, 1)

    import_within(on_file, 1_000_000)
    assert rows_in(file) == (5_000 + 100, 2)


def test_a_file_that_may_not_be_written_can_still_be_read(on_file: Store, file: Path) -> None:
    import_rows(on_file, 100)
    read_only = Store.open(f"sqlite:///file:{file}?mode=ro&uri=true")

    with pytest.raises(StoreFailure, match=r"cannot be written to.*write access"):
        import_rows(read_only, 200, "more")

    with read_only.reading() as session:
        assert len(measures.load(session)) == 100
    read_only.close()


@pytest.mark.parametrize(
    "content", [b"not a database, " * 1000, b"SQLite format 3\x00" + b"x" * 99]
)
def test_a_file_that_is_no_database_is_named_as_such(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "garbage.sqlite"
    file.write_bytes(content)
    store = Store.open(f"sqlite:///{file}")

    with pytest.raises(StoreFailure, match="damaged or is not a database"), store.reading() as one:
        measures.load(one)
    with (
        pytest.raises(StoreFailure, match="damaged or is not a database"),
        store.writing("Ada") as one,
    ):
        measures.load(one)
    for use in (state, upgrade):
        with pytest.raises(StoreFailure, match="damaged or is not a database"):
            use(f"sqlite:///{file}")
    assert file.read_bytes() == content
    store.close()


def test_a_truncated_database_is_named_as_damaged(on_file: Store, file: Path) -> None:
    import_rows(on_file, 20_000)
    on_file.close()
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])

    with pytest.raises(StoreFailure, match="damaged"), on_file.reading() as session:
        measures.load(session)


def test_a_folder_that_does_not_exist_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(StoreFailure, match=r"cannot be opened.*folder exists"):
        upgrade(f"sqlite:///{tmp_path / 'missing' / 'store.sqlite'}")


def test_another_program_that_writes_is_waited_for_and_then_called_busy(
    sqlite_url: str, file: Path
) -> None:
    store = Store.open(sqlite_url, patience_s=0.2)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreFailure, match="busy with another change; nothing was stored"):
        import_rows(store, 100)

    other.execute("ROLLBACK")
    other.close()
    assert import_rows(store, 100).counts == Counts(100, 0, 0)
    store.close()


def test_a_change_that_waits_too_long_for_its_turn_is_not_stored(database_url: str) -> None:
    store = Store.open(database_url, patience_s=0.2)
    outcome: list[Exception] = []

    def second() -> None:
        try:
            import_rows(store, 100)
        except StoreFailure as failure:
            outcome.append(failure)

    with store.writing("Ada") as session:
        practice.save(session, Practice("Lakeside", "America/Chicago"), "Ada")
        waiting = Thread(target=second)
        waiting.start()
        waiting.join()

    assert "busy" in str(outcome[0])
    with store.reading() as session:
        assert practice.stored(session) is not None
        assert listed(session) == ()
    store.close()


def test_two_programs_that_write_at_once_take_turns(database_url: str) -> None:
    stores = [Store.open(database_url) for _ in range(2)]
    saved: list[measures.Saved] = []
    threads = [
        Thread(target=lambda store=store: saved.append(import_rows(store, 1_000)))
        for store in stores
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(one.counts.added for one in saved) == [0, 1_000]
    for store in stores:
        store.close()


def test_turns_are_given_in_the_order_of_asking() -> None:
    turns, served = Turns(patience_s=5), list[int]()

    def wait_as(number: int) -> None:
        with turns.turn():
            served.append(number)

    with turns.turn():
        threads = [Thread(target=wait_as, args=(number,)) for number in range(8)]
        for number, thread in enumerate(threads, start=1):
            thread.start()
            while len(turns._waiting) < number:
                time.sleep(0.001)
    for thread in threads:
        thread.join()

    assert served == list(range(8))


def test_whoever_gives_up_waiting_holds_nobody_up() -> None:
    turns, done = Turns(patience_s=0.05), Event()

    with turns.turn(), pytest.raises(StoreFailure, match="busy"), turns.turn():
        pass
    with turns.turn():
        done.set()

    assert done.is_set()
