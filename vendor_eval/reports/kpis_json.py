"""Recomputed metrics as the command prints them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from vendor_eval.claims.kpis import Found, Kpi, NotComputable, Number, Recomputed
from vendor_eval.claims.noted import Noted
from vendor_eval.metrics import CATALOGUE, Parts
from vendor_eval.quantities import Usd


def kpis_json(done: Recomputed) -> dict[str, Any]:
    """The document; dollars are strings with two decimals, a month is ``2026-03``."""
    return {
        "kpis": [_kpi(one) for one in done.kpis],
        "not_computable": [_because(one) for one in done.not_computable],
        "rows": done.rows,
        "files": done.files,
        "rejected": [
            {"file": one.file, "code": one.code, "text": one.text} for one in done.rejected
        ],
        "as_of": None if done.as_of is None else done.as_of.isoformat(),
        "provisional": [
            {"metric": metric, "from": str(month)} for metric, month in done.provisional.items()
        ],
        "left_out": [_because(one) for one in done.left_out],
        "checks": [_found(one) for one in done.checks],
        "noted": [_noted(one) for one in done.noted],
    }


def _kpi(one: Kpi) -> dict[str, Any]:
    metric = CATALOGUE[one.metric]
    in_dollars = metric.parts is Parts.DOLLARS
    return {
        "vendor": one.vendor,
        "month": str(one.month),
        "metric": one.metric,
        "numerator": _part(one.numerator, in_dollars=in_dollars),
        "denominator": _part(one.denominator, in_dollars=in_dollars),
        "value": one.value,
        "unit": metric.unit.value,
        "pending": one.pending,
    }


def _part(number: Number | None, *, in_dollars: bool) -> int | str | None:
    if number is None:
        return None
    return str(Usd.of(Decimal(number))) if in_dollars else int(number)


def _because(one: NotComputable) -> dict[str, str]:
    return {"metric": one.metric, "because": one.because}


def _found(one: Found) -> dict[str, Any]:
    return {"check": one.check, "column": one.column, "rows": one.rows, "text": one.text}


def _noted(one: Noted) -> dict[str, Any]:
    vendor = one.vendor or None
    return {"vendor": vendor, "what": one.what, "count": one.count, "text": one.text}
