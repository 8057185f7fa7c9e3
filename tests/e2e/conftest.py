"""The demonstration app, served once, and a browser window that watches over good manners."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy

import pytest
from playwright.sync_api import Browser, ElementHandle, Page, expect, sync_playwright

from scripts.browser import (
    DESK,
    Look,
    chromium,
    chromium_path,
    demonstration_app,
    visitor,
)
from tests.e2e.application import TODAY, configured
from tests.e2e.forked import Nursery, begun
from tests.e2e.hands import Hand, Keyboard, Mouse
from vendor_eval.store import Store
from vendor_eval.workflows.deps import Deps

PATIENCE = 15_000
"""For how long a browser waits for what should come, in milliseconds."""


@pytest.fixture(scope="session")
def demo_app(tmp_path_factory: pytest.TempPathFactory, demonstration_file: Path) -> Iterator[str]:
    """The address of a served demonstration; its database is shared by the session."""
    folder = tmp_path_factory.mktemp("demo app")
    copy(demonstration_file, folder / "demo.sqlite")
    with demonstration_app(folder) as address:
        yield address


# One browser a module: Playwright keeps an event loop running, which tests elsewhere must not meet.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        reason = "NO CHROMIUM WAS FOUND, so the pages were not tested in a browser; install one"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright, chromium(playwright, path) as opened:
        yield opened


@pytest.fixture
def look() -> Look:
    """A light desk; for others: ``parametrize("look", [PHONE, DESK_DARK], ids=str)``."""
    return DESK


@pytest.fixture
def page(browser: Browser, demo_app: str, look: Look) -> Iterator[Page]:
    """A fresh window on the demonstration, watched over."""
    with watched(browser, demo_app, look) as window:
        yield window


@pytest.fixture
def deps(sqlite_url: str) -> Iterator[Deps]:
    """The app's own database, empty until a test stores something through this."""
    store = Store.open(sqlite_url)
    with configured(sqlite_url):
        yield Deps(store, lambda: TODAY)
    store.close()


@pytest.fixture
def own_demonstration(demonstration_file: Path, tmp_path: Path) -> Iterator[None]:
    """The app's database is a demonstration practice of the test's own."""
    with configured(f"sqlite:///{copy(demonstration_file, tmp_path / 'own.sqlite')}"):
        yield


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """What forks a server in no time, for each window a new one."""
    with begun(tmp_path_factory.mktemp("nursery")) as loaded:
        yield loaded


@pytest.fixture
def window(
    browser: Browser, nursery: Nursery, deps: Deps, tmp_path: Path, look: Look
) -> Iterator[Page]:
    """A fresh window, watched over, on an app that has what ``deps`` has stored."""
    with (
        nursery.served(tmp_path, os.environ) as address,
        watched(browser, address, look) as opened,
    ):
        yield opened


@pytest.fixture(params=[Mouse, Keyboard], ids=["mouse", "keyboard"])
def hand(window: Page, request: pytest.FixtureRequest) -> Hand:
    """A person at the window, once with a mouse and once with nothing but a keyboard."""
    return Hand(window, request.param(window))


@contextmanager
def watched(browser: Browser, address: str, look: Look) -> Iterator[Page]:
    """A fresh window; at the end nothing has failed in it and it has asked nobody but the app."""
    own = (address, address.replace("http", "ws"), "data:", "blob:")
    with visitor(browser, address, look) as context:
        window = context.new_page()
        window.set_default_timeout(PATIENCE)
        failures: list[str] = []
        strangers: list[str] = []
        window.on("pageerror", lambda error: failures.append(str(error)))
        window.on(
            "request",
            lambda asked: None if asked.url.startswith(own) else strangers.append(asked.url),
        )

        yield window

        assert failures == []
        assert strangers == []
        assert window.get_by_test_id("stException").count() == 0


# The marks carry no labels; what each one stands for is kept beside it by the chart's library.
_CELL = """([row, column]) => [...document.querySelectorAll('.mark-rect path')].find(one =>
    one.__data__?.datum?.row === row && one.__data__.datum.column === column)"""


def grid_cell(window: Page, row: str, column: str) -> ElementHandle:
    """The cell of the status grid in this row and column, once it is drawn."""
    cell = window.wait_for_function(_CELL, arg=[row, column]).as_element()
    assert cell is not None, "the chart's marks are elements of the page"
    return cell
