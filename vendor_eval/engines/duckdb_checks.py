"""The named checks over claims, and the empty cells of every table, counted in DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vendor_eval.claims.checks import CHECKS, DUPLICATES, REPEATED, VOIDED
from vendor_eval.claims.extracts import Source
from vendor_eval.claims.kpis import Found
from vendor_eval.claims.schema import EVENTS, TABLES, Kind, day_of
from vendor_eval.engines.duckdb import rows_of, take
from vendor_eval.engines.duckdb_cells import quoted
from vendor_eval.engines.duckdb_orphans import orphans
from vendor_eval.engines.duckdb_steps import worked_out

if TYPE_CHECKING:
    import duckdb


def checked(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> list[Found]:
    """Every check that the columns allow, with the rows it found; then the empty cells.

    A column counts as empty only in the files that have it.
    """
    asked = [_counts(connection, source) for source in sources]
    if sum(one.get(REPEATED.id, 0) for one in asked):
        repeated = _repeated(connection, sources)
        asked = [{**one, REPEATED.id: 0} if REPEATED.id in one else one for one in asked]
        asked.append({REPEATED.id: repeated})
    found = [
        Found(check.id, check.text, sum(one.get(check.id, 0) for one in asked))
        for check in CHECKS
        if any(check.id in one for one in asked)
    ]
    empty = [
        Found("empty_cells", "cells without a value", sum(one.get(name, 0) for one in asked), name)
        for table in TABLES
        for name in _named(table).values()
    ]
    by_claim = [*_voided(connection, sources), *_duplicates(connection, sources)]
    by_claim += orphans(connection, sources)
    return [*found, *by_claim, *(one for one in empty if one.rows)]


def _named(table: str) -> dict[str, str]:
    """What each column is called where rows of every table are counted."""
    prefix = "" if table == EVENTS else f"{table}."
    return {name: f"{prefix}{name}" for name in TABLES[table]}


def _counts(connection: duckdb.DuckDBPyConnection, source: Source) -> dict[str, int]:
    """By check and by column, the rows of one source that are found or empty."""
    if source.found is not None:
        named = _named(source.table)
        return {named.get(name, name): rows for name, rows in source.found.items()}
    questions = {one.id: one.finds for one in CHECKS if source.columns.issuperset(one.needs)}
    questions |= {
        named: f"{_cheap(source.table, name)} IS NULL"
        for name, named in _named(source.table).items()
        if name in source.columns
    }
    counted = ", ".join(
        f"count(*) FILTER (WHERE {finds}) AS {quoted(name)}" for name, finds in questions.items()
    )
    (counts,) = rows_of(connection, f"SELECT {counted} FROM {source.relation}")
    return counts


def _cheap(table: str, name: str) -> str:
    """What is empty where the column is; the day of a moment takes no time zone to reckon."""
    return day_of(name) if TABLES[table][name].kind is Kind.MOMENT else name


def _voided(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> list[Found]:
    having = [one for one in sources if one.columns.issuperset(VOIDED.needs)]
    if not having:
        return []
    take(connection, having)
    (counts,) = worked_out(
        connection,
        "SELECT count(*) AS rows FROM claim_events JOIN voided_claims "
        "ON voided_claims.vendor = claim_events.vendor "
        "AND voided_claims.claim_root_key = claim_events.claim_root_key",
    )
    return [Found(VOIDED.id, VOIDED.text, int(counts["rows"]))]


def _duplicates(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> list[Found]:
    having = [one for one in sources if one.columns.issuperset(DUPLICATES.needs)]
    if not having:
        return []
    take(connection, having)
    keys = ", ".join(DUPLICATES.needs)
    # Numbers of the same keys are the same, so that what is alone by number is alone by its keys.
    (counts,) = rows_of(
        connection,
        f"WITH numbered AS (SELECT {keys}, hash({keys}) AS number FROM claim_events), "
        "alike AS (SELECT number FROM numbered GROUP BY number HAVING count(*) > 1) "
        "SELECT coalesce(sum(many - 1), 0) AS rows FROM (SELECT count(*) AS many FROM numbered "
        f"WHERE number IN (FROM alike) GROUP BY {keys})",
    )
    return [Found(DUPLICATES.id, DUPLICATES.text, int(counts["rows"]))]


def _repeated(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> int:
    """How many charges there are beyond one a claim."""
    take(connection, [one for one in sources if one.columns.issuperset(REPEATED.needs)])
    (counts,) = rows_of(
        connection,
        "SELECT coalesce(sum(many - 1), 0) AS rows FROM (SELECT count(*) AS many "
        "FROM claim_events WHERE billed_amt <> 0 AND claim_root_key IN "
        f"(SELECT claim_root_key FROM claim_events WHERE {REPEATED.finds}) "
        "GROUP BY vendor, claim_root_key)",
    )
    return int(counts["rows"])
