"""What comes of claim extracts under every definition of the field, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from tests.claim_rows import ANYBODY
from vendor_eval.claims.kpis import Kpi, Recomputed
from vendor_eval.claims.terms import Agreed
from vendor_eval.metrics import CATALOGUE
from vendor_eval.workflows.claims import Asked, recomputed


def under_all(*paths: Path, metrics: Sequence[str] = tuple(CATALOGUE), **agreed: Any) -> Recomputed:
    """The files under the catalogue's definitions and all others; the practice is in New York."""
    terms = Agreed(**{"time_zone": "America/New_York", **agreed})
    return recomputed(ANYBODY, Asked(paths, terms, metrics, analyses=(), variants=True))


def the(done: Recomputed, id: str) -> Kpi:
    """The one value of a metric or variant."""
    (found,) = [one for one in (*done.kpis, *done.variants) if one.metric == id]
    return found


def four_decimals(one: Kpi, times: int = 100) -> str:
    """The value to four decimals, half-up: of a percent, or of the unit itself with 1."""
    assert one.value is not None
    return str((Decimal(one.value) * times).quantize(Decimal("0.0001"), ROUND_HALF_UP))


def parts(one: Kpi) -> tuple[object, object, object]:
    return one.numerator, one.denominator, one.pending
