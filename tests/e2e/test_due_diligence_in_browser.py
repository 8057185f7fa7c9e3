"""A register in a browser: what was typed stays, and nothing is overwritten unseen."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.browser import COMMAND, Look, served, settled, visit
from tests.e2e.application import TODAY
from tests.e2e.conftest import watched
from vendor_eval.access.roles import local_person
from vendor_eval.evaluation.registers import Coder
from vendor_eval.store import Store
from vendor_eval.workflows import registers, rounds
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.registers import Change, Kept
from vendor_eval.workflows.rounds import NewRound

VENDOR = "Acme Billing"
# Pixels from the table's edge into its first column, and the heights of its header and of a row.
NAME, HEADER, ROW = 80, 32, 31


@pytest.fixture
def deps(sqlite_url: str) -> Iterator[Deps]:
    """What the served app has stored: one vendor, because a round names it."""
    store = Store.open(sqlite_url)
    opened = Deps(store, lambda: TODAY)
    rounds.open_round(opened, local_person(), NewRound("Spring", (VENDOR,), ("scalability",)))
    yield opened
    store.close()


@pytest.fixture
def window(
    browser: Browser, sqlite_url: str, deps: Deps, tmp_path: Path, look: Look
) -> Iterator[Page]:
    """A watched window on the page of that vendor."""
    environment = os.environ | {
        "VENDOR_EVAL_DATABASE_URL": sqlite_url,
        "VENDOR_EVAL_TODAY": str(TODAY),
    }
    with (
        served([COMMAND, "serve", "--port"], tmp_path, environment) as address,
        watched(browser, address, look) as opened,
    ):
        visit(opened, "/due-diligence")
        yield opened


def type_name(window: Page, row: int, text: str) -> None:
    """Type into the first column of the coders."""
    grid = window.locator("table[role=grid]").first
    expect(grid).to_have_attribute("aria-rowcount", re.compile("[0-9]+"))
    place = window.get_by_test_id("stDataFrame").first.bounding_box()
    assert place is not None, "the table of coders is drawn"
    window.mouse.click(place["x"] + NAME, place["y"] + HEADER + row * ROW + ROW / 2)
    cell = window.locator("#portal textarea")
    # The table is a picture: nothing tells when a cell of it is ready for the first letter.
    for _ in range(20):
        window.keyboard.press("x")
        window.wait_for_timeout(250)
        if cell.is_visible():
            break
    cell.fill(text)
    cell.press("Enter")
    expect(window.get_by_text("1 changed row not saved yet.")).to_be_visible()
    settled(window)


def save(window: Page) -> None:
    window.get_by_role("button", name="Save").first.click()
    settled(window)


def coders(deps: Deps) -> list[str]:
    found = registers.of_vendor(deps, local_person(), VENDOR).coders
    return [one.entry.name for one in found]


def test_whoever_saves_second_sees_both_and_their_own_stays_typed(window: Page, deps: Deps) -> None:
    registers.save(deps, local_person(), [Change(1, Kept(VENDOR, Coder("J. Doe")))])
    window.reload()
    settled(window)
    type_name(window, 0, "Jane Doe")
    [shown] = registers.of_vendor(deps, local_person(), VENDOR).coders
    theirs = replace(shown, entry=Coder("J. Doe", ("CPC",)))
    registers.save(deps, local_person(), [Change(1, theirs)])

    save(window)

    expect(window.get_by_text("compare both versions and save again")).to_be_visible()
    assert coders(deps) == ["J. Doe"]

    save(window)

    # Only what was typed replaces what others saved: their credential is still there.
    expect(window.get_by_text("1 of 1 coder certified")).to_be_visible()
    assert coders(deps) == ["Jane Doe"]
