"""The vendor's own answers, from the workbook on Rounds to the row on Scoring."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from tests.e2e.application import Application, said, tables
from vendor_eval.access.roles import local_person
from vendor_eval.workflows import questionnaires, rounds, sheets
from vendor_eval.workflows.answers import Stored
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import NewRound, Round, State

VENDOR = "Acme Billing"
SITES, STAFFING = "scalability/multi-site-example", "scalability/staffing-model"
NAMED = "A team named by role with stand-ins who know our account, and the load of each in writing."
SAID = {SITES: ("yes", "Three clinics"), STAFFING: (NAMED, "")}


def opened(deps: Deps) -> Round:
    new = NewRound("Spring", (VENDOR, "Northwind RCM"), ("scalability",))
    return rounds.move(
        deps, local_person(), rounds.open_round(deps, local_person(), new), State.OPEN
    )


def sent_back(deps: Deps, kept: Round, answers: dict[str, tuple[str, str]] = SAID) -> bytes:
    """The workbook with these answers and notes, by item."""
    content = questionnaires.export(deps, local_person(), kept.id, VENDOR)
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
    questionnaires.hand_in(deps, local_person(), (kept.id, VENDOR), file)
    return kept


def own(deps: Deps, kept: Round) -> dict[str, Stored]:
    return dict(sheets.sheet(deps, local_person(), kept.id, VENDOR).own)


def test_a_workbook_that_came_back_is_shown_and_then_stored(deps: Deps) -> None:
    kept = opened(deps)
    page = Application().show("rounds", {"tab": "Vendors' answers"})
    assert f"Questions to {VENDOR}" in [button.label for button in page.download_button]

    page.file_uploader[0].set_value(("back.xlsx", sent_back(deps, kept), "")).run()

    assert not page.exception
    assert "Answers: 2 new, 0 changed, 0 already stored" in said(page)
    assert "Three clinics" in tables(page)
    assert sheets.sheet(deps, local_person(), kept.id, VENDOR).said == {}
    next(one for one in page.button if one.label == "Store 2 answers").click().run()
    assert not page.exception
    assert sheets.sheet(deps, local_person(), kept.id, VENDOR).said.keys() == SAID.keys()


def test_every_fault_of_a_workbook_is_listed_and_nothing_can_be_stored(deps: Deps) -> None:
    kept = opened(deps)
    page = Application().show("rounds", {"tab": "Vendors' answers"})

    wrong = {SITES: ("perhaps", ""), STAFFING: (NAMED, "=1+1")}
    page.file_uploader[0].set_value(("back.xlsx", sent_back(deps, kept, wrong), "")).run()

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

    assert "The vendor says" not in said(
        Application().show("scoring", {"candidate": "Northwind RCM"})
    )
