"""Questions written in a browser: what is typed outlives a visit to another page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from scripts.browser import settled, visit


def turn_to(window: Page, title: str) -> None:
    """Follow the menu, which keeps the session, as an address that is typed does not."""
    window.get_by_test_id("stSidebarNavLink").filter(has_text=title).click()
    expect(window.get_by_role("heading", name=title, exact=True)).to_be_visible()
    settled(window)


def test_what_is_typed_stays_while_one_looks_at_another_page(window: Page) -> None:
    visit(window, "/own-questions")
    first = window.get_by_label("Question 1")
    first.fill("Who answers the same day?")
    first.press("Control+Enter")
    settled(window)
    window.get_by_role("radio", name="From 4 down to 0").nth(1).click()
    anchor = window.get_by_label("4, what a good answer shows")
    anchor.fill("By heart.")
    anchor.press("Control+Enter")
    settled(window)
    window.get_by_role("button", name="Remove").nth(2).click()
    settled(window)

    turn_to(window, "Practice")
    turn_to(window, "Own questions")

    expect(window.get_by_label("Question 1")).to_have_value("Who answers the same day?")
    expect(window.get_by_label("4, what a good answer shows")).to_have_value("By heart.")
    expect(window.get_by_text("80 of 100 points")).to_be_visible()
