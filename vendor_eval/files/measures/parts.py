"""Numerators and denominators: checked, and the value that follows from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from vendor_eval import measurement
from vendor_eval.files.measures.labels import Metrics
from vendor_eval.files.measures.numbers import Floats
from vendor_eval.files.measures.ranges import MAY_EXCEED_ONE
from vendor_eval.files.measures.units import LAST_PLACE, Settled
from vendor_eval.files.notes import Notes
from vendor_eval.files.table import Codes, Mask
from vendor_eval.metrics import Metric, Parts
from vendor_eval.quantities import Unit

# A double that was a sum in a spreadsheet is off by this much of itself and no more.
_NOISE = 1e-9
_MOST = 1e12


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from numerator and denominator.

    Attributes:
        values: NaN where nothing follows.
        over_nothing: whether the denominator is 0, so that there is no value.
    """

    values: Floats
    over_nothing: Mask


def derived_from(metrics: Metrics, numerator: Floats, denominator: Floats) -> Derived:
    """Numerator over denominator for the metrics whose value follows from them."""
    follows = metrics.where(lambda metric: metric.parts is not Parts.NONE)
    quotient = measurement.rate(pd.Series(numerator), pd.Series(denominator)).to_numpy()
    return Derived(np.where(follows, quotient, np.nan), follows & (denominator == 0))


def check_parts(metrics: Metrics, parts: dict[str, Floats], lines: Codes, notes: Notes) -> None:
    """Refuse parts that are no counts, no exact amounts, or more than the whole.

    Args:
        parts: ``numerator`` and ``denominator``, NaN where there is none.
    """
    dollars = metrics.where(lambda metric: metric.parts is Parts.DOLLARS)
    for role, values in parts.items():
        known = ~np.isnan(values)
        broken = known & ~dollars & ~_on_grid(values, 0)
        text = f"the {role} counts items and must be a whole number"
        notes.reject_each("not_an_integer", lines[broken], text, role)
        fine = known & dollars & ~_on_grid(values, measurement.PART_DECIMALS)
        text = f"the {role} has more than {measurement.PART_DECIMALS} decimals; give the exact sum"
        notes.reject_each("too_many_decimals", lines[fine], text, role)
        outside = known & ((values < 0) | (values > _MOST))
        text = f"the {role} is negative or beyond any practice; correct it"
        notes.reject_each("out_of_range", lines[outside], text, role)
    above = metrics.where(_is_share) & (parts["numerator"] > parts["denominator"])
    text = "the numerator is more than the denominator, which this rate cannot have"
    notes.reject_each("out_of_range", lines[above], text, "numerator")


def _is_share(metric: Metric) -> bool:
    shares = metric.unit is Unit.RATIO and metric.parts is not Parts.NONE
    return shares and metric.id not in MAY_EXCEED_ONE


def _on_grid(values: Floats, decimals: int) -> Mask:
    scaled = values * 10**decimals
    on_grid: Mask = np.abs(scaled - np.rint(scaled)) <= _NOISE * np.maximum(1, np.abs(scaled))
    return on_grid


def with_derived(settled: Settled, derived: Derived, lines: Codes, notes: Notes) -> Floats:
    """The values, derived ones before given ones; a given one that differs is said."""
    given, known = settled.values, ~np.isnan(derived.values)
    # A spreadsheet prints sixteen digits of a double of which fifteen hold.
    allowed = settled.tolerance * (1 + _NOISE) + LAST_PLACE * np.abs(derived.values)
    differs = known & (np.abs(given - derived.values) > allowed)
    if differs.any():
        text = "the value is not numerator over denominator, even rounded; the derived one counts"
        notes.warn("derived_differs", text, lines[differs], "value")
    printed = derived.over_nothing & (np.abs(given) > 0)
    if printed.any():
        text = "the denominator is 0, so that there is no value; the one given was passed over"
        notes.warn("derived_differs", text, lines[printed], "value")
    return np.where(known, derived.values, np.where(derived.over_nothing, np.nan, given))
