"""One vendor under one spelling, whatever files call it, before anything is grouped by vendor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vendor_eval.claims.extracts import Source, newest
from vendor_eval.claims.schema import EVENTS
from vendor_eval.engines.duckdb_cells import literal
from vendor_eval.naming import name_key

if TYPE_CHECKING:
    import duckdb


def spelled_once(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> list[Source]:
    """The sources with their vendors, no two of which `name_key` tells apart that are one.

    The spelling that counts is the first of the first source that has one, by code point.
    """
    first: dict[str, str] = {}
    others: dict[str, str] = {}
    known = [replace(one, vendors=_vendors(connection, one)) for one in sources]
    for source in known:
        for vendor in source.vendors:
            spelling = first.setdefault(name_key(vendor), vendor)
            if spelling != vendor:
                others[vendor] = spelling
    return [_respelled(source, others) for source in known] if others else known


def _vendors(connection: duckdb.DuckDBPyConnection, source: Source) -> Mapping[str, dt.date | None]:
    """Every spelling in a source; where no column and nobody says whose claims they are, none."""
    taken_on = "max(extract_on)" if source.table == EVENTS else "NULL"
    found = connection.execute(
        f"SELECT vendor, {taken_on} FROM {source.relation} WHERE vendor IS NOT NULL "
        "GROUP BY vendor ORDER BY vendor"
    )
    return dict(found.fetchall())


def _respelled(source: Source, spellings: Mapping[str, str]) -> Source:
    vendors = newest((spellings.get(name, name), day) for name, day in source.vendors.items())
    cases = " ".join(
        f"WHEN {literal(vendor)} THEN {literal(spelling)}" for vendor, spelling in spellings.items()
    )
    vendor = f"CASE vendor {cases} ELSE vendor END AS vendor"
    respelled = f"(SELECT * REPLACE ({vendor}) FROM {source.relation})"
    return replace(source, relation=respelled, vendors=vendors)
