"""Other assumptions change what they are about, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from vendor_eval.files.scenarios import read_scenario, scenario_toml, worked_example
from vendor_eval.pricing.comparison import compared
from vendor_eval.pricing.projection import Payer
from vendor_eval.pricing.scenario import Scenario
from vendor_eval.pricing.what_if import AS_IT_IS, WhatIf, changed, costs

EXAMPLE = read_scenario(worked_example(), "example")


def fees(scenario: Scenario) -> dict[str, str]:
    return {name: str(one.total) for name, one in costs(scenario).items()}


def test_nothing_assumed_otherwise_changes_nothing() -> None:
    assert changed(EXAMPLE, AS_IT_IS) is EXAMPLE


def test_costs_are_those_of_the_comparison() -> None:
    found = costs(EXAMPLE)

    for one in compared(EXAMPLE).options:
        assert found[one.offer.name].total == one.total
        assert found[one.offer.name].all_in == one.all_in


@pytest.mark.parametrize(
    ("change", "percentage"),
    [
        # 2,000 claims x 125 USD x 96.5 % x 5.5 % x 12 months = 159,225 USD.
        (AS_IT_IS, "159225.00"),
        # 159,225 x 1.4
        (WhatIf(volume=Decimal("0.4")), "222915.00"),
        # 2,000 x 137.50 x 96.5 % x 5.5 % is 14,595.625 a month, half-up 14,595.63.
        (WhatIf(allowed=Decimal("0.1")), "175147.56"),
        # 159,225 x 91.5 / 96.5
        (WhatIf(collected=Decimal("-0.05")), "150975.00"),
        # No more than everything can be collected: 159,225 / 96.5 %.
        (WhatIf(collected=Decimal("0.05")), "165000.00"),
    ],
)
def test_a_percentage_follows_what_is_collected(change: WhatIf, percentage: str) -> None:
    assert fees(changed(EXAMPLE, change))["Percentage"] == percentage


def test_volume_comes_on_top_of_that_of_the_scenario() -> None:
    expected = replace(EXAMPLE.expected, volume=Decimal("0.5"))

    again = changed(replace(EXAMPLE, expected=expected), WhatIf(volume=Decimal("-0.2")))

    # 1.5 x 0.8 = 1.2
    assert again.expected.volume == Decimal("0.2")


def test_growth_is_added_and_a_flat_fee_is_what_it_was() -> None:
    again = changed(EXAMPLE, WhatIf(growth=Decimal("0.01")))

    assert again.expected.course.growth == Decimal("0.01")
    # Claims of the second month: 2,000 x 1.01 = 2,020, and so on, whole ones half-up.
    claims = [2000, 2020, 2040, 2061, 2081, 2102, 2123, 2144, 2166, 2187, 2209, 2231]
    assert fees(again)["Per claim"] == str(Decimal("3.25") * sum(claims))
    assert fees(again)["Flat"] == "132000.00"


def test_collections_that_are_given_and_payers_move_with_what_is_allowed() -> None:
    given = {"claims": Decimal(10), "net_collections": (Decimal("10.05"), Decimal(-20))}
    payers = (Payer("Plan", Decimal(1), Decimal(100), Decimal("0.99")),)
    expected = replace(EXAMPLE.expected, given=given, payers=payers)
    change = WhatIf(allowed=Decimal("0.1"), collected=Decimal("0.02"))

    again = changed(replace(EXAMPLE, expected=expected), change).expected

    # 10.05 x 1.1 = 11.055, half-up; -20 x 1.1 = -22.
    assert again.given["net_collections"] == (Decimal("11.06"), Decimal(-22))
    assert again.given["claims"] == 10
    assert again.payers == (Payer("Plan", Decimal(1), Decimal(110), Decimal(1)),)


def test_what_was_assumed_can_be_kept_as_a_file() -> None:
    every = WhatIf(Decimal("0.35"), Decimal("0.0025"), Decimal("-0.13"), Decimal("0.005"))
    again = changed(EXAMPLE, every)

    assert read_scenario(scenario_toml(again), "kept") == again
