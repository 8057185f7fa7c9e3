"""Claims are handed in and evidence is looked at, in a browser at a desk and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import DESK_DARK, PHONE, Look, overhang, settled, visit
from tests.claim_rows import claim, write_csv
from vendor_eval.access.roles import local_person
from vendor_eval.workflows import claim_runs
from vendor_eval.workflows.deps import Deps


def test_uploaded_claims_are_recomputed_kept_and_held_against_reports(
    window: Page, deps: Deps, tmp_path: Path
) -> None:
    extract = write_csv(tmp_path / "claims.csv", [claim(1), claim(2, first_outcome="denied")])
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7")

    visit(window, "/claims")
    window.locator("input[type=file]").first.set_input_files([extract, letter])
    settled(window)
    window.get_by_role("button", name="Recompute").click()

    expect(window.get_by_text("1 file with 2 rows count; 1 refusal.")).to_be_visible()
    expect(window.get_by_role("heading", name="What was refused")).to_be_visible()
    assert claim_runs.listed(deps, local_person()) == ()

    window.get_by_role("button", name="Keep this recomputation").click()
    expect(window.get_by_text("Kept what the claims give, as of June 15, 2025.")).to_be_visible()
    (run,) = claim_runs.listed(deps, local_person())
    assert [one.name for one in run.provenance.files] == ["claims.csv"]

    window.get_by_role("link", name="Hold it against what was reported").click()
    expect(window.get_by_role("heading", name="Evidence")).to_be_visible()
    expect(window.get_by_text("Nothing was reported for the month.")).to_be_visible()


@pytest.mark.parametrize("look", [DESK_DARK, PHONE], ids=str)
def test_a_discrepancy_reads_whole_on_every_screen(page: Page, look: Look) -> None:
    visit(page, "/evidence?vendor=Blue+Mesa+Billing&month=October+2026")

    sentence = page.get_by_text("Blue Mesa Billing reported 96.80 % as first-pass acceptance rate")
    expect(sentence).to_be_visible()
    assert overhang(page) == 0
