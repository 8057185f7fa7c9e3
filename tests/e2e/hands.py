"""How a person works a page, by mouse or by keyboard, and how often they had to act.

Every journey goes through `Hand`, which counts: a click, a key that does what a click would, and a
choice from a list are one act each; a field that is typed into is counted apart.
"""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from playwright.sync_api import Download, Locator, Page, Position, expect

from scripts.browser import settled
from vendor_eval.access.roles import Role
from vendor_eval.pages.menu import PAGES

Acting = Literal["link", "button", "tab", "radio", "checkbox"]
GUIDES = Path(__file__).parents[2] / "docs" / "guides"
_MOST_STEPS = 250
# Pixels of the header of a table and of a row whose text breaks into lines.
_HEADER, _ROW = 32, 58
# What is one stop of the tabulator, with arrows from one of it to the next.
_GROUP = "ancestor::*[@role='radiogroup' or @role='tablist' or @role='toolbar'][1]"
# The shape of what a focused element and what is around it look like: what a person sees of it.
_LOOKS = """element => {
    const seen = [];
    for (let at = element, level = 0; at && level < 6; at = at.parentElement, level++) {
        const one = getComputedStyle(at);
        seen.push(one.outline, one.boxShadow, one.borderColor, one.backgroundColor, one.color);
    }
    return seen.join('|');
}"""
_HAS_FOCUS = """element => element === document.activeElement
    || element.contains(document.activeElement)"""
_IS_AHEAD = """element => Boolean(document.activeElement.compareDocumentPosition(element)
    & Node.DOCUMENT_POSITION_FOLLOWING)"""


class Reach(Protocol):
    """How something on the page is got hold of."""

    def press(self, target: Locator) -> None:
        """Do what a click on the target does."""

    def enter(self, target: Locator) -> None:
        """Stand in a field, so that what is typed goes there."""


@dataclass(frozen=True, slots=True)
class Mouse:
    """Points at things."""

    window: Page

    def press(self, target: Locator) -> None:
        """Click; a box to tick lies hidden below its label."""
        label = target.locator("xpath=self::input/ancestor::label")
        (label if label.count() else target).click()

    def enter(self, target: Locator) -> None:
        """Click into the field."""
        target.click()

    def row(self, grid: Locator, number: int) -> None:
        """Point at the row, and click: a table has to see where the mouse is before."""
        place: Position = {"x": 60, "y": _HEADER + _ROW * number + _ROW // 2}
        grid.scroll_into_view_if_needed()
        grid.hover(position=place)
        settled(self.window)
        grid.click(position=place)


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Goes from one thing to the next by the tabulator, and sees where it is."""

    window: Page

    def press(self, target: Locator) -> None:
        """Walk there; the key depends on what it is."""
        expect(target).to_be_visible()
        role = target.evaluate("one => one.getAttribute('role') || one.type || one.tagName")
        if target.locator(f"xpath={_GROUP}").count():
            self._turn(target)
        else:
            self.enter(target)
        self.window.keyboard.press("Space" if role in {"radio", "tab", "checkbox"} else "Enter")

    def enter(self, target: Locator) -> None:
        """Walk to the target, whichever way is shorter, until it has the focus."""
        expect(target).to_be_visible()
        if target.evaluate(_HAS_FOCUS):
            # Leaving the field before has led here: from elsewhere one sees the difference.
            self.window.keyboard.press("Shift+Tab")
        before = target.evaluate(_LOOKS)
        self._walk_to(target)
        assert target.evaluate(_LOOKS) != before, f"nobody sees the focus on {target}"

    def _walk_to(self, target: Locator) -> None:
        step = "Tab" if target.evaluate(_IS_AHEAD) else "Shift+Tab"
        for _ in range(_MOST_STEPS):
            if target.evaluate(_HAS_FOCUS):
                return
            self.window.keyboard.press(step)
        raise AssertionError(f"no tabulator leads to {target}")

    def _turn(self, target: Locator) -> None:
        """Within answers, tabs and chips arrows turn, once the tabulator has led into them."""
        before = target.evaluate(_LOOKS)
        group = target.locator(f"xpath={_GROUP}")
        self._walk_to(group)
        settled(self.window)
        if not group.evaluate(_HAS_FOCUS):
            # The page was drawn anew by what had been pressed before.
            self._walk_to(group)
        step = "ArrowRight" if target.evaluate(_IS_AHEAD) else "ArrowLeft"
        for _ in range(_MOST_STEPS):
            if target.evaluate(_HAS_FOCUS):
                assert target.evaluate(_LOOKS) != before, f"nobody sees the focus on {target}"
                return
            self.window.keyboard.press(step)
            # An arrow opens what it leads to, and a person sees that before the next one.
            settled(self.window)
        raise AssertionError(f"no arrow leads to {target}")


@dataclass(slots=True)
class Hand:
    """One person at one window.

    Attributes:
        clicks: how often something was pressed or chosen.
        fields: how many fields were typed into.
        named: what was pressed, chosen or filled, by the name that stands on it.
    """

    window: Page
    reach: Reach
    clicks: int = 0
    fields: int = 0
    named: set[str] = field(default_factory=set)
    begun: float = field(default_factory=time.monotonic)

    def press(self, kind: Acting, name: str, *, brings: str | Locator | None = None) -> None:
        """Press what is called ``name``, and wait for what that brings."""
        self._click(self._called(kind, name), name)
        self._wait(brings)

    def turn_to(self, page: str) -> None:
        """Open a page by the menu."""
        menu = self.window.get_by_test_id("stSidebarNav")
        self._click(menu.get_by_role("link", name=page, exact=True), page)
        expect(self.window.get_by_role("heading", name=page, exact=True, level=1)).to_be_visible()
        settled(self.window)

    def write(self, label: str, text: str) -> None:
        """Type into a field; leaving it hands it in."""
        box = self.window.get_by_role("textbox", name=label, exact=True)
        self._enter(box, label)
        box.press("ControlOrMeta+a")
        self.window.keyboard.type(text)
        self.window.keyboard.press("Tab")
        self._wait(None)

    def choose(self, label: str, *options: str) -> None:
        """Open a list and choose from it by what it says: one act to open it, one a choice."""
        box = self.window.get_by_role("combobox", name=label, exact=True)
        self._count(label, clicks=1)
        self.reach.enter(box)
        for option in options:
            self._count(option, clicks=1)
            self.window.keyboard.type(option)
            # A person sees what was found before they take it.
            found = self.window.get_by_role("option").filter(has_text=option).first
            expect(found).to_be_visible()
            self.window.keyboard.press("Enter")
            settled(self.window)
        if len(options) > 1:
            # A list of several choices stays open, and with it everything else out of reach.
            self.window.keyboard.press("Escape")
            settled(self.window)
        else:
            expect(box).to_have_value(options[0])

    def pick(self, group: Locator, number: int, *, brings: str) -> None:
        """Pick one of several answers that stand side by side, the first being 0."""
        self._click(group.get_by_role("radio").nth(number), "")
        self._wait(brings)

    def open_row(self, row: int, *, listed: tuple[str, str], brings: str) -> None:
        """Open a row of the page's first table, the first being 0.

        Args:
            listed: where the same can be chosen without a mouse, and as what.
        """
        label, option = listed
        if isinstance(self.reach, Mouse):
            self._count(label, clicks=1)
            self.reach.row(self.window.get_by_test_id("stDataFrame").first, row)
            box = self.window.get_by_role("combobox", name=label, exact=True)
            expect(box).to_have_value(option)
        else:
            self.choose(label, option)
        self._wait(brings)

    def give(self, place: str, *files: Path, brings: str | Locator) -> None:
        """Open the browser's own dialog for files at a place for them, and choose some at once."""
        region = self.window.get_by_role("region", name=place, exact=True)
        with self.window.expect_file_chooser() as asked:
            self._click(region.get_by_role("button", name="Upload", exact=True), "Upload")
        asked.value.set_files(files)
        self._wait(brings)

    def take(self, name: str) -> Download:
        """Press a button that gives a file."""
        with self.window.expect_download() as coming:
            self._click(self._called("button", name), name)
        return coming.value

    def begin(self) -> None:
        """Count from here on."""
        self.clicks = self.fields = 0
        self.begun = time.monotonic()

    def keeps_to(self, journey: str, most_clicks: int) -> None:
        """The journey has taken no more clicks; and its guide names nothing that is not there."""
        taken = time.monotonic() - self.begun
        sys.stdout.write(f"{journey}: {self.clicks} clicks, {self.fields} fields, {taken:.1f} s\n")
        assert self.clicks <= most_clicks
        assert f"at most {most_clicks} clicks" in guide_line(journey)
        assert named_in(journey) - titles() <= self.named

    def _called(self, kind: Acting, name: str) -> Locator:
        return self.window.get_by_test_id("stMain").get_by_role(kind, name=name, exact=True).first

    def _click(self, target: Locator, name: str) -> None:
        self._count(name, clicks=1)
        self.reach.press(target)

    def _enter(self, target: Locator, name: str) -> None:
        self._count(name, fields=1)
        self.reach.enter(target)

    def _count(self, name: str, *, clicks: int = 0, fields: int = 0) -> None:
        """The one place where acts are counted, and remembered by the name they go by."""
        self.clicks += clicks
        self.fields += fields
        self.named.add(name)

    def _wait(self, brings: str | Locator | None) -> None:
        if isinstance(brings, str):
            brings = self.window.get_by_text(brings).first
        if brings is not None:
            expect(brings).to_be_visible()
        settled(self.window)


def named_in(journey: str) -> set[str]:
    """The pages, buttons and fields that the guide of a journey names: its bold words."""
    return set(re.findall(r"\*\*(.+?)\*\*", (GUIDES / f"{journey}.md").read_text("utf-8")))


def guide_line(journey: str) -> str:
    """What the list of guides says about a journey."""
    lines = (GUIDES / "README.md").read_text("utf-8").splitlines()
    return next(line for line in lines if f"({journey}.md)" in line)


def titles() -> set[str]:
    """The titles of all pages."""
    return {entry.title for entry in PAGES}


def look_as(window: Page, role: Role) -> None:
    """Look at a practice with made-up figures as somebody in this role; not part of a journey."""
    box = window.get_by_role("combobox", name="Look at it as")
    # The list closes when what is around it is moved, so it is moved first.
    box.scroll_into_view_if_needed()
    settled(window)
    box.click()
    window.get_by_role("option", name=role.value).click()
    expect(box).to_have_value(role.value)
    settled(window)
