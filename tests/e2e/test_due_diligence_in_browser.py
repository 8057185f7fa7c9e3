"""A register in a browser: what was typed stays, and nothing is overwritten unseen."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import settled, visit
from tests.drawn_tables import Cell, type_cell
from vendor_eval.access.roles import local_person
from vendor_eval.evaluation.registers import Coder
from vendor_eval.workflows import registers, rounds
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.registers import Change, Kept
from vendor_eval.workflows.rounds import NewRound

VENDOR = "Acme Billing"
# Pixels from the table's edge into its first column.
NAME = 80


@pytest.fixture
def deps(deps: Deps) -> Deps:
    """The served app has one vendor, because a round names it."""
    rounds.open_round(deps, local_person(), NewRound("Spring", (VENDOR,), ("scalability",)))
    return deps


@pytest.fixture
def window(window: Page) -> Page:
    """A window on the page of that vendor."""
    visit(window, "/due-diligence")
    return window


def type_name(window: Page, row: int, text: str) -> None:
    """Type into the first column of the coders."""
    grid = window.locator("table[role=grid]").first
    expect(grid).to_have_attribute("aria-rowcount", re.compile("[0-9]+"))
    type_cell(window.get_by_test_id("stDataFrame").first, Cell(NAME, row), text)
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

    expect(window.get_by_text("The register is saved.")).to_be_visible()
    assert coders(deps) == ["Jane Doe"]
    # Only what was typed replaces what others saved: their credential is still there.
    expect(window.get_by_text("1 of 1 coder certified")).to_be_visible()
