from __future__ import annotations

from dataclasses import replace

import pytest

from tests.agreements import ADMINISTRATOR, TODAY, VENDOR, denials, report
from vendor_eval.files.reading import Verdict
from vendor_eval.store import audit, measures
from vendor_eval.workflows import imports
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.imports import Preview
from vendor_eval.workflows.readings import Upload

TITLED = b"Figures of the month,\nmonth,FP acceptance today\n2026-01,96 %\n2026-02,95 %\n"


def upload(content: bytes, **said: object) -> Upload:
    return replace(Upload(content, "report.csv", TODAY), **said)  # type: ignore[arg-type]  # the keys are checked by the class


def preview(deps: Deps, content: bytes, **said: object) -> Preview:
    return imports.preview(deps, ADMINISTRATOR, upload(content, **said))


def stored_rows(deps: Deps) -> int:
    with deps.store.reading() as session:
        return len(measures.load(session))


def test_a_preview_says_what_would_be_added_and_stores_nothing(deps: Deps):
    seen = preview(deps, denials(m01=70, m02=80))

    assert seen.changes is not None
    assert len(seen.changes.added) == 2
    assert seen.changes.new_names["vendor"] == (VENDOR,)
    assert seen.changes.counts["added"].tolist() == [1, 1]
    assert stored_rows(deps) == 0


def test_storing_does_what_the_preview_said(deps: Deps):
    report(deps, denials(m01=70, m02=80))
    content = denials(m01=70, m02=90, m03=85)

    seen = preview(deps, content)
    counts = report(deps, content).saved.counts

    assert seen.changes is not None
    assert (counts.added, counts.restated, counts.unchanged) == (1, 1, 1)
    assert (len(seen.changes.added), len(seen.changes.restated), seen.changes.unchanged) == (
        1,
        1,
        1,
    )


def test_a_restatement_is_shown_with_the_value_that_is_stored(deps: Deps):
    report(deps, denials(m01=70))

    seen = preview(deps, denials(m01=130))

    assert seen.changes is not None
    [row] = seen.changes.restated.to_dict("records")
    assert (row["stored_value"], row["value"]) == (0.07, 0.13)


def test_the_same_file_is_stored_once_whatever_it_is_called(deps: Deps):
    report(deps, denials(m01=70), "january.csv")

    again = report(deps, denials(m01=70), "january (1).csv")

    assert again.saved is not None
    assert again.saved.earlier is not None
    assert again.saved.earlier.file_name == "january.csv"
    assert len(imports.listed(deps, ADMINISTRATOR)) == 1


def test_a_file_with_one_fault_is_not_stored_at_all(deps: Deps):
    outcome = report(deps, denials(m01=70) + f"{VENDOR},2026-02,denial_rate,x,,\n".encode())

    assert (outcome.reading.verdict, outcome.saved) == (Verdict.REJECT, None)
    assert stored_rows(deps) == 0
    assert imports.listed(deps, ADMINISTRATOR) == ()


def test_a_rejected_file_has_no_changes_to_show(deps: Deps):
    seen = preview(deps, b"nothing that anybody could read")

    assert (seen.reading.verdict, seen.changes) == (Verdict.REJECT, None)


def test_new_vendors_are_named_once_and_known_ones_never(deps: Deps):
    first = report(deps, denials(m01=70))
    other = report(deps, denials("NORTHWIND rcm", m02=70) + b"Acme,2026-02,denial_rate,5 %,,\n")

    assert first.new_vendors == (VENDOR,)
    assert other.new_vendors == ("Acme",)


def test_how_a_file_was_read_is_remembered_for_its_vendor(deps: Deps):
    said = {
        "vendor": VENDOR,
        "header_row": 2,
        "columns": {"FP acceptance today": "first_pass_acceptance_rate"},
    }
    imports.store(deps, ADMINISTRATOR, upload(TITLED, **said))
    following = TITLED.replace(b"2026-01", b"2026-03")

    seen = preview(deps, following, vendor=VENDOR)

    assert seen.upload.header_row == 2
    assert seen.reading.verdict is not Verdict.REJECT
    assert seen.changes is not None
    assert len(seen.changes.added) == 1


def test_what_is_remembered_of_one_vendor_is_not_used_for_another(deps: Deps):
    said = {"vendor": VENDOR, "header_row": 2, "columns": {"FP acceptance today": "denial_rate"}}
    imports.store(deps, ADMINISTRATOR, upload(TITLED, **said))

    seen = preview(deps, TITLED, vendor="Acme")

    assert (seen.upload.header_row, dict(seen.upload.columns)) == (None, {})


def test_what_is_said_now_comes_before_what_is_remembered(deps: Deps):
    told = {"FP acceptance today": "denial_rate"}
    imports.store(deps, ADMINISTRATOR, upload(TITLED, vendor=VENDOR, header_row=2, columns=told))

    seen = preview(deps, TITLED, vendor=VENDOR, columns={"FP acceptance today": "clean_claim_rate"})

    assert dict(seen.upload.columns) == {"FP acceptance today": "clean_claim_rate"}


def test_nothing_is_remembered_of_a_file_that_was_rejected(deps: Deps):
    imports.store(deps, ADMINISTRATOR, upload(TITLED, vendor=VENDOR, header_row=1))

    assert preview(deps, TITLED, vendor=VENDOR).upload.header_row is None


def test_the_same_bytes_read_in_another_way_are_another_import(deps: Deps):
    content = b"month,Rate\n2026-01,5 %\n"
    for metric in ("denial_rate", "full_denial_rate"):
        outcome = imports.store(
            deps, ADMINISTRATOR, upload(content, vendor=VENDOR, columns={"Rate": metric})
        )
        assert outcome.saved is not None
        assert outcome.saved.counts.added == 1


def test_months_after_today_are_refused(deps: Deps):
    assert preview(deps, denials(m04=70)).reading.verdict is not Verdict.REJECT
    assert preview(deps, denials(m05=70)).reading.verdict is Verdict.REJECT


def test_who_stored_what_is_on_record(deps: Deps):
    report(deps, denials(m01=70), "january.csv")
    report(deps, denials(m01=75), "corrected.csv")

    newest, oldest = imports.listed(deps, ADMINISTRATOR)

    assert (newest.file_name, newest.counts.restated) == ("corrected.csv", 1)
    assert (oldest.file_name, oldest.recorded_by) == ("january.csv", "A. Moreno")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../escape.csv", "../../escape.csv"),
        ("/etc/passwd", "/etc/passwd"),
        ("report\x00.csv", "report.csv"),
        ("report\x1b[31m.csv", "report[31m.csv"),
    ],
)
def test_a_files_name_is_only_ever_a_word_that_can_be_shown(deps: Deps, name: str, kept: str):
    outcome = report(deps, denials(m01=70), name)

    assert outcome.saved is not None
    assert imports.listed(deps, ADMINISTRATOR)[0].file_name == kept


def test_the_same_file_again_is_no_further_entry_of_the_audit_log(deps: Deps):
    report(deps, denials(m01=70))
    with deps.store.reading() as session:
        before = audit.checkpoint(session)

    again = report(deps, denials(m01=70))

    with deps.store.reading() as session:
        assert audit.checkpoint(session) == before
    assert again.saved.earlier is not None
