"""Each vendor, month and metric once: repeated rows, contradictions, months left out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from vendor_eval.files.notes import Notes
from vendor_eval.files.table import Codes
from vendor_eval.measurement import DIMENSIONS
from vendor_eval.naming import printable
from vendor_eval.quantities import Month

KEY = ("vendor", "month", "metric", *DIMENSIONS)
_GAPS_SHOWN = 20


def distinct(frame: pd.DataFrame, codes: Sequence[Codes], notes: Notes) -> pd.DataFrame:
    """``frame`` with each key once, the first row of identical ones kept.

    Args:
        codes: one array a column of `KEY`, equal where the texts are.
    """
    key = _combined(codes)
    again = pd.Series(key).duplicated().to_numpy()
    if not again.any():
        return frame
    involved = np.isin(key, key[again])
    numbers = frame.loc[involved, ["value", "numerator", "denominator"]]
    values = pd.DataFrame({"key": key[involved]}).join(numbers.reset_index(drop=True))
    identical = values.duplicated().to_numpy()
    rows = np.flatnonzero(involved)
    lines = frame["line"].to_numpy()
    first_line = pd.Series(lines).groupby(key).transform("first").to_numpy()
    contradicting = rows[~identical & again[rows]]
    notes.reject_each(
        "conflict",
        lines[contradicting],
        lambda at: (
            f"lines {first_line[contradicting[at]]} and {lines[contradicting[at]]} give "
            "the same vendor, month and metric two values; leave the one that is right"
        ),
    )
    if identical.any():
        text = "a row stands in the file more than once and was taken once"
        notes.warn("duplicate_row", text, lines[rows[identical]])
    return frame[~again].reset_index(drop=True)


def _combined(codes: Sequence[Codes]) -> Codes:
    """One number a row, equal where all ``codes`` are."""
    key = np.zeros(len(codes[0]), dtype=np.int64)
    for code in codes:
        span = int(code.max(initial=0)) - int(code.min(initial=0)) + 1
        key = key * span + (code - code.min(initial=0))
        if span > 1 and key.max(initial=0) > 2**40:
            key = pd.factorize(key)[0].astype(np.int64)
    return key


def note_gaps(frame: pd.DataFrame, vendor: Codes, metric: Codes, notes: Notes) -> None:
    """Say where a vendor's metric leaves months out between two that it has."""
    series = metric + vendor * (int(metric.max(initial=0)) + 1)
    month = frame["month"].to_numpy()
    # Sorted, a step beyond the next month within one series is a gap.
    told = np.sort(series * 2**20 + month)
    apart = np.flatnonzero((np.diff(told) > 1) & (np.diff(told >> 20) == 0))
    if not len(apart):
        return
    row_of = pd.Series(np.arange(len(series))).groupby(series).first()
    for at in apart[:_GAPS_SHOWN]:
        row = frame.iloc[row_of[told[at] >> 20]]
        first, last = Month.at(int(told[at] % 2**20)), Month.at(int(told[at + 1] % 2**20))
        text = (
            f"{row['metric']} of {printable(row['vendor'])} has nothing between {first} and {last}"
        )
        notes.warn("gap", text, column="month")
    if len(apart) > _GAPS_SHOWN:
        rest = f"months are left out in {len(apart) - _GAPS_SHOWN:,} more places"
        notes.warn("gap", rest, column="month")
