"""The demonstration keeps one scenario, in which the cheapest fee is not the cheapest vendor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from vendor_eval.access.roles import Person, Role
from vendor_eval.demonstration.renewal import NAME
from vendor_eval.store import Store
from vendor_eval.workflows import costs, scenarios
from vendor_eval.workflows.costs import CostResult, Question
from vendor_eval.workflows.deps import Deps

TODAY = dt.date(2026, 11, 21)
ADMINISTRATOR = Person("A. Moreno", Role.ADMINISTRATOR)


@pytest.fixture(scope="module")
def result(demonstration_file: Path) -> Iterator[CostResult]:
    store = Store.open(f"sqlite:///{demonstration_file}")
    deps = Deps(store, lambda: TODAY)
    kept = scenarios.of_name(deps, ADMINISTRATOR, NAME)
    yield costs.costs(deps, ADMINISTRATOR, Question(kept.name, kept.text))
    store.close()


def test_it_begins_when_the_demonstration_has_ended(result: CostResult) -> None:
    assert str(result.outlook.scenario.start) == "2027-01"


def test_the_cheapest_fee_is_not_the_cheapest_vendor(result: CostResult) -> None:
    comparison = result.comparison

    assert comparison.cheapest == "Tamarack Billing"
    assert comparison.cheapest_all_in == "Halyard Revenue Group"


def test_the_vendor_under_contract_is_found_by_the_name_of_its_option(result: CostResult) -> None:
    assert list(result.contracts) == ["Cedar Ridge RCM, as it is"]


def test_every_price_is_usual_where_a_document_says_what_is(result: CostResult) -> None:
    assert {one.name: one.usual for one in result.options} == {
        "Cedar Ridge RCM, as it is": None,
        "Halyard Revenue Group": True,
        "Tamarack Billing": True,
        "Own staff": None,
    }
