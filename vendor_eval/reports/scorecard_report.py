"""The scorecard report: one candidate of a round, every answer with the points that it gives."""

from __future__ import annotations

from dataclasses import replace

from vendor_eval.evaluation.scoring import VendorScore
from vendor_eval.quantities import Month
from vendor_eval.reports.candidate_section import items_table, made_of_table, summary_of
from vendor_eval.reports.comparison_agreement import unsettled_table
from vendor_eval.reports.comparison_basis import (
    reading_section,
    scorecards_section,
    sources_section,
)
from vendor_eval.reports.comparison_due import HEADINGS, open_matters
from vendor_eval.reports.comparison_items import gaps_table
from vendor_eval.reports.comparison_sheets import answer_records, flat_tables
from vendor_eval.reports.comparison_tables import barred_table, gates_table, red_flags_table
from vendor_eval.reports.diligence_tables import diligence_section
from vendor_eval.reports.evaluation_marks import LEGEND
from vendor_eval.reports.promise_trace import promise_section
from vendor_eval.reports.report import About, Figure, Report, Section, Tone
from vendor_eval.reports.round_result import RoundResult


def scorecard_report(result: RoundResult, score: VendorScore, about: About) -> Report:
    """The report on one candidate of the round, as it stands.

    Args:
        score: the candidate's, out of ``result``.
    """
    own = result.only(score.vendor)
    found = tuple(diligence_section(one) for one in own.diligence)
    return Report(
        title=f"Scorecard: {score.vendor}",
        subtitle=f"{about.practice}: {result.name}",
        practice=about.practice,
        month=Month.of(about.prepared_on),
        prepared_on=about.prepared_on,
        prepared_by=about.prepared_by,
        synthetic=about.synthetic,
        status=summary_of(own, score),
        figures=_figures(own, score),
        decisions=open_matters(own),
        overview=(made_of_table(score), barred_table(own)),
        sections=(
            Section(
                "Warnings and differences",
                tables=(
                    gates_table(own),
                    red_flags_table(own),
                    unsettled_table(own),
                    gaps_table(own),
                ),
            ),
            promise_section(own.traces),
            *found,
            *_scorecards(own, score),
        ),
        appendix=(scorecards_section(result), reading_section(result), sources_section(result)),
        legend=LEGEND,
        sheets=(*flat_tables(own), *(table for one in found for table in one.tables)),
        records=answer_records(own, synthetic=about.synthetic),
        notes=about.remarks,
        headings=replace(HEADINGS, sections="Scorecard by scorecard"),
    )


def _figures(own: RoundResult, score: VendorScore) -> tuple[Figure, ...]:
    items = [one for section in score.sections for one in section.items]
    missing = sum(one.answer is None for one in items)
    barring = sum(not gate.passed for gate in score.gates)
    return (
        Figure(
            "Gates not passed",
            barring,
            f"of {len(score.gates)}",
            Tone.BAD if barring else Tone.QUIET,
        ),
        Figure("Red flags", len(own.red_flags), f"of {len(items)} items"),
        Figure(
            "Items without an answer",
            missing,
            f"{len(own.unsettled)} of them unsettled",
            Tone.MISSING if missing else Tone.QUIET,
        ),
        Figure(
            "Evidence expired",
            len(own.lapsed),
            "worth nothing until renewed",
            Tone.MISSING if own.lapsed else Tone.QUIET,
        ),
    )


def _scorecards(own: RoundResult, score: VendorScore) -> tuple[Section, ...]:
    """One part a scorecard, its sections as tables."""
    return tuple(
        Section(
            title=scorecard.title,
            tables=tuple(
                items_table(own, score, part)
                for part in score.sections
                if part.section.key.partition("/")[0] == scorecard.id
            ),
        )
        for scorecard in own.scope.scorecards
    )
