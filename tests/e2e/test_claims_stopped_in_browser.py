"""A recomputation of claims that somebody stops in a browser leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from scripts.browser import settled, visit
from tests.many_claims import many_claims
from vendor_eval.access.roles import local_person
from vendor_eval.workflows import claim_runs
from vendor_eval.workflows.deps import Deps


def test_stop_ends_a_recomputation_and_keeps_nothing_but_what_was_chosen(
    window: Page, deps: Deps, tmp_path: Path
) -> None:
    folder = many_claims(tmp_path / "claims")
    visit(window, "/claims")
    window.get_by_role("radio", name="Name a folder on this computer").click()
    field = window.get_by_role("textbox", name="Folder or file")
    field.fill(str(folder))
    field.press("Tab")
    settled(window)

    window.get_by_role("button", name="Recompute").click()
    bar = window.get_by_role("progressbar").first
    expect(bar).to_be_visible()
    window.get_by_role("button", name="Stop", exact=True).click()

    expect(window.get_by_text("Stopped. Nothing was kept")).to_be_visible(timeout=30_000)
    expect(bar).to_have_count(0)
    expect(field).to_have_value(str(folder))
    expect(window.get_by_role("button", name="Recompute")).to_be_enabled()
    settled(window)
    assert claim_runs.listed(deps, local_person()) == ()
    assert window.get_by_text("Keep this recomputation").count() == 0
