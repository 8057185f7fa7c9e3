"""Candidates side by side: their figures, their gates, their sections and their red flags."""

from __future__ import annotations

from vendor_eval.evaluation.contest import contest_of
from vendor_eval.evaluation.scoring import VendorScore
from vendor_eval.evaluation.stability import stability
from vendor_eval.evaluation.standing import consequence_of
from vendor_eval.reports.evaluation_marks import GATE_MARKS
from vendor_eval.reports.report import Align, Cell, Column, Points, Table
from vendor_eval.reports.round_result import RoundResult, percent, points
from vendor_eval.reports.wording import sentence


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
    """Gates by candidates."""
    places = result.places
    gates = [place.key for place in result.scope.places() if place.item.gate]
    states = {
        score.vendor: {gate.item: gate.state for gate in score.gates} for score in result.scores
    }
    return Table(
        title="Gates",
        columns=(
            Column("Gate", 42),
            *(Column(score.vendor, 17) for score in result.scores),
        ),
        rows=tuple(
            (
                places[gate].item.question,
                *(GATE_MARKS[states[score.vendor][gate]] for score in result.scores),
            )
            for gate in gates
        ),
        empty="The scorecards of this round have no gate.",
        note="No points make up for a gate that is not passed." if gates else "",
    )


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
            Column("Candidate", 22),
            Column("Question", 36),
            Column("Answer", 10),
            Column("What it warns of", 34),
            Column("Note", 16),
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
