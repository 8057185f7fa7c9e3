"""Denials and first remittances summed up by reason and place, in the embedded engine."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vendor_eval.claims.analysis import DENIALS, REMITS
from vendor_eval.claims.extracts import Source
from vendor_eval.claims.groups import DenialGroup, Place, RemitGroup
from vendor_eval.claims.reasons import ReasonMap
from vendor_eval.engines.duckdb import take_all
from vendor_eval.engines.duckdb_steps import worked_out
from vendor_eval.quantities import Month

if TYPE_CHECKING:
    import duckdb


def know(connection: duckdb.DuckDBPyConnection, reasons: ReasonMap) -> None:
    """Let ``denial_reasons`` be what the map says, one row a code and period."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE denial_reasons "
        "(carc VARCHAR, kind VARCHAR, rank INTEGER, since DATE, until DATE)"
    )
    connection.executemany(
        "INSERT INTO denial_reasons VALUES (?, ?, ?, ?, ?)",
        [
            (one.carc, one.kind.value, one.category.rank, one.since, one.until)
            for found in reasons.reasons.values()
            for one in found
        ],
    )


def summed(
    connection: duckdb.DuckDBPyConnection,
    sources: Sequence[Source],
    analyses: Collection[str],
    reasons: ReasonMap,
) -> tuple[tuple[RemitGroup, ...], tuple[DenialGroup, ...]]:
    """Remittances and denials as far as asked for and the sources allow; tables are taken anew."""
    remitted: tuple[RemitGroup, ...] = ()
    denied: tuple[DenialGroup, ...] = ()
    if REMITS.id in analyses and (able := REMITS.able(sources)):
        take_all(connection, able)
        remitted = remits(connection)
    if DENIALS.id in analyses and (able := DENIALS.able(sources)):
        take_all(connection, able)
        know(connection, reasons)
        denied = denials(connection)
    return remitted, denied


def remits(connection: duckdb.DuckDBPyConnection) -> tuple[RemitGroup, ...]:
    """First remittances in ``claim_events`` as it is taken now."""
    return tuple(
        RemitGroup(
            place=_place(row),
            remits=row["remits"],
            denied=row["denied"],
            fully_denied=row["fully_denied"],
            billed_cents=row["billed_cents"],
            denied_cents=row["denied_cents"],
        )
        for row in worked_out(connection, REMITS.sql)
    )


def denials(connection: duckdb.DuckDBPyConnection) -> tuple[DenialGroup, ...]:
    """Denials in ``claim_events`` and ``claim_adjustments``, under the map that `know` was told."""
    return tuple(
        DenialGroup(
            place=_place(row),
            group_code=row["group_code"],
            carc=row["carc"],
            claims=row["claims"],
            mentions=row["mentions"],
            cents=row["cents"],
        )
        for row in worked_out(connection, DENIALS.sql)
    )


def _place(row: Mapping[str, Any]) -> Place:
    return Place(
        vendor=row["vendor"],
        month=Month.of(row["month"]),
        payer=row["payer"],
        specialty=row["specialty"],
        site=row["site"],
    )
