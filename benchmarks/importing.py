"""Importing a million long rows, beside reading and writing them without looking."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from benchmarks import databases, workload
from benchmarks.sizes import Sizes
from benchmarks.table import Goal, Row, Subject
from benchmarks.timing import Job, in_turns, timed
from vendor_eval.access.roles import local_person
from vendor_eval.files.measures import read_measures
from vendor_eval.quantities import Month
from vendor_eval.workflows import imports
from vendor_eval.workflows.readings import Upload

_AT_MOST = 3
_HEADINGS = ["vendor", "month", "metric", "value"]


def write_csv(path: Path, frame: pd.DataFrame) -> None:
    """The measures as a vendors' report of many months: one row each, month by month."""
    names = {index: str(Month.at(index)) for index in frame["month"].unique().tolist()}
    in_order = frame.sort_values(["month", "vendor"], kind="stable")[_HEADINGS]
    in_order.assign(month=in_order["month"].map(names)).to_csv(path, index=False)


def ours(csv: Path, database: Path) -> Callable[[], object]:
    """Everything an import does, into a new database: read, check, compare, store."""
    deps = databases.opened(database)

    def store() -> None:
        outcome = imports.store(deps, local_person(), _upload(csv))
        if outcome.saved is None:
            raise AssertionError(f"refused: {outcome.reading.messages}")

    return store


def _upload(csv: Path) -> Upload:
    return Upload(content=csv.read_bytes(), name=csv.name, as_of=databases.today())


def bare(csv: Path, database: Path) -> Callable[[], object]:
    """What pandas and executemany do, into a new database that is as safe as ours."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode={_journal_of_ours(database)}")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(
        "CREATE TABLE measurement (vendor TEXT, month TEXT, metric TEXT, value REAL)"
    )

    def store() -> None:
        frame = pd.read_csv(csv)
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO measurement VALUES (?, ?, ?, ?)",
            zip(*(frame[name].tolist() for name in _HEADINGS), strict=True),
        )
        connection.execute("COMMIT")
        connection.close()

    return store


def _journal_of_ours(beside: Path) -> str:
    """The journal mode of our own databases."""
    path = beside.with_name("settings.sqlite")
    with databases.opened(path).store.reading() as session:
        mode = session.connection().exec_driver_sql("PRAGMA journal_mode").scalar()
    return str(mode)


def measured(sizes: Sizes, folder: Path) -> Subject:
    """The whole way into a new database, and the part of it that reading takes."""
    frame = workload.measures(sizes.vendors, sizes.months, sizes.not_reported)
    csv = folder / "measures.csv"
    write_csv(csv, frame)
    content = csv.read_bytes()
    options = _upload(csv).options
    times = in_turns(
        {
            "ours": _into_a_new_database(ours, csv),
            "bare": _into_a_new_database(bare, csv),
            "reading": lambda: timed(lambda: read_measures(content, csv.name, options)),
            "read_csv": lambda: timed(lambda: pd.read_csv(csv)),
        },
        sizes.runs,
    )
    name = "read_csv and executemany"
    goal = Goal.at_most(_AT_MOST, times["ours"], times["bare"], name)
    checked = "checked, compared with what is stored, keyed, with who and when"
    rows = (
        Row("vendor-eval: read, check and store", times["ours"], goal, checked),
        Row(f"pandas: {name}", times["bare"], note="same journal, no key, nothing checked"),
        Row("vendor-eval: reading alone", times["reading"]),
        Row("pandas: read_csv alone", times["read_csv"]),
    )
    return Subject(f"Importing {len(frame):,} long rows from CSV into SQLite", rows)


def _into_a_new_database(way: Callable[[Path, Path], Callable[[], object]], csv: Path) -> Job:
    """``way`` with a database of its own each time; making it does not count."""
    database = csv.with_name(f"{way.__name__}.sqlite")

    def job() -> float:
        for path in database.parent.glob(f"{database.name}*"):
            path.unlink()
        return timed(way(csv, database))

    return job
