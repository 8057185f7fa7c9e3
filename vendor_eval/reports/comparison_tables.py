"""Candidates side by side: their figures, their gates, their sections and their red flags."""

from __future__ import annotations

from vendor_eval.evaluation.scope import Place
from vendor_eval.evaluation.scoring import VendorScore
from vendor_eval.evaluation.standing import consequence_of
from vendor_eval.reports.evaluation_marks import GATE_MARKS
from vendor_eval.reports.report import Align, Cell, Column, Points, Table
from vendor_eval.reports.round_result import RoundResult, percent, points
from vendor_eval.reports.wording import counted, sentence


def candidates_table(result: RoundResult) -> Table:
    """One line a candidate, best first."""
    return Table(
        title="Candidates, best first",
        columns=(
            Column("Candidate", 25),
            Column("Rank", 6, Align.END),
            Column("Asserted", 10, Align.END),
            Column("Evidenced", 11, Align.END),
            Column("At most", 9, Align.END),
            Column("Answered, %", 11, Align.END),
            Column("First, %", 9, Align.END),
            Column("Red flags", 7, Align.END),
            Column("Consequence", 16),
        ),
        rows=tuple(_candidate_row(result, one) for one in result.scores),
        empty="The round has no candidate.",
        note=(
            "Points of 100. Asserted takes every answer at its word, evidenced counts it as far "
            "as it is supported; at most is the score with everything unanswered at its best. "
            "First is the chance of the first place under drawn weights."
        ),
    )


def _candidate_row(result: RoundResult, score: VendorScore) -> tuple[Cell, ...]:
    first = result.comparison.chances.first().get(score.vendor)
    return (
        score.vendor,
        result.comparison.ranks.get(score.vendor),
        points(score.tally.score),
        points(score.tally.evidenced_score),
        points(score.tally.high),
        percent(score.tally.coverage),
        None if first is None else Points(100 * first),
        len([*result.flags_of(score.vendor)]),
        sentence(consequence_of(score).value),
    )


def gates_table(result: RoundResult) -> Table:
    """Every gate by candidates."""
    gates = [place for place in result.scope.places() if place.item.gate]
    return Table(
        title="Gates",
        columns=_gate_columns(result),
        rows=tuple(_gate_row(result, place) for place in gates),
        empty="The scorecards of this round have no gate.",
    )


def barred_table(result: RoundResult) -> Table:
    """The gates that not every candidate passes."""
    barred = {gate.item for score in result.scores for gate in score.gates if not gate.passed}
    gates = [place for place in result.scope.places() if place.item.gate]
    others = len(gates) - len(barred)
    note = "No points make up for a gate that is not passed."
    if others:
        note = f"Passed by {_all(result)}: the other {counted(others, 'gate')}. {note}"
    return Table(
        title="Gates that bar a candidate",
        columns=_gate_columns(result),
        rows=tuple(_gate_row(result, place) for place in gates if place.key in barred),
        empty=f"None; {_all(result)} passes {counted(others, 'gate')}." if gates else "No gates.",
        note=note if barred else "",
    )


def _all(result: RoundResult) -> str:
    """Every candidate, or the one that the result is about."""
    return result.scores[0].vendor if len(result.scores) == 1 else "every candidate"


def _gate_columns(result: RoundResult) -> tuple[Column, ...]:
    return (Column("Gate", 42), *(Column(score.vendor, 17) for score in result.scores))


def _gate_row(result: RoundResult, place: Place) -> tuple[Cell, ...]:
    states = (gate.state for one in result.scores for gate in one.gates if gate.item == place.key)
    return (place.item.question, *(GATE_MARKS[state] for state in states))


def sections_table(result: RoundResult) -> Table:
    """The score of each section by candidates."""
    return Table(
        title="Scores by section",
        columns=(
            Column("Section", 38),
            Column("Weight, %", 10, Align.END),
            *(Column(score.vendor, 16, Align.END) for score in result.scores),
        ),
        rows=tuple(
            (
                section.title,
                percent(section.weight),
                *(points(score.sections[at].tally.score) for score in result.scores),
            )
            for at, section in enumerate(result.scope.sections)
        ),
    )


def red_flags_table(result: RoundResult) -> Table:
    """Answers that are a warning in themselves, in the order of the candidates."""
    return Table(
        title="Red flags",
        columns=(
            Column("Candidate", 20),
            Column("Question", 34),
            Column("Answer", 9),
            Column("What it warns of", 31),
            Column("Note", 24),
        ),
        rows=tuple(
            (one.vendor, one.place.item.question, one.answer, one.means, one.note or None)
            for one in result.red_flags
        ),
        empty="No answer is a red flag.",
    )
