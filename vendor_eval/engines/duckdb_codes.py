"""Service lines summed up by procedure code and place, in the embedded engine."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from vendor_eval.claims.analysis import CODES
from vendor_eval.claims.extracts import Source
from vendor_eval.claims.groups import CodeGroup, Place
from vendor_eval.claims.tolerance import Tolerance
from vendor_eval.engines.duckdb import take_all
from vendor_eval.engines.duckdb_steps import worked_out
from vendor_eval.quantities import Month

if TYPE_CHECKING:
    import duckdb

_OF_PLACE = frozenset({"vendor", "month", "payer", "specialty", "site"})


def summed(
    connection: duckdb.DuckDBPyConnection,
    sources: Sequence[Source],
    analyses: Collection[str],
    tolerance: Tolerance,
) -> tuple[CodeGroup, ...]:
    """Lines in the sources that allow it, if that is among ``analyses``; it takes other tables."""
    able = CODES.able(sources)
    if CODES.id not in analyses or not able:
        return ()
    take_all(connection, able)
    return codes(connection, tolerance)


def codes(connection: duckdb.DuckDBPyConnection, tolerance: Tolerance) -> tuple[CodeGroup, ...]:
    """Lines in ``claim_lines`` of the claims in ``claim_events``, as they are taken now."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE tolerance AS SELECT "
        f"CAST({tolerance.share} AS DECIMAL(9, 6)) AS underpaid_share, "
        f"CAST({tolerance.amount} AS DECIMAL(18, 2)) AS underpaid_amt"
    )
    return tuple(
        CodeGroup(
            place=Place(
                vendor=row["vendor"],
                month=Month.of(row["month"]),
                payer=row["payer"],
                specialty=row["specialty"],
                site=row["site"],
            ),
            **{name: value for name, value in row.items() if name not in _OF_PLACE},
        )
        for row in worked_out(connection, CODES.sql)
    )
