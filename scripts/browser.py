"""The demonstration app on a free port and a Chromium to look at it.

The browser tests and the screenshots share it, so that both see the same app in the same way.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from scripts.ports import free_port

COMMAND = Path(sys.executable).with_name("vendor-eval")
"""The command that stands beside this Python."""

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
_START_SECONDS = 120
# A click reaches the server and its first answer the page a moment later: until then the page
# still says that nothing runs. So it has to stand still for a while.
_STANDS_STILL = """milliseconds => new Promise(resolve => {
    let since = performance.now();
    const look = () => {
        const app = document.querySelector('[data-testid="stApp"]');
        const ready = app && app.dataset.testScriptState === 'notRunning'
            && !document.querySelector('[data-testid="stSkeleton"]')
            && document.fonts.status === 'loaded';
        const now = performance.now();
        if (!ready) since = now;
        if (now - since >= milliseconds) resolve(true); else setTimeout(look, 20);
    };
    look();
})"""
_STILL_MILLISECONDS = 250
_OVERHANG = """() => Math.max(
    document.scrollingElement.scrollWidth - window.innerWidth,
    ...[...document.querySelectorAll('[data-testid=stMain]')]
        .map(one => one.scrollWidth - one.clientWidth))"""


@dataclass(frozen=True, slots=True)
class Look:
    """How a visitor sees the app; width and height are those of the window, in CSS pixels."""

    scheme: Literal["light", "dark"] = "light"
    width: int = 1440
    height: int = 900

    def __str__(self) -> str:
        """Short enough for a file name or a test's id: ``light-1440``."""
        return f"{self.scheme}-{self.width}"


DESK = Look()
DESK_DARK = Look("dark")
PHONE = Look(width=390, height=844)
PHONE_DARK = Look("dark", width=390, height=844)
LOOKS = (DESK, DESK_DARK, PHONE, PHONE_DARK)


def chromium_path() -> str | None:
    """The Chromium or Chrome of this machine, or None."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or (str(_MAC) if _MAC.exists() else None)


@contextmanager
def chromium(playwright: Playwright, path: str) -> Iterator[Browser]:
    """A headless browser that reaches this machine and no other."""
    browser = playwright.chromium.launch(
        executable_path=path,
        # The sandbox needs a user other than root.
        chromium_sandbox=hasattr(os, "geteuid") and os.geteuid() != 0,
        args=[
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-dev-shm-usage",
            "--disable-sync",
            "--no-default-browser-check",
            "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ],
    )
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def visitor(browser: Browser, address: str, look: Look) -> Iterator[BrowserContext]:
    """A browser profile of its own, in which page addresses may be written relative to the app."""
    context = browser.new_context(
        base_url=address,
        color_scheme=look.scheme,
        viewport={"width": look.width, "height": look.height},
        reduced_motion="reduce",
        locale="en-US",
        timezone_id="America/New_York",
    )
    try:
        yield context
    finally:
        context.close()


def visit(page: Page, path: str) -> None:
    """Open ``path`` of the app and wait until it stands still."""
    page.goto(path)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the script has ended, every placeholder is filled and the fonts are there."""
    page.wait_for_function(_STANDS_STILL, arg=_STILL_MILLISECONDS, timeout=30_000)


def overhang(page: Page) -> int:
    """How far the page, or the part of it that scrolls, is wider than its window, in pixels."""
    return int(page.evaluate(_OVERHANG))


@contextmanager
def demonstration_app(folder: Path, command: Path = COMMAND) -> Iterator[str]:
    """Serve the demonstration from a database in ``folder``; gives the app's address.

    Args:
        folder: an empty folder, also the one the server runs in.
        command: the ``vendor-eval`` to run.

    Raises:
        RuntimeError: as `served`.
    """
    own = {
        "VENDOR_EVAL_DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite'}",
        "VENDOR_EVAL_AUDIT_KEY_FILE": str(folder / "audit-key"),
    }
    with served([command, "serve", "--demo", "--port"], folder, os.environ | own) as address:
        yield address


@contextmanager
def demonstration_in_browser() -> Iterator[tuple[Browser, str]]:
    """The demonstration served from a folder of its own: a browser, and the app's address.

    Raises:
        SystemExit: this machine has no browser; ends 1 and says so.
        RuntimeError: as `served`.
    """
    path = chromium_path()
    if path is None:
        sys.exit("No Chromium was found; install one.")
    with (
        tempfile.TemporaryDirectory() as scratch,
        demonstration_app(Path(scratch)) as address,
        sync_playwright() as playwright,
        chromium(playwright, path) as browser,
    ):
        yield browser, address


@dataclass(frozen=True, slots=True)
class Server:
    """A running server.

    Attributes:
        process: its number; all that the server does is done in it.
    """

    address: str
    process: int


@contextmanager
def served(
    command: Sequence[str | Path],
    folder: Path,
    environment: Mapping[str, str],
    port: int | None = None,
) -> Iterator[str]:
    """The address of a server as `running` starts it, until the block ends.

    Raises:
        RuntimeError: as `running`.
    """
    with running(command, folder, environment, port) as server:
        yield server.address


@contextmanager
def running(
    command: Sequence[str | Path],
    folder: Path,
    environment: Mapping[str, str],
    port: int | None = None,
) -> Iterator[Server]:
    """Run a Streamlit server on a free port until the block ends.

    The server's output is kept in ``folder/server.log``.

    Args:
        command: what starts it; the port is added as the last argument.
        folder: the one it runs in.
        port: the one to run at; None for any that is free.

    Raises:
        RuntimeError: the server ended, or did not answer in time; with the end of its log.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, str(port)],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_healthy(address, log, lambda: server.poll() is None)
            yield Server(address, server.pid)
        finally:
            _stop(server)


def wait_until_healthy(address: str, log: Path, runs: Callable[[], bool]) -> None:
    """Wait until the server at ``address`` answers.

    Args:
        log: what it writes to.
        runs: whether it has not ended.

    Raises:
        RuntimeError: as `running`.
    """
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and runs():
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):  # noqa: S310 # our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    tail = "\n".join(log.read_text("utf-8", "replace").splitlines()[-30:])
    raise RuntimeError(f"the app did not start; its log ends:\n{tail}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
