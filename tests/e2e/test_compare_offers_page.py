"""Offers side by side, from the worked example to a caution that somebody has asked about."""

from __future__ import annotations

import pytest

from tests.e2e.application import Application, said, tables
from tests.rewritten import rewrite
from vendor_eval.access.roles import Role, local_person
from vendor_eval.workflows import contracts, demonstration, scenarios
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.scenarios import Draft, Revision

PAGE = "compare-offers"
REVERSAL = "The cheapest fee is the dearest vendor: it costs $97,804.31 more."


def keep(deps: Deps, text: str, name: str = "Spring offers") -> Revision:
    return scenarios.save(deps, local_person(), Draft(name, text, "", version=0))


def button(page, label: str):
    return next(one for one in page.button if one.label == label)


def test_without_any_scenario_the_worked_example_shows_what_the_page_is_for(deps: Deps) -> None:
    page = Application().show(PAGE)

    assert not page.exception
    assert "Worked example, made-up figures" in said(page)
    assert REVERSAL in said(page)
    assert [one.value for one in page.metric] == ["$310,892.05", "$213,087.74", "$257,020.27"]


def test_the_scenario_that_is_kept_opens_first_and_the_example_stays_at_hand(deps: Deps) -> None:
    cheap = scenarios.worked_example().replace('"11000 USD"', '"1 USD"')
    keep(deps, cheap)

    page = Application().show(PAGE)
    example = Application().show(PAGE, {"scenario": "Worked example"})

    assert "Flat asks the lowest fees, $12.00 in 12 months" in said(page)
    assert "made-up" not in said(page)
    assert REVERSAL in said(example)


@pytest.mark.parametrize(
    ("tab", "shown"),
    [
        ("Why they differ", "Leakage: what could have been collected and was not,"),
        ("Option by option", 'Claims submitted,"2,000",$3.25,"$6,500.00"'),
        ("Months", 'Dec 2026,"$6,500.00","$13,268.75","$11,000.00"'),
        ("Months", 'Per claim and Flat,"3,384.62 claims submitted"'),
        ("Volume", '+40 %,"$109,200.00","$222,915.00","$132,000.00"'),
        ("Cautions", "Upcoding: "),
        ("Assumptions", "Allowed amount of a claim,$125.00,The practice's own"),
    ],
)
def test_each_tab_has_its_tables(deps: Deps, tab: str, shown: str) -> None:
    page = Application().show(PAGE, {"tab": tab})

    assert not page.exception
    assert shown in tables(page)


def test_the_option_and_the_month_that_are_looked_at_stand_in_the_address(deps: Deps) -> None:
    asked = {"tab": "Option by option", "option": "Percentage", "billed": "March 2026"}

    page = Application().show(PAGE, asked)

    assert "How March 2026 is billed" in said(page)
    assert 'Percentage of net collections,"$241,250.00",5.50 %,"$13,268.75"' in tables(page)
    assert "• 5.5 % of net collections." in said(page)


def test_the_contract_of_the_vendor_says_what_guards_against_a_flat_fee(deps: Deps) -> None:
    text = 'vendor = "Flat"\nstarts = 2026-01-01\nends = 2026-12-31\n'
    text += '[[service_levels]]\nmetric = "denial_rate"\ntarget = "< 8 %"\nminimum = "<= 12 %"\n'
    contracts.save(deps, local_person(), contracts.Draft("Flat", "", text, "signed", version=0))

    page = Application().show(PAGE, {"tab": "Option by option", "option": "Flat"})

    assert "Denial rate,≤ 12 %" in tables(page)
    assert "The contract covers 1 of 6 metrics" in said(page)


def test_what_came_of_asking_about_a_caution_is_noted_with_name_and_date(deps: Deps) -> None:
    kept = keep(deps, scenarios.worked_example())
    page = Application().show(PAGE, {"tab": "Cautions"})
    page = page.selectbox(key=f"caution.{kept.id}.0.which").set_value("Percentage: Upcoding").run()
    page.text_area(key=f"caution.{kept.id}.0.note").set_value("Counsel sees no harm")

    page = button(page, "Note it").click().run()

    assert not page.exception
    (looked,) = scenarios.looked_into(deps, local_person(), kept.id)
    assert (looked.option, looked.caution) == ("Percentage", "upcoding")
    assert f"○ {local_person().name}" in tables(page)
    assert "Counsel sees no harm" in tables(page)


def test_a_note_that_says_nothing_is_refused_with_what_mends_it(deps: Deps) -> None:
    kept = keep(deps, scenarios.worked_example())
    page = Application().show(PAGE, {"tab": "Cautions"})
    page = page.selectbox(key=f"caution.{kept.id}.0.which").set_value("Percentage: Upcoding").run()

    page = button(page, "Note it").click().run()

    assert "say what came of asking" in tables(page)
    assert not scenarios.looked_into(deps, local_person(), kept.id)


@pytest.mark.parametrize("role", Role)
def test_every_role_sees_what_it_may(deps: Deps, role: Role) -> None:
    demonstration.fill(deps, local_person(), "UTC")

    page = Application(role).show(PAGE, {"tab": "Cautions"})

    assert not page.exception
    if role is Role.EVALUATOR:
        assert "may not compare what offers cost" in said(page)
        assert "Halyard" not in said(page) + tables(page)
        return
    assert "Halyard Revenue Group costs the least all in" in said(page)
    notes = [one for one in page.button if one.label == "Note it"]
    assert bool(notes) == (role in {Role.ADMINISTRATOR, Role.FINANCE})


def test_a_text_that_can_no_longer_be_read_is_said_with_its_faults(deps: Deps) -> None:
    keep(deps, scenarios.worked_example())
    with deps.store.writing("Ada") as session:
        broken = "UPDATE scenario_revision SET toml = 'months = 0'"
        rewrite(session, broken)

    page = Application().show(PAGE)

    assert not page.exception
    assert "scenario: months: is not" in said(page)
