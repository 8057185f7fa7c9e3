"""A long simulation in a browser: how far it is, and that it can be stopped."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import settled, visit
from vendor_eval.access.roles import local_person
from vendor_eval.workflows import scenarios
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.scenarios import Draft

HEAD = 'start = "2026-01"\nmonths = 60\n[usage]\nclaims = 2000\n'
TIERED = """
[[options]]
name = "Offer {number}"
fees = [{{ type = "graduated", on = "claims", tiers = [
    {{ up_to = 1000, price = "{number}.50 USD" }}, {{ up_to = 2500, price = "{number}.25 USD" }},
    {{ price = "{number} USD" }} ] }}]
"""
# So many that 100,000 paths of them take seconds on any machine.
OFFERS = 60


@pytest.fixture
def deps(deps: Deps) -> Deps:
    """The served app has one scenario of many offers."""
    text = HEAD + "".join(TIERED.format(number=number) for number in range(1, OFFERS + 1))
    scenarios.save(deps, local_person(), Draft("Many offers", text, "", version=0))
    return deps


def test_a_long_simulation_says_how_far_it_is_and_is_stopped(window: Page) -> None:
    visit(window, "/uncertainty?scenario=Worked+example")
    expect(window.get_by_text("10,000 paths from seed")).to_be_visible()
    expect(window.locator(".mark-area path").first).to_be_attached()
    expect(window.locator(".mark-rect path").first).to_be_attached()
    visit(window, "/uncertainty")
    expect(window.get_by_text("10,000 paths from seed")).to_be_visible()

    window.get_by_role("radio", name="100,000 paths").click()
    expect(window.get_by_text(re.compile(r"\d+ of 100,000 paths"))).to_be_visible()
    window.get_by_role("button", name="Stop").click()

    expect(window.get_by_role("button", name="Stop")).to_be_hidden()
    settled(window)
    expect(window.get_by_text("10,000 paths from seed")).to_be_visible()
    expect(window.get_by_role("radio", name="10,000 paths", exact=True)).to_be_checked()
