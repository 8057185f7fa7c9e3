"""Candidates side by side: their figures, their gates, their sections and their red flags."""

from __future__ import annotations

from vendor_eval.evaluation.contest import contest_of
from vendor_eval.evaluation.scope import Place
from vendor_eval.evaluation.scoring import VendorScore
from vendor_eval.evaluation.stability import stability
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
        note = f"Every candidate passes the other {counted(others, 'gate')}. {note}"
    return Table(
        title="Gates that bar a candidate",
        columns=_gate_columns(result),
        rows=tuple(_gate_row(result, place) for place in gates if place.key in barred),
        empty=f"None; every candidate passes {counted(others, 'gate')}." if gates else "No gates.",
        note=note if barred else "",
    )


def _gate_columns(result: RoundResult) -> tuple[Column, ...]:
    return (Column("Gate", 42), *(Column(score.vendor, 17) for score in result.scores))


def _gate_row(result: RoundResult, place: Place) -> tuple[Cell, ...]:
    states = (gate.state for one in result.scores for gate in one.gates if gate.item == place.key)
    return (place.item.question, *(GATE_MARKS[state] for state in states))


def sections_table(result: RoundResult) -> Table:
    """Sections by candidates, and how far each weight may move before the first place does."""
    ranges = _ranges(result)
    return Table(
        title="Scores by section",
        columns=(
            Column("Section", 30),
            Column("Weight, %", 10, Align.END),
            *(Column(score.vendor, 15, Align.END) for score in result.scores),
            Column("First place holds from, %", 13, Align.END),
            Column("to, %", 9, Align.END),
        ),
        rows=tuple(
            (
                section.title,
                percent(section.weight),
                *(points(score.sections[at].tally.score) for score in result.scores),
                *ranges.get(section.key, (None, None)),
            )
            for at, section in enumerate(result.scope.sections)
        ),
        note="The other weights keep their proportion to each other while one of them moves.",
    )


def _ranges(result: RoundResult) -> dict[str, tuple[Points | None, Points | None]]:
    """By section the least and the most it may weigh; none where nobody is first alone."""
    contest = contest_of(result.scores)
    leaders = contest.leaders() if contest.candidates else ()
    if len(leaders) != 1:
        return {}
    found = [stability(contest, leaders[0], at) for at in range(len(contest.sections))]
    return {one.section.key: (percent(one.low), percent(one.high)) for one in found}


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


def unsettled_table(result: RoundResult) -> Table:
    """What the evaluators differ on, in the order of the candidates, the heaviest first."""
    places = result.places
    return Table(
        title="Unsettled answers",
        columns=(
            Column("Candidate", 24),
            Column("Question", 46),
            Column("Weight, %", 10, Align.END),
            Column("Answers", 32),
        ),
        rows=tuple(
            (
                score.vendor,
                places[one.item].item.question,
                percent(places[one.item].weight),
                "; ".join(f"{name}: {given.answer}" for name, given in one.answers.items()),
            )
            for score in result.scores
            for one in result.unsettled_of(score.vendor)
        ),
        empty="The evaluators agree on everything, or have settled it.",
    )
