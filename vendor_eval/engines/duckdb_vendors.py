"""One vendor under one spelling, whatever files call it, before anything is grouped by vendor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vendor_eval.claims.extracts import Source
from vendor_eval.engines.duckdb_cells import literal
from vendor_eval.naming import name_key

if TYPE_CHECKING:
    import duckdb


def spelled_once(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> list[Source]:
    """The sources, in which `name_key` tells no two vendors apart that are one.

    The spelling that counts is the first of the first source that has one, by code point.
    """
    first: dict[str, str] = {}
    others: dict[str, str] = {}
    for source in sources:
        for vendor in _vendors(connection, source):
            spelling = first.setdefault(name_key(vendor), vendor)
            if spelling != vendor:
                others[vendor] = spelling
    return [_respelled(source, others) for source in sources] if others else list(sources)


def _vendors(connection: duckdb.DuckDBPyConnection, source: Source) -> list[str]:
    """Every spelling in a source; where no column and nobody says whose claims they are, none."""
    found = connection.execute(
        f"SELECT DISTINCT vendor FROM {source.relation} WHERE vendor IS NOT NULL ORDER BY vendor"
    )
    return [vendor for (vendor,) in found.fetchall()]


def _respelled(source: Source, spellings: Mapping[str, str]) -> Source:
    cases = " ".join(
        f"WHEN {literal(vendor)} THEN {literal(spelling)}" for vendor, spelling in spellings.items()
    )
    vendor = f"CASE vendor {cases} ELSE vendor END AS vendor"
    return replace(source, relation=f"(SELECT * REPLACE ({vendor}) FROM {source.relation})")
