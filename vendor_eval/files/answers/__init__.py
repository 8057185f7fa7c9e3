"""Answers to scorecards as CSV: ``vendor,item,answer,evidence,note``, with every fault at once.

Evidence and note may be left out. A file is taken whole or not at all.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendor_eval.errors import Fault
from vendor_eval.evaluation.answers import Answer
from vendor_eval.evaluation.scope import scope_of
from vendor_eval.evaluation.scorecard import Scorecard
from vendor_eval.files.answers.rows import COLUMNS, AnswerRow, RowReader
from vendor_eval.files.csv_rows import opened
from vendor_eval.files.encoding import decoded
from vendor_eval.files.names import spellings, spoken_of, tidy
from vendor_eval.files.notes import Notes, label
from vendor_eval.files.quarantine import Kind, kind_of
from vendor_eval.files.reading import Message
from vendor_eval.files.table import Body, Row
from vendor_eval.privacy import names_a_person

MOST_ROWS = 200_000
_MOST_COLUMNS = 200
_REQUIRED = ("vendor", "item", "answer")


@dataclass(frozen=True, slots=True)
class AnswerReading:
    """A file of answers as read.

    Attributes:
        answers: each vendor and item once, in the order of the file; without meaning where there
            are faults or rejecting messages.
        faults: of single headings and cells.
        messages: about the file as a whole, rejecting ones first.
    """

    answers: tuple[Answer, ...]
    faults: tuple[Fault, ...]
    messages: tuple[Message, ...]


def read_answers(content: bytes, name: str, scorecards: Sequence[Scorecard]) -> AnswerReading:
    """The answers in a file, or every fault at once.

    Args:
        content: the whole file.
        name: what it is called, for faults.
        scorecards: all that an answer may be about.
    """
    notes, faults, shown = Notes(), list[Fault](), spoken_of(name)
    items = {place.key: place.item for place in scope_of(scorecards).places()}
    rows = list(_rows(content, name, notes, faults))
    answers = _answers(_one_spelling(rows, notes), RowReader(shown, items, faults), notes)
    return AnswerReading(answers, tuple(faults), notes.messages)


def _rows(content: bytes, name: str, notes: Notes, faults: list[Fault]) -> Iterator[AnswerRow]:
    """The rows with their cells trimmed; none where the file or its header cannot be read."""
    kind = kind_of(content, name, notes)
    if kind is Kind.WORKBOOK:
        notes.reject("type_mismatch", "answers are read from CSV only; save the sheet as CSV UTF-8")
    text = decoded(content, notes) if kind is Kind.TEXT else None
    if text is None:
        return
    sheet = opened(text, MOST_ROWS, notes, lambda row: len(COLUMNS & set(map(_heading, row))))
    header = next((row for row in sheet.head if not row.is_blank), None)
    if header is None:
        if not notes.rejecting:
            notes.reject("empty", "the file is empty")
        return
    places = _places(header, spoken_of(name), faults)
    body = sheet.body(header)
    if places is None or len(body.lines) > MOST_ROWS:
        return
    if not len(body.lines) and not notes.rejecting:
        notes.reject("no_rows", "there is a header and no row below it")
    yield from _cells(body, places)


def _heading(text: str) -> str:
    return tidy(text).casefold()


def _places(header: Row, name: str, faults: list[Fault]) -> Mapping[str, int] | None:
    """The position of each column; None where one is missing without which no row can be read."""
    if len(header.cells) > _MOST_COLUMNS:
        what = f"has {len(header.cells):,} columns"
        mend = "leave the columns vendor,item,answer,evidence,note"
        faults.append(Fault(f"{name}, line {header.line}", what, mend))
        return None
    headings = [_heading(cell) for cell in header.cells]
    counts = Counter(headings)
    where = f"{name}, line {header.line}"
    faults += [Fault(where, *_unknown(one)) for one in counts if one not in COLUMNS]
    faults += [
        Fault(where, f"the heading {one} stands there {times} times", "leave one of them")
        for one, times in counts.items()
        if times > 1 and one in COLUMNS
    ]
    missing = [one for one in _REQUIRED if one not in counts]
    if missing:
        what = f"there is no column {', '.join(missing)}"
        faults.append(Fault(where, what, "begin with the line vendor,item,answer,evidence,note"))
        return None
    return {one: headings.index(one) for one in counts if one in COLUMNS}


def _unknown(heading: str) -> tuple[str, str]:
    """What is wrong with a heading that is none of `COLUMNS`, and what mends it."""
    if names_a_person(heading):
        return "a column would hold patient data", "take it out; answers are about vendors"
    meant = difflib.get_close_matches(heading, sorted(COLUMNS), n=1)
    mend = f"did you mean {meant[0]}?" if meant else "take the column out"
    return f"the heading {label(heading) or 'of a column'} is not known", mend


def _cells(body: Body, places: Mapping[str, int]) -> Iterator[AnswerRow]:
    columns = {name: body.columns[at].mapped(tidy) for name, at in places.items()}
    for row, line in enumerate(body.lines.tolist()):
        yield AnswerRow(line, **{name: column[row] for name, column in columns.items()})


def _one_spelling(rows: Sequence[AnswerRow], notes: Notes) -> Iterator[AnswerRow]:
    """The rows with each vendor spelled as where it is first named."""
    names = list(dict.fromkeys(row.vendor for row in rows if row.vendor))
    known = spellings(names)
    if known.same:
        notes.warn("same_vendor", "spellings of a vendor that differ in case or blanks were joined")
    if known.alike:
        notes.warn("lookalike", "two vendors' names look the same and are kept apart")
    chosen = dict(zip(names, known.chosen, strict=True))
    for row in rows:
        yield row.of_vendor(chosen.get(row.vendor, ""))


def _answers(rows: Iterator[AnswerRow], reader: RowReader, notes: Notes) -> tuple[Answer, ...]:
    """Each vendor and item once; the same row again is said, another answer is a fault."""
    first: dict[tuple[str, str], tuple[int, Answer]] = {}
    again = []
    for row in rows:
        answer = reader.answer_of(row)
        if answer is None:
            continue
        line, known = first.setdefault((row.vendor, row.item), (row.line, answer))
        if known != answer:
            reader.fault(
                row,
                "item",
                f"lines {line} and {row.line} answer the same item differently for one vendor",
                "leave the row that is right",
            )
        elif line != row.line:
            again.append(row.line)
    if again:
        notes.warn("duplicate_row", "a row stands there more than once and was taken once", again)
    return tuple(answer for _, answer in first.values())
