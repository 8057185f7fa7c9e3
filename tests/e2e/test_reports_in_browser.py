"""The reports that a browser opens: within the window of a phone, and without barriers.

That their colours are legible in the dark, too, is said of the palette.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.browser import DESK, PHONE
from tests.e2e.axe import AXE
from vendor_eval.access.roles import local_person
from vendor_eval.quantities import Month
from vendor_eval.store import Store
from vendor_eval.workflows import credits, reports, reviews, scenarios, termination
from vendor_eval.workflows.costs import Question
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.reports import Candidate

MONTH, ROUND, VENDOR = Month(2026, 10), "Selection of a billing vendor", "Cedar Ridge RCM"
SCENARIO = "Renewal of Cedar Ridge"
REPORTS = ("breaches", "comparison", "scorecard", "cost", "credits", "termination")

BARRIERS = """async () => (await axe.run({resultTypes: ['violations']})).violations
    .flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)}`))"""
# How far a page is wider than its window. What a part that scrolls by itself hides is no fault.
BEYOND = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def deps(demonstration_file: Path) -> Iterator[Deps]:
    store = Store.open(f"sqlite:///{demonstration_file}")
    yield Deps(store, lambda: dt.date(2026, 11, 21))
    store.close()


@pytest.fixture(scope="module")
def folder(deps: Deps, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every report of the demonstration as a page, by its name."""
    person, place = local_person(), tmp_path_factory.mktemp("reports")
    review = reviews.review(deps, person)
    account = credits.of_vendor(deps, person, review, VENDOR)
    known = termination.ticking(deps, person, review)
    asked = Question(SCENARIO, scenarios.of_name(deps, person, SCENARIO).text)
    made = {
        "breaches": reports.breaches(deps, person, MONTH, ".html").content,
        "comparison": reports.comparison(deps, person, ROUND, ".html").content,
        "scorecard": reports.scorecard(deps, person, Candidate(ROUND, VENDOR), ".html").content,
        "cost": reports.cost(deps, person, asked, ".html"),
        "credits": reports.rendered(
            deps, person, credits.statement(deps, person, review, account), ".html"
        ),
        "termination": reports.rendered(
            deps, person, termination.pack(deps, person, known, VENDOR), ".html"
        ),
    }
    assert made.keys() == set(REPORTS)
    for name, content in made.items():
        (place / f"{name}.html").write_bytes(content)
    return place


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_stays_within_its_window_and_has_no_barrier(
    browser: Browser, folder: Path, name: str
) -> None:
    # A report lets no script run, not even ours: it is looked at without its own policy.
    with browser.new_context(bypass_csp=True) as context:
        window = context.new_page()
        window.goto((folder / f"{name}.html").as_uri())
        window.evaluate(AXE)
        barriers = window.evaluate(BARRIERS)
        beyond = {}
        for look in (DESK, PHONE):
            window.set_viewport_size({"width": look.width, "height": look.height})
            beyond[str(look)] = window.evaluate(BEYOND)

    assert barriers == []
    assert set(beyond.values()) == {0}, beyond
