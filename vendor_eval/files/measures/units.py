"""In which unit each number is meant, and what it is in the metric's own.

A percent sign, a unit beside the number or one in the heading settles it. Without one a rate is
read as a fraction or as percent points only when all values of the metric in the file leave no
doubt; ``1`` alone does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
import pandas as pd

from vendor_eval.files.measures.labels import Metrics
from vendor_eval.files.measures.numbers import Floats, Numbers
from vendor_eval.files.measures.ranges import MAY_EXCEED_ONE
from vendor_eval.files.measures.unit_words import factor_of
from vendor_eval.files.notes import Notes
from vendor_eval.files.table import Codes, Column, Mask
from vendor_eval.metrics import CATALOGUE, Metric
from vendor_eval.quantities import EXAMPLES, Unit

_PERCENT = 0.01
# What a double can be off by, as a share of it, after a division and a multiplication.
LAST_PLACE = 1e-14


class Scale(Enum):
    """How a bare number of a rate is meant."""

    FRACTION = "fraction"
    POINTS = "percent points"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Written:
    """The values of a file as written.

    Attributes:
        numbers: of the distinct texts; ``at`` tells which of them each row has.
        unit: (rows,) the unit as written, empty where none is.
        from_heading: (rows,) whether only the heading says the unit.
        derived: (rows,) numerator over denominator, NaN where not known.
    """

    metrics: Metrics
    numbers: Numbers
    at: Codes
    unit: Column
    from_heading: Mask
    derived: Floats
    lines: Codes

    @property
    def values(self) -> Floats:
        """(rows,) the bare numbers, NaN where there is none."""
        return self.numbers.values[self.at]

    @property
    def half_digits(self) -> Floats:
        """(rows,) half of the last digit that each number was printed with."""
        halves: Floats = 0.5 * np.power(10.0, -self.numbers.decimals)
        return halves[self.at]


@dataclass(frozen=True, slots=True)
class Settled:
    """Values in the metrics' own units.

    Attributes:
        tolerance: half of the last digit that each was printed with, in the same unit; it means
            nothing where no value of the file can be derived.
    """

    values: Floats
    tolerance: Floats


def settled(written: Written, notes: Notes) -> Settled:
    """Every number in the unit of its metric; what cannot be settled is said and NaN."""
    factors = _factors(written, notes)
    for at, name in enumerate(written.metrics.ids):
        if CATALOGUE[name].unit is Unit.RATIO:
            rows = np.flatnonzero((written.metrics.codes == at) & ~np.isnan(written.values))
            _settle_rate(written, rows, factors, notes)
    values = written.values * factors
    percent = factors == _PERCENT
    if percent.any():
        values[percent] = written.numbers.hundredths[written.at[percent]]
    compared = not np.isnan(written.derived).all()
    return Settled(values, written.half_digits * factors if compared else factors)


def _factors(written: Written, notes: Notes) -> Floats:
    """What each number is multiplied by for the unit that is written with it; 1 without one."""
    factors = np.full(len(written.at), np.nan)
    pairs = written.metrics.codes * len(written.unit.texts) + written.unit.codes
    for pair in pd.unique(pairs[written.metrics.codes >= 0]):
        metric, unit = divmod(int(pair), len(written.unit.texts))
        rows = pairs == pair
        told = CATALOGUE[written.metrics.ids[metric]]
        factors[rows] = _factor(told, written.unit.texts[unit], written.lines[rows], notes)
    return factors


def _factor(metric: Metric, unit: str, lines: Codes, notes: Notes) -> float:
    if not unit:
        return 1.0
    example = EXAMPLES[metric.unit]
    try:
        factor = factor_of(metric.unit, unit)
    except ValueError:
        text = f"{metric.id} cannot be in this unit; write it as in '{example}'"
        notes.reject_each("unit_mismatch", lines, text, metric.id)
        return float("nan")
    if factor is None:
        text = f"the unit is not known; write {metric.id} as in '{example}'"
        notes.reject_each("not_a_number", lines, text, metric.id)
        return float("nan")
    return float(factor)


def _settle_rate(written: Written, rows: Codes, factors: Floats, notes: Notes) -> None:
    """Settle in ``factors`` the numbers of one rate whose unit is in doubt.

    Args:
        rows: those of the rate that have a number.
    """
    bare = rows[written.unit.among({""})[rows]]
    doubted = bare if len(bare) else rows[written.from_heading[rows]]
    if not len(doubted):
        return
    metric = CATALOGUE[written.metrics.ids[written.metrics.codes[doubted[0]]]]
    scale = _scale_shown(written, doubted)
    if scale is Scale.UNKNOWN and len(bare):
        # Beside numbers with a sign, one without can be either.
        mixed = len(rows) > len(bare) and bool((written.values[bare] != 0).any())
        scale = Scale.UNKNOWN if mixed else scale_of(metric, written.values[bare])
    elif scale is Scale.UNKNOWN:
        if not _contradicts(written.values[doubted], factors[doubted]):
            return
    elif not len(bare):
        factors[doubted] = 1.0 if scale is Scale.FRACTION else _PERCENT
        return
    factors[doubted] = {Scale.FRACTION: 1.0, Scale.POINTS: _PERCENT, Scale.UNKNOWN: np.nan}[scale]
    _say_scale(metric, scale, written.lines[doubted], notes)


def _contradicts(values: Floats, factors: Floats) -> bool:
    """Whether a heading says percent and all values below look like fractions."""
    in_percent = bool((factors == _PERCENT).all())
    return in_percent and bool((values <= 1).all()) and bool((values > 0).any())


def _say_scale(metric: Metric, scale: Scale, lines: Codes, notes: Notes) -> None:
    if scale is Scale.POINTS:
        text = f"{metric.id} has no percent sign, and its values were read as percent points"
        notes.warn("percent_points", text, lines, metric.id)
    elif scale is Scale.UNKNOWN:
        text = (
            f"{metric.id} can be meant as a fraction or in percent here; write '95 %', or add a "
            "column unit with % or ratio"
        )
        notes.reject_each("ambiguous_percent", lines, text, metric.id)


def _scale_shown(written: Written, rows: Codes) -> Scale:
    """What numerator and denominator show, where they are there and a value beside them."""
    value, derived = written.values[rows], written.derived[rows]
    known = ~np.isnan(derived) & (value != 0)
    if not known.any():
        return Scale.UNKNOWN
    half = written.half_digits[rows][known] * (1 + 1e-9) + LAST_PLACE * np.abs(value[known])
    fraction = np.abs(value[known] - derived[known]) <= half
    points = np.abs(value[known] - derived[known] * 100) <= half
    if fraction.all() and not points.any():
        return Scale.FRACTION
    return Scale.POINTS if points.all() and not fraction.any() else Scale.UNKNOWN


def scale_of(metric: Metric, values: Floats) -> Scale:
    """How bare ``values`` of a rate are meant, all values of the metric in a file together."""
    above = values[values > 1]
    fractions = values[(values > 0) & (values <= 1)]
    if len(above) and len(fractions):
        return Scale.UNKNOWN
    if len(above):
        near_one = metric.id in MAY_EXCEED_ONE and above.min() <= 2
        return Scale.UNKNOWN if near_one else Scale.POINTS
    return Scale.UNKNOWN if len(fractions) and fractions.min() == 1 else Scale.FRACTION
