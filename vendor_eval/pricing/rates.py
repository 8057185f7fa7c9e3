"""How tables of prices cut up a quantity: parts, packages, and what is carried from month to month.

Functions of arrays whose first axis is months, alike in whole steps and in floats. A bound
belongs to the tier below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from vendor_eval.pricing.arithmetic import Array
from vendor_eval.pricing.fees import Negative, Rounding

# The bounds below and above a tier, in steps; the lowest and the highest are open.
Reach = tuple[float | None, float | None]


def reaches(bounds: Iterable[float | None]) -> list[Reach]:
    """The reach of each tier from their upper bounds, ascending."""
    upper = list(bounds)
    return list(zip([None, *upper], upper, strict=False))


def within_tiers(quantity: Array, tiers: Sequence[Reach]) -> Iterator[Array]:
    """The part of the quantity within each tier; below zero it lies in the first."""
    for low, high in tiers:
        if low is None:
            yield quantity if high is None else np.minimum(quantity, high)
            continue
        part = quantity - low if high is None else np.minimum(quantity, high) - low
        yield np.maximum(part, 0, out=part)


def at_tier(quantity: Array, tiers: Sequence[Reach]) -> Iterator[Array]:
    """Whether the quantity lies in each tier, as booleans."""
    for low, high in tiers:
        if low is None:
            yield np.full(quantity.shape, True) if high is None else quantity <= high
        else:
            yield quantity > low if high is None else (quantity > low) & (quantity <= high)


def reached(quantity: Array, low: float | None, *, at_zero: bool) -> Array:
    """Whether a tier's flat part is due: the quantity is beyond ``low``.

    The first tier, with nothing below it, is reached by any quantity, and ``at_zero`` by none.
    """
    if low is not None:
        return np.asarray(quantity > low)
    return np.full(quantity.shape, True) if at_zero else np.asarray(quantity > 0)


def billable(quantity: Array, negative: Negative) -> Array:
    """The quantity with its months below zero treated as the contract says."""
    if negative is Negative.CREDIT or not quantity.size or quantity.min() >= 0:
        return quantity
    if negative is Negative.CLAMP_ZERO:
        return np.maximum(quantity, 0)
    return beyond(quantity)


def beyond(flow: Array) -> Array:
    """What each month adds to the highest level that a running sum has reached above zero.

    A month below zero is made up for first. So are carried refunds: 40, -5, 42 give 40, 0, 37;
    and an allowance carried over, where the flow is what was used less what was included.
    """
    highest = np.maximum.accumulate(np.maximum(np.cumsum(flow, axis=0), 0), axis=0)
    return np.diff(highest, axis=0, prepend=highest[:1] * 0)


def after_free(quantity: Array, free: float) -> Array:
    """The quantity without its free part; what is below zero stays."""
    if not free:
        return quantity
    return np.where(quantity > 0, np.maximum(quantity - free, 0), quantity)


def packages(quantity: Array, size: float, rounding: Rounding) -> Array:
    """Packages of ``size`` steps in a quantity; none in one below zero."""
    whole = np.maximum(quantity, 0)
    match rounding:
        case Rounding.UP if whole.dtype.kind == "f":
            # Dividing floats without a remainder takes ten times as long.
            return np.ceil(whole / size)
        case Rounding.UP:
            return -(-whole // size)
        case Rounding.DOWN:
            return whole // size
        case Rounding.NEAREST:
            return (2 * whole + size) // (2 * size)


def running(quantity: Array, years: Iterable[slice]) -> Array:
    """The sum since the start of the contract year."""
    return np.concatenate([np.cumsum(quantity[year], axis=0) for year in years])


def by_month(sums: Array, years: Iterable[slice]) -> Array:
    """What each month added to sums that start anew with each contract year."""
    return np.concatenate(
        [np.diff(sums[year], axis=0, prepend=sums[year][:1] * 0) for year in years]
    )
