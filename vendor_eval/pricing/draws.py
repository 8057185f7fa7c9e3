"""Random months for a simulation: volume, allowed amounts, collection and growth.

All options of a comparison meet the same months, so that the difference between two of them is
told by the options and not by luck. Paths are drawn in chunks of a fixed size, each from a stream
of its own, so that neither how many chunks are computed at once nor how many paths are wanted
changes any of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from vendor_eval.errors import Fault

Floats = npt.NDArray[np.float64]
# (months, paths); in single precision where drawn, whose seven digits are far finer than chance.
Paths = npt.NDArray[np.floating[Any]]

# Small enough for what is computed of a chunk to stay near the processor.
CHUNK = 2_048
PATHS = 10_000
SEED = 20_261_121


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """How far things may lie from what is expected; every default is an assumption.

    A spread is a standard deviation of a logarithm: 0.1 is about ten percent up or down.

    Attributes:
        volume_spread: of a month's volume around its trend.
        volume_memory: how much of a month's deviation is left a month later, from 0 to below 1.
        allowed_spread: of a month's allowed amount per claim, each month anew.
        month_spread: of a month's odds of collecting, for all vendors alike: payers' moods.
        vendor_spread: of each vendor's own odds of collecting, once a path: how wrong the
            promised net collection rate may be.
        least_growth: of volume in a year, on top of what the usage itself grows by; any growth
            up to ``most_growth`` is as likely as another.
    """

    volume_spread: float = 0.10
    volume_memory: float = 0.60
    allowed_spread: float = 0.05
    month_spread: float = 0.10
    vendor_spread: float = 0.25
    least_growth: float = 0.0
    most_growth: float = 0.4


CERTAIN = Uncertainty(
    volume_spread=0,
    volume_memory=0,
    allowed_spread=0,
    month_spread=0,
    vendor_spread=0,
    most_growth=0,
)


def flaws(uncertainty: Uncertainty) -> Iterator[Fault]:
    """What cannot be meant."""
    spreads = ("volume_spread", "allowed_spread", "month_spread", "vendor_spread")
    for name in spreads:
        if not 0 <= getattr(uncertainty, name) <= 2:
            yield Fault(name, "a spread is from 0 to 2", "write 0.1 for about ten percent")
    if not 0 <= uncertainty.volume_memory < 1:
        yield Fault("volume_memory", "is not from 0 to below 1", "write 0.6 for 60 % a month")
    if not -0.9 <= uncertainty.least_growth <= uncertainty.most_growth <= 10:
        mend = "write -15 % to 40 % as -0.15 and 0.4"
        yield Fault("least_growth", "growth is not from -90 % to 1,000 %, or ends cross", mend)


@dataclass(frozen=True, slots=True)
class Draws:
    """The months of some paths; expected values are 1 unless said otherwise.

    Attributes:
        trend: (months, paths) how volume has grown since the first month, where it is 1.
        volume: (months, paths) factors of volume, the trend included.
        allowed: (months, paths) factors of the allowed amount per claim.
        lost_odds: (months, paths) factors of the odds of not collecting; their median is 1.
        growth: (paths,) of volume in a year.
        vendor_odds: (vendors, paths) as ``lost_odds``, of each vendor for itself.
    """

    trend: Paths
    volume: Paths
    allowed: Paths
    lost_odds: Paths
    growth: Floats
    vendor_odds: Paths


@dataclass(frozen=True, slots=True)
class Plan:
    """Which draws are wanted.

    Attributes:
        seed: the same one gives the same draws, on every machine of one NumPy version.
    """

    months: int
    vendors: int
    paths: int = PATHS
    seed: int = SEED

    @property
    def chunks(self) -> int:
        """How many chunks there are; of the last one perhaps not every path is wanted."""
        return -(-self.paths // CHUNK)


def streams(plan: Plan) -> tuple[np.random.Generator, ...]:
    """A random generator for each chunk of the plan."""
    seeds = np.random.SeedSequence(plan.seed).spawn(plan.chunks)
    return tuple(np.random.Generator(np.random.SFC64(seed)) for seed in seeds)


def draw(plan: Plan, uncertainty: Uncertainty, generators: Sequence[np.random.Generator]) -> Draws:
    """The months of some chunks, side by side: `CHUNK` paths of each.

    Args:
        generators: the chunks' own, of `streams`.
    """
    wide = CHUNK * len(generators)
    normals = np.empty((3, plan.months, wide), dtype=np.float32)
    shares, vendors = np.empty(wide), np.empty((plan.vendors, wide), dtype=np.float32)
    for at, generator in enumerate(generators):
        here = slice(at * CHUNK, (at + 1) * CHUNK)
        normals[..., here] = generator.standard_normal((3, plan.months, CHUNK))
        shares[here] = generator.random(CHUNK)
        # Last, so that one more vendor leaves the draws of the others as they are.
        vendors[:, here] = generator.standard_normal((plan.vendors, CHUNK))
    width = uncertainty.most_growth - uncertainty.least_growth
    growth = uncertainty.least_growth + shares * width
    trend = _trend(growth, plan.months)
    volume, allowed, lost_odds = normals
    _remembering(volume, uncertainty.volume_memory)
    _factors(volume, uncertainty.volume_spread)
    volume *= trend
    _factors(allowed, uncertainty.allowed_spread)
    lost_odds *= uncertainty.month_spread
    vendors *= uncertainty.vendor_spread
    return Draws(trend, volume, allowed, np.exp(lost_odds), growth, np.exp(vendors))


def _trend(growth: Floats, months: int) -> Paths:
    """(months, paths) what growth in a year makes of 1, a twelfth of it each month."""
    monthly = (1 + growth) ** (1 / 12)
    trend = np.ones((months, len(growth)), dtype=np.float32)
    level = np.ones_like(growth)
    # Row by row: a running product goes through memory the long way, and gathers its rounding.
    for month in range(1, months):
        level *= monthly
        trend[month] = level
    return trend


def _remembering(normals: Paths, memory: float) -> None:
    """Make each month a part of the one before; in place, the spread stays 1.

    Source: a stationary autoregressive process of the first order.
    """
    fresh = math.sqrt(1 - memory**2)
    for month in range(1, len(normals)):
        normals[month] *= fresh
        normals[month] += memory * normals[month - 1]


def _factors(normals: Paths, spread: float) -> None:
    """Make normals into factors of this spread that are 1 on average; in place."""
    normals *= spread
    normals -= spread**2 / 2
    np.exp(normals, out=normals)
