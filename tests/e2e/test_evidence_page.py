"""Evidence: what a vendor reports beside what claims give, and what people add to it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import Application, said, tables
from vendor_eval.access.roles import Role

OVER_REPORTING = {"vendor": "Blue Mesa Billing", "month": "October 2026"}
STEADY = {"vendor": "Northgate Revenue Partners", "month": "October 2026"}

pytestmark = pytest.mark.usefixtures("own_demonstration")


def show(query: dict[str, str], role: Role | None = None) -> AppTest:
    return Application(role).show("evidence", query)


def button(page: AppTest, label: str) -> None:
    next(one for one in page.button if one.label == label).click().run()


def test_a_vendor_that_reports_more_than_its_claims_show_is_found_out() -> None:
    page = show(OVER_REPORTING)

    assert not page.exception
    text = said(page)
    assert "8 of 10 reported values can be held against claims or an audit" in text
    assert "6.49 points in its own favour" in text
    assert "+4.50 points definition" in text
    assert "Ask for the list of claims behind the figure." in text
    assert "vendor left out of its denominator" in text


def test_a_row_says_discrepancy_agreement_or_that_only_the_vendor_says_so() -> None:
    rows = tables(show(OVER_REPORTING)).splitlines()

    states = {line.split(",")[0]: line.split(",")[1] for line in rows[1:]}
    assert "Discrepancy" in states["First-pass acceptance rate"]
    assert "Agrees" in states["Denial rate"]
    assert "Not verified" in states["Coding accuracy"]
    assert "not known" in next(line for line in rows if line.startswith("Denial rate"))


def test_an_audited_value_is_entered_and_stays_in_the_history() -> None:
    page = show(OVER_REPORTING)
    page.selectbox(key="evidence.audit.metric").set_value("coding_accuracy").run()

    fields = {one.label: one for one in page.text_input}
    fields["Value for October 2026"].set_value("91 %")
    fields["How it was found"].set_value("100 charts")
    fields["Where the evidence is"].set_value("audit.pdf")
    button(page, "Keep the audited value")

    assert not page.exception
    assert "an audit found 91.00 %" in said(page)
    assert "100 charts" in tables(page)


def test_the_second_to_enter_a_value_sees_both() -> None:
    page, meanwhile = show(OVER_REPORTING), show(OVER_REPORTING)
    for one, value in ((meanwhile, "91 %"), (page, "95 %")):
        fields = {field.label: field for field in one.text_input}
        fields["Value for October 2026"].set_value(value)
        fields["How it was found"].set_value("100 charts")
        button(one, "Keep the audited value")

    assert page.error
    yours, theirs = (one.value for one in page.code)
    assert "0.95" in yours
    assert "0.91" in theirs


@pytest.mark.parametrize(
    ("text", "fault"), [("91", "without a unit"), ("many", "is not a number with a unit")]
)
def test_a_value_without_its_unit_is_asked_for_again(text: str, fault: str) -> None:
    page = show(OVER_REPORTING)

    fields = {one.label: one for one in page.text_input}
    fields["Value for October 2026"].set_value(text)
    fields["How it was found"].set_value("100 charts")
    button(page, "Keep the audited value")

    assert not page.exception
    assert fault in tables(page)


def test_a_tolerance_and_a_definition_are_kept_and_judge_the_gap_anew() -> None:
    page = show(OVER_REPORTING)
    page.selectbox(key="evidence.definition.metric").set_value("first_pass_acceptance_rate").run()
    choice = next(one for one in page.selectbox if one.label == "The vendor's definition")
    tolerance = next(one for one in page.number_input if one.label == "Tolerance in points")
    assert choice.value == "clearinghouse_acceptance_rate"

    choice.set_value("first_pass_acceptance_rate")
    tolerance.set_value(7.0)
    button(page, "Keep the definition")

    assert not page.exception
    row = next(
        line for line in tables(page).splitlines() if line.startswith("First-pass acceptance")
    )
    assert "Agrees" in row
    assert "0.00 points" in row


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.ADMINISTRATOR], ids=str)
def test_who_may_not_audit_reads_and_finds_no_form(role: Role) -> None:
    page = show(STEADY, role)

    assert not page.exception
    assert "Recomputed from claims as they stood on November 10, 2026" in said(page)
    assert not page.tabs
    assert not page.text_input


def test_the_page_of_a_vendor_says_which_of_its_values_are_not_borne_out() -> None:
    over_reporting = Application().show("vendor", OVER_REPORTING)
    steady = Application().show("vendor", STEADY)

    assert "6.49 points in its own favour" in said(over_reporting)
    assert "Reported, and not borne out" not in said(steady)


def test_a_month_without_claims_says_so() -> None:
    page = show({**STEADY, "month": "June 2024"})

    assert not page.exception
    assert "No claims were read for this vendor and month." in said(page)
    assert "0 of" in said(page)
