"""The Scoring page in a real browser: a large evaluation is opened, and answers are given."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import databases
from benchmarks.pages import Site
from benchmarks.sizes import Sizes
from benchmarks.starting import EMPTY_PAGE, EMPTY_SERVER, OUR_SERVER
from benchmarks.table import Goal, Row, Subject
from benchmarks.timing import Timing, in_turns
from scripts.browser import DESK, chromium, chromium_path, visitor
from vendor_eval.access.roles import local_person
from vendor_eval.evaluation.scorecard import Scorecard
from vendor_eval.evaluation.settling import FORMULA
from vendor_eval.files.scorecards import shipped, shipped_texts
from vendor_eval.store import rounds as stored
from vendor_eval.store.rounds import FrozenScorecard, RoundDraft
from vendor_eval.workflows import answers, rounds
from vendor_eval.workflows.answers import NewAnswer
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import Round, State

_SAVED_UNDER_S = 0.3
_OPENED_UNDER_S = 2.0
_VENDORS = ("Acme Billing", "Bolt Claims", "Corvid Coding")
# A third of the answers is there already when the page is opened.
_ANSWERED = 3
# A section whose questions are answered with one click.
_SECTION = "Further controls"
_CLICKED = 5
_PATIENCE_MS = 60_000
_QUIET_MS = 300

_SCRIPT = """(() => {
  const seen = {asked: 0, stopped: 0, drawn: 0, counted: 0};
  const now = () => performance.now();
  addEventListener('pointerdown', () => {
    Object.assign(seen, {asked: now(), stopped: 0, drawn: 0, counted: 0});
  }, true);
  const look = changes => {
    const text = document.querySelector('[data-testid="stProgress"]')?.textContent;
    if (text !== seen.text) Object.assign(seen, {text, counted: now()});
    if (changes.some(one => one.addedNodes.length)) seen.drawn = now();
    if (changes.some(one => one.attributeName === 'data-test-script-state')) seen.stopped = now();
  };
  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
  const still = quiet => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app?.dataset.testScriptState === 'notRunning'
      && !document.querySelector('[data-testid="stSkeleton"]')
      && now() - Math.max(seen.stopped, seen.drawn) > quiet;
  };
  window.openAt = ({quiet, what}) => still(quiet) && document.querySelector(what) && seen.drawn
    ? Math.max(seen.stopped, seen.drawn) - seen.asked : null;
  window.savedAt = ({quiet}) => still(quiet) && seen.counted
    ? Math.max(seen.stopped, seen.counted) - seen.asked : null;
})()"""
"""Notes when the pointer went down, when the script stopped, when something was drawn and when
the number of answers changed; to be run in a window before anything else."""
_ROW = '[role="radiogroup"][aria-label^="Answer to"]'


def large_round(deps: Deps, items: int) -> Round:
    """An open round of at least so many items: the shipped scorecards, repeated where needed."""
    cards: list[FrozenScorecard] = []
    left = items
    for turn in itertools.count(1):
        for card in shipped():
            if left > 0:
                cards.append(_again(card, turn))
                left -= sum(len(section.items) for section in card.sections)
        if left <= 0:
            break
    weights = {card.id: 1 for card in cards}
    draft = RoundDraft("Benchmark", _VENDORS, tuple(cards), weights, FORMULA)
    with deps.store.writing("Ada") as session:
        kept = stored.create(session, draft, databases.BY)
    return rounds.move(deps, local_person(), kept, State.OPEN)


def _again(card: Scorecard, turn: int) -> FrozenScorecard:
    """A shipped scorecard, under a name of its own from the second turn on."""
    text = shipped_texts()[card.id]
    if turn == 1:
        return FrozenScorecard(card.id, card.version, text)
    name, title = f"{card.id}-{turn}", f"{card.title} {turn}"
    text = text.replace(f'id = "{card.id}"', f'id = "{name}"', 1)
    text = text.replace(f'title = "{card.title}"', f'title = "{title}"', 1)
    return FrozenScorecard(name, card.version, text)


def _answered(deps: Deps, kept: Round) -> None:
    """Give some answers, so that there is something to load."""
    for place in list(rounds.scope(kept).places())[::_ANSWERED]:
        given = NewAnswer(kept.id, _VENDORS[0], place.key, place.item.options[0].answer)
        answers.answer(deps, local_person(), given)


def measured(sizes: Sizes, folder: Path) -> Subject:
    """Opening the page, for a newcomer and from another page, and giving answers."""
    database = folder / "round.sqlite"
    deps = databases.opened(database)
    kept = large_round(deps, sizes.asked)
    _answered(deps, kept)
    deps.store.close()
    scope = rounds.scope(kept)
    title = f"Scoring page in Chromium: a round of {len(list(scope.places()))} items"
    program = chromium_path()
    if program is None:
        return Subject(title, (Row("all", None, note="not measured: no Chromium on this machine"),))
    ours = Site("ours", OUR_SERVER, folder, "scoring?" + _address(scope.scorecards), database)
    empty = Site("empty", EMPTY_SERVER, folder / "empty")
    empty.folder.mkdir()
    (empty.folder / "empty.py").write_text(EMPTY_PAGE, "utf-8")
    with sync_playwright() as playwright, chromium(playwright, program) as browser:
        return Subject(title, tuple(_rows(_times(browser, (ours, empty), sizes))))


def _address(scorecards: tuple[Scorecard, ...]) -> str:
    """Where `_SECTION` is, as the page's address has it."""
    card = next(
        card for card in scorecards if _SECTION in [section.title for section in card.sections]
    )
    return urlencode({"scorecard": card.title, "section": _SECTION})


def _times(browser: Browser, sites: tuple[Site, Site], sizes: Sizes) -> dict[str, Timing]:
    ours, empty = sites
    with ExitStack() as servers:
        scoring = servers.enter_context(ours.address())
        nothing = servers.enter_context(empty.address())
        newcomers = {
            "empty": lambda: _first(browser, nothing, '[data-testid="stText"]'),
            "first": lambda: _first(browser, scoring, _ROW),
        }
        times = in_turns(newcomers, sizes.runs)
        window = servers.enter_context(_blank(browser))
        _seconds(window, scoring, _ROW)
        times |= in_turns({"opened": lambda: _opened(window)}, sizes.runs)
        window.goto(scoring)
        window.wait_for_selector(_ROW)
        rows = itertools.cycle(range(_CLICKED))
        return times | in_turns({"saved": lambda: _saved(window, next(rows))}, sizes.reruns)


@contextmanager
def _blank(browser: Browser) -> Iterator[Page]:
    """A window of somebody whose browser has nothing of the app yet."""
    with visitor(browser, "http://127.0.0.1", DESK) as context:
        window = context.new_page()
        window.add_init_script(_SCRIPT)
        yield window


def _first(browser: Browser, address: str, what: str) -> float:
    with _blank(browser) as window:
        return _seconds(window, address, what)


def _seconds(window: Page, address: str, what: str) -> float:
    """Open ``address``; seconds until ``what`` is there and the page stands still."""
    window.goto(address)
    return _waited(window, "openAt", what)


def _opened(window: Page) -> float:
    """Come from another page; seconds from the click until the questions stand still."""
    window.get_by_role("link", name="Practice").first.click()
    window.wait_for_selector(_ROW, state="detached")
    _waited(window, "openAt", "h1")
    window.get_by_role("link", name="Scoring").first.click()
    return _waited(window, "openAt", '[aria-label^="Answer to"]')


def _saved(window: Page, row: int) -> float:
    """Answer, or take the answer back; seconds from the click until it is saved and counted."""
    window.locator(_ROW).nth(row).get_by_role("radio").first.click()
    return _waited(window, "savedAt", "")


def _waited(window: Page, asked: str, what: str) -> float:
    told = {"quiet": _QUIET_MS, "what": what}
    found = window.wait_for_function(asked, arg=told, timeout=_PATIENCE_MS)
    return float(found.json_value()) / 1000


def _rows(times: dict[str, Timing]) -> Iterator[Row]:
    saved, opened = times["saved"], times["opened"]
    note = "from the click until it is stored and counted"
    yield Row("saving an answer", saved, Goal.under(_SAVED_UNDER_S, saved), note)
    yield Row("opening it from another page", opened, Goal.under(_OPENED_UNDER_S, opened))
    yield Row("opening it, the first page of a browser", times["first"], note="empty browser cache")
    note = "the limit: one select and one text"
    yield Row("first page, an empty page", times["empty"], note=note)
