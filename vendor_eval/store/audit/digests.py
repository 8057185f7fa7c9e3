"""What the log has of tables with very many rows: how many belong together, and a digest of them.

Measurements belong to the import that brought them, values and sums of claims to their run. The
digest is SHA-256 over the rows as the database gives them back, whatever order they lie in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Table

from vendor_eval.audit.chain import Change, canonical
from vendor_eval.audit.replay import BULK
from vendor_eval.store.audit.keeping import all_tables

Numbers = npt.NDArray[np.float64]

_OF_RUN = "one.run", ""
_OF_PLACE = "place.run", "JOIN claim_place AS place ON place.id = one.place"
# For each table of a run: what the run is, and what it takes to find it.
_OF_RUNS = {
    "claim_value": _OF_RUN,
    "claim_place": _OF_RUN,
    "claim_remit_sum": _OF_PLACE,
    "claim_denial_sum": _OF_PLACE,
    "claim_code_sum": _OF_PLACE,
}
# Rows fetched at once.
_BATCH = 50_000
_MEASUREMENT = (
    "SELECT import_record, series, month, revision, value, cents, numerator_e4, denominator_e4 "
    "FROM measurement ORDER BY series, month, revision"
)


class MeasuredRows:
    """Counts and digests the measurements of one import, which come in the order of their key."""

    def __init__(self) -> None:
        self._rows = 0
        self._running = hashlib.sha256()

    def take(self, rows: Numbers) -> None:
        """Count in (n, 7) numbers: series, month, revision, and the four of `rows.NUMBERS`."""
        # Two zeros and many kinds of NaN are one value to the database.
        plain = np.ascontiguousarray(rows + 0.0, "<f8")
        plain[np.isnan(plain)] = np.nan
        self._rows += len(rows)
        self._running.update(plain.data)

    def change(self, import_record: int) -> Change:
        """What the log is told."""
        return _change("measurement", import_record, self._rows, self._running.hexdigest())


def of_run(connection: Connection, run: int) -> tuple[Change, ...]:
    """What the log is told of the values and sums of a run that was stored."""
    found = (_of_table(connection, name, run) for name in _OF_RUNS)
    return tuple(change for changes in found for change in changes)


def of_all(connection: Connection) -> Iterator[Change]:
    """What the log would be told now of all imports and runs."""
    for name in _OF_RUNS:
        yield from _of_table(connection, name, None)
    yield from _of_measurements(connection)


def unread_files(connection: Connection) -> Iterator[str]:
    """Sentences on files whose content is not what its hash says."""
    for sha256, content in connection.exec_driver_sql("SELECT sha256, content FROM evidence_file"):
        if hashlib.sha256(bytes(content)).hexdigest() != sha256:
            yield f"evidence_file {canonical([sha256])} has another content than was stored"


def _of_table(connection: Connection, name: str, run: int | None) -> Iterator[Change]:
    (table,) = (one for one in all_tables() if one.name == name)
    owner, join = _OF_RUNS[name]
    only = "" if run is None else f"WHERE {owner} = {run:d}"
    statement = f"SELECT {owner}, {_columns(table)} FROM {name} AS one {join} {only} ORDER BY 1"
    result = connection.exec_driver_sql(statement)
    rows = (row for batch in result.partitions(_BATCH) for row in batch)
    for of_run, found in groupby(rows, key=itemgetter(0)):
        yield _change(name, of_run, *_digested(row[1:] for row in found))


def _columns(table: Table) -> str:
    return ", ".join(f'one."{column.name}"' for column in table.columns)


def _digested(rows: Iterable[Sequence[object]]) -> tuple[int, str]:
    # Sorted here: databases do not agree on the order of texts.
    lines = sorted(canonical(list(row)) for row in rows)
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _of_measurements(connection: Connection) -> Iterator[Change]:
    found: dict[int, MeasuredRows] = {}
    for batch in connection.exec_driver_sql(_MEASUREMENT).partitions(_BATCH):
        numbers = np.array([tuple(row) for row in batch], dtype=float)
        for import_record in np.unique(numbers[:, 0]):
            mine = numbers[numbers[:, 0] == import_record, 1:]
            found.setdefault(int(import_record), MeasuredRows()).take(mine)
    for one, rows in sorted(found.items()):
        yield rows.change(one)


def _change(entity: str, owner: int, rows: int, sha256: str) -> Change:
    new = canonical({"rows": rows, "sha256": sha256})
    return Change(BULK, entity, canonical([owner]), None, new)
