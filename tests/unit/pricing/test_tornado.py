"""One input at a time: what it does to the difference, and where the difference turns over."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from vendor_eval.pricing.tornado import Difference, Range, flip_point, tornado
from vendor_eval.quantities import Unit, Usd


def ranged(id: str = "x", **values: str) -> Range:
    told = {"low": "-1", "base": "0", "high": "1", "least": "-10", "most": "10", "step": "0.001"}
    numbers = {name: Decimal(value) for name, value in (told | values).items()}
    return Range(id, f"the {id}", Unit.COUNT, **numbers)


def of_value(cents: Callable[[Decimal], Decimal]) -> Difference:
    return lambda _, values: [Usd(int(cents(value))) for value in values]


def linear(slopes: Mapping[str, int]) -> Difference:
    return lambda id, values: [Usd(1_000 + int(slopes[id] * value)) for value in values]


def test_the_widest_bar_comes_first() -> None:
    bars = tornado([ranged("a"), ranged("b"), ranged("c")], linear({"a": 10, "b": -300, "c": 0}))

    assert [bar.range.id for bar in bars] == ["b", "a", "c"]
    assert [bar.width for bar in bars] == [Usd(600), Usd(20), Usd(0)]
    assert (bars[0].at_low, bars[0].at_base, bars[0].at_high) == (Usd(1300), Usd(1000), Usd(700))


@pytest.mark.parametrize(
    ("slope", "flip", "within"),
    [
        (-2000, "0.5", True),  # 1,000 - 2,000 x 0.5 = 0
        (2000, "-0.5", True),
        (-200, "5", False),  # beyond the bar, and possible
        (-3000, "0.334", True),  # 1,000 - 1,002 < 0; at 0.333 one cent is left
        (-100, "10", False),  # at the very end of what is possible
        (-99, None, False),
        (0, None, False),
    ],
)
def test_the_flip_point_is_the_first_step_beyond_the_turn(slope, flip, within) -> None:
    (bar,) = tornado([ranged("a")], linear({"a": slope}))

    assert bar.flip == (None if flip is None else Decimal(flip))
    assert bar.flips_within is within


def test_of_two_flips_the_nearest_counts() -> None:
    # Zero at -3 and at 2.
    found = flip_point(ranged(), of_value(lambda x: 100_000 * (x + 3) * (2 - x)))

    assert found == 2


def test_of_two_flips_equally_near_the_lower_counts() -> None:
    assert flip_point(ranged(), of_value(lambda x: 100_000 * (4 - x * x))) == -2


def test_options_that_cost_the_same_flip_at_the_base() -> None:
    assert flip_point(ranged(), of_value(lambda x: x)) == 0


def test_a_touch_is_a_flip() -> None:
    # Falls to nothing at 5, the point in the middle of what is possible, and rises again.
    found = flip_point(ranged(step="1"), of_value(lambda x: (x - 5) ** 2))

    assert found == 5


@pytest.mark.parametrize(
    "values", [{"low": "2"}, {"most": "0.5"}, {"least": "-0.5"}, {"step": "0"}, {"base": "2"}]
)
def test_a_range_out_of_order_is_refused(values: Mapping[str, str]) -> None:
    with pytest.raises(ValueError, match="least <= low"):
        ranged(**values)
