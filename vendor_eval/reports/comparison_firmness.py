"""How firm the first place is: against each other candidate, and against other weights."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from vendor_eval.evaluation.contest import contest_of
from vendor_eval.evaluation.robustness import Draws
from vendor_eval.evaluation.stability import Stability, stability
from vendor_eval.evaluation.winner import flips_of
from vendor_eval.reports.report import Align, Cell, Column, Points, Section, Table
from vendor_eval.reports.round_result import RoundResult, percent
from vendor_eval.reports.wording import counted


def firmness_section(result: RoundResult) -> Section:
    """The sentence about the winner, and what it rests on."""
    return Section(
        title="How firm the first place is",
        summary=result.comparison.winner,
        tables=(pairwise_table(result), stability_table(result)),
    )


def pairwise_table(result: RoundResult) -> Table:
    """How often the candidate of a row stands before that of a column."""
    chances = result.comparison.chances
    order = sorted(
        range(len(chances.vendors)), key=lambda at: result.comparison.ranks[chances.vendors[at]]
    )
    names = [chances.vendors[at] for at in order]
    table = Table(
        title="Chance of standing before, %",
        columns=(Column("Candidate", 30), *(Column(name, 18, Align.END) for name in names)),
        rows=(),
        empty="Fewer than two candidates are eligible and have a score.",
    )
    if len(order) < 2:
        return table
    chance = [
        [
            None if one == other else Points(100 * float(chances.beats[one, other]))
            for other in order
        ]
        for one in order
    ]
    return replace(
        table,
        rows=tuple((name, *row) for name, row in zip(names, chance, strict=True)),
        note=f"The share of {Draws().count:,} weightings, drawn around those of the round, under "
        "which the candidate of the row has the higher score than that of the column. The two "
        "chances of a pair add up to 100; equal scores count half for each.",
    )


def stability_table(result: RoundResult) -> Table:
    """By section the weights under which the first stays first, and who overtakes beyond them."""
    table = Table(
        title="How far each weight may move",
        columns=(
            Column("Section", 40),
            Column("Weight now, %", 12, Align.END),
            Column("First from, %", 12, Align.END),
            Column("Below that", 22),
            Column("First up to, %", 12, Align.END),
            Column("Above that", 22),
        ),
        rows=(),
        empty="No candidate is first alone and before another.",
    )
    contest = contest_of(result.scores)
    leaders = contest.leaders() if len(contest.candidates) > 1 else ()
    if len(leaders) != 1:
        return table
    leader = leaders[0]
    found = [stability(contest, leader, at) for at in range(len(contest.sections))]
    moving = [one for one in found if one.low > 0 or one.high < 1]
    if not moving:
        return replace(table, empty=f"{leader.vendor} is first whatever any one section weighs.")
    winners = {(one.section.key, one.to): one.winner for one in flips_of(contest, leader)}
    return replace(
        table,
        rows=tuple(_interval(one, winners) for one in moving),
        note=f"{leader.vendor} is first while the weight of a section lies between the two, the "
        "others keeping their proportion; beyond them the candidate named is first. The limits "
        f"are exact.{_firm(len(found) - len(moving))}",
    )


def _firm(sections: int) -> str:
    if not sections:
        return ""
    return f" For {counted(sections, 'further section')} no weight changes the first place."


def _interval(one: Stability, winners: dict[tuple[str, Fraction], str]) -> tuple[Cell, ...]:
    key = one.section.key
    return (
        one.section.title,
        percent(one.section.weight),
        percent(one.low),
        winners.get((key, one.low)),
        percent(one.high),
        winners.get((key, one.high)),
    )
