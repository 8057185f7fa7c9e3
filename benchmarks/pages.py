"""The SLA breaches page in a real browser, beside an empty page of the same Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import databases, followed, recorder
from benchmarks.processes import environment
from benchmarks.sizes import PAGE_MONTHS, Sizes
from benchmarks.starting import EMPTY_PAGE, EMPTY_SERVER, OUR_SERVER
from benchmarks.table import Goal, Row, Subject
from benchmarks.timing import Job, Timing, in_turns
from benchmarks.workload import PROMISES
from scripts.browser import DESK, chromium, chromium_path, served, visitor

_AT_MOST = 3
_UNDER_S = 2.0
_EMPTY = "an empty page"


@dataclass(frozen=True, slots=True)
class Site:
    """A page to look at.

    Attributes:
        command: what serves it; the port is added.
        folder: where the server runs.
        path: of the page, after the address.
        database: None for a page that has none.
    """

    name: str
    command: Sequence[str | Path]
    folder: Path
    path: str = ""
    database: Path | None = None

    @contextmanager
    def address(self) -> Iterator[str]:
        """The page's address, as long as the block lasts."""
        settings = environment(VENDOR_EVAL_TODAY=str(databases.today()))
        if self.database:
            settings |= {"VENDOR_EVAL_DATABASE_URL": databases.url_of(self.database)}
        with served(self.command, self.folder, settings) as address:
            yield f"{address}/{self.path}"


def measured(sizes: Sizes, folder: Path) -> Subject:
    """First pages and reruns of the empty page, ours with few vendors, and ours with many."""
    title = f"SLA breaches page in Chromium: {PAGE_MONTHS} months, {len(PROMISES)} metrics"
    program = chromium_path()
    if program is None:
        return Subject(title, (Row("all", None, note="not measured: no Chromium on this machine"),))
    sites = _sites(sizes, folder)
    with sync_playwright() as playwright, chromium(playwright, program) as browser:
        first = in_turns({one.name: _first_visitor(browser, one) for one in sites}, sizes.runs)
        with ExitStack() as servers:
            addresses = {one.name: servers.enter_context(one.address()) for one in sites}
            visits = {name: _next_visitor(browser, at) for name, at in addresses.items()}
            later = in_turns(visits, sizes.runs)
            windows = {
                name: servers.enter_context(_window(browser, at)) for name, at in addresses.items()
            }
            reruns = in_turns({name: _rerun(one) for name, one in windows.items()}, sizes.reruns)
    return Subject(title, tuple(_rows(first, later, reruns)))


def _sites(sizes: Sizes, folder: Path) -> list[Site]:
    """The pages, each with a folder and a filled database of its own."""
    sites = [Site(_EMPTY, EMPTY_SERVER, folder / "empty")]
    for vendors in (sizes.few, sizes.many):
        own = folder / str(vendors)
        name = f"{vendors:,} vendors"
        sites.append(Site(name, OUR_SERVER, own, "breaches", own / "store.sqlite"))
        own.mkdir()
        databases.fill(own / "store.sqlite", vendors, PAGE_MONTHS)
        filled = databases.opened(own / "store.sqlite")
        followed.follow(filled)
        filled.store.close()
    sites[0].folder.mkdir()
    (sites[0].folder / "empty.py").write_text(EMPTY_PAGE, "utf-8")
    return sites


def _first_visitor(browser: Browser, site: Site) -> Job:
    """The first page that a newly started server shows."""

    def job() -> float:
        with site.address() as address:
            return _next_visitor(browser, address)()

    return job


def _next_visitor(browser: Browser, address: str) -> Job:
    """The page for somebody whose browser has nothing of it yet."""

    def job() -> float:
        with _blank(browser) as window:
            return recorder.first_seconds(window, address)

    return job


@contextmanager
def _blank(browser: Browser) -> Iterator[Page]:
    with visitor(browser, "http://127.0.0.1", DESK) as context:
        window = context.new_page()
        window.add_init_script(recorder.SCRIPT)
        yield window


@contextmanager
def _window(browser: Browser, address: str) -> Iterator[Page]:
    """A window that shows the page and stands still."""
    with _blank(browser) as window:
        recorder.first_seconds(window, address)
        yield window


def _rerun(window: Page) -> Callable[[], float]:
    return lambda: recorder.rerun_seconds(window)


def _rows(
    first: dict[str, Timing], later: dict[str, Timing], reruns: dict[str, Timing]
) -> Iterator[Row]:
    empty, few, many = reruns
    goals = {
        few: Goal.at_most(_AT_MOST, reruns[few], reruns[empty], _EMPTY),
        many: Goal.under(_UNDER_S, reruns[many]),
    }
    limit = "the limit: one select and one text"
    for name, timing in reruns.items():
        yield Row(f"rerun, {name}", timing, goals.get(name), limit if name == empty else "")
    for name, timing in later.items():
        yield Row(f"first page, {name}", timing, note="empty browser cache")
    for name, timing in first.items():
        note = "" if name == empty else "everything judged meanwhile"
        yield Row(f"first page of a new server, {name}", timing, note=note)
