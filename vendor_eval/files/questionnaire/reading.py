"""A questionnaire that a vendor sent back: its answers, or every fault at once.

A workbook is taken whole or not at all. What the vendor left empty is not answered, which is no
fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vendor_eval.errors import Fault
from vendor_eval.evaluation.answers import Answer, Evidence, flaws
from vendor_eval.evaluation.scope import Place
from vendor_eval.files.answers import AnswerReading
from vendor_eval.files.names import LONGEST_NAME, printable, spoken_of, tidy
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
from vendor_eval.files.typed import LONGEST_NOTE, refusals
from vendor_eval.files.workbook.apart import sheet_of

MOST_ROWS = 5_000
_AS_SENT = "fill in the workbook as it was sent"
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


def read_questionnaire(content: bytes, name: str, asked: Questionnaire) -> AnswerReading:
    """The vendor's answers, each as a statement that nothing supports yet.

    Args:
        content: the whole file.
        name: what it is called, for faults.
        asked: what the workbook must be.
    """
    notes = Notes()
    kind = kind_of(content, name, notes)
    if kind is Kind.TEXT:
        notes.reject("type_mismatch", "a questionnaire is a workbook; hand in the .xlsx file")
    sheet = sheet_of(content, None, MOST_ROWS, notes) if kind is Kind.WORKBOOK else None
    if sheet is None:
        return AnswerReading((), (), notes.messages)
    reader = _Reader(spoken_of(name), sheet, asked, [])
    return AnswerReading(tuple(reader.answers()), tuple(reader.faults), notes.messages)


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
        if not self._is_ours():
            return []
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

    def _is_ours(self) -> bool:
        """Whether it is the questionnaire of this round, vendor and wording."""
        texts = self.sheet["rows"][0][1] if self.sheet["rows"] else [""]
        code, own = Code.parse(texts[0]), self.asked.code
        if code is None:
            what = f"is no questionnaire: its first visible sheet must be {SHEET}, as it was sent"
            self.faults.append(Fault(self.name, what, _AS_SENT))
            return False
        for given, expected, what in (
            (code.round, own.round, "is the questionnaire of another round"),
            (code.vendor, own.vendor, f"was not asked of {self.asked.vendor}"),
            (code.frozen, own.frozen, "asks what the scorecards said before they were changed"),
        ):
            if given != expected:
                mend = _ANEW if expected is own.frozen else "hand it in where it belongs"
                self.faults.append(Fault(self.name, what, mend))
                return False
        return True

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
