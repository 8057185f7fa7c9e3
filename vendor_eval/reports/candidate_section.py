"""One candidate's part of a comparison: sections and items, each with the points that it gives.

Points of all items add up to the score, and so do those of all sections.
"""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.evaluation.scoring import SectionScore, VendorScore
from vendor_eval.reports.report import Align, Cell, Column, Section, Table
from vendor_eval.reports.round_result import RoundResult, percent, points, written
from vendor_eval.reports.wording import counted, sentence

ITEM_COLUMNS = (
    Column("Question", 46),
    Column("Answer", 12),
    Column("Evidence", 12),
    Column("Weight, %", 11, Align.END),
    Column("Points", 8, Align.END),
    Column("Note", 24),
)


def candidate_section(result: RoundResult, score: VendorScore) -> Section:
    """Everything about one candidate."""
    return Section(
        title=score.vendor,
        summary=summary_of(result, score),
        tables=(
            made_of_table(score),
            *(items_table(result, score, part) for part in score.sections),
        ),
    )


def items_table(result: RoundResult, score: VendorScore, section: SectionScore) -> Table:
    """Every item of a section with the points that it gives."""
    return Table(section.section.title, ITEM_COLUMNS, tuple(item_rows(result, score, section)))


def section_rows(score: VendorScore) -> Iterator[tuple[Cell, ...]]:
    """Title, weight, score, points, evidenced score and coverage of each section."""
    for part in score.sections:
        yield (
            part.section.title,
            percent(part.weight),
            points(part.tally.score),
            points(score.contribution(part)),
            points(part.tally.evidenced_score),
            percent(part.tally.coverage),
        )


def item_rows(
    result: RoundResult, score: VendorScore, section: SectionScore
) -> Iterator[tuple[Cell, ...]]:
    """The cells of `ITEM_COLUMNS` for each item of a section."""
    unsettled = {one.item for one in result.unsettled_of(score.vendor)}
    for one in section.items:
        answer = one.answer
        question = one.place.item.question
        missing = "unsettled" if one.place.key in unsettled else None
        yield (
            f"Gate: {question}" if one.place.item.gate else question,
            answer.answer if answer else missing,
            answer.evidence.value if answer and answer.applies else None,
            percent(one.weight),
            points(score.contribution(one)),
            (answer.note or None) if answer else None,
        )


def summary_of(result: RoundResult, score: VendorScore) -> str:
    """Where the candidate stands, in two sentences."""
    rank = result.comparison.ranks.get(score.vendor)
    place = "Not eligible" if not score.eligible else f"Rank {rank}" if rank else "Without a rank"
    tally = score.tally
    flags = counted(len([*result.flags_of(score.vendor)]), "red flag")
    return (
        f"{place}: {written(tally.score)} of 100 asserted and {written(tally.evidenced_score)} "
        f"evidenced, at most {written(tally.high)} once everything is answered. {sentence(flags)}."
    )


def made_of_table(score: VendorScore) -> Table:
    """Every section with the points that it gives, and their sum."""
    tally = score.tally
    return Table(
        title="What the score is made of",
        columns=(
            Column("Section", 38),
            Column("Weight, %", 10, Align.END),
            Column("Score", 9, Align.END),
            Column("Points", 9, Align.END),
            Column("Evidenced", 11, Align.END),
            Column("Answered, %", 12, Align.END),
        ),
        rows=tuple(section_rows(score)),
        total=(
            "All sections",
            percent(tally.whole),
            points(tally.score),
            points(tally.score),
            points(tally.evidenced_score),
            percent(tally.coverage),
        ),
    )
