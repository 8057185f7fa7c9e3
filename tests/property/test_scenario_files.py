"""Scenarios and offers written as files read back as what they were."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.offers import offers, ratios
from vendor_eval.files.scenarios import offer_toml, read_offer, read_scenario, scenario_toml
from vendor_eval.pricing.assumptions import ASSUMPTIONS
from vendor_eval.pricing.cautions import Confirmation, PracticeFacts
from vendor_eval.pricing.comparison import compared
from vendor_eval.pricing.offer import PracticeFigures
from vendor_eval.pricing.projection import Course, Payer
from vendor_eval.pricing.scenario import Expected, Scenario
from vendor_eval.quantities import Month

drawn = settings(max_examples=25, deadline=None)
MONTHS = 5

dollars = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)
counts = st.integers(0, 9_000).map(Decimal)


@st.composite
def expectations(draw: st.DrawFn) -> Expected:
    def figure(one: st.SearchStrategy[Decimal]) -> Decimal | tuple[Decimal, ...]:
        return draw(one | st.tuples(*[one] * MONTHS))

    given_ = {id: figure(counts) for id in ("claims", "statements", "encounters")}
    given_ |= {id: figure(dollars) for id in ("net_collections", "gross_charges")}
    seasons = draw(st.sampled_from(((), (Decimal("1.1"), *[Decimal(1)] * 11))))
    share = draw(ratios)
    payers = (
        Payer("Medicare", share, Decimal("95.5"), Decimal("0.98")),
        Payer("Plan of the town", 1 - share, Decimal(140), Decimal("0.9")),
    )
    return Expected(
        given_,
        Course(draw(ratios), seasons),
        draw(st.sampled_from((Decimal(0), Decimal("-0.2"), Decimal("0.4")))),
        draw(st.sampled_from(((), payers))),
    )


FACTS = PracticeFacts(
    "NY",
    ("Medicare", "Plan of the town"),
    (Confirmation("Offer 1", "new-york", "R. Osei", dt.date(2026, 11, 21), "asked"),),
)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    assumed = draw(st.frozensets(st.sampled_from(sorted(ASSUMPTIONS))))
    figures = {id: one.value if id in assumed else draw(ratios) for id, one in ASSUMPTIONS.items()}
    return Scenario(
        title=draw(st.sampled_from(("", "Family practice"))),
        start=Month(2026, draw(st.integers(1, 12))),
        months=MONTHS,
        expected=draw(expectations()),
        options=(draw(offers("Offer 1")), draw(offers("Offer 2"))),
        practice=PracticeFigures(
            allowed_per_claim=Decimal(125),
            **figures,
            discount_rate=draw(st.none() | ratios),
        ),
        assumed=assumed,
        facts=draw(st.sampled_from((PracticeFacts(), FACTS))),
    )


@drawn
@given(offers("Northwind, first offer"))
def test_an_offer_written_and_read_is_the_same(offer: object) -> None:
    assert read_offer(offer_toml(offer), "offer.toml") == offer


@drawn
@given(scenarios())
def test_a_scenario_written_and_read_is_the_same_and_can_be_priced(scenario: Scenario) -> None:
    text = scenario_toml(scenario)

    again = read_scenario(text, "scenario.toml")

    assert again == scenario
    assert scenario_toml(again) == text
    for option in compared(again).options:
        assert option.total.cents == sum(one.fee.cents for one in option.bill.invoices())
        for invoice in option.bill.invoices():
            assert invoice.fee.cents == sum(line.amount.cents for line in invoice.lines)
