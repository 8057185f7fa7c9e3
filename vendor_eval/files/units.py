"""In which unit each number is meant, and what it is in the metric's own.

A percent sign, a unit beside the number or one in the heading settles it. Without one a rate is
read as a fraction or as percent points only when all values of the metric in the file leave no
doubt; ``1`` alone does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

import numpy as np

from vendor_eval.files.notes import Notes, echo
from vendor_eval.files.numbers import Floats
from vendor_eval.files.table import Codes, Mask
from vendor_eval.metrics import CATALOGUE, Metric
from vendor_eval.quantities import EXAMPLES, Quantity, Unit, unit_written

# More than the whole can be collected in a month: balances of earlier months are paid.
MAY_EXCEED_ONE = frozenset({"net_collection_rate"})

_OTHER_WORDS = {
    "percent": "%",
    "pct": "%",
    "percentage": "%",
    "fraction": "ratio",
    "hr": "h",
    "hrs": "h",
    "d": "days",
    "calendar days": "days",
    "working days": "business days",
    "bus days": "business days",
    "bd": "business days",
    "$": "usd",
    "us$": "usd",
    "dollars": "usd",
    "#": "count",
    "claims": "count",
    "number": "count",
    "items": "count",
}


class Scale(Enum):
    """How a bare number of a rate is meant."""

    FRACTION = "fraction"
    POINTS = "percent points"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Written:
    """The numbers of a file as written, one entry a row.

    Attributes:
        metric: positions in ``metrics``; -1 where the metric is not known.
        unit: positions in ``units``, which are as written and empty where none is.
        from_heading: whether the unit is only said by the heading.
        value: the bare number, NaN where there is none.
        hundredth: the number divided by 100.
        decimals: digits behind the point.
        derived: numerator over denominator, NaN where not known.
    """

    metrics: tuple[str, ...]
    units: tuple[str, ...]
    metric: Codes
    unit: Codes
    from_heading: Mask
    value: Floats
    hundredth: Floats
    decimals: Codes
    derived: Floats
    lines: Codes


@dataclass(frozen=True, slots=True)
class Settled:
    """Values in the metrics' own units, and half of the last digit that each was printed with."""

    values: Floats
    tolerance: Floats


def factor_of(unit: Unit, written: str) -> Decimal | None:
    """What one of ``written`` is in ``unit``; None when nobody knows the word.

    Raises:
        ValueError: ``written`` measures something else.
    """
    word = " ".join(written.lower().replace(".", "").split())
    known = unit_written(_OTHER_WORDS.get(word, word))
    if known is None:
        return None
    return Quantity(known[1], known[0]).within(unit).value


def settled(written: Written, notes: Notes) -> Settled:
    """Every number in the unit of its metric; what cannot be settled is said and NaN."""
    factors = np.full(len(written.value), np.nan)
    pairs = written.metric * len(written.units) + written.unit
    for pair in np.unique(pairs[written.metric >= 0]):
        metric, unit = divmod(int(pair), len(written.units))
        rows = np.flatnonzero(pairs == pair)
        told = CATALOGUE[written.metrics[metric]]
        factors[rows] = _factor(told, written.units[unit], written.lines[rows], notes)
    for at, name in enumerate(written.metrics):
        if CATALOGUE[name].unit is Unit.RATIO:
            rows = np.flatnonzero((written.metric == at) & ~np.isnan(written.value))
            _settle_rate(CATALOGUE[name], written, rows, factors, notes)
    percent = factors == 0.01
    values = np.where(percent, written.hundredth, written.value * factors)
    # pow() of a power of ten is exact enough for half a digit.
    return Settled(values, 0.5 * 10.0**-written.decimals * factors)


def _factor(metric: Metric, unit: str, lines: Codes, notes: Notes) -> float:
    """What the numbers under ``unit`` are multiplied by."""
    if not unit:
        return 1.0
    example = EXAMPLES[metric.unit]
    try:
        factor = factor_of(metric.unit, unit)
    except ValueError:
        text = f"{metric.id} cannot be in {echo(unit)}; write it as in '{example}'"
        notes.reject_each("unit_mismatch", lines, text, metric.id)
        return float("nan")
    if factor is None:
        text = f"{echo(unit)} is not a unit; write {metric.id} as in '{example}'"
        notes.reject_each("not_a_number", lines, text, metric.id)
        return float("nan")
    return float(factor)


def _settle_rate(
    metric: Metric, written: Written, rows: Codes, factors: Floats, notes: Notes
) -> None:
    """Settle the numbers of a rate that have no unit, in ``factors``."""
    bare = rows[np.array([not written.units[unit] for unit in written.unit[rows]], dtype=bool)]
    headed = rows[written.from_heading[rows]]
    open_rows = bare if len(bare) else headed
    if not len(open_rows):
        return
    scale = _scale_shown(written, open_rows)
    if scale is Scale.UNKNOWN and len(bare):
        signed = len(rows) > len(bare) and (written.value[bare] != 0).any()
        scale = Scale.UNKNOWN if signed else scale_of(metric, written.value[bare].tolist())
    elif scale is Scale.UNKNOWN:
        small = (written.value[headed] <= 1).all() and (written.value[headed] > 0).any()
        scale = Scale.UNKNOWN if small and factors[headed[0]] == 0.01 else Scale.POINTS
        if scale is Scale.POINTS:
            return
    _apply(metric, scale, written.lines[open_rows], factors, open_rows, notes)


def _apply(
    metric: Metric, scale: Scale, lines: Codes, factors: Floats, rows: Codes, notes: Notes
) -> None:
    if scale is Scale.FRACTION:
        factors[rows] = 1.0
        return
    if scale is Scale.POINTS:
        factors[rows] = 0.01
        text = f"{metric.id} has no percent sign, and its values were read as percent points"
        notes.warn("percent_points", text, lines, metric.id)
        return
    factors[rows] = np.nan
    text = (
        f"{metric.id} can be meant as a fraction or in percent here; write '95 %' or add a "
        "column unit with % or ratio"
    )
    notes.reject_each("ambiguous_percent", lines, text, metric.id)


def _scale_shown(written: Written, rows: Codes) -> Scale:
    """What numerator and denominator show, where they are there and a value beside them."""
    value, derived = written.value[rows], written.derived[rows]
    known = ~np.isnan(derived) & (value != 0)
    if not known.any():
        return Scale.UNKNOWN
    half = 0.5 * 10.0 ** -written.decimals[rows][known] * (1 + 1e-9)
    fraction = np.abs(value[known] - derived[known]) <= half
    points = np.abs(value[known] - derived[known] * 100) <= half
    if fraction.all() and not points.any():
        return Scale.FRACTION
    return Scale.POINTS if points.all() and not fraction.any() else Scale.UNKNOWN


def scale_of(metric: Metric, values: Sequence[float]) -> Scale:
    """How bare ``values`` of a rate are meant, all values of the metric in a file together."""
    fractions = [value for value in values if 0 < value <= 1]
    above = [value for value in values if value > 1]
    if above and fractions:
        return Scale.UNKNOWN
    if above:
        near_one = metric.id in MAY_EXCEED_ONE and min(above) <= 2
        return Scale.UNKNOWN if near_one else Scale.POINTS
    return Scale.UNKNOWN if fractions and min(fractions) == 1 else Scale.FRACTION
