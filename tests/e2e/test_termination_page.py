"""Termination: clocks most urgent first, decisions about rights, and who may make them."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import TODAY, Application, said, tables
from vendor_eval.access.roles import Person, Role
from vendor_eval.follow_up.notice import Notice, Use
from vendor_eval.pages import session
from vendor_eval.quantities import Month
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.follow_up import Kept

SMALL = {"vendor": "Pinewood Behavioral Billing"}

pytestmark = pytest.mark.usefixtures("own_demonstration")


def show(query: dict[str, str], role: Role | None = None) -> AppTest:
    return Application(role).show("termination", query)


def save(page: AppTest) -> None:
    next(one for one in page.button if one.label == "Save the decision").click().run()


def test_the_vendor_whose_notice_is_due_first_stands_first() -> None:
    page = show({})

    assert not page.exception
    vendors = page.dataframe[0].value["Vendor"].tolist()
    assert vendors[:2] == ["Pinewood Behavioral Billing", "Cedar Ridge RCM"]
    assert "the last safe day to send notice is November 24, 2026, in 3 days" in said(page)


def test_a_vendor_without_anything_counted_says_so() -> None:
    page = show({"vendor": "Northgate Revenue Partners"})

    assert not page.exception
    assert "no right to terminate is open, and none can arise next month" in said(page)


def test_a_right_that_was_let_go_says_who_decided_and_why() -> None:
    page = show({"vendor": "Blue Mesa Billing"})

    assert "Let go" in tables(page)
    assert "M. Sandoval: Its remediation plan was waited for" in tables(page)


def test_a_notice_that_is_sent_closes_the_right_and_stays_on_record() -> None:
    page = show(SMALL)
    next(one for one in page.text_area if one.label == "Reason").set_value("<i>Too</i> **many**")
    save(page)

    assert not page.exception
    assert "Notice sent" in tables(page)
    assert "no right to terminate is open" in said(page)
    assert "<i>Too</i> **many**" in tables(page)


def test_a_decision_without_a_reason_is_asked_for_again() -> None:
    page = show(SMALL)
    save(page)

    assert "is empty" in tables(page)
    assert "1 right to terminate open" in said(page)


def test_two_people_who_decide_at_once_see_both_decisions() -> None:
    page = show(SMALL)
    theirs = Notice(
        "n_of_m:4/12",
        "denial_rate",
        Month(2026, 9),
        Use.LET_GO,
        TODAY,
        "M. Chen",
        "A plan is agreed",
    )
    follow_up.save(
        session.deps(), Person("M. Chen", Role.LEADERSHIP), Kept(SMALL["vendor"], theirs)
    )

    next(one for one in page.text_area if one.label == "Reason").set_value("Too many")
    save(page)

    assert not page.exception
    shown = "\n".join(one.value for one in page.code)
    assert "A plan is agreed" in shown
    assert "Too many" in shown


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.FINANCE, Role.AUDITOR], ids=str)
def test_who_may_not_decide_reads_and_finds_no_form(role: Role) -> None:
    page = show(SMALL, role)

    assert not page.exception
    assert "Leadership or an administrator decides." in said(page)
    assert not page.text_area
