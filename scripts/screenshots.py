"""Takes a picture of each page named, light and dark, at a desk and on a phone.

``python -m scripts.screenshots FOLDER [PATH ...]`` writes ``FOLDER/PAGE-light-1440.png`` and so on,
the whole page each; without a path it takes the start page and every page of the navigation.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.browser import (
    DESK,
    LOOKS,
    Look,
    chromium,
    chromium_path,
    demonstration_app,
    settled,
    visit,
    visitor,
)

_LINKS = "[data-testid='stSidebarNavLink'], [data-testid='stTopNavLink']"


def main() -> int:
    """Take the pictures; ends 1 without a browser, 2 without a folder."""
    if len(sys.argv) < 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    path = chromium_path()
    if path is None:
        sys.stderr.write("No Chromium was found; install one.\n")
        return 1
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        demonstration_app(Path(scratch)) as address,
        sync_playwright() as playwright,
        chromium(playwright, path) as browser,
    ):
        pages = sys.argv[2:] or _pages(browser, address)
        for look in LOOKS:
            for page in pages:
                print(_picture(browser, address + "/" + page.lstrip("/"), look, folder))
    return 0


def _pages(browser: Browser, address: str) -> list[str]:
    """The paths that the navigation links to, the start page first."""
    with visitor(browser, address, DESK) as context:
        page = context.new_page()
        visit(page, "/")
        links = page.locator(_LINKS).evaluate_all("links => links.map(one => one.pathname)")
    return ["/", *(path for path in links if path != "/")]


def _picture(browser: Browser, address: str, look: Look, folder: Path) -> Path:
    name = re.sub(r"[^a-z0-9]+", "-", address.split("/", 3)[3].lower()).strip("-") or "start"
    target = folder / f"{name}-{look}.png"
    with visitor(browser, address, look) as context:
        page = context.new_page()
        visit(page, address)
        _stretch(page, look)
        page.screenshot(path=target)
    return target


def _stretch(page: Page, look: Look) -> None:
    """Make the window as high as the page: Streamlit scrolls inside it, not the document."""
    height = page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('[data-testid=stMain],"
        " [data-testid=stSidebarContent]')].map(one => one.scrollHeight), 0)"
    )
    page.set_viewport_size({"width": look.width, "height": max(look.height, min(height, 8000))})
    page.wait_for_timeout(600)
    settled(page)


if __name__ == "__main__":
    sys.exit(main())
