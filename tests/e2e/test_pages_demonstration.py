"""What each page says about the demonstration practice, in each role and from any address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.application import PATHS, Application, configured, said
from vendor_eval.access.roles import Role
from vendor_eval.demonstration.stories import STORIES, Story
from vendor_eval.quantities import Month

MAY_NOT = {
    "report": {Role.EVALUATOR},
    "import": [one for one in Role if one not in {Role.ADMINISTRATOR, Role.LEADERSHIP}],
    "claims": [one for one in Role if one is not Role.ADMINISTRATOR],
}


# Shared by the module: nothing here writes.
@pytest.fixture(scope="module", autouse=True)
def demonstration(demonstration_file: Path) -> Iterator[None]:
    """The app's database is the demonstration practice."""
    with configured(f"sqlite:///{demonstration_file}"):
        yield


@pytest.mark.parametrize("path", PATHS)
def test_every_page_draws_the_demonstration(path: str) -> None:
    shown = Application().show(path)

    assert not shown.exception
    assert not shown.error
    assert len(shown.title) == 1
    assert "synthetic" in said(shown).lower()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.shows)
def test_every_vendor_draws_the_first_month_of_all(story: Story) -> None:
    month = Month(2024, 5)

    shown = Application().show("vendor", {"vendor": story.vendor, "month": month.shown})

    assert not shown.exception
    assert not shown.error
    assert shown.selectbox(key="vendor").value == story.vendor
    assert shown.selectbox(key="month").value == str(month)


@pytest.mark.parametrize("path", ["", "breaches", "report"])
def test_the_month_of_the_address_is_the_month_of_the_page(path: str) -> None:
    shown = Application().show(path, {"month": "June 2025"})

    assert shown.selectbox(key="month").value == "2025-06"
    assert not shown.exception


def test_the_view_and_the_metric_of_the_address_are_those_of_the_page() -> None:
    query = {"view": "Month by month", "metric": "Denial rate"}

    shown = Application().show("breaches", query)

    assert shown.selectbox(key="metric").value == "denial_rate"
    assert not shown.exception


@pytest.mark.parametrize("path", PATHS)
def test_an_address_that_means_nothing_falls_back(path: str) -> None:
    query = {
        "month": "June 2099",
        "vendor": "Nobody",
        "view": "sideways",
        "metric": "none",
        "page": "99",
        "unknown": "",
    }

    shown = Application().show(path, query)

    assert not shown.exception
    assert not shown.error


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("path", MAY_NOT)
def test_a_page_that_a_role_may_not_see_is_one_sentence_and_shows_nothing(
    path: str, role: Role
) -> None:
    shown = Application(role).show(path)

    assert not shown.exception
    if role in MAY_NOT[path]:
        [refusal] = shown.error
        assert f"The role {role.value} may not" in said(shown)
        assert refusal.value
        assert not shown.dataframe
        assert not shown.get("download_button")
        assert not shown.get("file_uploader")
    else:
        assert not shown.error


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.ADMINISTRATOR], ids=str)
def test_who_may_not_edit_reads_the_contract_and_finds_no_form(role: Role) -> None:
    shown = Application(role).show("contract")

    assert [tab.label for tab in shown.tabs] == ["What was agreed", "History"]
    assert not shown.button
    assert not shown.text_input


def test_an_administrator_may_amend_and_correct() -> None:
    shown = Application(Role.ADMINISTRATOR).show("contract")

    assert [tab.label for tab in shown.tabs] == [
        "What was agreed",
        "Amend",
        "Correct the text",
        "History",
    ]
