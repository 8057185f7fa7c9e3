"""The vendor's own answers, from the workbook on Rounds to the row on Scoring."""

from __future__ import annotations

import io
from collections.abc import Mapping

from openpyxl import load_workbook

from tests.e2e.application import Application, said, tables
from vendor_eval.access.roles import local_person
from vendor_eval.workflows import questionnaires, rounds, sheets
from vendor_eval.workflows.answers import Stored
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import NewRound, Round, State

VENDOR, OTHER = "Acme Billing", "Northwind RCM"
SITES, STAFFING = "scalability/multi-site-example", "scalability/staffing-model"
NAMED = "A team named by role with stand-ins who know our account, and the load of each in writing."
SAID = {SITES: ("yes", "Three clinics"), STAFFING: (NAMED, "")}


def opened(deps: Deps) -> Round:
    new = NewRound("Spring", (VENDOR, OTHER), ("scalability",))
    return rounds.move(
        deps, local_person(), rounds.open_round(deps, local_person(), new), State.OPEN
    )


def sent_back(
    deps: Deps,
    kept: Round,
    answers: Mapping[str, tuple[str, str]] = SAID,
    vendor: str = VENDOR,
) -> bytes:
    """The workbook with these answers and notes, by item."""
    content = questionnaires.export(deps, local_person(), kept.id, vendor)
    book = load_workbook(io.BytesIO(content))
    sheet = book["Questionnaire"]
    rows = {cell.value: cell.row for cell in sheet["A"]}
    for item, (answer, note) in answers.items():
        sheet[f"F{rows[item]}"], sheet[f"H{rows[item]}"] = answer, note
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def handed_in(deps: Deps) -> Round:
    kept = opened(deps)
    file = NamedFile("back.xlsx", sent_back(deps, kept))
    workbook = questionnaires.received(local_person(), file)
    questionnaires.hand_in(deps, local_person(), kept.id, [workbook])
    return kept


def said_by(deps: Deps, kept: Round, vendor: str) -> set[str]:
    """The items that the vendor has answered itself."""
    return set(sheets.sheet(deps, local_person(), kept.id, vendor).said)


def own(deps: Deps, kept: Round) -> dict[str, Stored]:
    return dict(sheets.sheet(deps, local_person(), kept.id, VENDOR).own)


def test_a_workbook_that_came_back_is_shown_and_then_stored(deps: Deps) -> None:
    kept = opened(deps)
    page = Application().show("rounds", {"tab": "Vendors' answers"})
    offered = [button.label for button in page.download_button]
    assert offered == [f"Questions to {VENDOR}", f"Questions to {OTHER}"]

    page.file_uploader[0].set_value([("back.xlsx", sent_back(deps, kept), "")]).run()

    assert not page.exception
    assert "Answers: 2 new, 0 changed, 0 already stored" in said(page)
    assert "Three clinics" in tables(page)
    assert said_by(deps, kept, VENDOR) == set()
    page.button(key="questionnaire.store").click().run()
    assert not page.exception
    assert said_by(deps, kept, VENDOR) == SAID.keys()
    assert page.file_uploader[0].value == []


def test_workbooks_of_several_vendors_are_stored_with_one_click(deps: Deps) -> None:
    kept = opened(deps)
    page = Application().show("rounds", {"tab": "Vendors' answers"})
    files = [
        ("acme.xlsx", sent_back(deps, kept), ""),
        ("north.xlsx", sent_back(deps, kept, {SITES: ("no", "")}, OTHER), ""),
    ]

    page.file_uploader[0].set_value(files).run()
    assert not page.exception
    assert f"acme.xlsx,{VENDOR},2,0,0" in tables(page)
    assert f"north.xlsx,{OTHER},1,0,0" in tables(page)
    assert page.button(key="questionnaire.store").label == "Store 3 answers"
    page.button(key="questionnaire.store").click().run()

    assert not page.exception
    assert said_by(deps, kept, VENDOR) == SAID.keys()
    assert said_by(deps, kept, OTHER) == {SITES}


def test_a_faulty_workbook_stays_with_its_faults_when_the_others_are_stored(deps: Deps) -> None:
    kept = opened(deps)
    page = Application().show("rounds", {"tab": "Vendors' answers"})
    files = [
        ("acme.xlsx", sent_back(deps, kept), ""),
        ("north.xlsx", sent_back(deps, kept, {SITES: ("perhaps", "")}, OTHER), ""),
    ]
    page.file_uploader[0].set_value(files).run()
    assert page.button(key="questionnaire.store").label == "Store 2 answers"

    page.button(key="questionnaire.store").click().run()

    assert not page.exception
    assert "Nothing of 1 file is stored" in said(page)
    assert '"north.xlsx, sheet Questionnaire' in tables(page)
    assert f"acme.xlsx,{VENDOR},0,0,2" in tables(page)
    assert "questionnaire.store" not in [one.key for one in page.button]
    assert said_by(deps, kept, VENDOR) == SAID.keys()
    assert said_by(deps, kept, OTHER) == set()


def test_every_fault_of_a_workbook_is_listed_and_nothing_can_be_stored(deps: Deps) -> None:
    kept = opened(deps)
    page = Application().show("rounds", {"tab": "Vendors' answers"})

    wrong = {SITES: ("perhaps", ""), STAFFING: (NAMED, "=1+1")}
    page.file_uploader[0].set_value([("back.xlsx", sent_back(deps, kept, wrong), "")]).run()

    assert not page.exception
    assert "is not one of the possible answers" in tables(page)
    assert "is calculated" in tables(page)
    assert not [one for one in page.button if one.label.startswith("Store")]


def test_a_row_takes_over_what_the_vendor_says(deps: Deps) -> None:
    kept = handed_in(deps)
    page = Application().show("scoring", {"candidate": VENDOR})
    assert "The vendor says: yes. Three clinics." in said(page)
    assert f"The vendor says: 4 ({NAMED.rstrip('.')})" in said(page)

    button = next(one for one in page.button if one.key.endswith(f"{SITES}.own.take-over"))
    button.click().run()

    assert not page.exception
    stored = own(deps, kept)[SITES]
    assert (stored.answer, stored.evidence, stored.note) == ("yes", "stated", "Three clinics")
    assert STAFFING not in own(deps, kept)


def test_a_section_takes_over_all_that_is_unanswered(deps: Deps) -> None:
    kept = handed_in(deps)
    page = Application().show("scoring", {"candidate": VENDOR})

    next(one for one in page.button if one.label.startswith("Take over all")).click().run()

    assert not page.exception
    assert own(deps, kept).keys() == SAID.keys()
    fields = {one.key: one.value for one in page.text_input}
    assert fields[f"{kept.id}.{VENDOR}.{SITES}.own.note"] == "Three clinics"
    assert not [one for one in page.button if one.label.startswith("Take over")]


def test_the_other_candidates_rows_say_nothing_of_it(deps: Deps) -> None:
    handed_in(deps)

    assert "The vendor says" not in said(Application().show("scoring", {"candidate": OTHER}))
