"""Every page held against the rules of axe-core, in the light and in the dark."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Browser, Page

from scripts.browser import DESK, settled, visit
from tests.e2e.conftest import watched
from vendor_eval.pages.gate import notices

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")

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


def test_no_page_has_a_serious_fault_of_our_own(browser: Browser, demo_app: str) -> None:
    """One window for all pages; the menu is the same on each of them and looked at once."""
    seen: set[str] = set()
    faults: list[str] = []
    titles: list[str] = []

    with watched(browser, demo_app, DESK) as window:
        visit(window, "/")
        window.evaluate(AXE)
        window.evaluate(f"() => {{ window.KNOWN = {KNOWN} }}")
        menu = window.get_by_test_id("stSidebarNavLink")
        for number in range(menu.count()):
            menu.nth(number).click()
            settled(window)
            titles.append(window.title())
            left = [["[data-testid='stSidebar']"]] if number else []
            found = window.evaluate(LOOK_AT, [[], left])
            window.emulate_media(color_scheme="dark")
            settled(window)
            found += window.evaluate(LOOK_AT, [["color-contrast"], left])
            window.emulate_media(color_scheme="light")
            for one in found:
                seen.update(one["known"])
                if not one["known"] and is_grave(one):
                    faults.append(f"{titles[-1]}: {one['rule']} {one['html']} {one['why']}")

    assert faults == []
    assert len(set(titles)) == len(titles) > 30, "every tab says which page it shows"
    assert seen == {",".join(one) for one in KNOWN}, "what no longer occurs is listed"


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
