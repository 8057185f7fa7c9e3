"""A relief in a browser: written down, signed by both sides, and seen to change the month."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import visit
from tests.agreements import agree, contract, denials, report
from tests.e2e.forms import save
from vendor_eval.access.roles import local_person
from vendor_eval.follow_up.relief import Relief
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.deps import Deps

JUDGED = "relief for practice delay, Outage of the payer, approved by M. Chen and S. Roe"
SAVED = "The relief is saved."


@pytest.fixture
def deps(deps: Deps) -> Deps:
    """The served app knows of one breach, in October."""
    agree(deps, contract(starts="2026-10-01"))
    report(deps, denials(m10=130))
    return deps


def test_a_relief_counts_once_the_second_side_has_signed(window: Page, deps: Deps) -> None:
    visit(window, "/relief")
    window.get_by_role("textbox", name="Name").fill("Outage of the payer")
    window.get_by_role("textbox", name="Evidence").fill("Its notice")
    window.get_by_role("textbox", name="For the practice").fill("M. Chen")
    save(window, SAVED)
    expect(window.get_by_text(JUDGED)).to_have_count(0)
    (kept,) = follow_up.listed(deps, local_person(), Relief)
    assert not kept.record.is_approved

    visit(window, "/relief")
    window.get_by_role("textbox", name="For the vendor").fill("S. Roe")
    save(window, SAVED)

    expect(window.get_by_text(JUDGED)).to_be_visible()
    (kept,) = follow_up.listed(deps, local_person(), Relief)
    assert (kept.version, kept.record.is_approved) == (2, True)

    visit(window, "/credits")
    expect(window.get_by_text("No service credit fell due yet")).to_be_visible()
