"""When a page of the app stands still, as the browser itself sees it.

A script in the page notes when a choice was made, when the app's script stopped, and when a
text or a chart last changed. Times are the browser's, so that nothing
between it and this process counts.
"""

from __future__ import annotations

from playwright.sync_api import Page

_QUIET_MS = 300
_PATIENCE_MS = 60_000

SCRIPT = """(() => {
  const seen = window.seen = {chosen: 0, stopped: 0, shown: 0, text: undefined};
  const now = () => performance.now();
  addEventListener('keydown', event => { if (event.key === 'Enter') seen.chosen = now(); }, true);
  for (const name of ['clearRect', 'fillText', 'fill']) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...told) {
      seen.shown = now();
      return draw.apply(this, told);
    };
  }
  const chart = 'svg.marks';
  const drawn = change => change.target.closest?.(chart)
    || [...change.addedNodes].some(one => one.matches?.(chart) || one.querySelector?.(chart));
  const look = changes => {
    const text = document.querySelector('[data-testid="stText"]')?.textContent;
    if (text !== seen.text || changes.some(drawn)) Object.assign(seen, {text, shown: now()});
    if (changes.some(one => one.attributeName === 'data-test-script-state')) seen.stopped = now();
  };
  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
  window.stillAt = ({quiet}) => {
    const app = document.querySelector('[data-testid="stApp"]');
    const last = Math.max(seen.stopped, seen.shown);
    const done = app && app.dataset.testScriptState === 'notRunning' && seen.shown > seen.chosen
      && document.querySelector('.st-key-month input')
      && !document.querySelector('[data-testid="stSkeleton"]') && now() - last > quiet;
    return done ? last - seen.chosen : null;
  };
})()"""
"""To be run in a window before anything else."""


def first_seconds(window: Page, address: str) -> float:
    """Open ``address``; seconds until the page stands still with its text or chart."""
    window.goto(address)
    return _seconds(window)


def rerun_seconds(window: Page) -> float:
    """Choose the next month; seconds from the key press until the page stands still again."""
    choice = window.locator(".st-key-month input")
    before = choice.input_value()
    choice.press("ArrowDown")
    window.get_by_role("option").first.wait_for()
    choice.press("Enter")
    found = _seconds(window)
    if choice.input_value() == before:
        raise AssertionError("the choice did not change")
    return found


def _seconds(window: Page) -> float:
    asked = {"quiet": _QUIET_MS}
    found = window.wait_for_function("stillAt", arg=asked, timeout=_PATIENCE_MS)
    return float(found.json_value()) / 1000
