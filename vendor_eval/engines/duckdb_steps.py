"""Steps that texts share, made in the embedded engine once for as long as the rows are the same.

What is kept lies in a table whose name tells what it was made of, and the step's own name is a view
of it: after other rows were taken, another table is made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Any

from vendor_eval.claims.definitions import DEFINITIONS
from vendor_eval.claims.steps import Step, steps_in, words_in
from vendor_eval.engines.duckdb import content, rows_of

if TYPE_CHECKING:
    import duckdb

_TABLES = ("claim_events", "terms")


def worked_out(connection: duckdb.DuckDBPyConnection, text: str) -> list[dict[str, Any]]:
    """The rows of a text over the tables as they are taken now, after the steps that it reads."""
    make_steps(connection, text)
    return rows_of(connection, text)


def make_steps(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    """Let every step that the text reads be there, of the tables as they are taken now."""
    steps = steps_in(text)
    named = {step.id: words_in(step.sql) for step in steps}
    read = frozenset().union(*named.values())
    made_of = " ".join(content(connection, table) for table in _TABLES if table in read)
    for step in steps:
        readers = [words for words in named.values() if step.id in words]
        wanted = _of_metrics().union(words_in(text), *readers)
        rows = _kept(connection, step, wanted, made_of) if step.is_kept else f"({step.sql})"
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {step.id} AS SELECT * FROM {rows}")


def _kept(
    connection: duckdb.DuckDBPyConnection, step: Step, wanted: Collection[str], made_of: str
) -> str:
    """The table with the step's rows, of which columns that nobody wants are not worth the room."""
    columns = ", ".join(one for one in step.columns if one in wanted)
    number = hashlib.sha256(f"{columns} {made_of}".encode()).hexdigest()[:16]
    table = f"{step.id}_{number}"
    connection.execute(
        f"CREATE TEMP TABLE IF NOT EXISTS {table} AS SELECT {columns} FROM ({step.sql})"
    )
    return table


@cache
def _of_metrics() -> frozenset[str]:
    """What the texts of all metrics name: most often these are worked out one after the other."""
    return frozenset().union(*(words_in(one.sql) for one in DEFINITIONS.values()))
