"""Month close: stages vendor by vendor, and what a correction did to a closed month."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import Application, configured, said, tables
from vendor_eval.access.roles import Role

OCTOBER = {"month": "October 2026"}

pytestmark = pytest.mark.usefixtures("own_demonstration")


def show(query: dict[str, str], role: Role | None = None) -> AppTest:
    return Application(role).show("month-close", query)


def button(page: AppTest, key: str) -> None:
    page.button(key=f"closing.{key}").click().run()


def row(page: AppTest, vendor: str) -> str:
    lines = page.dataframe[0].value.to_csv(index=False).splitlines()
    return next(line for line in lines if line.startswith(vendor))


def test_every_vendor_of_a_month_has_its_stage_and_what_is_missing() -> None:
    page = show(OCTOBER)

    assert not page.exception
    assert "October 2026: 0 of 8 vendors closed." in said(page)
    assert "Verified" in row(page, "Northgate Revenue Partners")
    assert "8 service levels were not reported" in row(page, "Quillcrest Medical Billing")


def test_a_correction_of_a_closed_month_is_told_with_its_money() -> None:
    page = show({"month": "June 2026"})

    assert "7 of 7 vendors closed, 1 restated since." in said(page)
    assert "Restated" in row(page, "Larkspur Claims")
    assert "Denial rate was 8.69 % (below target) when it was closed and is 12.77 %" in said(page)
    assert "credits grow by $1,240.00" in said(page)


def test_one_vendor_is_closed_and_the_others_stay() -> None:
    page = show(OCTOBER)
    page.selectbox(key="closing.whose").set_value("Northgate Revenue Partners").run()
    button(page, "closed")

    assert not page.exception
    assert "Closed" in row(page, "Northgate Revenue Partners")
    assert "Submitted" in row(page, "Blue Mesa Billing")


def test_all_that_are_ready_go_together_and_who_lacks_something_stays() -> None:
    page = show(OCTOBER)
    button(page, "submitted")

    assert not page.exception
    assert "Submitted" in row(page, "Cedar Ridge RCM")
    assert "Draft" in row(page, "Quillcrest Medical Billing")


def test_a_month_without_a_report_asks_why_before_it_goes_on() -> None:
    page = show(OCTOBER)
    page.selectbox(key="closing.whose").set_value("Quillcrest Medical Billing").run()
    button(page, "submitted")
    assert "say why the month is closed without" in tables(page)

    page.text_area[0].set_value("<b>Nothing</b> came **in**").run()
    button(page, "submitted")

    assert not page.exception
    assert "Submitted" in row(page, "Quillcrest Medical Billing")


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.AUDITOR], ids=str)
def test_who_may_not_close_reads_and_finds_no_button(role: Role) -> None:
    page = show(OCTOBER, role)

    assert not page.exception
    assert "Leadership, finance or an administrator closes months." in said(page)
    assert not [one for one in page.button if one.key and one.key.startswith("closing.")]


def test_before_anything_is_judged_the_page_says_how_to_begin(tmp_path: Path) -> None:
    from vendor_eval.store import upgrade

    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    upgrade(url)
    with configured(url):
        page = show({})

    assert not page.exception
    assert "Start with a contract" in said(page)
