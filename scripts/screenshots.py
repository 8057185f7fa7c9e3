"""Takes a picture of each page named, light and dark, at a desk and on a phone.

``python -m scripts.screenshots FOLDER [PATH ...]`` writes ``FOLDER/PAGE-light-1440.png`` and so on,
the whole page each; without a path it takes the start page and every page of the navigation.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

from scripts.browser import (
    DESK,
    LOOKS,
    Look,
    demonstration_in_browser,
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
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with demonstration_in_browser() as (browser, address):
        pages = sys.argv[2:] or _pages(browser, address)
        for look in LOOKS:
            for picture in _pictures(browser, address, look, (folder, pages)):
                print(picture, flush=True)
    return 0


def _pages(browser: Browser, address: str) -> list[str]:
    """The paths that the navigation links to, the start page first."""
    with visitor(browser, address, DESK) as context:
        page = context.new_page()
        visit(page, "/")
        links = page.locator(_LINKS).evaluate_all("links => links.map(one => one.pathname)")
    return ["/", *(path for path in links if path != "/")]


def _pictures(
    browser: Browser, address: str, look: Look, wanted: tuple[Path, Sequence[str]]
) -> Iterator[Path]:
    """Take one picture a page in one window, which loads the interface once.

    Args:
        wanted: the folder to write to, and the pages' paths.
    """
    folder, paths = wanted
    with visitor(browser, address, look) as context:
        page = context.new_page()
        for path in paths:
            page.set_viewport_size({"width": look.width, "height": look.height})
            visit(page, f"/{path.lstrip('/')}")
            _stretch(page, look)
            name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "start"
            page.screenshot(path=folder / f"{name}-{look}.png")
            yield folder / f"{name}-{look}.png"


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
