"""The value of knowing, against cases that can be worked out on paper.

With costs of two options apart by a normal difference of mean 0 and spread s, the value of
knowing it is s x 0.398942 (the normal density at 0): half of the mean of its absolute value.
"""

import math

import numpy as np
import pytest

from vendor_eval.pricing.information import (
    Information,
    Input,
    information,
    worth_of,
    worth_of_everything,
)
from vendor_eval.quantities import Usd

PATHS = 100_000
DENSITY_AT_0 = 1 / math.sqrt(2 * math.pi)


def normals(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(PATHS)


def two_options(difference: np.ndarray) -> np.ndarray:
    return np.stack([100 + difference, np.full(len(difference), 100.0)])


def test_knowing_everything_of_a_normal_difference() -> None:
    found = worth_of_everything(two_options(normals(1)))

    # The mean of 100,000 of spread 0.6 has a standard error of 0.0019; four of them.
    assert found == pytest.approx(DENSITY_AT_0, abs=0.0076)


def test_knowing_one_of_two_inputs() -> None:
    x, y = 3 * normals(1), 4 * normals(2)
    costs = two_options(x + y)

    # Spreads 3 and 4 make 5 together. Groups of 1,000 have means with a spread of 4 / 31.6 left,
    # which adds less than 0.01; the standard error is below 0.012.
    assert worth_of_everything(costs) == pytest.approx(5 * DENSITY_AT_0, abs=0.04)
    assert worth_of(costs, x) == pytest.approx(3 * DENSITY_AT_0, abs=0.05)
    assert worth_of(costs, y) == pytest.approx(4 * DENSITY_AT_0, abs=0.05)


def test_an_input_that_tells_nothing_is_worth_next_to_nothing() -> None:
    costs = two_options(normals(1))

    # 100 groups of 1,000: means of spread 1 / 31.6, of which 0.3989 is taken for knowledge.
    assert worth_of(costs, normals(7)) == pytest.approx(DENSITY_AT_0 / math.sqrt(1000), abs=0.004)


@pytest.mark.parametrize("paths", [1, 100, 199])
def test_too_few_paths_say_nothing_of_one_input(paths: int) -> None:
    values = normals(1)[:paths]

    assert worth_of(two_options(values), values) == 0


def test_an_input_that_never_varies_is_worth_nothing() -> None:
    assert worth_of(two_options(normals(1)), np.ones(PATHS)) == 0


def known(*spreads: float) -> Information:
    """Three inputs that move option A, by so many dollars."""
    names = ("A's rate", "the volume", "the weather")
    values = [spread * 100 * normals(at) for at, spread in enumerate(spreads)]
    inputs = [Input(name, value) for name, value in zip(names, values, strict=True)]
    return information(("A", "B"), two_options(sum(values) + 0.001 * normals(9)), inputs)


def test_the_sentence_tells_what_to_find_out_first() -> None:
    found = known(1000, 500, 0)

    first, second = found.worth_asking
    assert first.amount > second.amount > found.noise
    assert found.sentence == (
        f"Find out A's rate first: knowing it is worth up to {first.amount.shown}; "
        f"then the volume (up to {second.amount.shown}). "
        "Knowing the weather better would not change the choice."
    )


def test_the_sentence_says_when_nothing_is_worth_asking() -> None:
    found = information(("A", "B"), np.array([[1.0] * 300, [2.0] * 300]), [])

    assert (found.choice, found.everything, found.noise) == ("A", Usd(0), Usd(0))
    assert found.sentence == (
        "Nothing on this list is worth finding out: A stays the choice, and knowing everything "
        "would save $0.00 on average."
    )
