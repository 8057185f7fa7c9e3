"""What tests do with forms in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from scripts.browser import settled


def save(window: Page, said: str) -> None:
    """Save the form and wait for the page to say that it did.

    Args:
        said: what only the save brings.
    """
    window.get_by_role("button", name="Save", exact=True).click()
    expect(window.get_by_text(said)).to_be_visible()
    settled(window)
