"""A scenario is made in forms, and nothing that is typed is lost or overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import TODAY, Application, configured, said, tables
from vendor_eval.access.roles import Person, Role, local_person
from vendor_eval.store import Store
from vendor_eval.workflows import practices, scenarios, unsaved
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.scenarios import Draft, Revision

OTHER = Person("J. Chen", Role.FINANCE)
PATH = "scenario"
NEW, KEPT = "form.scenario new", "form.scenario 1"


@pytest.fixture
def deps(sqlite_url: str) -> Iterator[Deps]:
    store = Store.open(sqlite_url)
    with configured(sqlite_url):
        yield Deps(store, lambda: TODAY)
    store.close()


def press(page: AppTest, key: str) -> AppTest:
    return page.button(key=key).click().run()


def put(page: AppTest, key: str, text: str) -> AppTest:
    return page.text_input(key=key).set_value(text).run()


def part(page: AppTest, name: str) -> AppTest:
    return page.segmented_control(key="part").set_value(name).run()


def stored(deps: Deps) -> Revision:
    """The only scenario that is kept."""
    (only,) = scenarios.listed(deps, local_person())
    return only


def example(deps: Deps) -> Revision:
    """The worked example, kept under a name."""
    draft = Draft("Ours", scenarios.worked_example(), "", version=0)
    return scenarios.save(deps, local_person(), draft)


def test_the_page_begins_with_the_worked_example_and_what_it_comes_to(deps: Deps) -> None:
    page = Application().show(PATH)

    assert not page.exception
    assert "Per claim asks the lowest fees, $78,000.00 in 12 months" in said(page)
    assert "Percentage costs the least all in" in said(page)
    assert "The cheapest fee is the dearest vendor" in said(page)
    assert "Not saved yet" not in said(page)
