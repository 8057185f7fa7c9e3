"""Numerators and denominators: checked, and the value that follows from them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from vendor_eval import measurement
from vendor_eval.files.notes import Notes
from vendor_eval.files.numbers import Floats
from vendor_eval.files.table import Codes, Mask
from vendor_eval.files.units import MAY_EXCEED_ONE, Settled
from vendor_eval.metrics import CATALOGUE, Parts
from vendor_eval.quantities import Unit

# A double that was a sum in a spreadsheet is off by this much of itself and no more.
_NOISE = 1e-9


def derived_from(
    metrics: tuple[str, ...], metric: Codes, numerator: Floats, denominator: Floats
) -> Floats:
    """Numerator over denominator, NaN for metrics whose value does not follow from them."""
    follows = np.array([CATALOGUE[name].parts is not Parts.NONE for name in metrics], dtype=bool)
    quotient = measurement.rate(pd.Series(numerator), pd.Series(denominator)).to_numpy()
    applies = follows[metric] & (metric >= 0) if len(follows) else np.zeros(len(metric), dtype=bool)
    return np.where(applies, quotient, np.nan)


def check_parts(
    metrics: tuple[str, ...],
    metric: Codes,
    parts: dict[str, Floats],
    lines: Codes,
    notes: Notes,
) -> None:
    """Refuse parts that are no counts, no exact amounts, or more than the whole.

    Args:
        parts: ``numerator`` and ``denominator``, NaN where there is none.
    """
    dollars = _among(metrics, metric, lambda name: CATALOGUE[name].parts is Parts.DOLLARS)
    for role, values in parts.items():
        known = ~np.isnan(values)
        whole = known & ~dollars & ~_on_grid(values, 0)
        text = f"the {role} counts items and must be a whole number"
        notes.reject_each("not_an_integer", lines[whole], text, role)
        fine = known & dollars & ~_on_grid(values, measurement.PART_DECIMALS)
        text = f"the {role} has more than {measurement.PART_DECIMALS} decimals; give the exact sum"
        notes.reject_each("too_many_decimals", lines[fine], text, role)
        outside = known & ((values < 0) | (values > 1e12))
        text = f"the {role} is negative or beyond any practice; correct it"
        notes.reject_each("out_of_range", lines[outside], text, role)
    bounded = _among(metrics, metric, _is_share)
    above = bounded & (parts["numerator"] > parts["denominator"])
    text = "the numerator is more than the denominator, which this rate cannot have"
    notes.reject_each("out_of_range", lines[above], text, "numerator")


def _is_share(name: str) -> bool:
    return CATALOGUE[name].unit is Unit.RATIO and name not in MAY_EXCEED_ONE


def _among(metrics: tuple[str, ...], metric: Codes, test: object) -> Mask:
    """(rows,) booleans: whether the row's metric is known and passes ``test``."""
    passed = np.array([*(bool(test(name)) for name in metrics), False], dtype=bool)  # type: ignore[operator]
    return passed[metric]


def _on_grid(values: Floats, decimals: int) -> Mask:
    scaled = values * 10**decimals
    return np.abs(scaled - np.rint(scaled)) <= _NOISE * np.maximum(1, np.abs(scaled))


def with_derived(
    settled: Settled, derived: Floats, zero_denominator: Mask, lines: Codes, notes: Notes
) -> Floats:
    """The values, derived ones before given ones; a given one that differs is said."""
    given, known = settled.values, ~np.isnan(derived)
    differs = known & (np.abs(given - derived) > settled.tolerance * (1 + _NOISE))
    if differs.any():
        text = (
            "the value is not numerator over denominator, not even rounded; the derived one counts"
        )
        notes.warn("derived_differs", text, lines[differs], "value")
    # Over nothing there is no rate, whatever was printed.
    printed = zero_denominator & (np.abs(given) > 0)
    if printed.any():
        text = "the denominator is 0, so that there is no value; the one given was passed over"
        notes.warn("derived_differs", text, lines[printed], "value")
    return np.where(known, derived, np.where(zero_denominator, np.nan, given))
