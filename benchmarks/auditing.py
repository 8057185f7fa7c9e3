"""The audit log: what it adds to a write, and how long a long one is verified."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from benchmarks import databases
from benchmarks.sizes import Sizes
from benchmarks.table import Goal, Row, Subject, shown
from benchmarks.timing import Job, Timing, in_turns, timed
from vendor_eval.access.roles import local_person
from vendor_eval.audit.chain import Change
from vendor_eval.audit.replay import UPDATE
from vendor_eval.store.audit import sealing, triggers
from vendor_eval.store.audit.reading import entries
from vendor_eval.workflows import audit, practices
from vendor_eval.workflows.deps import Deps

_ADDED_MS = 5
_VERIFIED_S = 30
_WRITES = 20


def measured(sizes: Sizes, folder: Path) -> Subject:
    """A write with the log and without, and a log of many entries verified."""
    with_log, without = opened(folder / "with.sqlite"), opened(folder / "without.sqlite")
    with without.store.writing(databases.BY) as session:
        triggers.drop(session.connection())
    writes = in_turns({"with": _writing(with_log), "without": _writing(without)}, sizes.runs)
    added = writes["with"].median - writes["without"].median
    goal = Goal(f"at most {_ADDED_MS} ms added", shown(max(added, 0)), added <= _ADDED_MS / 1000)
    lengthen(with_log, sizes.entries)
    verified = Timing((timed(lambda: _verified(with_log)),))
    for deps in (with_log, without):
        deps.store.close()
    rows = (
        Row("vendor-eval: a write, logged", writes["with"], goal),
        Row("vendor-eval: the same, triggers dropped", writes["without"]),
        Row("vendor-eval: audit verify", verified, Goal.under(_VERIFIED_S, verified)),
    )
    return Subject(f"A log of {sizes.entries:,} entries", rows)


def opened(path: Path) -> Deps:
    """A database with a practice in it."""
    deps = databases.opened(path)
    here = replace(practices.current(deps), name="Lakeside", time_zone="America/Chicago")
    practices.save(deps, local_person(), here)
    return deps


def lengthen(deps: Deps, count: int) -> None:
    """Add so many entries on changes of the practice that leave it as it is."""
    with deps.store.writing(databases.BY) as session:
        connection = session.connection()
        sealing.append(connection, deps.store.key, databases.BY, _changes(connection, count))


def _changes(connection: Connection, count: int) -> Iterator[Change]:
    *_, last = (one for one in entries(connection) if one.entity == "practice")
    other = (last.new or "").replace("Lakeside", "Hillside")
    for number in range(count):
        old, new = (last.new, other) if number % 2 == 0 else (other, last.new)
        yield Change(UPDATE, last.entity, last.key, old, new)
    if count % 2:
        yield Change(UPDATE, last.entity, last.key, other, last.new)


def _writing(deps: Deps) -> Job:
    """Seconds of one write among several, each of which names the practice anew."""
    names = (f"Lakeside {number}" for number in itertools.count())

    def job() -> float:
        start = time.perf_counter()
        for _ in range(_WRITES):
            now = practices.current(deps)
            practices.save(deps, local_person(), replace(now, name=next(names)))
        return (time.perf_counter() - start) / _WRITES

    return job


def _verified(deps: Deps) -> None:
    found = audit.verify(deps, local_person())
    if found.faults:
        raise AssertionError(f"not as it was written: {found.faults}")
