"""Denials in a browser: the chart of categories on every look, and an action that is recorded."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import DESK, DESK_DARK, PHONE, settled, visit
from vendor_eval.access.roles import local_person
from vendor_eval.claims.groups import DenialGroup, Place, RemitGroup
from vendor_eval.claims.kpis import Recomputed
from vendor_eval.quantities import Month
from vendor_eval.workflows import claim_runs, denials
from vendor_eval.workflows.deps import Deps

VENDOR = "Acme Billing"


@pytest.fixture
def deps(deps: Deps) -> Deps:
    """The served app knows of three months with late claims and missing authorisations."""
    places = [Place(VENDOR, Month(2026, 10).plus(-back), "P1") for back in range(3)]
    done = Recomputed(
        as_of=deps.today(),
        remits=tuple(RemitGroup(one, 100, 9, 9, 3_000_000, 270_000) for one in places),
        denials=tuple(
            DenialGroup(one, "CO", carc, claims, claims, claims * 30_000)
            for one in places
            for carc, claims in (("29", 6), ("197", 3))
        ),
    )
    file = claim_runs.RunFile("claims.csv", "0" * 64, "CSV")
    claim_runs.record(deps, local_person(), claim_runs.Prepared(done, (file,), {}))
    return deps


@pytest.mark.parametrize("look", [DESK, DESK_DARK, PHONE], ids=str)
def test_categories_are_bars_under_a_line_and_nothing_is_wider_than_the_window(
    window: Page,
) -> None:
    visit(window, "/denials")

    expect(window.get_by_text("9 of 100 claims denied in October 2026")).to_be_visible()
    expect(window.locator(".mark-rect path")).to_have_count(2)
    expect(window.locator(".mark-line path")).to_have_count(1)
    width = window.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert width


def test_an_action_is_recorded_for_a_reason_that_recurs(window: Page, deps: Deps) -> None:
    visit(window, "/denials?tab=Recurring")
    window.get_by_label("Root cause").fill("Claims wait for signatures")
    window.get_by_label("Corrective action").fill("Signed within two days")
    window.get_by_label("Owner", exact=True).fill("Billing")
    window.get_by_role("button", name="Save").click()

    settled(window)
    expect(window.get_by_text("Versions (1)")).to_be_visible(timeout=15_000)
    (kept,) = denials.actions(deps, local_person(), VENDOR)
    assert (kept.draft.carc, kept.draft.correction) == ("29", "Signed within two days")
