"""Item by item: what each candidate answered, the points it gives, and what is not shown yet."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from vendor_eval.evaluation.scoring import ItemScore, VendorScore
from vendor_eval.reports.report import Align, Cell, Column, Table
from vendor_eval.reports.round_result import RoundResult, percent, points
from vendor_eval.reports.wording import counted, sentence

MOST_GAPS = 15
"""How many unproved answers are listed; the sheets have every answer with its evidence."""


def section_items_table(result: RoundResult, at: int) -> Table:
    """The items of one section by candidates.

    Args:
        at: the place of the section in the scope.
    """
    section = result.scope.sections[at]
    parts = [(score, score.sections[at]) for score in result.scores]
    pairs = ((Column(one.vendor, 20), Column("Points", 8, Align.END)) for one in result.scores)
    return Table(
        title="",
        columns=(Column("Question", 50), Column("Weight, %", 9, Align.END), *chain(*pairs)),
        rows=tuple(
            (
                place.item.question,
                percent(place.weight),
                *chain(*(_answered(score, part.items[row]) for score, part in parts)),
            )
            for row, place in enumerate(section.places)
        ),
        total=(
            "The section",
            percent(section.weight),
            *chain(*(("", points(score.contribution(part))) for score, part in parts)),
        ),
        note="Points of 100. Those of all items add up to those of the section, and those of all "
        "sections to the score.",
    )


def _answered(score: VendorScore, one: ItemScore) -> tuple[Cell, Cell]:
    answer = one.answer
    if answer is None or not answer.applies:
        return answer.answer if answer else None, points(score.contribution(one))
    return f"{answer.answer}, {answer.evidence}", points(score.contribution(one))


class _Gap(NamedTuple):
    """Points of an answer that its evidence does not bear out."""

    missing: Fraction
    asserted: Fraction
    vendor: str
    item: ItemScore


def gaps_table(result: RoundResult) -> Table:
    """What candidates say and have not shown, the most points first: what to ask proof of."""
    found = [gap for score in result.scores for gap in _gaps(score)]
    found.sort(key=lambda gap: (-gap.missing, gap.vendor, gap.item.place.key))
    left_out = len(found) - MOST_GAPS
    more = f" {sentence(counted(left_out, 'smaller gap'))} left out." if left_out > 0 else ""
    return Table(
        title="Asserted and not shown",
        columns=(
            Column("Candidate", 20),
            Column("Question", 44),
            Column("Answer", 12),
            Column("Evidence", 12),
            Column("Asserted", 9, Align.END),
            Column("Not shown", 9, Align.END),
            Column("Evidence wanted", 34),
        ),
        rows=tuple(_gap_row(gap) for gap in found[:MOST_GAPS]),
        empty="Everything that candidates say is verified.",
        note="Points of 100 that an answer gives on the candidate's word, and the part of them "
        f"that its evidence does not bear out.{more}",
    )


def _gaps(score: VendorScore) -> Iterator[_Gap]:
    for one in (one for section in score.sections for one in section.items):
        asserted = score.contribution(one)
        if asserted and one.tally.evidenced < one.tally.earned:
            missing = asserted * (1 - one.tally.evidenced / one.tally.earned)
            yield _Gap(missing, asserted, score.vendor, one)


def _gap_row(gap: _Gap) -> tuple[Cell, ...]:
    answer, item = gap.item.answer, gap.item.place.item
    assert answer is not None, "what is unanswered asserts nothing"
    return (
        gap.vendor,
        item.question,
        answer.answer,
        answer.evidence.value,
        points(gap.asserted),
        points(gap.missing),
        item.evidence,
    )
