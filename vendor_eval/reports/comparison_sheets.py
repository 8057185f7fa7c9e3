"""A comparison as flat tables: one row a fact, the candidate in the first column.

`answer_records` is for programs: its headings are fixed, shares are fractions of one, points of
100 are unrounded, and what is absent is empty.
"""

from __future__ import annotations

from dataclasses import replace

from vendor_eval.evaluation.scoring import ItemScore, VendorScore
from vendor_eval.evaluation.settling import Asked
from vendor_eval.quantities import Unit
from vendor_eval.reports.candidate_section import ITEM_COLUMNS, item_rows, section_rows
from vendor_eval.reports.comparison_agreement import unsettled_table
from vendor_eval.reports.comparison_tables import (
    candidates_table,
    gates_table,
    red_flags_table,
)
from vendor_eval.reports.promise_trace import trace_table, unheld_table
from vendor_eval.reports.report import Align, Cell, Column, Measured, Table
from vendor_eval.reports.round_result import RoundResult, points

RECORD_COLUMNS = (
    "vendor",
    "item",
    "answer",
    "evidence",
    "note",
    "state",
    "weight",
    "points",
    "gate",
    "synthetic",
)


def flat_tables(result: RoundResult) -> tuple[Table, ...]:
    """The sheets behind the summary, in the order of the printed report."""
    return (
        replace(candidates_table(result), title="Candidates"),
        gates_table(result),
        _sections(result),
        _items(result),
        red_flags_table(result),
        unsettled_table(result),
        replace(unheld_table(result.traces), title="Promises not held"),
        trace_table(result.traces),
    )


def answer_records(result: RoundResult, *, synthetic: bool) -> Table:
    """One row a candidate and item, headed by `RECORD_COLUMNS`."""
    unsettled = frozenset((one.vendor, one.item) for one in result.unsettled)
    return Table(
        title="Answers",
        columns=tuple(Column(name) for name in RECORD_COLUMNS),
        rows=tuple(
            (*_record(score, one, unsettled), "yes" if synthetic else "no")
            for score in result.scores
            for section in score.sections
            for one in section.items
        ),
    )


def _record(score: VendorScore, one: ItemScore, unsettled: frozenset[Asked]) -> tuple[Cell, ...]:
    answer = one.answer
    gates = {gate.item: gate.state.value for gate in score.gates}
    return (
        score.vendor,
        one.place.key,
        answer.answer if answer else None,
        answer.evidence.value if answer else None,
        answer.note if answer else None,
        _state(score, one, unsettled),
        Measured(float(one.weight), Unit.RATIO),
        points(score.contribution(one)),
        gates.get(one.place.key),
    )


def _state(score: VendorScore, one: ItemScore, unsettled: frozenset[Asked]) -> str:
    """Whether the answer counts, is unsettled or is missing."""
    if one.answer is not None:
        return "counted"
    return "unsettled" if (score.vendor, one.place.key) in unsettled else "unanswered"


def _sections(result: RoundResult) -> Table:
    return Table(
        title="Sections",
        columns=(
            Column("Candidate", 26),
            Column("Section", 34),
            Column("Weight, %", 10, Align.END),
            Column("Score", 9, Align.END),
            Column("Points", 9, Align.END),
            Column("Evidenced", 11, Align.END),
            Column("Answered, %", 12, Align.END),
        ),
        rows=tuple((score.vendor, *row) for score in result.scores for row in section_rows(score)),
    )


def _items(result: RoundResult) -> Table:
    return Table(
        title="Items",
        columns=(
            Column("Candidate", 26),
            Column("Section", 28),
            Column("Item", 34),
            *ITEM_COLUMNS,
        ),
        rows=tuple(
            (score.vendor, section.section.title, one.place.key, *row)
            for score in result.scores
            for section in score.sections
            for one, row in zip(section.items, item_rows(result, score, section), strict=True)
        ),
    )
