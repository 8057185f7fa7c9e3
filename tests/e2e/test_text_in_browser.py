"""Text stays text in a real browser: nobody else is asked for anything, and nothing runs.

By itself the test opens one page in five; with VENDOR_EVAL_EVERY_PAGE=1 every page and every tab.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from scripts.browser import DESK, settled, visit
from tests.e2e.application import PATHS, configured
from tests.e2e.conftest import watched
from tests.e2e.forked import Nursery
from tests.e2e.payloads import BEACON, MARK, TEXTS, rewritten

EVERY = os.environ.get("VENDOR_EVAL_EVERY_PAGE") == "1"
OPENED = PATHS if EVERY else PATHS[::5]
# What a text that was taken for markup leaves in a page.
_TAKEN = (
    f"img[src*='{BEACON}'], a[href^='http://{BEACON}'], a[href^='http://www'], "
    "a[href^='javascript:'], a[href^='file:'], .katex, svg[onload], img[onerror]"
)
_TEXT = """() => [...document.querySelectorAll('[data-testid=stMarkdownContainer], \
[data-testid=stText], [data-testid=stHeading]')].map(one => one.textContent)"""
_TAILS = {text.partition(" ")[0][len(MARK) :]: text.partition(" ")[2] for text in TEXTS}


@pytest.fixture(scope="module")
def hostile_window(
    browser: Browser,
    nursery: Nursery,
    demonstration_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("payloads")
    full = rewritten(demonstration_file, folder)
    with (
        configured(f"sqlite:///{full}"),
        nursery.served(folder, os.environ) as address,
        watched(browser, address, DESK) as window,
    ):
        yield window


@pytest.mark.parametrize("path", OPENED)
def test_a_page_of_payloads_asks_nobody_and_runs_nothing(hostile_window: Page, path: str) -> None:
    dialogs: list[str] = []
    hostile_window.on("dialog", lambda one: dialogs.append(one.message))
    visit(hostile_window, f"/{path}")
    check(hostile_window)
    if EVERY:
        tabs = hostile_window.get_by_role("tab")
        for at in range(tabs.count()):
            tabs.nth(at).click()
            settled(hostile_window)
            check(hostile_window)
        for about in hostile_window.get_by_test_id("stPopover").all()[:2]:
            about.get_by_role("button").click()
            settled(hostile_window)
            check(hostile_window)
            hostile_window.keyboard.press("Escape")

    assert dialogs == []


def check(window: Page) -> None:
    """Nothing on the page was taken for markup, and each payload stands there as it was written."""
    assert [one.evaluate("it => it.outerHTML") for one in window.locator(_TAKEN).all()] == []
    for said in window.evaluate(_TEXT):
        plain = said.replace("\u2060", "")
        for found in re.finditer(rf"{MARK}\d+x(\d) ", plain):
            rest, tail = plain[found.end() :], _TAILS[found[1]]
            assert rest.startswith(tail[: len(rest)]), said
