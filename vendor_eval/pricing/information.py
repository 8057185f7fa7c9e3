"""What it would be worth to know more before choosing: the value of information.

Who knew everything would choose the cheapest option on every path; who knows nothing more takes
the one that is cheapest on average. The gap is the value of perfect information, and no inquiry
is worth more. The value of knowing one input alone is found by sorting the paths by it and
choosing anew in each of a number of groups of equal size.

Groups err on two sides. Within a group the input still varies, which understates its value. And
the means of a group carry chance, from which the choice takes what looks cheapest, which
overstates it: an input that tells nothing at all still gets a little. That little is measured by
sorting the paths by their number, which tells nothing, and given as the `noise`.

Source: expected value of (partial) perfect information; Raiffa and Schlaifer, Applied Statistical
Decision Theory (1961); groups after Strong and Oakley, Medical Decision Making 33 (2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vendor_eval.quantities import Usd

Floats = npt.NDArray[np.float64]

# Paths in a group at least; fewer than two groups' worth of them say nothing of one input.
GROUP = 100
MOST_GROUPS = 100


@dataclass(frozen=True, slots=True)
class Input:
    """Something uncertain.

    Attributes:
        label: for people, as it stands in a sentence: "the net collection rate of Acme".
        values: (paths,) what it was on each path.
    """

    label: str
    values: Floats


@dataclass(frozen=True, slots=True)
class Worth:
    """What knowing one input is worth, at most.

    Attributes:
        amount: in the cents of the costs it came from, to the cent.
    """

    label: str
    amount: Usd


@dataclass(frozen=True, slots=True)
class Information:
    """The value of knowing.

    Attributes:
        choice: the option that is cheapest on average.
        everything: the value of knowing all of it; no inquiry is worth more.
        inputs: the value of each input alone, the greatest first; never above ``everything``.
        noise: what an input that tells nothing comes out at; what is not above it is nothing.
    """

    choice: str
    everything: Usd
    inputs: tuple[Worth, ...]
    noise: Usd

    @property
    def worth_asking(self) -> tuple[Worth, ...]:
        """The inputs that could change the choice, the greatest first."""
        return tuple(one for one in self.inputs if one.amount > self.noise)

    @property
    def sentence(self) -> str:
        """What to find out next, for people."""
        asked = self.worth_asking
        idle = [one.label for one in self.inputs if one not in asked]
        if not asked:
            return (
                f"Nothing on this list is worth finding out: {self.choice} stays the choice, and "
                f"knowing everything would save {self.everything.shown} on average."
            )
        first, *others = asked
        told = f"Find out {first.label} first: knowing it is worth up to {first.amount.shown}"
        if others:
            rest = (f"{one.label} (up to {one.amount.shown})" for one in others)
            told += f"; then {_listed(list(rest))}"
        if idle:
            told += f". Knowing {_listed(idle)} better would not change the choice"
        return f"{told}."


def _listed(texts: Sequence[str]) -> str:
    """``a, b and c``."""
    *head, last = texts
    return f"{', '.join(head)} and {last}" if head else last


def information(options: Sequence[str], costs: Floats, inputs: Sequence[Input]) -> Information:
    """The value of knowing all, and each input alone.

    Args:
        costs: (options, paths) in cents.
        inputs: each with a value a path.
    """
    means = costs.mean(axis=1)
    by_number = Input("", np.arange(costs.shape[1], dtype=np.float64))
    worths = [Worth(one.label, _usd(worth_of(costs, one.values))) for one in inputs]
    return Information(
        choice=options[int(means.argmin())],
        everything=_usd(worth_of_everything(costs)),
        inputs=tuple(sorted(worths, key=lambda one: one.amount, reverse=True)),
        noise=_usd(worth_of(costs, by_number.values)),
    )


def worth_of_everything(costs: Floats) -> float:
    """The expected value of perfect information, in the unit of ``costs`` (options, paths)."""
    return float(costs.mean(axis=1).min() - costs.min(axis=0).mean())


def worth_of(costs: Floats, values: Floats) -> float:
    """The expected value of knowing ``values`` (paths,) alone, in the unit of ``costs``.

    Nothing for an input that is the same on every path, and where paths are too few.
    """
    paths = costs.shape[1]
    groups = min(paths // GROUP, MOST_GROUPS)
    if groups < 2 or values.min() == values.max():
        return 0.0
    by_value = costs[:, np.argsort(values, kind="stable")]
    starts = np.arange(groups) * paths // groups
    sums = np.add.reduceat(by_value, starts, axis=1)
    return float(costs.mean(axis=1).min() - sums.min(axis=0).sum() / paths)


def _usd(cents: float) -> Usd:
    """To the nearest cent; a value of information is never below nothing."""
    return Usd(max(int(cents + 0.5), 0))
