"""Every page: held against the rules of axe-core, and never wider than its window.

In the light and in the dark, at a desk and on a phone; each page is opened once for all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from scripts.browser import DESK, DESK_DARK, PHONE, Look, overhang, settled, visit
from tests.e2e.axe import AXE
from tests.e2e.conftest import watched
from vendor_eval.pages.gate import notices
from vendor_eval.pages.menu import PAGES

# What the framework draws and nobody here can change: the rule, what it is found on, and why.
FRAMEWORK = [
    ("list", "[data-testid='stSidebarNavItems']", "sections stand between the list and its items"),
    ("listitem", "[data-testid='stSidebarNavItems'] li", "items stand in a section, not a list"),
    ("svg-img-alt", "[data-testid='stMetric'] svg *", "the marks of a card's small chart"),
    # In the dark. White is written on the very colour that words are written in: 4.5 to 1 for
    # both is impossible, and ours lies between: 3.9 for the white, 4.1 on its own faint tint.
    ("color-contrast", "[kind^='primary'] *", "white on the primary colour"),
    ("color-contrast", "[data-testid='stMultiSelectTagsContainer'] *", "white on it, too"),
    ("color-contrast", "[data-variant='segmented_control'] *", "the primary colour on its tint"),
]

KNOWN = [list(one[:2]) for one in FRAMEWORK]

# Rules that break nothing for most people and still cost nothing to keep.
KEPT_TOO = {"heading-order"}

LOOK_AT = """async ([rules, left]) => {
    const only = rules.length ? {runOnly: {type: 'rule', values: rules}} : {};
    const found = await axe.run(
        {exclude: left}, {...only, resultTypes: ['violations'], elementRef: true});
    return found.violations.flatMap(one => one.nodes.map(node => ({
        rule: one.id,
        impact: one.impact,
        html: node.html.slice(0, 160),
        why: [...node.any, ...node.all, ...node.none].map(each => each.message).join(' '),
        known: KNOWN.filter(
            ([rule, at]) => rule === one.id && node.element.matches(at)).map(String),
    })));
}"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one page was found to be.

    Attributes:
        title: of its tab.
        found: what `LOOK_AT` says of it in the light, and of its colours in the dark.
        beyond: by look, how far it is wider than its window, in CSS pixels.
    """

    title: str
    found: list[dict[str, Any]]
    beyond: dict[str, int]


@pytest.fixture(scope="module")
def pages(browser: Browser, demo_app: str) -> list[Seen]:
    """Every page of the menu, opened once and looked at in each way, in one window."""
    with watched(browser, demo_app, DESK) as window:
        visit(window, "/")
        window.evaluate(AXE)
        window.evaluate(f"() => {{ window.KNOWN = {KNOWN} }}")
        menu = window.get_by_test_id("stSidebarNavLink")
        seen = []
        for number in range(menu.count()):
            menu.nth(number).click()
            settled(window)
            # The menu is the same on each of them and looked at once.
            seen.append(looked_over(window, [["[data-testid='stSidebar']"]] if number else []))
    return seen


def looked_over(window: Page, left: list[list[str]]) -> Seen:
    """The page that a light desk shows, at which the window stands again afterwards.

    Args:
        left: what of it is not looked at.
    """
    found = window.evaluate(LOOK_AT, [[], left])
    turn(window, DESK_DARK)
    found += window.evaluate(LOOK_AT, [["color-contrast"], left])
    beyond = {str(DESK_DARK): overhang(window)}
    turn(window, PHONE)
    beyond[str(PHONE)] = overhang(window)
    turn(window, DESK)
    return Seen(window.title(), found, beyond)


def turn(window: Page, look: Look) -> None:
    """See the page as it is in another window; what is drawn follows the window at any time."""
    window.emulate_media(color_scheme=look.scheme)
    window.set_viewport_size({"width": look.width, "height": look.height})
    settled(window)


def test_no_page_has_a_serious_fault_of_our_own(pages: list[Seen]) -> None:
    known = {one for page in pages for found in page.found for one in found["known"]}
    faults = [
        f"{page.title}: {one['rule']} {one['html']} {one['why']}"
        for page in pages
        for one in page.found
        if not one["known"] and is_grave(one)
    ]

    assert faults == []
    assert known == {",".join(one) for one in KNOWN}, "what no longer occurs is listed"


def test_no_page_is_wider_than_its_window(pages: list[Seen]) -> None:
    assert {page.title: page.beyond for page in pages if any(page.beyond.values())} == {}


def test_every_tab_says_which_page_it_shows(pages: list[Seen]) -> None:
    assert [page.title for page in pages] == [f"{one.title} - Vendor evaluation" for one in PAGES]


def is_grave(one: dict[str, Any]) -> bool:
    return one["impact"] in {"serious", "critical"} or one["rule"] in KEPT_TOO


def test_the_typeface_is_our_own_servers(page: Page) -> None:
    """In the app, in its charts, and on the pages in front of it; `watched` sees who is asked."""
    visit(page, "/breaches")
    app = page.evaluate(TYPEFACE, "body"), page.evaluate(TYPEFACE, ".vega-embed text")
    page.goto("/_stcore/health")
    page.set_content(notices.signed_out())
    page.evaluate("() => document.fonts.ready.then(() => true)")

    assert (*app, page.evaluate(TYPEFACE, "body")) == (True, True, True)


TYPEFACE = """at => {
    const first = getComputedStyle(document.querySelector(at)).fontFamily.split(',')[0];
    const loaded = [...document.fonts].filter(one => one.status === 'loaded');
    return loaded.some(one => one.family.replace(/"/g, '') === first.replace(/"/g, ''));
}"""
