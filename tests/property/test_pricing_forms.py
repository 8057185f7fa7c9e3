"""Forms of scenarios and offers hold whatever these can say, and what is wrong with them."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.property.offers import offers
from tests.property.test_scenario_files import drawn, scenarios
from vendor_eval.files.scenarios import offer_toml, read_offer, read_scenario, scenario_toml
from vendor_eval.pages.parts.pricing.fee_fields import KINDS
from vendor_eval.pages.parts.pricing.offer_fields import filled_offer, written_offer
from vendor_eval.pages.parts.pricing.scenario_fields import (
    filled_scenario,
    has_room_for,
    written_scenario,
)
from vendor_eval.pricing.fees import KINDS as KNOWN
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.scenario import Scenario
from vendor_eval.workflows import typed_values

TEXT = """
start = "2026-01"
months = {months}

[usage]
claims = {claims}

[[options]]
name = "Ours"
fees = [{fees}]
"""


def text(months: str = "2", claims: str = "2000", fees: str = "") -> str:
    return TEXT.format(months=months, claims=claims, fees=fees)


@drawn
@given(scenarios())
def test_every_scenario_goes_through_the_form_and_stays_what_it_is(scenario: Scenario) -> None:
    values = typed_values.of_scenario(scenario_toml(scenario))

    state = filled_scenario(values, "form")

    assert has_room_for(values)
    typed = typed_values.text_of(written_scenario(state, "form"))
    assert read_scenario(typed, "typed") == scenario


@drawn
@given(offers("Northwind, first offer"))
def test_every_offer_goes_through_the_form_and_stays_what_it_is(offer: Offer) -> None:
    state = filled_offer(typed_values.of_offer(offer_toml(offer)), "form")

    typed = typed_values.text_of(written_offer(state, "form"))

    assert read_offer(typed, "typed") == offer


def test_the_form_has_every_kind_of_fee() -> None:
    assert set(KINDS) == set(KNOWN) - {"recurring_flat"}  # "flat" is its shorter name


@pytest.mark.parametrize(
    "wrong",
    [
        text(fees='{ type = "percentage", on = "net_collections", rate = "600 %" }'),
        text(fees='{ type = "per_unit", on = "claims", price = "three" }'),
        text(fees='{ type = "per_unit", on = "claims" }'),
        text(fees='{ type = "flat", amount = "9000 USD", from = "2026-13" }'),
        text(
            fees='{ type = "volume", on = "claims", tiers = [{ up_to = 9, price = "1 USD" }, {}] }'
        ),
        text(claims="[2000, -1]"),
        text(claims='[2000, "many"]'),
        text(months='"soon"'),
    ],
)
def test_what_is_wrong_stays_as_it_was_typed(wrong: str) -> None:
    assert has_room_for(typed_values.of_scenario(wrong))


@pytest.mark.parametrize(
    "odd",
    [
        text(fees='{ type = "percent", rate = "6 %" }'),
        text(fees='{ type = "flat", amount = "9000 USD", extra = 1 }'),
        text(fees='{ type = "per_unit", on = "claimz", price = "3 USD" }'),
        text(fees='{ type = "flat", amount = 9000 }'),
        text() + "\n[surplus]\nkey = 1\n",
    ],
)
def test_a_text_that_says_more_than_the_form_holds_is_told_apart(odd: str) -> None:
    assert not has_room_for(typed_values.of_scenario(odd))
