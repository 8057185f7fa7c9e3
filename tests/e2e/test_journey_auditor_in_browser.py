"""An auditor looks up who changed what, takes it along, verifies the log, and changes nothing."""

from __future__ import annotations

import csv
import os
import re
import subprocess
from pathlib import Path
from shutil import copy

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import COMMAND, visit
from tests.e2e.hands import Hand, Mouse, look_as
from vendor_eval.access.roles import Role, local_person
from vendor_eval.workflows import audit
from vendor_eval.workflows.audit import Asked, Entry
from vendor_eval.workflows.deps import Deps

MOST_CLICKS = 10
VENDOR = "Cedar Ridge RCM"
NEWEST, OF_CONTRACT = Asked(), Asked(entity="contract_revision", vendor=VENDOR)
_STANDS_AT = re.compile(r"Now at (\d+:[0-9a-f]+)")


@pytest.fixture
def sqlite_url(demonstration_file: Path, tmp_path: Path) -> str:
    """A demonstration practice of the test's own."""
    return f"sqlite:///{copy(demonstration_file, tmp_path / 'own.sqlite')}"


def entries(deps: Deps, asked: Asked = NEWEST) -> tuple[Entry, ...]:
    return audit.page(deps, local_person(), asked).entries


def test_who_changed_what_is_found_taken_along_and_verified(hand: Hand, deps: Deps) -> None:
    window, before = hand.window, entries(deps)[0].seq
    contract = entries(deps, OF_CONTRACT)[0]
    visit(window, "/")
    look_as(window, Role.AUDITOR)
    hand.begin()

    hand.turn_to("Audit log")
    hand.choose("Table", "contract revision")
    hand.choose("Vendor", VENDOR)
    hand.open_row(
        0, listed=("Every field of entry", str(contract.seq)), brings=f"Entry {contract.seq}"
    )
    with hand.take("CSV").path().open(encoding="utf-8-sig", newline="") as file:
        taken = list(csv.DictReader(file))
    hand.press("button", "Verify the log", brings="entries are as they were written")
    said = window.get_by_text("entries are as they were written").inner_text()
    (checkpoint,) = _STANDS_AT.findall(said)
    hand.write("Checkpoint", checkpoint)
    hand.press("button", "Verify the log", brings="entries are as they were written")

    assert {one["table"] for one in taken} == {"contract_revision"}
    assert [one["entry"] for one in taken] == [str(contract.seq)]
    verified = subprocess.run(
        [COMMAND, "audit", "verify", "--checkpoint", checkpoint],
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr
    # All that the log says since is that the auditor took the file.
    since = [one for one in entries(deps) if one.seq > before]
    assert {one.action for one in since} == {audit.READ}
    hand.keeps_to("auditor", MOST_CLICKS)


def test_an_auditor_is_offered_nothing_that_changes_anything(page: Page) -> None:
    hand = Hand(page, Mouse(page))
    visit(page, "/")
    look_as(page, Role.AUDITOR)

    menu = page.get_by_test_id("stSidebarNavLink")
    for entry in ("Import", "Claims", "People"):
        expect(menu.filter(has=page.get_by_text(entry, exact=True))).to_have_count(0)
    hand.turn_to("Contract")
    expect(page.get_by_role("tab", name="Amend")).to_have_count(0)
    hand.turn_to("Month close")
    expect(page.get_by_text("Leadership, finance or an administrator closes")).to_be_visible()
    hand.turn_to("Invoice check")
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
