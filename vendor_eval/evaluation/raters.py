"""How far evaluators agree who scored the same items without seeing each other's answers.

The items on which they disagree most are the agenda of the meeting that settles them. A
coefficient of agreement for ratings with gaps is a library's business, not done here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

Ratings = Mapping[str, Mapping[str, Fraction | None]]
"""By item and evaluator what the answer is worth, 0 to 1; None where it was called n/a."""

_NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the evaluators of one item are apart.

    Attributes:
        low: the least value given; None where everybody called the item n/a.
        high: the most.
        disputed: whether some called it n/a and others answered.
    """

    item: str
    evaluators: int
    low: Fraction | None
    high: Fraction | None
    disputed: bool

    @property
    def width(self) -> Fraction:
        """0 where all agree, 1 where they could not be further apart.

        Whether an item counts at all matters no less than what it is worth.
        """
        if self.disputed:
            return Fraction(1)
        return Fraction(0) if self.low is None or self.high is None else self.high - self.low


def spreads(ratings: Ratings) -> tuple[Spread, ...]:
    """One for each item with two evaluators or more, the largest disagreement first."""
    found = [_spread(item, given) for item, given in ratings.items() if len(given) > 1]
    return tuple(sorted(found, key=lambda one: (-one.width, one.item)))


def _spread(item: str, given: Mapping[str, Fraction | None]) -> Spread:
    values = [value for value in given.values() if value is not None]
    return Spread(
        item=item,
        evaluators=len(given),
        low=min(values, default=None),
        high=max(values, default=None),
        disputed=0 < len(values) < len(given),
    )


@dataclass(frozen=True, slots=True)
class Agreement:
    """Intraclass correlations of evaluators taken as a sample of all there could be.

    Attributes:
        items: rated by every evaluator; the others are left out.
        single: ICC(2,1), how far one evaluator can be relied on.
        mean: ICC(2,k), how far the mean of all of them can.
    """

    items: int
    evaluators: int
    single: float
    mean: float


def agreement(ratings: Ratings) -> Agreement | None:
    """How far the evaluators agree; None with fewer than two of them or two common items.

    None as well where ratings do not vary from item to item, because nothing can then be said
    about telling items apart.

    Source: Shrout and Fleiss, Psychological Bulletin 86 (1979), case 2.
    """
    evaluators = sorted({name for given in ratings.values() for name in given})
    rows = [
        [float(value) for name in evaluators if (value := given.get(name)) is not None]
        for given in ratings.values()
    ]
    complete = [row for row in rows if len(row) == len(evaluators)]
    if len(complete) < 2 or len(evaluators) < 2:
        return None
    return _agreement(np.array(complete))


def _agreement(values: npt.NDArray[np.float64]) -> Agreement | None:
    items, evaluators = values.shape
    mean = values.mean()
    of_items = evaluators * np.sum((values.mean(axis=1) - mean) ** 2)
    of_evaluators = items * np.sum((values.mean(axis=0) - mean) ** 2)
    total = np.sum((values - mean) ** 2)
    between = of_items / (items - 1)
    rest = (total - of_items - of_evaluators) / ((items - 1) * (evaluators - 1))
    bias = (of_evaluators / (evaluators - 1) - rest) / items
    of_one = between + (evaluators - 1) * rest + evaluators * bias
    of_mean = between + bias
    if min(of_one, of_mean) < _NOTHING:
        return None
    return Agreement(
        items=items,
        evaluators=evaluators,
        single=float((between - rest) / of_one),
        mean=float((between - rest) / of_mean),
    )
