"""What each option meets on drawn paths: what is done, allowed and collected in every month.

What is counted follows the volume. Money follows it too, with what is allowed for a claim and
what is collected of that where this is what it measures. Where nothing is uncertain, a path is
the usage that is expected.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace

import numpy as np

from vendor_eval.pricing.draws import Draws, Floats, Paths
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.option import Option
from vendor_eval.pricing.usage import Usage

# Staff is hired for longer than a month; what lies in the past is what it is.
_STEADY = frozenset({"fte", "hours", "legacy_ar_collections", "service_credits"})
# Claims worth more change these; collecting more of what they are worth changes those.
_BY_WORTH = frozenset({"allowed", "recovered_denials", "refunds", "excluded_collections"})
_BY_COLLECTED = frozenset({"net_collections", "vendor_collections", "patient_collections"})
_RATE = "net_collection_rate"


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """What one option meets on the paths of a chunk.

    Attributes:
        usage: (months, paths) drivers, in floats.
        claims: (months,) expected; nothing where the usage has none.
        volume: (months, paths) 1 where as expected.
        worth: (months, paths) volume times what is allowed for a claim; 1 where as expected.
        collected: (months, paths) ``worth`` times the share that is collected; without that
            where no performance is known.
    """

    usage: Usage
    claims: Floats
    volume: Paths
    worth: Paths
    collected: Paths


@dataclass(frozen=True, slots=True, eq=False)
class Months:
    """The months of a chunk of paths, for one option after the other.

    Attributes:
        worth: (months, paths) volume times what is allowed for a claim; 1 where as expected.
        kept: what several options have in common is computed once.
    """

    draws: Draws
    worth: Paths
    kept: dict[Hashable, Paths] = field(default_factory=dict)

    @classmethod
    def of(cls, draws: Draws) -> Months:
        """The months of the draws of one chunk."""
        return cls(draws, draws.volume * draws.allowed)

    def met_by(self, option: Option, at: int) -> Met:
        """What an option meets, its usage in floats.

        Args:
            at: the place of its vendor in the draws.
        """
        expected = option.usage
        drivers = {id: self._driver(id, option, at) for id in option.drivers}
        metrics = {id: self._metric(id, option, at) for id in option.metrics}
        usage = replace(expected, drivers=drivers, metrics=metrics)
        claims = expected.drivers.get("claims", np.zeros(expected.months))
        return Met(usage, claims, self.draws.volume, self.worth, self._collected(option, at))

    def once(self, key: Hashable, made: Callable[[], Paths]) -> Paths:
        """What ``made`` makes, the first time that ``key`` is asked for."""
        if key not in self.kept:
            self.kept[key] = made()
        return self.kept[key]

    def _rate(self, option: Option, at: int) -> Paths | None:
        """(months, paths) the share that is collected; what is promised is the median."""
        if option.performance is None:
            return None
        promised, strain = float(option.performance.net_collection_rate), float(option.strain)
        return self.once(("rate", at, promised, strain), lambda: self._drawn(promised, strain, at))

    def _drawn(self, promised: float, strain: float, at: int) -> Paths:
        if promised in {0.0, 1.0}:
            rate = np.full_like(self.worth, promised)
        else:
            odds = self.draws.vendor_odds[at] * ((1 - promised) / promised)
            rate = self.draws.lost_odds * odds
            rate += 1
            np.reciprocal(rate, out=rate)
        if strain:
            # Shrinking strains nobody.
            rate -= strain * np.maximum(self.draws.trend - 1, 0)
            np.maximum(rate, 0, out=rate)
        return rate

    def _collected(self, option: Option, at: int) -> Paths:
        """(months, paths) what a month is worth times the share of it that is collected."""
        rate = self._rate(option, at)
        if rate is None:
            return self.worth
        return self.once(("collected", id(rate)), lambda: self.worth * rate)

    def _driver(self, name: str, option: Option, at: int) -> Paths:
        row = option.usage.drivers[name][:, None].astype(self.worth.dtype)
        if name not in _BY_COLLECTED:
            return self.once((name, row.tobytes()), lambda: row * self._factor(name))
        collected, promised = self._collected(option, at), _promised(option)
        per_share = row / promised if promised else row * 0
        return self.once((name, per_share.tobytes(), id(collected)), lambda: per_share * collected)

    def _factor(self, name: str) -> Paths:
        if name in _STEADY or DRIVERS[name].standing:
            return np.ones_like(self.worth)
        return self.worth if name in _BY_WORTH else self.draws.volume

    def _metric(self, name: str, option: Option, at: int) -> Floats:
        """A metric as expected; of the net collection rate, with what the paths do to it."""
        row = option.usage.metrics[name][:, None]
        rate = self._rate(option, at)
        if name == _RATE and rate is not None:
            return row + (rate - _promised(option)).astype(np.float64)
        return np.broadcast_to(row, self.worth.shape)


def _promised(option: Option) -> float:
    """The net collection rate that stands for what the usage collects; 1 where nobody says."""
    return 1.0 if option.performance is None else float(option.performance.net_collection_rate)
