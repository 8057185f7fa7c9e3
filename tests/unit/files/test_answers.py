"""Files of answers: what is taken, and every fault of what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.evaluation.scorecards import CARD, item, scorecard, section
from vendor_eval.errors import Fault
from vendor_eval.evaluation.answers import Answer, Evidence
from vendor_eval.files.answers import AnswerReading, read_answers

# Items speed, care and contract, answered by yes, partly or no; rates by bands.
RATES = scorecard(
    "rates", section("all", 100, item("denials", values={"< 8 %": "1", ">= 8 %": "0"}))
)
HEADER = "vendor,item,answer,evidence,note\n"


def read(text: str | bytes, name: str = "answers.csv") -> AnswerReading:
    content = text if isinstance(text, bytes) else text.encode()
    return read_answers(content, name, [CARD, RATES])


def rows(*lines: str) -> AnswerReading:
    return read(HEADER + "".join(f"{line}\n" for line in lines))


def only(reading: AnswerReading) -> Fault:
    assert [message for message in reading.messages if message.rejects] == []
    [fault] = reading.faults
    return fault


def rejected(reading: AnswerReading) -> list[str]:
    return [message.code for message in reading.messages if message.rejects]


def test_a_row_is_an_answer_with_its_evidence_and_note() -> None:
    found = rows("Acme,card/speed,partly,documented,see page 3", 'Acme,card/care,n/a,,"no, never"')

    assert (found.faults, found.messages) == ((), ())
    assert found.answers == (
        Answer("Acme", "card/speed", "partly", Evidence.DOCUMENTED, "see page 3"),
        Answer("Acme", "card/care", "n/a", Evidence.NONE, "no, never"),
    )


@pytest.mark.parametrize(
    ("row", "answer", "evidence"),
    [
        ("Acme, card/speed ,YES,Verified,", "yes", Evidence.VERIFIED),
        ("Acme,card/speed,N/A,,why", "n/a", Evidence.NONE),
        ("Acme,rates/denials,<8%,stated,", "< 8 %", Evidence.STATED),
        ("Acme,rates/denials,>= 8 %,stated,", ">= 8 %", Evidence.STATED),
    ],
)
def test_case_and_blanks_do_not_matter(row: str, answer: str, evidence: Evidence) -> None:
    found = rows(row)

    assert found.faults == ()
    assert [(one.answer, one.evidence) for one in found.answers] == [(answer, evidence)]


def test_evidence_and_note_may_be_left_out_and_columns_stand_in_any_order() -> None:
    found = read("Answer,Vendor,Item\nyes,Acme,card/speed\n")

    assert found.answers == (Answer("Acme", "card/speed", "yes"),)


def test_semicolons_and_a_mark_at_the_beginning_are_read_as_spreadsheets_write_them() -> None:
    found = read("\ufeffvendor;item;answer;evidence;note\nAcme;card/speed;yes;stated;a, b\n")

    assert [one.note for one in found.answers] == ["a, b"]
    assert [one.code for one in found.messages] == ["delimiter"]


def test_a_vendor_has_one_spelling() -> None:
    found = rows("Acme Billing,card/speed,yes,,", "ACME  billing,card/care,no,,")

    assert {one.vendor for one in found.answers} == {"Acme Billing"}
    assert [one.code for one in found.messages] == ["same_vendor"]


@pytest.mark.parametrize(
    ("row", "column", "what", "mend"),
    [
        ("Acme,card/sped,yes,,", "item", "'card/sped' is not an item", "did you mean card/speed?"),
        ("Acme,speed,yes,,", "item", "'speed' is not an item", "did you mean card/speed?"),
        ("Acme,x,yes,,", "item", "'x' is not an item", "scorecards list"),
        ("Acme,,yes,,", "item", "no item", "scorecard/item"),
        ("Acme,card/speed,maybe,,", "answer", "not an answer", "yes, partly, no, n/a"),
        ("Acme,card/speed,,,", "answer", "no answer", "leave the row out"),
        ("Acme,rates/denials,7 %,,", "answer", "not an answer", "< 8 %, >= 8 %, n/a"),
        ("Acme,card/speed,n/a,,", "note", "without a reason", "why it does not apply"),
        ("Acme,card/speed,yes,sworn,", "evidence", "not a kind", "none, stated, documented"),
        (",card/speed,yes,,", "vendor", "no vendor", "every row"),
        ("Acme,card/speed,yes,,=1+1", "note", "like a formula", "a letter or a digit"),
        ("@SUM(1),card/speed,yes,,", "vendor", "like a formula", "a letter or a digit"),
        ("Acme,card/speed,yes,,-2+3", "note", "like a formula", "a letter or a digit"),
        ("Acme,card/speed,yes,,a\u202eb", "note", "invisible", "type it anew"),
        ("Acme\x07,card/speed,yes,,", "vendor", "control character", "type it anew"),
        (f"{'A' * 201},card/speed,yes,,", "vendor", "more than 200", "shorten"),
        (f"Acme,card/speed,yes,,{'a ' * 1001}", "note", "more than 2,000", "shorten"),
    ],
)
def test_a_fault_says_where_what_and_what_mends_it(
    row: str, column: str, what: str, mend: str
) -> None:
    fault = only(rows("Bolt,card/care,yes,,", row))

    assert fault.where == f"answers.csv, line 3, {column}"
    assert what in fault.what
    assert mend in fault.mend


def test_every_fault_is_listed_at_once_in_the_order_of_the_file() -> None:
    found = rows("Acme,card/sped,yes,,", "Acme,card/care,maybe,sworn,", "Acme,card/speed,n/a,,")

    assert [fault.where.removeprefix("answers.csv, ") for fault in found.faults] == [
        "line 2, item",
        "line 3, evidence",
        "line 3, answer",
        "line 4, note",
    ]


@pytest.mark.parametrize(
    "text",
    ["patient 1234567", "123-45-6789", "DOB 3/4/1951", "jane.doe@example.org", "(555) 201-4455"],
)
@pytest.mark.parametrize("column", ["vendor", "item", "answer", "evidence", "note"])
def test_what_looks_like_patient_data_is_refused_and_never_repeated(column: str, text: str) -> None:
    cells = {"vendor": "Acme", "item": "card/speed", "answer": "yes", "evidence": "", "note": ""}

    fault = only(rows(",".join((cells | {column: text}).values())))

    assert fault.what == "looks like patient data"
    assert text not in str(fault)


def test_one_item_answered_twice_differently_is_a_fault_that_names_both_lines() -> None:
    fault = only(rows("Acme,card/speed,yes,,", "Bolt,card/speed,no,,", "ACME,card/speed,no,,"))

    assert fault.where == "answers.csv, line 4, item"
    assert "lines 2 and 4" in fault.what


@pytest.mark.parametrize("again", ["no,stated,a", "yes,verified,a", "yes,stated,b"])
def test_whatever_differs_in_a_doubled_row_is_a_contradiction(again: str) -> None:
    assert "differently" in only(rows("A,card/speed,yes,stated,a", f"A,card/speed,{again}")).what


def test_the_same_row_again_is_taken_once_and_said() -> None:
    found = rows("Acme,card/speed,yes,,", "Acme,card/care,no,,", "Acme,card/speed,YES,none,")

    assert found.faults == ()
    assert len(found.answers) == 2
    assert [(one.code, one.line) for one in found.messages] == [("duplicate_row", 4)]


@pytest.mark.parametrize(
    ("header", "what", "mend"),
    [
        ("vendor,item,answer,evidense,note", "'evidense' is not known", "evidence?"),
        ("vendor,item,answer,evidence,patient name", "patient data", "take it out"),
        ("vendor,item,answer,note,note", "note stands there 2 times", "leave one"),
        ("vendor,item,evidence,note,score", "no column answer", "vendor,item,answer"),
    ],
)
def test_a_header_that_is_not_ours_is_refused(header: str, what: str, mend: str) -> None:
    found = read(f"{header}\nAcme,card/speed,yes,none,\n")

    assert any(what in fault.what and mend in fault.mend for fault in found.faults)
    assert all(fault.where.startswith("answers.csv, line 1") for fault in found.faults[:1])


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "answers.csv", "empty"),
        (b"\n \n", "answers.csv", "empty"),
        (HEADER.encode(), "answers.csv", "no_rows"),
        (b"\x00\x01\x02", "answers.csv", "binary"),
        (b"%PDF-1.7", "answers.csv", "type_mismatch"),
        (b"PK\x03\x04", "answers.xlsx", "type_mismatch"),
        (HEADER.encode(), "answers.pdf", "type_mismatch"),
        (HEADER.encode() + b"Acme,card/speed,yes\n", "answers.csv", "ragged"),
        (HEADER.encode() + b'Acme,card/speed,yes,,"open\n', "answers.csv", "quote"),
        ("vendor,item\ud800".encode("utf-8", "surrogatepass"), "answers.csv", "encoding"),
    ],
)
def test_a_file_that_is_no_table_of_answers_is_refused(
    content: bytes, name: str, code: str
) -> None:
    found = read(content, name)

    assert code in rejected(found)
    assert found.answers == ()


def test_a_note_may_have_lines_of_its_own() -> None:
    found = read(HEADER + 'Acme,card/speed,yes,,"first\nsecond"\nAcme,card/care,maybe,,\n')

    assert [one.note for one in found.answers] == ["first\nsecond"]
    assert [fault.where for fault in found.faults] == ["answers.csv, line 4, answer"]


def test_a_scorecard_of_the_practice_itself_is_read_like_ours() -> None:
    own = replace(CARD, id="own")

    found = read_answers(f"{HEADER}Acme,own/speed,yes,,\n".encode(), "a.csv", [own])

    assert found.answers == (Answer("Acme", "own/speed", "yes"),)


def test_a_file_of_nothing_but_unknown_items_is_refused_quickly() -> None:
    found = rows(*(f"Acme,card/unknown-{number},yes,," for number in range(3000)))

    assert len(found.faults) == 3000
