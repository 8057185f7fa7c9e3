"""Workbooks that vendors answer in: what they are told, and what of theirs is taken."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html import escape

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from vendor_eval.evaluation.answers import Answer, Evidence
from vendor_eval.evaluation.scope import scope_of
from vendor_eval.evaluation.scorecard import Kind
from vendor_eval.files.answers import AnswerReading
from vendor_eval.files.questionnaire import Questionnaire, opened, read_questionnaire
from vendor_eval.files.questionnaire.writing import written
from vendor_eval.files.scorecards import shipped, shipped_texts

NAME = "answers.xlsx"
ASKED = Questionnaire(
    round=3,
    vendor="Northwind RCM",
    asked_by="Family Practice",
    asked_on=dt.date(2026, 11, 21),
    scope=scope_of([one for one in shipped() if one.id in {"scalability", "hipaa-controls"}]),
    frozen=tuple(shipped_texts().values()),
    given={},
)
EVERYTHING = replace(ASKED, scope=scope_of(shipped()))
SITES, STAFFING = "scalability/multi-site-example", "scalability/staffing-model"
ROLES = "A team named by role with stand-ins who know our account, and the load of each in writing."
TOP = 7
"""The row of the headings."""

Edit = Callable[[Worksheet], None]


def row_of(sheet: Worksheet, item: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == item)


def filled(*edits: Edit, asked: Questionnaire = ASKED) -> bytes:
    """The questionnaire as another program saves it after somebody has worked in it."""
    book = load_workbook(io.BytesIO(written(asked)))
    for edit in edits:
        edit(book["Questionnaire"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def says(item: str, answer: object, shown_in: object = None, note: object = None) -> Edit:
    def edit(sheet: Worksheet) -> None:
        row = row_of(sheet, item)
        for column, value in zip("FGH", (answer, shown_in, note), strict=True):
            if value is not None:
                sheet[f"{column}{row}"] = value

    return edit


def put(column: str, text: str, item: str = SITES) -> Edit:
    def edit(sheet: Worksheet) -> None:
        sheet[f"{column}{row_of(sheet, item)}"] = text

    return edit


def read(content: bytes, asked: Questionnaire = ASKED) -> AnswerReading:
    return read_questionnaire(opened(content, NAME), [asked]).reading


def texts_in(content: bytes) -> str:
    """Every part of the workbook, hidden sheets and properties included."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(
            archive.read(name).decode("utf-8", "ignore") for name in archive.namelist()
        )


def test_an_untouched_questionnaire_answers_nothing_and_has_no_fault() -> None:
    assert read(written(ASKED)) == AnswerReading((), (), ())


def test_what_the_vendor_chose_is_read_as_a_statement() -> None:
    content = filled(says(SITES, " YES "), says(STAFFING, ROLES, "Team list, page 2", "Since May"))

    found = {answer.item: answer for answer in read(content).answers}

    assert found[SITES] == Answer("Northwind RCM", SITES, "yes", Evidence.STATED)
    assert found[STAFFING] == Answer(
        "Northwind RCM",
        STAFFING,
        "4",
        Evidence.STATED,
        "Since May; To be seen in: Team list, page 2",
    )


def test_the_vendor_is_told_nothing_of_what_an_answer_is_worth() -> None:
    content = texts_in(written(EVERYTHING))

    items = [place.item for place in EVERYTHING.scope.places()]
    told = {option.says for one in items if one.kind is Kind.ANCHORED for option in one.options}
    kept_back = {one.question for one in items if one.ours}
    kept_back |= {section.title for section in EVERYTHING.scope.sections} - {
        card.title for card in EVERYTHING.scope.scorecards
    }
    kept_back |= {text for one in items for text in (one.good, one.red_flag)} - told
    assert {text for text in kept_back if f">{escape(text, quote=False)}<" in content} == set()
    assert "weight" not in content.casefold()


def test_the_sentences_of_anchors_do_not_stand_in_the_order_of_their_worth() -> None:
    book = load_workbook(io.BytesIO(written(ASKED)))
    sheet = book["Questionnaire"]

    offered = str(sheet[f"E{row_of(sheet, STAFFING)}"].value).split("\n")

    assert offered[:-1] == sorted(offered[:-1])
    assert offered[-1] == "n/a"


def test_only_the_cells_of_the_vendor_can_be_changed_and_only_to_a_choice() -> None:
    sheet = load_workbook(io.BytesIO(written(ASKED)))["Questionnaire"]

    row = row_of(sheet, SITES)
    open_cells = [cell.column_letter for cell in sheet[row] if not cell.protection.locked]
    assert open_cells == ["F", "G", "H"]
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    lists = {str(rule.sqref): rule.type for rule in sheet.data_validations.dataValidation}
    assert lists[f"F{row}"] == "list"
    assert len(lists) == sum(1 for _ in ASKED.asked())


def test_the_same_questions_make_the_same_bytes() -> None:
    assert written(ASKED) == written(ASKED)


def test_what_was_answered_before_stands_in_the_next_workbook_and_reads_the_same() -> None:
    first = read(filled(says(STAFFING, ROLES, "Team list", "Since May"))).answers

    again = replace(ASKED, given={answer.item: answer for answer in first})

    assert read(written(again)).answers == first


@pytest.mark.parametrize("at", range(6))
def test_every_answer_to_every_item_reads_as_it_was_written(at: int) -> None:
    given = {}
    for place in EVERYTHING.asked():
        offered = [*(option.answer for option in place.item.options), "n/a"]
        answer = offered[min(at, len(offered) - 1)]
        given[place.key] = Answer(EVERYTHING.vendor, place.key, answer, Evidence.STATED, "as shown")

    found = read(written(replace(EVERYTHING, given=given)), EVERYTHING)

    assert found.faults == ()
    assert {answer.item: answer for answer in found.answers} == given


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        (replace(ASKED, round=4), "is the questionnaire of another round"),
        (
            replace(ASKED, vendor="Best Billing"),
            "was sent to a vendor that is no candidate of this round",
        ),
        (
            replace(ASKED, frozen=("",)),
            "asks Northwind RCM what the scorecards said before they were changed",
        ),
    ],
    ids=["round", "vendor", "wording"],
)
def test_the_questionnaire_of_something_else_is_refused(other: Questionnaire, fault: str) -> None:
    found = read(filled(says(SITES, "yes"), asked=other))

    assert [one.what for one in found.faults] == [fault]
    assert found.answers == ()


def test_a_workbook_says_itself_which_of_the_candidates_it_is_of() -> None:
    others = [replace(ASKED, vendor=name) for name in ("Acme Billing", "Best Billing")]

    found = read_questionnaire(opened(filled(says(SITES, "yes")), NAME), [*others, ASKED])

    assert found.vendor == "Northwind RCM"
    assert [one.vendor for one in found.reading.answers] == ["Northwind RCM"]


def test_a_vendor_is_known_in_any_spelling() -> None:
    content = filled(says(SITES, "yes"), asked=replace(ASKED, vendor="NORTHWIND  rcm"))

    assert len(read(content).answers) == 1


@pytest.mark.parametrize(
    ("edit", "cell", "what"),
    [
        (says(SITES, "perhaps"), "F", "is not one of the possible answers"),
        (says(SITES, 4), "F", "is not one of the possible answers"),
        (says(SITES, None, None, "a note"), "F", "is empty beside what is written"),
        (says(SITES, "n/a"), "H", "n/a is without a reason"),
        (says(SITES, '=IF(1,"yes")'), "F", "is calculated"),
        (says(SITES, "yes", "=1+1"), "G", "is calculated"),
        (says(SITES, "yes", None, "@SUM(A1)"), "H", "begins like a formula"),
        (says(SITES, "yes", None, "MRN 123456"), "H", "looks like patient data"),
        (says(SITES, "yes", "x" * 201), "G", "has more than 200 characters"),
        (says(SITES, "yes", "y" * 100, "x" * 1_950), "H", "has more than 2,000 characters"),
        (says(SITES, "yes", None, "#REF!"), "H", "is an error of the spreadsheet"),
        (put("A", "scalability/none"), "A", "'scalability/none' is not asked here"),
        (put("A", ""), "A", "asks nothing"),
        (put("A", STAFFING), "C", "is another question than was sent"),
        (put("C", "Is all well?"), "C", "is another question than was sent"),
        (put("I", "see also"), "I", "is no cell of the questionnaire"),
    ],
)
def test_a_fault_names_its_cell_and_what_would_mend_it(edit: Edit, cell: str, what: str) -> None:
    content = filled(edit)

    found = read(content)

    row = row_of(load_workbook(io.BytesIO(written(ASKED)))["Questionnaire"], SITES)
    said = [one for one in found.faults if one.what.startswith(what)]
    assert [one.where for one in said] == [f"{NAME}, sheet Questionnaire, {cell}{row}"]
    assert all(one.mend for one in said)


def test_every_fault_is_listed_at_once() -> None:
    found = read(filled(says(SITES, "perhaps"), says(STAFFING, "no idea", None, "=1")))

    # The answer of the first; answer and note of the second.
    assert len(found.faults) == 3


def test_an_item_that_is_asked_twice_is_refused() -> None:
    def doubled(sheet: Worksheet) -> None:
        row = row_of(sheet, SITES)
        for column in "ABCDEFGH":
            sheet[f"{column}400"] = sheet[f"{column}{row}"].value

    found = read(filled(says(SITES, "yes"), doubled))

    assert [one.what.split(" in row ")[0] for one in found.faults] == ["is asked"]


def test_a_workbook_without_its_headings_is_refused() -> None:
    def shifted(sheet: Worksheet) -> None:
        sheet[f"F{TOP}"] = "Our answer"

    assert "has not the headings" in read(filled(shifted)).faults[0].what


def any_workbook() -> bytes:
    content = io.BytesIO()
    Workbook().save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"item,answer\n", "the name says workbook, the content text"),
        (b"%PDF-1.7", "a PDF document"),
        (b"PK\x03\x04 and nothing behind it", "the workbook is damaged"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(content: bytes, words: str) -> None:
    found = read(content)

    assert any(words in message.text and message.rejects for message in found.messages)


def test_a_text_file_is_no_questionnaire() -> None:
    found = opened(b"item,answer\n", "answers.csv")

    assert [message.text for message in found.messages] == [
        "a questionnaire is a workbook; hand in the .xlsx file"
    ]


def test_another_workbook_is_no_questionnaire() -> None:
    assert "is no questionnaire" in read(any_workbook()).faults[0].what
