"""Regret: what choosing an option costs beyond the cheapest, scenario by scenario.

Costs are thousands of dollars of present value over 36 months, worked out once for three offers:
A per claim, B a percentage, C flat.
"""

from decimal import Decimal

import pytest

from vendor_eval.pricing.regret import RegretTable, regret_table
from vendor_eval.quantities import Usd

SCENARIOS = ("as expected", "+20 %", "+40 %", "-15 %", "B collects 2 less", "A collects 4 more")
COSTS = {
    "A": ("849.5", "1274.4", "1932.1", "690.7", "849.5", "533.0"),
    "B": ("578.4", "783.0", "1054.8", "469.3", "728.6", "578.4"),
    "C": ("710.5", "878.4", "1139.1", "648.4", "710.5", "710.5"),
}


def usd(text: str) -> Usd:
    return Usd.of(Decimal(text))


def table() -> RegretTable:
    costs = [[usd(cost) for cost in row] for row in COSTS.values()]
    return regret_table(tuple(COSTS), SCENARIOS, costs)


@pytest.mark.parametrize(
    ("option", "greatest"),
    [
        ("A", "877.3"),  # 1,932.1 - 1,054.8
        ("B", "45.4"),  # 578.4 - 533.0
        ("C", "179.1"),  # 648.4 - 469.3
    ],
)
def test_the_greatest_regret_of_each_option(option: str, greatest: str) -> None:
    found = table()

    at = found.options.index(option)
    assert found.greatest[at] == usd(greatest)


def test_the_careful_choice_has_the_least_greatest_regret() -> None:
    assert table().careful_choices == ("B",)


def test_options_that_tie_are_all_named() -> None:
    found = regret_table(("A", "B"), ("one", "two"), [[Usd(1), Usd(3)], [Usd(2), Usd(2)]])

    # A regrets 0 and 1, B regrets 1 and 0.
    assert found.careful_choices == ("A", "B")


@pytest.mark.parametrize(
    ("options", "scenarios", "costs"),
    [
        ((), ("one",), []),
        (("A",), (), [[]]),
        (("A", "B"), ("one",), [[Usd(1)]]),
        (("A",), ("one", "two"), [[Usd(1)]]),
        (("A", "B"), ("one", "two"), [[Usd(1), Usd(1)], [Usd(1)]]),
    ],
)
def test_a_table_without_a_cost_for_each_cell_is_refused(options, scenarios, costs) -> None:
    with pytest.raises(ValueError, match="regret needs options"):
        regret_table(options, scenarios, costs)
