"""Values that no practice can have, however they were written."""

from __future__ import annotations

import numpy as np

from vendor_eval.files.measures.labels import Metrics
from vendor_eval.files.measures.numbers import Floats
from vendor_eval.files.notes import Notes
from vendor_eval.files.table import Codes
from vendor_eval.metrics import CATALOGUE, Metric
from vendor_eval.quantities import Unit

# More than the whole can be collected in a month: balances of earlier months are paid.
MAY_EXCEED_ONE = frozenset({"net_collection_rate"})
_MOST_COLLECTED = 10

# Ten years of waiting, a billion claims, a trillion dollars: far beyond any practice, and far
# below where sums lose cents. Months of refunds make collections negative.
_BOUNDS: dict[Unit, tuple[float, float]] = {
    Unit.RATIO: (0, 1),
    Unit.DAYS: (0, 3_650),
    Unit.BUSINESS_DAYS: (0, 2_600),
    Unit.HOURS: (0, 87_600),
    Unit.COUNT: (0, 1e9),
    Unit.USD: (-1e12, 1e12),
}


def check_ranges(metrics: Metrics, values: Floats, lines: Codes, notes: Notes) -> None:
    """Refuse values outside of what their metric can be, and counts that are not whole."""
    for at, name in enumerate(metrics.ids):
        low, high = bounds_of(CATALOGUE[name])
        here = metrics.codes == at
        outside = here & ((values < low) | (values > high))
        text = f"{name} {_allowed(CATALOGUE[name])}; correct the value or its unit"
        notes.reject_each("out_of_range", lines[outside], text, name)
        if CATALOGUE[name].unit is Unit.COUNT:
            broken = here & ~outside & ~np.isnan(values) & (values != np.rint(values))
            text = f"{name} is a count and must be a whole number"
            notes.reject_each("not_an_integer", lines[broken], text, name)


def bounds_of(metric: Metric) -> tuple[float, float]:
    """The least and the most that a value of ``metric`` can be, both included."""
    return (0, _MOST_COLLECTED) if metric.id in MAY_EXCEED_ONE else _BOUNDS[metric.unit]


def _allowed(metric: Metric) -> str:
    low, high = bounds_of(metric)
    if metric.unit is Unit.RATIO:
        return f"is a rate from 0 % to {high * 100:g} %"
    if low == 0:
        return f"is from 0 to {high:,.0f} {metric.unit.value.replace('_', ' ')}"
    return f"is below {high:,.0f} {metric.unit.value}"
