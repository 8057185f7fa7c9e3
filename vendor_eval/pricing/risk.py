"""How options stand after a simulation: their mean, their worst, how often they are cheapest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vendor_eval.quantities import Usd

Floats = npt.NDArray[np.float64]

# One path of so many counts as low, high, or among the worst.
_ONE_OF = 20


@dataclass(frozen=True, slots=True)
class Risk:
    """The costs of one option over all paths.

    Attributes:
        standard_error: of the mean: by about so much it would differ with another seed.
        low: as much or less on one path of twenty; ``median`` on half of them; ``high`` on all
            but one of twenty.
        worst: the mean of the dearest twentieth of the paths (CVaR 95 %).
        cheapest: the chance that no other option costs less; paths on which several tie count
            for each of them in part.
    """

    option: str
    mean: Usd
    standard_error: Usd
    low: Usd
    median: Usd
    high: Usd
    worst: Usd
    cheapest: float


def risks(options: Sequence[str], costs: Floats) -> tuple[Risk, ...]:
    """How each option stands, in the given order.

    Args:
        costs: (options, paths) cents, none of them missing.

    Source: conditional value at risk; Rockafellar and Uryasev, Journal of Risk 2 (2000).
    """
    chances = chances_of_being_cheapest(costs)
    return tuple(map(_risk, options, costs, chances.tolist()))


def chances_of_being_cheapest(costs: Floats) -> Floats:
    """(options,) adding up to 1; equal costs share a path."""
    least = costs <= costs.min(axis=0)
    share: Floats = (least / least.sum(axis=0)).mean(axis=1)
    return share


def _risk(option: str, costs: Floats, chance: float) -> Risk:
    dearest_first = np.sort(costs)[::-1]
    worst = dearest_first[: -(-len(costs) // _ONE_OF)]
    low, median, high = np.quantile(costs, (1 / _ONE_OF, 0.5, 1 - 1 / _ONE_OF))
    error = costs.std(ddof=1) / np.sqrt(len(costs)) if len(costs) > 1 else 0.0
    return Risk(
        option=option,
        mean=_usd(costs.mean()),
        standard_error=_usd(error),
        low=_usd(low),
        median=_usd(median),
        high=_usd(high),
        worst=_usd(worst.mean()),
        cheapest=chance,
    )


def _usd(cents: float) -> Usd:
    """To the nearest cent."""
    return Usd(int(np.floor(cents + 0.5)))
