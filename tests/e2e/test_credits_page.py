"""Credits: what is due, what became of it, on which invoice it came, and the statement."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import TODAY, Application, said, tables
from vendor_eval.access.roles import Role, local_person
from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.settlement import Settlement
from vendor_eval.quantities import Month, Usd
from vendor_eval.workflows import contracts, follow_up, imports, invoices
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.follow_up import Kept
from vendor_eval.workflows.readings import Upload

VENDOR = "Northwind RCM"
OCTOBER = Month(2026, 10)
CONTRACT = """
vendor = "Northwind RCM"
starts = 2026-09-01
ends = 2027-12-31

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"
clause = "Exhibit B, 2.1"
credit = { method = "fixed", amount = "300.00 USD" }

[[service_levels]]
metric = "report_timeliness"
target = ">= 99 %"
minimum = ">= 99 %"
credit = { method = "fixed", amount = "100.00 USD" }
"""
ROWS = b"""vendor,month,metric,value
Northwind RCM,2026-10,denial_rate,15 %
Northwind RCM,2026-10,report_timeliness,90 %
"""


def keep(deps: Deps) -> None:
    """October breaks both promises; an invoice bears a credit of 120 dollars."""
    draft = contracts.Draft(VENDOR, "", CONTRACT, "", version=0)
    contracts.save(deps, local_person(), draft)
    imports.store(deps, local_person(), Upload(ROWS, "rows.csv", TODAY))
    lines = (
        invoices.Line("Monthly fee", None, None, Usd(9_000_00)),
        invoices.Line("Service credits", None, None, Usd(-120_00)),
    )
    invoices.save(deps, local_person(), invoices.Draft(VENDOR, "NW-11", OCTOBER, lines))


def settled(deps: Deps) -> Settlement:
    (kept,) = follow_up.listed(deps, local_person(), Settlement)
    return kept.record


def step(page: AppTest, name: str) -> AppTest:
    return page.radio(key="credit.step").set_value(name).run()


def typed(page: AppTest, label: str, value: object) -> None:
    kinds = (page.number_input, page.text_input, page.text_area, page.selectbox, page.date_input)
    found = next(one for kind in kinds for one in kind if one.label == label)
    found.set_value(value)


def save(page: AppTest) -> AppTest:
    return next(one for one in page.button if one.label == "Save").click().run()


def test_nobody_is_left_before_an_empty_page(deps: Deps) -> None:
    page = Application().show("credits")

    assert not page.exception
    assert "Start with a contract" in said(page)


def test_the_page_says_what_is_owed_since_when_and_what_is_next(deps: Deps) -> None:
    keep(deps)

    page = Application().show("credits")

    assert not page.exception
    # October ended 20 days before November 21.
    assert "Northwind RCM owes $400.00 on 2 credits, the oldest due for 20 days." in said(page)
    rows = tables(page)
    assert "Oct 2026,Denial rate,✗ Due,$300.00" in rows
    assert "$300.00 is due and not claimed: finance claims it from Northwind RCM." in rows
    assert {one.label: one.value for one in page.metric}["Open"] == "$400.00"


def test_the_sums_say_that_they_are_of_all_vendors(deps: Deps) -> None:
    keep(deps)
    assert "All vendors" not in [one.value for one in Application().show("credits").header]

    other = CONTRACT.replace(VENDOR, "Acme Billing")
    contracts.save(deps, local_person(), contracts.Draft("Acme Billing", "", other, "", version=0))
    rows = ROWS.replace(VENDOR.encode(), b"Acme Billing")
    imports.store(deps, local_person(), Upload(rows, "more.csv", TODAY))

    assert Application().show("credits").header[0].value == "All vendors"


def test_a_credit_is_claimed_paid_in_part_and_let_go(deps: Deps) -> None:
    keep(deps)
    save(Application().show("credits"))
    assert settled(deps).claimed == Usd(300_00)

    page = step(Application().show("credits"), "Payment")
    typed(page, "Amount in $", 120.0)
    typed(page, "Invoice", "NW-11")
    page = save(page)

    assert not page.exception
    assert "NW-11" in tables(page)
    assert "$120.00,$120.00,Agrees" in tables(page)

    page = step(Application().show("credits"), "Waiver")
    typed(page, "Approved by", "M. Chen")
    typed(page, "Reason", "For the new plan")
    page = save(page)

    assert settled(deps).waiver is not None
    assert "$120.00 was paid, and $180.00 was waived; nothing is open." in tables(page)
    assert "Northwind RCM owes $100.00 on 1 credit" in said(page)


def test_a_payment_that_was_wrong_is_struck_out(deps: Deps) -> None:
    keep(deps)
    page = step(Application().show("credits"), "Payment")
    typed(page, "Invoice", "NW-11")
    save(page)
    assert settled(deps).paid == Usd(300_00)

    page = step(Application().show("credits"), "Payment")
    next(one for one in page.multiselect).select(0)
    typed(page, "Amount in $", 0.0)
    save(page)

    assert settled(deps).payments == ()


def test_what_is_missing_is_said_and_nothing_is_kept(deps: Deps) -> None:
    keep(deps)

    page = save(step(Application().show("credits"), "Waiver"))

    assert "has no approver" in tables(page)
    assert "has no reason" in tables(page)
    assert not follow_up.listed(deps, local_person(), Settlement)


def test_hostile_text_stays_text_and_patient_data_is_refused(deps: Deps) -> None:
    keep(deps)
    page = Application().show("credits")
    typed(page, "Note", "![x](http://example.org/x.png) SSN 123-45-6789")

    page = save(page)

    assert "looks like patient data" in tables(page)
    assert "123-45-6789" not in said(page) + tables(page)


def test_the_second_to_save_sees_both_versions(deps: Deps) -> None:
    keep(deps)
    page = Application().show("credits")
    other = Settlement("denial_rate", OCTOBER, TODAY, Usd(250_00))
    follow_up.save(deps, local_person(), Kept(VENDOR, other))

    page = save(page)

    yours, theirs = (one.value for one in page.code)
    assert "30000" in yours
    assert "25000" in theirs
    assert settled(deps).claimed == Usd(250_00)


def test_one_incident_costs_once_and_the_other_line_says_so(deps: Deps) -> None:
    keep(deps)
    for metric in ("denial_rate", "report_timeliness"):
        note = BreachNote(metric, OCTOBER, incident="Move of the office")
        follow_up.save(deps, local_person(), Kept(VENDOR, note))

    page = Application().show("credits")

    assert "Northwind RCM owes $300.00 on 1 credit" in said(page)
    assert "Of the same incident as Denial rate, whose larger credit stands for both." in tables(
        page
    )


def test_the_overview_says_what_all_vendors_owe(deps: Deps) -> None:
    keep(deps)

    figures = {one.label: one for one in Application().show().metric}

    assert figures["Credits open"].value == "$400.00"
    assert figures["Credits open"].delta == "2 credits, oldest 20 days"


@pytest.mark.parametrize(
    ("role", "edits"), [(Role.FINANCE, True), (Role.LEADERSHIP, False), (Role.EVALUATOR, False)]
)
@pytest.mark.usefixtures("own_demonstration")
def test_finance_settles_and_signs_and_others_look_on(role: Role, edits: bool) -> None:
    page = Application(role).show("credits")

    assert not page.exception
    assert bool(page.radio) is edits
    assert ("Finance or an administrator signs and sends it." in said(page)) is not edits


def test_dollars_and_days_are_kept_as_typed(deps: Deps) -> None:
    keep(deps)
    page = Application().show("credits")
    typed(page, "Amount in $", 123.45)
    typed(page, "On", dt.date(2026, 11, 3))
    save(page)

    assert settled(deps).claimed == Usd.of(Decimal("123.45"))
    assert settled(deps).claimed_on == dt.date(2026, 11, 3)
