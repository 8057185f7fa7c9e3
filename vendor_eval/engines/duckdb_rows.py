"""Rows put together in Python, taken into DuckDB a batch at a time.

They pass through the same expressions as the cells of a file, so that a column holds the same
whichever way it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from vendor_eval.claims.extracts import Source, Written
from vendor_eval.claims.rows import AdjustmentRow, ClaimRow, LineRow, Rows, column_of
from vendor_eval.claims.schema import EVENTS, TABLES, Kind
from vendor_eval.engines.duckdb_cells import Cells, quoted, selection

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

BATCH_ROWS = 20_000
_FIELDS: Mapping[str, Sequence[str]] = {
    EVENTS: ClaimRow._fields,
    "claim_adjustments": AdjustmentRow._fields,
    "claim_lines": LineRow._fields,
}
_WRITTEN: Mapping[Kind, Written] = {
    Kind.COUNT: Written.WHOLE,
    Kind.DATE: Written.DATE,
    Kind.MOMENT: Written.INSTANT,
    Kind.AMOUNT: Written.DECIMAL,
    Kind.FLAG: Written.BOOLEAN,
}


@dataclass(frozen=True, slots=True)
class Filling:
    """What is known of rows before they come.

    Attributes:
        name: what the tables' own names begin with; no other filling of the database has it.
        columns: by table, the columns that hold something.
        files: what the rows came from.
    """

    name: str
    vendor: str
    columns: Mapping[str, frozenset[str]]
    files: tuple[str, ...]


def filled(
    connection: duckdb.DuckDBPyConnection, rows: Iterable[Rows], filling: Filling
) -> list[Source]:
    """The rows as sources, one a table. Files and rows are counted with ``claim_events`` alone."""
    waiting: dict[str, list[NamedTuple]] = {table: [] for table in filling.columns}
    for table in waiting:
        _write(connection, table, (), filling)
    claims = 0
    for one in rows:
        claims += 1
        waiting[EVENTS].append(one.claim)
        for table, more in (("claim_adjustments", one.adjustments), ("claim_lines", one.lines)):
            if table in waiting:
                waiting[table] += more
        if claims % BATCH_ROWS == 0:
            _write_all(connection, waiting, filling)
    _write_all(connection, waiting, filling)
    return [
        Source(
            _relation(filling, table),
            columns,
            filling.files if table == EVENTS else (),
            claims if table == EVENTS else 0,
            table,
        )
        for table, columns in filling.columns.items()
    ]


def _relation(filling: Filling, table: str) -> str:
    return f"{filling.name}_{table}"


def _write_all(
    connection: duckdb.DuckDBPyConnection, waiting: Mapping[str, list[NamedTuple]], filling: Filling
) -> None:
    for table, rows in waiting.items():
        if rows:
            _write(connection, table, rows, filling)
            rows.clear()


def _write(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Any], filling: Filling
) -> None:
    """Put rows behind those of the table; it is made where there are none yet."""
    cells = {
        name: Cells(column, _WRITTEN.get(column.kind, Written.TEXT), _source(field, column.kind))
        for field in _FIELDS[table]
        if (name := column_of(field)) in filling.columns[table]
        and (column := TABLES[table][name]) is not None
    }
    relation, selected = _relation(filling, table), selection(table, cells, filling.vendor)
    connection.register("batch", _batch(table, rows))
    if not rows:
        connection.execute(f"CREATE TABLE {relation} AS SELECT {selected} FROM batch")
    else:
        connection.execute(f"INSERT INTO {relation} SELECT {selected} FROM batch")
    connection.unregister("batch")


def _source(field: str, kind: Kind) -> str:
    # A whole number of cents times an exact hundredth is exact.
    return f"({quoted(field)} * 0.01)" if kind is Kind.AMOUNT else quoted(field)


def _batch(table: str, rows: Sequence[Any]) -> pa.Table:
    import pyarrow as pa

    types = {
        Kind.COUNT: pa.int64(),
        Kind.DATE: pa.date32(),
        Kind.MOMENT: pa.timestamp("us", "UTC"),
        Kind.AMOUNT: pa.int64(),
        Kind.FLAG: pa.bool_(),
    }
    fields = _FIELDS[table]
    columns = zip(*rows, strict=True) if rows else ((),) * len(fields)
    arrays = {}
    for field, values in zip(fields, columns, strict=True):
        kind = TABLES[table][column_of(field)].kind
        cells = (
            [None if one is None else str(one) for one in values] if kind not in types else values
        )
        arrays[field] = pa.array(cells, types.get(kind, pa.string()))
    return pa.table(arrays)
