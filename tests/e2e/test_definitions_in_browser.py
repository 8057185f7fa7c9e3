"""Definitions and the light of negotiation in a browser, at a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import DESK, PHONE, settled, visit

LOOKS = pytest.mark.parametrize("look", [DESK, PHONE], ids=str)
VENDOR = "Cedar+Ridge+RCM"


@LOOKS
def test_every_definition_has_its_mark_in_the_chart(page: Page) -> None:
    visit(page, f"/definitions?vendor={VENDOR}&family=Denials")

    expect(page.get_by_text("The contract names Denial rate")).to_be_visible()
    # Five definitions, each between a target and a minimum, and a ring around the one that the
    # contract names.
    expect(page.locator(".mark-symbol path")).to_have_count(3 * 5 + 1)
    page.get_by_role("radio", name="Net collection").click()
    settled(page)
    expect(page.get_by_text("The contract names Net collection rate")).to_be_visible()


@LOOKS
def test_the_light_says_what_it_goes_by_and_what_nobody_has_said(page: Page) -> None:
    visit(page, f"/utilisation?vendor={VENDOR}")

    expect(page.get_by_text("Fix coding first:")).to_be_visible()
    expect(page.get_by_text("Documentation supports the codes. It would take")).to_be_visible()
    wide = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
