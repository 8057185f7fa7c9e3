"""Scenarios are kept with every revision, and priced with what people found out about them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.agreements import ADMINISTRATOR, HEADER, VENDOR, report
from vendor_eval.errors import BadInput, Conflict, NotFound
from vendor_eval.quantities import Month
from vendor_eval.workflows import scenarios
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.scenarios import Draft, Inquiry, Revision

EXAMPLE = scenarios.worked_example()
NEW = Draft("Three offers", EXAMPLE, "for the meeting", version=0)
PERCENTAGE = Inquiry("Percentage", "upcoding", "Counsel sees no harm")


def save(deps: Deps, draft: Draft = NEW) -> Revision:
    return scenarios.save(deps, ADMINISTRATOR, draft)


def test_the_example_is_the_file_that_the_documentation_prices() -> None:
    examples = Path(__file__).parents[3] / "examples"

    assert (examples / "three-offers.toml").read_text("utf-8") == EXAMPLE


def test_in_the_example_the_cheapest_fee_is_the_dearest_vendor() -> None:
    found = scenarios.outlook(ADMINISTRATOR, EXAMPLE)

    totals = {one.name: one.priced.all_in for one in found.options}
    assert found.comparison.cheapest == "Per claim"
    assert found.comparison.cheapest_all_in == "Percentage"
    assert {name: str(cost and cost.total) for name, cost in totals.items()} == {
        "Per claim": "310892.05",
        "Percentage": "213087.74",
        "Flat": "257020.27",
    }


def test_an_option_comes_with_what_is_to_be_known_of_its_way_of_charging() -> None:
    per_claim, percentage, flat = scenarios.outlook(ADMINISTRATOR, EXAMPLE).options

    assert [one.models[0].id for one in (per_claim, percentage, flat)] == [
        "per_claim",
        "percentage",
        "flat",
    ]
    assert per_claim.fees == ("$3.25 for each of the claims submitted.",)
    assert not per_claim.cautions
    assert [one.id for one in percentage.cautions][-1] == "upcoding"


def test_a_price_outside_of_the_documents_and_a_fee_that_is_never_due_are_said() -> None:
    dear = EXAMPLE.replace(
        '"3.25 USD" }', '"11 USD" }, { type = "one_time", amount = "5 USD", month = 13 }'
    )

    option = scenarios.outlook(ADMINISTRATOR, dear).options[0]

    assert [str(one.price) for one in option.unusual] == ["11"]
    assert len(option.never_due) == 1


def test_figures_that_nobody_gave_are_told_with_what_stands_in_for_them() -> None:
    bare = "\n".join(line for line in EXAMPLE.splitlines() if not line.startswith("rework_cost"))

    assert [one.id for one in scenarios.outlook(ADMINISTRATOR, bare).assumed] == ["rework_cost"]
    assert not scenarios.outlook(ADMINISTRATOR, EXAMPLE).assumed


def test_every_change_is_a_revision_and_no_change_is_none(deps: Deps) -> None:
    first = save(deps)
    longer = EXAMPLE.replace("months = 12", "months = 24")

    again = save(deps, replace(NEW, version=1))
    second = save(deps, Draft("Three offers", longer, "two years", version=1))

    assert again == first
    assert scenarios.history(deps, ADMINISTRATOR, first.id) == (first, second)
    assert scenarios.listed(deps, ADMINISTRATOR) == (second,)
    assert scenarios.of_name(deps, ADMINISTRATOR, " three  OFFERS") == second


def test_a_new_scenario_of_a_name_that_is_taken_is_a_conflict(deps: Deps) -> None:
    save(deps)

    with pytest.raises(Conflict):
        save(deps, replace(NEW, text=EXAMPLE.replace("2000", "3000")))


def test_every_fault_of_what_is_to_be_kept_is_told_at_once(deps: Deps) -> None:
    text = EXAMPLE.replace("months = 12", "months = 0").replace('"5.5 %"', '"600 %"')

    with pytest.raises(BadInput) as refused:
        save(deps, Draft(" ", text, "call 555-123-4567", version=0))

    places = [fault.where for fault in refused.value.faults]
    assert places[:3] == ["Name", "Note", "scenario: months"]
    assert len(places) == 4
    assert not scenarios.listed(deps, ADMINISTRATOR)


def test_a_text_that_looks_like_patient_data_is_refused_without_repeating_it(deps: Deps) -> None:
    with pytest.raises(BadInput, match="looks like patient data") as refused:
        save(deps, replace(NEW, text=f"# ask 123-45-6789\n{EXAMPLE}"))

    assert "6789" not in str(refused.value)


def test_a_copy_is_a_scenario_of_its_own(deps: Deps) -> None:
    shown = save(deps)

    copy = scenarios.duplicate(deps, ADMINISTRATOR, shown, "Three offers, growing")

    assert (copy.text, copy.version, copy.note) == (
        EXAMPLE,
        1,
        "Copy of Three offers, version 1",
    )
    assert copy.id != shown.id


def test_a_caution_that_somebody_looked_into_says_so(deps: Deps) -> None:
    kept = save(deps)

    scenarios.look_into(deps, ADMINISTRATOR, kept.id, PERCENTAGE)

    looked = scenarios.looked_into(deps, ADMINISTRATOR, kept.id)
    cautions = scenarios.outlook(ADMINISTRATOR, kept.text, looked).options[1].cautions
    seen = {one.id: one.confirmed for one in cautions}
    assert seen["upcoding"] is not None
    assert (seen["upcoding"].by, seen["upcoding"].note) == (
        "A. Moreno",
        "Counsel sees no harm",
    )
    assert not any(found for id, found in seen.items() if id != "upcoding")


def test_looking_into_a_caution_without_saying_what_came_of_it_is_refused(deps: Deps) -> None:
    kept = save(deps)

    with pytest.raises(BadInput, match="say what came of asking"):
        scenarios.look_into(deps, ADMINISTRATOR, kept.id, replace(PERCENTAGE, note=" "))


def test_a_scenario_that_nobody_kept_is_not_found(deps: Deps) -> None:
    with pytest.raises(NotFound):
        scenarios.of_name(deps, ADMINISTRATOR, "Other")
    with pytest.raises(NotFound):
        scenarios.of_id(deps, ADMINISTRATOR, 7)


def test_a_scenario_that_is_being_changed_is_priced_like_its_text() -> None:
    changing = scenarios.parsed(EXAMPLE)

    found = scenarios.outlook(ADMINISTRATOR, changing)

    assert found.comparison.cheapest == "Per claim"
    assert scenarios.parsed(scenarios.text_of(changing)) == changing


def test_usage_is_taken_from_the_vendors_own_measures(deps: Deps) -> None:
    rows = f"{VENDOR},2026-01,claims_submitted,2600,,\n{VENDOR},2026-02,claims_submitted,2500,,\n"
    rows += "Other,2026-01,net_collections,9,,\n"
    report(deps, (HEADER + rows).encode())
    months = Month(2026, 1), Month(2026, 2)

    usage = scenarios.usage_from_measures(deps, ADMINISTRATOR, VENDOR, months)

    assert usage.given == {"claims": (2600, 2500)}
    assert usage.missing == {"net_collections": months}
