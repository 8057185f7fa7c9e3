"""Relief laid into the grid: months that are left out whole, and items left out of a month.

The judged value of a month with excused items is what is left of the numerator over what is left of
the denominator. Items that cannot be told apart in what was reported stay in: the month is judged
as it is, and its sentence says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from vendor_eval.metrics import CATALOGUE, Metric, Parts
from vendor_eval.quantities import Unit
from vendor_eval.sla.contract import Contract, Items, Relief
from vendor_eval.sla.grid import NUMBERS, Floats, Grid, Ints


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is judged of each month, as (n,) arrays.

    Attributes:
        numbers: `NUMBERS` without excused items.
        raw: the value with them, NaN where nothing was left out.
        whole: the rows of months of which nothing is judged.
    """

    numbers: Mapping[str, Floats]
    raw: Floats
    whole: Ints


def takes_items(metric: Metric) -> bool:
    """Whether items can be left out of it: it is a share, and its value is divided from parts."""
    return metric.unit is Unit.RATIO and metric.parts is not Parts.NONE


def reliefs_in(contracts: Sequence[Contract], grid: Grid) -> Iterator[tuple[int, Relief]]:
    """Each approved exclusion of a month in force, with the row of that month."""
    entries = zip(grid.contract, grid.level, grid.heads, grid.first, grid.last, strict=True)
    for at, level_at, head, first, last in entries:
        contract = contracts[at]
        for relief in contract.relief:
            inside = first <= relief.month.index <= last
            if inside and relief.metric == contract.service_levels[level_at].metric:
                yield int(head + relief.month.index - first), relief


def without_items(numbers: Mapping[str, Floats], reliefs: Sequence[tuple[int, Relief]]) -> LeftOut:
    """``numbers`` of every month without what ``reliefs``, by row, leave out."""
    whole = {row for row, relief in reliefs if relief.items is None}
    excused: dict[int, list[Relief]] = {}
    for row, relief in reliefs:
        if row not in whole:
            excused.setdefault(row, []).append(relief)
    left = {name: numbers[name].copy() if excused else numbers[name] for name in NUMBERS}
    raw = np.full(len(left["value"]), np.nan)
    for row, found in excused.items():
        remaining = _remaining({name: float(left[name][row]) for name in NUMBERS}, found)
        if remaining is not None and not remaining.denominator:
            whole.add(row)
        elif remaining is not None:
            raw[row] = left["value"][row]
            left["numerator"][row] = float(remaining.numerator)
            left["denominator"][row] = float(remaining.denominator)
            exactly = Fraction(remaining.numerator) / Fraction(remaining.denominator)
            left["value"][row] = float(exactly)
    return LeftOut(left, raw, np.array(sorted(whole), dtype=np.int64))


def total(reliefs: Sequence[Relief]) -> Items:
    """All items that ``reliefs`` of one metric and month leave out together."""
    items = [one.items for one in reliefs if one.items is not None]
    return Items(
        sum((one.numerator for one in items), Decimal(0)),
        sum((one.denominator for one in items), Decimal(0)),
    )


def _remaining(month: Mapping[str, float], reliefs: Sequence[Relief]) -> Items | None:
    """What is left of a month's parts; None where the items cannot have been among them."""
    metric, items = CATALOGUE[reliefs[0].metric], total(reliefs)
    if not takes_items(metric) or any(math.isnan(month[name]) for name in NUMBERS):
        return None
    # The shortest decimal that reads as the double is what was reported.
    numerator, denominator = (Decimal(repr(month[name])) for name in ("numerator", "denominator"))
    left = Items(numerator - items.numerator, denominator - items.denominator)
    if left.numerator < 0 or left.denominator < 0:
        return None
    # Of counted items none is in the numerator alone, unless that was reported so.
    beyond = left.numerator > left.denominator and numerator <= denominator
    return None if beyond and metric.parts is Parts.COUNTS else left
