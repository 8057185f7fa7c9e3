"""One row of a file of answers into an answer, or into faults that do not repeat what it says."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from vendor_eval.errors import Fault
from vendor_eval.evaluation.answers import NOT_APPLICABLE, Answer, Evidence, flaws
from vendor_eval.evaluation.scorecard import Item
from vendor_eval.files.notes import label
from vendor_eval.files.typed import refusals
from vendor_eval.naming import LONGEST_NAME, LONGEST_NOTE

COLUMNS = frozenset({"vendor", "item", "answer", "evidence", "note"})
# Looking for what an unknown item may mean takes a while; who has more of them has one cause.
_SUGGESTIONS = 100


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """The cells of a row as they are written; an absent column is empty."""

    line: int
    vendor: str
    item: str
    answer: str
    evidence: str = ""
    note: str = ""

    def of_vendor(self, vendor: str) -> AnswerRow:
        """The same row with its vendor spelled so."""
        return replace(self, vendor=vendor)

    def cells(self) -> Iterator[tuple[str, str]]:
        """Heading and text of each cell."""
        yield "vendor", self.vendor
        yield "item", self.item
        yield "answer", self.answer
        yield "evidence", self.evidence
        yield "note", self.note


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one file.

    Attributes:
        items: every item that may be answered, by ``scorecard/item``.
        faults: what was found so far in the whole file.
    """

    name: str
    items: Mapping[str, Item]
    faults: list[Fault]
    suggestions_left: int = _SUGGESTIONS

    def fault(self, row: AnswerRow, column: str, what: str, mend: str) -> None:
        """Note what is wrong with a cell."""
        self.faults.append(Fault(f"{self.name}, line {row.line}, {column}", what, mend))

    def answer_of(self, row: AnswerRow) -> Answer | None:
        """The row's answer; None where it leaves faults."""
        before = len(self.faults)
        self._check_cells(row)
        if len(self.faults) > before:
            return None
        item, evidence = self._item(row), self._evidence(row)
        if item is None:
            return None
        answer = Answer(row.vendor, row.item, _as_offered(row.answer, item), evidence, row.note)
        for flaw in flaws(answer, item):
            self.fault(row, flaw.part, flaw.what, flaw.mend)
        return answer if len(self.faults) == before else None

    def _check_cells(self, row: AnswerRow) -> None:
        """Refuse texts that may not be kept, whatever they are meant to say."""
        if not row.vendor:
            self.fault(row, "vendor", "there is no vendor", "write its name in every row")
        for column, text in row.cells():
            longest = LONGEST_NOTE if column == "note" else LONGEST_NAME
            for what, mend in refusals(text, longest):
                self.fault(row, column, what, mend)

    def _item(self, row: AnswerRow) -> Item | None:
        item = self.items.get(row.item)
        if item is None:
            self.fault(row, "item", *self._unknown_item(row.item))
        return item

    def _unknown_item(self, text: str) -> tuple[str, str]:
        """What is wrong with an item that nobody knows, and the one that it may mean."""
        if not text:
            return "there is no item", "write it as scorecard/item"
        self.suggestions_left -= 1
        meant = (
            difflib.get_close_matches(text, self.items, n=1) if self.suggestions_left > 0 else []
        )
        mend = f"did you mean {meant[0]}?" if meant else "`vendor-eval scorecards list` has them"
        return f"{label(text) or 'this text'} is not an item of a scorecard", mend

    def _evidence(self, row: AnswerRow) -> Evidence:
        text = row.evidence.casefold() or Evidence.NONE.value
        if text in tuple(Evidence):
            return Evidence(text)
        known = ", ".join(Evidence)
        self.fault(row, "evidence", "is not a kind of evidence", f"write one of {known}")
        return Evidence.NONE


def _as_offered(text: str, item: Item) -> str:
    """The answer as the item writes it, where only case and blanks differ."""
    offered = [option.answer for option in item.options]
    if text in offered:
        return text
    plain = {"".join(one.casefold().split()): one for one in (*offered, NOT_APPLICABLE)}
    return plain.get("".join(text.casefold().split()), text)
