"""Scenarios priced: the map of who is cheapest, cliffs, and what is left out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from vendor_eval.files.scenarios import read_scenario
from vendor_eval.pricing.cheapest_map import cheapest_map
from vendor_eval.pricing.comparison import Comparison, compared, never_due
from vendor_eval.pricing.scenario import Scenario, options_of


def scenario(*options: str, usage: str = "claims = 2000\nnet_collections = 100000") -> Scenario:
    """Three months; options named A, B and so on, each by its fees."""
    text = f'start = "2026-01"\nmonths = 3\n[usage]\n{usage}\n'
    for name, fees in zip("ABC", options, strict=False):
        text += f'[[options]]\nname = "{name}"\nfees = [{fees}]\n'
    return read_scenario(text, "s.toml")


def places(comparison: Comparison) -> dict[str, list[Fraction]]:
    return {f"{one.one}{one.two}": list(one.at) for one in comparison.break_even}


PER_CLAIM = '{ type = "per_unit", on = "claims", price = "6.00 USD" }'
SHARE = '{ type = "percentage", on = "net_collections", rate = "6 %" }'
FLAT = '{ type = "flat", amount = "12000 USD" }'


def test_the_map_turns_where_a_percentage_and_a_price_per_claim_cost_the_same() -> None:
    # 6.00 / 6 % = 100.00 collected a claim; 12,000 / 6.00 = 2,000 claims
    found = cheapest_map(
        scenario(SHARE, PER_CLAIM, FLAT),
        [Decimal("99.99"), Decimal(100), Decimal("100.01")],
        [Decimal(1_999), Decimal(2_000), Decimal(2_001)],
    )

    assert found == (("A", "A", "C"), ("A", "A", "C"), ("B", "B", "C"))


def test_one_time_fees_and_escalators_are_no_part_of_a_steady_month() -> None:
    once = f'{FLAT}, {{ type = "one_time", amount = "9000 USD" }}'
    rising = '{ type = "per_unit", on = "claims", price = "6.00 USD", escalator = "3 %" }'

    assert places(compared(scenario(once, rising))) == {"AB": [2_000]}


def test_the_fees_of_a_steady_month_are_those_of_the_last_month() -> None:
    ramp = (
        '{ type = "per_unit", on = "claims", price = "1 USD", until = "2026-02" }, '
        '{ type = "per_unit", on = "claims", price = "6 USD", from = "2026-03" }'
    )

    assert places(compared(scenario(FLAT, ramp))) == {"AB": [2_000]}


def test_other_drivers_follow_the_claims() -> None:
    statements = '{ type = "per_unit", on = "statements", price = "3 USD" }'
    usage = "claims = 2000\nstatements = 1000"

    # 12,000 / (3.00 x 1,000 / 2,000)
    assert places(compared(scenario(FLAT, statements, usage=usage))) == {"AB": [8_000]}


def test_without_claims_there_is_no_break_even() -> None:
    assert compared(scenario(FLAT, SHARE, usage="net_collections = 5")).break_even == ()


def test_packages_without_end_are_left_out_of_the_break_even() -> None:
    tiny = '{ type = "package", on = "claims", size = 0.01, price = "0.06 USD" }'

    found = compared(scenario(FLAT, tiny, PER_CLAIM))

    assert list(places(found)) == ["AC"]


def test_a_minimum_hides_a_cliff_below_it() -> None:
    tiers = '[{ up_to = 1000, price = "6 USD" }, { up_to = 4000, price = "5 USD" }, '
    tiers += '{ price = "4 USD" }]'
    volume = f'{{ type = "volume", on = "claims", tiers = {tiers}, minimum = "7000 USD" }}'

    found = compared(scenario(volume)).cliffs

    # 4,000 x 5.00 = 20,000 and 4,001 x 4.00 = 16,004; below 1,000 the minimum holds anyhow.
    assert [(one.bound, one.falls.cents) for one in found] == [(4_000, 399_600)]
    assert str(found[0]) == "A, fee 1: at 4,000, one claim more lowers the fee by $3,996.00"


def test_a_fee_that_is_due_after_the_last_month_is_named() -> None:
    (offer,) = scenario('{ type = "one_time", month = 4, amount = "1 USD" }').options

    assert never_due(offer, 3) == ("fee 1: is due in month 4 and not in these 3",)
    assert never_due(offer, 4) == ()


def test_every_option_stands_ready_for_a_simulation() -> None:
    found = options_of(scenario(SHARE, FLAT))

    assert [one.name for one in found] == ["A", "B"]
    assert {one.usage.months for one in found} == {3}
