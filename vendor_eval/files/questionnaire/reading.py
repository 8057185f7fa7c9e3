"""A questionnaire that a vendor sent back: its answers, or every fault at once.

Whose it is the workbook says itself. It is taken whole or not at all. What the vendor left empty is
not answered, which is no fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vendor_eval.errors import Fault
from vendor_eval.evaluation.answers import Answer, Evidence, flaws
from vendor_eval.evaluation.scope import Place
from vendor_eval.files.answers import AnswerReading
from vendor_eval.files.names import spoken_of, tidy
from vendor_eval.files.notes import Notes, label
from vendor_eval.files.quarantine import Kind, kind_of
from vendor_eval.files.questionnaire.form import (
    FILLED_IN,
    SHEET,
    Code,
    Heading,
    Questionnaire,
    choices,
)
from vendor_eval.files.reading import Message
from vendor_eval.files.typed import refusals
from vendor_eval.files.workbook.apart import sheet_of
from vendor_eval.naming import LONGEST_NAME, LONGEST_NOTE, printable

MOST_ROWS = 5_000
_AS_SENT = "fill in the workbook as it was sent"
_ELSEWHERE = "hand it in where it belongs"
_ANEW = "send the vendor the questionnaire anew, and copy its answers into that"
_LONGEST = {Heading.SHOWN_IN: LONGEST_NAME, Heading.NOTE: LONGEST_NOTE}


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row by their headings, an error of the spreadsheet marked as such."""

    line: int
    cells: Mapping[Heading, str]
    broken: frozenset[Heading]

    @property
    def is_filled_in(self) -> bool:
        """Whether the vendor wrote anything into it."""
        return any(self.cells[heading] for heading in FILLED_IN)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that came back, opened and not yet held against any questions.

    Attributes:
        name: what it is called, for faults.
        sheet: as `child.workbook_read` gives it; None where it cannot be read.
        messages: why not, and what is odd.
    """

    name: str
    sheet: Mapping[str, Any] | None
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a workbook says.

    Attributes:
        vendor: whose it is, as it was asked; empty where that cannot be told.
    """

    vendor: str
    reading: AnswerReading


def opened(content: bytes, name: str) -> Workbook:
    """The whole file as a workbook; it takes a process of its own, and so its time.

    Args:
        name: what it is called, for faults.
    """
    notes = Notes()
    kind = kind_of(content, name, notes)
    if kind is Kind.TEXT:
        notes.reject("type_mismatch", "a questionnaire is a workbook; hand in the .xlsx file")
    sheet = sheet_of(content, None, MOST_ROWS, notes) if kind is Kind.WORKBOOK else None
    return Workbook(spoken_of(name), sheet, notes.messages)


def read_questionnaire(workbook: Workbook, asked: Sequence[Questionnaire]) -> Reply:
    """The answers of the vendor whose workbook it is, each a statement that nothing supports yet.

    Args:
        asked: what it may be: the questionnaires of one round, at least one.
    """
    if workbook.sheet is None:
        return Reply("", AnswerReading((), (), workbook.messages))
    own = _own(workbook.name, workbook.sheet, asked)
    if isinstance(own, Fault):
        return Reply("", AnswerReading((), (own,), workbook.messages))
    reader = _Reader(workbook.name, workbook.sheet, own, [])
    answers = tuple(reader.answers())
    return Reply(own.vendor, AnswerReading(answers, tuple(reader.faults), workbook.messages))


def _own(
    name: str, sheet: Mapping[str, Any], asked: Sequence[Questionnaire]
) -> Questionnaire | Fault:
    """Which of them the workbook is, or why it is none."""
    code = Code.parse(sheet["rows"][0][1][0] if sheet["rows"] else "")
    if code is None:
        what = f"is no questionnaire: its first visible sheet must be {SHEET}, as it was sent"
        return Fault(name, what, _AS_SENT)
    if code.round != asked[0].code.round:
        return Fault(name, "is the questionnaire of another round", _ELSEWHERE)
    own = next((one for one in asked if one.code.vendor == code.vendor), None)
    if own is None:
        return Fault(name, "was sent to a vendor that is no candidate of this round", _ELSEWHERE)
    if code.frozen != own.code.frozen:
        what = f"asks {own.vendor} what the scorecards said before they were changed"
        return Fault(name, what, _ANEW)
    return own


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one sheet.

    Attributes:
        sheet: as `child.workbook_read` gives it.
        faults: what was found so far.
    """

    name: str
    sheet: Mapping[str, Any]
    asked: Questionnaire
    faults: list[Fault]

    def answers(self) -> list[Answer]:
        """The answers; without meaning where there are faults."""
        for line, column in self.sheet["calculated"]:
            self._fault((line, column - 1), "is calculated", "write it as plain text")
        if self.sheet["truncated"]:
            self.faults.append(Fault(self.name, f"has more than {MOST_ROWS:,} rows", _AS_SENT))
        places = {place.key: place for place in self.asked.asked()}
        first: dict[str, int] = {}
        found = []
        for row in self._rows():
            place = self._place(row, places)
            if place is None:
                continue
            if first.setdefault(place.key, row.line) != row.line:
                what = f"is asked in row {first[place.key]} as well"
                self._fault((row.line, Heading.QUESTION), what, "leave one of the two rows")
            elif row.is_filled_in and (answer := self._answer(row, place)) is not None:
                found.append(answer)
        return found

    def _rows(self) -> Iterator[_Row]:
        """The rows below the headings; none where a heading is missing."""
        rows: Sequence[tuple[int, list[str], str]] = self.sheet["rows"]
        top = next((at for at, row in enumerate(rows) if row[1][0] == Heading.ITEM), None)
        if top is None or rows[top][1][: len(Heading)] != list(Heading):
            what = f"has not the headings {', '.join(Heading)}"
            self.faults.append(Fault(self.name, what, _AS_SENT))
            return
        for line, texts, kinds in rows[top + 1 :]:
            for column in range(len(Heading), len(texts)):
                if texts[column].strip():
                    mend = "move what it says into the note"
                    self._fault((line, column), "is no cell of the questionnaire", mend)
            given = dict(zip(Heading, map(tidy, texts), strict=False))
            broken = (one for one, kind in zip(Heading, kinds, strict=False) if kind == "e")
            yield _Row(line, dict.fromkeys(Heading, "") | given, frozenset(broken))

    def _place(self, row: _Row, places: Mapping[str, Place]) -> Place | None:
        """What the row asks; None where it is nothing of this questionnaire."""
        key = row.cells[Heading.ITEM]
        place = places.get(key)
        if place is None:
            said = f"{label(key) or 'this text'} is not asked here" if key else "asks nothing"
            self._fault((row.line, Heading.ITEM), said, "take the row out")
            return None
        if row.cells[Heading.QUESTION].split() != place.item.question.split():
            mend = "answer what was asked; say in the note how you understood it"
            self._fault((row.line, Heading.QUESTION), "is another question than was sent", mend)
            return None
        return place

    def _answer(self, row: _Row, place: Place) -> Answer | None:
        """The row's answer; None where it leaves faults."""
        before = len(self.faults)
        for heading in row.broken & {*FILLED_IN}:
            mend = "write it as plain text"
            self._fault((row.line, heading), "is an error of the spreadsheet", mend)
        for heading, longest in _LONGEST.items():
            for what, mend in refusals(row.cells[heading], longest):
                self._fault((row.line, heading), what, mend)
        chosen = self._chosen(row, place)
        note = _note(row)
        if len(note) > LONGEST_NOTE:
            what = f"has more than {LONGEST_NOTE:,} characters with the place where it can be seen"
            self._fault((row.line, Heading.NOTE), what, "shorten it")
        if chosen is None or len(self.faults) > before:
            return None
        answer = Answer(self.asked.vendor, place.key, chosen, Evidence.STATED, note)
        for flaw in flaws(answer, place.item):
            self._fault((row.line, Heading.NOTE), flaw.what, flaw.mend)
        return answer

    def _chosen(self, row: _Row, place: Place) -> str | None:
        """The answer that was chosen, where only case and blanks differ from a choice."""
        text, where = row.cells[Heading.ANSWER], (row.line, Heading.ANSWER)
        if not text:
            self._fault(where, "is empty beside what is written", "choose an answer")
            return None
        plain = {_plain(name): means for name, means in choices(place.item).items()}
        found = plain.get(_plain(text))
        if found is None and Heading.ANSWER not in row.broken:
            self._fault(where, "is not one of the possible answers", "choose one of the list")
        return found

    def _fault(self, where: tuple[int, int | Heading], what: str, mend: str) -> None:
        from xlsxwriter.utility import xl_col_to_name

        line, column = where
        at = list(Heading).index(column) if isinstance(column, Heading) else column
        sheet = printable(self.sheet["sheet"])
        cell = f"{xl_col_to_name(at)}{line}"
        self.faults.append(Fault(f"{self.name}, sheet {sheet}, {cell}", what, mend))


def _note(row: _Row) -> str:
    """The note, and where the vendor says that it can be seen."""
    shown_in = row.cells[Heading.SHOWN_IN]
    parts = (row.cells[Heading.NOTE], f"To be seen in: {shown_in}" if shown_in else "")
    return "; ".join(part for part in parts if part)


def _plain(text: str) -> str:
    return "".join(text.casefold().split())
