"""A cohort under all its definitions, as the command prints it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from vendor_eval.claims.kpis import NotComputable, Number, Recomputed
from vendor_eval.claims.sensitivity import Cohort, Limits, Row
from vendor_eval.claims.variants import FAMILIES
from vendor_eval.metrics import Parts
from vendor_eval.quantities import Usd


def definitions_json(
    done: Recomputed, cohorts: tuple[tuple[Cohort, tuple[Row, ...]], ...]
) -> dict[str, Any]:
    """The document; dollars are strings with two decimals, a month is ``2026-03``."""
    return {
        "cohorts": [_cohort(cohort, rows) for cohort, rows in cohorts],
        "not_computable": [_because(one) for one in done.not_computable],
        "left_out": [_because(one) for one in done.left_out],
        "rows": done.rows,
        "files": done.files,
        "rejected": [
            {"file": one.file, "code": one.code, "text": one.text} for one in done.rejected
        ],
        "as_of": None if done.as_of is None else done.as_of.isoformat(),
    }


def _cohort(cohort: Cohort, rows: tuple[Row, ...]) -> dict[str, Any]:
    return {
        "vendor": cohort.vendor,
        "month": str(cohort.month),
        "family": cohort.family.value,
        "label": FAMILIES[cohort.family].label,
        "definitions": [_row(one) for one in rows],
    }


def _row(row: Row) -> dict[str, Any]:
    wording, kpi = row.wording, row.kpi
    return {
        "id": wording.id,
        "metric": wording.metric,
        "label": wording.label,
        "difference": wording.difference,
        "numerator": _part(kpi.numerator, wording.parts),
        "denominator": _part(kpi.denominator, wording.parts),
        "value": kpi.value,
        "unit": wording.unit.value,
        "pending": kpi.pending,
        "named": row.is_named,
        "light": None if row.light is None else row.light.value,
        "limits": _limits(row.limits),
        "provisional": row.is_provisional,
        "flatters": wording.flatters or None,
    }


def _limits(limits: Limits | None) -> dict[str, Any] | None:
    if limits is None:
        return None
    return {
        "target": None if limits.target is None else limits.target.text,
        "minimum": None if limits.minimum is None else limits.minimum.text,
        "of": limits.metric,
        "by": "contract" if limits.by_contract else "catalogue",
    }


def _part(number: Number | None, parts: Parts) -> int | float | str | None:
    if number is None:
        return None
    if parts is Parts.DOLLARS:
        return str(Usd.of(Decimal(number)))
    # An average of months is no whole number.
    return int(number) if number == int(number) else float(number)


def _because(one: NotComputable) -> dict[str, str]:
    return {"definition": one.metric, "because": one.because}
