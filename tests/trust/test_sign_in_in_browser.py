"""Signing in, out and being turned away, as a person at a browser meets it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from scripts.browser import DESK, settled, visitor
from tests.trust.signing_in import ADMINISTRATOR, Practice, behind_sign_in, practice
from tests.trust.test_sessions import disable, said

SHORT_HOURS = 30 / 3600


@pytest.fixture(scope="module")
def gate(
    tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path, idp: str
) -> Iterator[Practice]:
    """A practice at which people come in by the provider, and by nothing else."""
    with behind_sign_in(tmp_path_factory.mktemp("signing in"), empty_sqlite, idp) as served:
        yield served


@pytest.fixture
def window(browser: Browser, gate: Practice) -> Iterator[Page]:
    with visitor(browser, gate.address, DESK) as context:
        context.set_default_timeout(20_000)
        yield context.new_page()


def sign_in(window: Page, mail: str) -> None:
    """Choose an account at the provider."""
    window.get_by_role("button", name=mail, exact=True).click()


def menu(window: Page, name: str) -> Locator:
    return window.get_by_test_id("stSidebarNav").get_by_role("link", name=name)


def heading(window: Page, text: str) -> None:
    expect(window.get_by_role("heading", name=text, exact=True)).to_be_visible(timeout=20_000)


def test_a_deep_link_survives_the_sign_in_and_a_sign_out_ends_every_tab(
    window: Page, gate: Practice
) -> None:
    window.goto("/breaches?month=October+2026")
    sign_in(window, ADMINISTRATOR)

    heading(window, "SLA breaches")
    assert window.url == f"{gate.address}/breaches?month=October+2026"
    settled(window)
    expect(window.get_by_test_id("stSidebar").get_by_text(ADMINISTRATOR)).to_be_visible()

    other = window.context.new_page()
    other.goto("/practice")
    heading(other, "Practice")
    settled(other)
    copied = window.context.cookies()
    window.get_by_role("button", name="Sign out").click()
    window.get_by_role("button", name="End session").click()
    heading(window, "You are signed out")
    assert [one for one in window.context.cookies() if one["name"].startswith("_streamlit_u")] == []

    menu(other, "Contract").click()
    heading(other, "This session was signed out")
    expect(other.get_by_text(ADMINISTRATOR)).to_have_count(0)
    # A copy that somebody has made of the cookies leads to the sign-in and no further.
    window.context.add_cookies(copied)
    window.goto("/practice")
    sign_in(window, ADMINISTRATOR)
    heading(window, "Practice")


def test_a_disabled_person_is_turned_away_at_the_next_click_and_at_the_door(
    window: Page, gate: Practice
) -> None:
    said(gate, "nora@example.org", role="auditor", disabled=False)
    window.goto("/")
    sign_in(window, "nora@example.org")
    heading(window, "Overview")
    settled(window)

    disable(gate, "nora@example.org")

    menu(window, "Contract").click()
    heading(window, "Your access has been taken back")
    expect(menu(window, "Contract")).to_have_count(0)
    window.reload()
    heading(window, "Your access has been taken back")
    expect(window.get_by_text("You have signed in as nora@example.org.")).to_be_visible()
    window.get_by_role("link", name="Sign out").click()
    window.get_by_role("button", name="End session").click()
    heading(window, "You are signed out")


def test_an_address_that_is_not_verified_is_turned_away_with_what_to_do(window: Page) -> None:
    window.goto("/")
    sign_in(window, "eve@example.org")

    heading(window, "Your mail address is not verified")
    expect(window.get_by_text("Verify it where you sign in")).to_be_visible()


def test_a_sign_in_that_is_denied_leads_to_a_way_to_try_again(window: Page) -> None:
    window.goto("/")
    window.get_by_role("button", name="Deny").click()

    heading(window, "The sign-in did not work")
    window.get_by_role("link", name="Try again").click()
    sign_in(window, ADMINISTRATOR)
    heading(window, "Overview")


def test_a_session_that_is_over_ends_the_tab_and_leads_back_to_the_sign_in(
    browser: Browser, tmp_path: Path, idp: str
) -> None:
    url = f"sqlite:///{tmp_path / 'short.sqlite'}"
    with (
        practice(tmp_path, url, idp, session_hours=str(SHORT_HOURS)) as served,
        visitor(browser, served.address, DESK) as context,
    ):
        window = context.new_page()
        window.goto("/practice")
        sign_in(window, ADMINISTRATOR)
        heading(window, "Practice")
        settled(window)
        cookie = next(one for one in context.cookies() if one["name"] == "_streamlit_user")
        left_s = cookie["expires"] - time.time()
        assert left_s <= SHORT_HOURS * 3600 + 1

        time.sleep(max(0, left_s + 1))
        menu(window, "Contract").click()
        heading(window, "Your session has ended")
        window.reload()
        expect(window.get_by_role("button", name=ADMINISTRATOR)).to_be_visible()
