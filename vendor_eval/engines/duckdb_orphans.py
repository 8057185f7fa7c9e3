"""Adjustments and service lines whose claim is in no file, counted in DuckDB."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vendor_eval.claims.checks import ORPHANS
from vendor_eval.claims.extracts import Source
from vendor_eval.claims.kpis import Found
from vendor_eval.claims.schema import EVENTS
from vendor_eval.engines.duckdb import rows_of, take

if TYPE_CHECKING:
    import duckdb


def orphans(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> Iterator[Found]:
    """How many rows of the tables that belong to claims have none; tables are taken anew."""
    take(connection, [one for one in sources if one.table == EVENTS])
    for table, check in ORPHANS.items():
        of_table = [one for one in sources if one.table == table]
        if not of_table:
            continue
        take(connection, of_table, table)
        (counts,) = rows_of(
            connection,
            f"SELECT count(*) AS rows FROM {table} WHERE NOT EXISTS (SELECT 1 FROM {EVENTS} "
            f"WHERE {EVENTS}.vendor = {table}.vendor "
            f"AND {EVENTS}.practice_claim_key = {table}.practice_claim_key)",
        )
        yield Found(check.id, check.text, int(counts["rows"]))
