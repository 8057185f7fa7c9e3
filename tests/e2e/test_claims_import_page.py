"""Claims: files are looked at first, and what comes of them is kept when somebody says so."""

from __future__ import annotations

import hashlib
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.claim_rows import claim, write_csv
from tests.e2e.application import Application, said, tables
from vendor_eval.access.roles import local_person
from vendor_eval.workflows import claim_runs
from vendor_eval.workflows.deps import Deps

FOLDER = "Name a folder on this computer"


def looked_at(folder: Path) -> AppTest:
    """The page after the files of a folder were recomputed."""
    page = Application().show("claims")
    page.segmented_control(key="claims.way").set_value(FOLDER).run()
    page.text_input(key="claims.folder.0").set_value(str(folder)).run()
    return page.button(key="claims.recompute").click().run()


def claims(folder: Path) -> Path:
    folder.mkdir()
    write_csv(folder / "claims.csv", [claim(1), claim(2, first_outcome="denied")])
    return folder


def test_what_was_found_is_shown_before_anything_is_kept(deps: Deps, tmp_path: Path) -> None:
    folder = claims(tmp_path / "claims")
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7")

    page = looked_at(folder)

    assert not page.exception
    assert "1 file with 2 rows count; 1 refusal." in said(page)
    assert "What was open is looked at from the end of June 15, 2025." in said(page)
    assert "letter.pdf" in tables(page)
    assert "New here: Northwind RCM." in said(page)
    assert "Net collection rate, cash basis" in tables(page)
    assert "Denial rate,1,Mar 2025,50.00 %,2,0" in tables(page)
    assert claim_runs.listed(deps, local_person()) == ()


def test_what_was_found_is_kept_once_and_listed(deps: Deps, tmp_path: Path) -> None:
    folder = claims(tmp_path / "claims")

    page = looked_at(folder)
    page.button(key="claims.keep").click().run()

    assert not page.exception
    assert "Kept what the claims give, as of June 15, 2025." in said(page)
    (run,) = claim_runs.listed(deps, local_person())
    content = (folder / "claims.csv").read_bytes()
    assert run.provenance.files[0].sha256 == hashlib.sha256(content).hexdigest()

    again = looked_at(folder)
    again.button(key="claims.keep").click().run()

    assert "Nothing was added." in said(again)
    assert len(claim_runs.listed(deps, local_person())) == 1


def test_fewer_claims_than_were_known_count_only_when_somebody_says_so(
    deps: Deps, tmp_path: Path
) -> None:
    full, glimpse = tmp_path / "march.csv", tmp_path / "april.csv"
    write_csv(full, [claim(number) for number in range(10)])
    write_csv(glimpse, [claim(11, extract_ts="2025-07-15T06:00:00")])
    looked_at(full).button(key="claims.keep").click().run()

    page = looked_at(glimpse)

    assert not page.exception
    assert "These files know less of some months" in said(page)
    assert "March 2025" in tables(page)
    assert "1 of the 10 claims that were known" in tables(page)
    assert page.button(key="claims.keep").disabled
    [confirm] = [one for one in page.checkbox if str(one.key).startswith("claims.less.")]
    confirm.check().run()
    page.button(key="claims.keep").click().run()
    assert len(claim_runs.listed(deps, local_person())) == 2


def test_an_uploaded_file_is_recomputed_and_nothing_of_it_stays_behind(
    deps: Deps, tmp_path: Path
) -> None:
    content = (claims(tmp_path / "claims") / "claims.csv").read_bytes()
    page = Application().show("claims")

    page.file_uploader(key="claims.files.0").upload("mine.csv", content, "text/csv").run()
    page.button(key="claims.recompute").click().run()
    page.button(key="claims.keep").click().run()

    assert not page.exception
    (run,) = claim_runs.listed(deps, local_person())
    assert [one.name for one in run.provenance.files] == ["mine.csv"]


def test_a_folder_that_is_not_there_is_named(deps: Deps, tmp_path: Path) -> None:
    page = looked_at(tmp_path / "nowhere")

    assert not page.exception
    [error] = page.error
    assert "there is no such file or folder" in said(page)
    assert error.value
    assert claim_runs.listed(deps, local_person()) == ()


def test_files_of_which_none_counts_cannot_be_kept(deps: Deps, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7")

    page = looked_at(folder)

    assert "letter.pdf" in tables(page)
    assert [one for one in page.button if one.key == "claims.keep"] == []
    assert claim_runs.listed(deps, local_person()) == ()


def foreign(folder: Path) -> Path:
    """A folder with an extract under headings and words of its own."""
    folder.mkdir()
    every = [claim(1, first_outcome="Settled"), claim(2, first_outcome="Refused")]
    rows = [
        {("Decision" if k == "first_outcome" else k): v for k, v in one.items()} for one in every
    ]
    write_csv(folder / "claims.csv", rows)
    return folder


def recomputed_with(mapping: str, folder: Path) -> AppTest:
    """The page after a folder was recomputed with a mapping."""
    page = Application().show("claims")
    page.segmented_control(key="claims.way").set_value(FOLDER).run()
    page.text_input(key="claims.folder.0").set_value(str(folder)).run()
    uploader = page.file_uploader(key="claims.mapping")
    uploader.upload("acme.toml", mapping.encode(), "application/toml").run()
    return page.button(key="claims.recompute").click().run()


def test_extracts_are_read_as_an_uploaded_mapping_says(deps: Deps, tmp_path: Path) -> None:
    mapping = """
    [claim_events]
    first_outcome = "Decision"
    [words.first_outcome]
    settled = "paid"
    refused = "denied"
    """

    page = recomputed_with(mapping, foreign(tmp_path / "claims"))

    assert not page.exception
    assert "Denial rate,1,Mar 2025,50.00 %,2,0" in tables(page)
    page.button(key="claims.keep").click().run()
    (run,) = claim_runs.listed(deps, local_person())
    assert run.provenance.terms["mapping"] == {
        "headings": {"claim_events": {"first_outcome": "decision"}},
        "words": {"first_outcome": {"settled": "paid", "refused": "denied"}},
    }


def test_every_fault_of_a_mapping_is_named_and_nothing_is_recomputed(
    deps: Deps, tmp_path: Path
) -> None:
    mapping = """
    [claim_events]
    first_outcomes = "Decision"
    practice_claim_key = "Patient ID"
    """

    page = recomputed_with(mapping, foreign(tmp_path / "claims"))

    assert not page.exception
    seen = said(page) + tables(page)
    assert "acme.toml: claim_events.first_outcomes" in seen
    assert "acme.toml: claim_events.practice_claim_key" in seen
    assert [one for one in page.button if one.key == "claims.keep"] == []


def test_a_run_without_a_mapping_has_the_terms_that_it_had_before(
    deps: Deps, tmp_path: Path
) -> None:
    looked_at(claims(tmp_path / "claims")).button(key="claims.keep").click().run()

    (run,) = claim_runs.listed(deps, local_person())
    assert "mapping" not in run.provenance.terms
