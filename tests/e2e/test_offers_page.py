"""Offers: entered in forms, agreed, and kept with every revision."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import Application, configured, said, tables
from vendor_eval.access.roles import Role, local_person
from vendor_eval.workflows import offers
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.offers import Draft, Revision, Status

PAGE = "offers"
TEXT = 'name = "Flat"\nfees = [\n  { type = "recurring_flat", amount = "11000 USD" },\n]\n'
FLAT = Draft("Acme Billing", "Flat", TEXT, dt.date(2026, 1, 1))
ADDRESS = {"offer": "Acme Billing: Flat"}


def keep(deps: Deps) -> Revision:
    return offers.save(deps, local_person(), FLAT)


def history(deps: Deps) -> tuple[Revision, ...]:
    return offers.history(deps, local_person(), FLAT.vendor, FLAT.name)


def change(revision: Revision) -> tuple[AppTest, str]:
    """The page with the form of an offer, and what the keys of its fields begin with."""
    page = Application().show(PAGE, ADDRESS)
    page.segmented_control(key="offer.part").set_value("Change it").run()
    return page, f"form.offer {revision.id}"


def test_an_offer_is_entered_in_forms(deps: Deps) -> None:
    keep(deps)
    page = Application().show(PAGE, {"offer": "New offer"})
    at = "form.offer new"

    page.selectbox(key=f"{at}.vendor").set_value("Acme Billing")
    page.text_input(key=f"{at}.name").set_value("Percentage")
    page.text_input(key=f"{at}.fees.0.rate").set_value("5.5").run()
    page.button(key=f"{at}.save").click().run()

    assert not page.exception
    [_, kept] = offers.listed(deps, local_person())
    assert (kept.draft.vendor, kept.draft.name) == ("Acme Billing", "Percentage")
    assert offers.fees_of(kept) == ("5.5 % of net collections.",)


def test_every_fault_of_an_offer_is_listed_and_what_was_typed_stays(deps: Deps) -> None:
    page = Application().show(PAGE, {"offer": "New offer"})
    at = "form.offer new"

    page.text_input(key=f"{at}.fees.0.rate").set_value("600").run()
    page.button(key=f"{at}.save").click().run()

    assert offers.listed(deps, local_person()) == ()
    assert "Vendor,is empty" in tables(page)
    assert "offer: fees[1].rate" in tables(page)
    assert page.text_input(key=f"{at}.fees.0.rate").value == "600"


def test_an_offer_is_agreed_with_a_note_and_its_history_shows_both(deps: Deps) -> None:
    page, at = change(keep(deps))

    page.selectbox(key=f"{at}.status").set_value(Status.AGREED)
    page.text_input(key=f"{at}.note").set_value("Signed on the fifth").run()
    page.button(key=f"{at}.save").click().run()

    assert [one.draft.status for one in history(deps)] == [Status.OFFERED, Status.AGREED]
    page.segmented_control(key="offer.part").set_value("History").run()
    assert "Signed on the fifth" in tables(page)


def test_what_is_typed_and_not_saved_is_there_after_a_reload(deps: Deps) -> None:
    kept = keep(deps)
    page, at = change(kept)
    page.text_input(key=f"{at}.fees.0.amount").set_value("12000").run()

    again, _ = change(kept)
    assert again.text_input(key=f"{at}.fees.0.amount").value == "12000"

    again.button(key="offer.give_up").click().run()
    assert again.text_input(key=f"{at}.fees.0.amount").value == "11000"
    assert len(history(deps)) == 1


def test_somebody_elses_save_in_between_is_shown_and_then_replaced(deps: Deps) -> None:
    page, at = change(keep(deps))
    theirs = replace(FLAT, note="theirs", version=1)
    offers.save(deps, local_person(), theirs)

    page.text_input(key=f"{at}.note").set_value("mine")
    page.button(key=f"{at}.save").click().run()
    assert "compare both versions and save again" in said(page)

    page.button(key=f"{at}.save").click().run()
    assert [one.draft.note for one in history(deps)] == ["", "theirs", "mine"]


def test_an_offer_beyond_the_usual_range_says_so(deps: Deps) -> None:
    text = TEXT.replace(
        '{ type = "recurring_flat", amount = "11000 USD" }',
        '{ type = "percentage", on = "net_collections", rate = "12 %" }',
    )
    offers.save(deps, local_person(), Draft(FLAT.vendor, FLAT.name, text, FLAT.starts))

    page = Application().show(PAGE, ADDRESS)

    assert "Fee 1: 12.00 % is above the usual" in said(page)


@pytest.mark.parametrize(
    ("role", "edits"),
    [
        (Role.FINANCE, True),
        (Role.ADMINISTRATOR, True),
        (Role.LEADERSHIP, False),
        (Role.AUDITOR, False),
    ],
)
def test_who_may_edit_finds_the_form_and_nobody_else(
    demonstration_file: Path, role: Role, edits: bool
) -> None:
    with configured(f"sqlite:///{demonstration_file}"):
        page = Application(role).show(PAGE)

        assert "Cedar Ridge RCM" in tables(page)
        assert ("New offer" in page.selectbox(key="offer").options) is edits


def test_evaluators_do_not_see_what_vendors_ask_for(demonstration_file: Path) -> None:
    with configured(f"sqlite:///{demonstration_file}"):
        page = Application(Role.EVALUATOR).show(PAGE)

        assert "may not see what vendors cost" in said(page)
        assert tables(page) == ""
