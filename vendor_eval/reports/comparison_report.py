"""The comparison report: what a round of evaluation came to, on one page, then in full.

It picks and words what the round's result holds and scores nothing. Page one can be read alone:
who leads and how firmly, what is still open, how each candidate and each gate stands.
"""

from __future__ import annotations

from vendor_eval.quantities import Month
from vendor_eval.reports.baseline_tables import baseline_section
from vendor_eval.reports.candidate_section import candidate_section
from vendor_eval.reports.comparison_agreement import agreement_section, reliability_table
from vendor_eval.reports.comparison_basis import (
    decision_section,
    reading_section,
    scorecards_section,
    sources_section,
)
from vendor_eval.reports.comparison_due import (
    HEADINGS,
    firmness,
    headline_figures,
    open_matters,
    status_sentence,
)
from vendor_eval.reports.comparison_firmness import firmness_section
from vendor_eval.reports.comparison_items import gaps_table
from vendor_eval.reports.comparison_sheets import answer_records, flat_tables
from vendor_eval.reports.comparison_tables import (
    barred_table,
    candidates_table,
    gates_table,
    red_flags_table,
    sections_table,
)
from vendor_eval.reports.diligence_tables import diligence_table
from vendor_eval.reports.evaluation_marks import LEGEND
from vendor_eval.reports.promise_trace import promise_section
from vendor_eval.reports.report import About, Report, Section
from vendor_eval.reports.round_result import RoundResult
from vendor_eval.reports.wording import counted


def comparison_report(result: RoundResult, about: About) -> Report:
    """The report on a round, as it stands."""
    signed = (decision_section(result.signed),) if result.signed else ()
    firm = firmness_section(result)
    before = (baseline_section(result.baseline, result.profile),) if result.baseline else ()
    candidates = counted(len(result.scores), "candidate")
    return Report(
        title=f"Vendor comparison: {result.name}",
        subtitle=f"{about.practice}: {candidates} held against the same scorecards",
        practice=about.practice,
        month=Month.of(about.prepared_on),
        prepared_on=about.prepared_on,
        prepared_by=about.prepared_by,
        synthetic=about.synthetic,
        status=status_sentence(result),
        figures=headline_figures(result),
        decisions=open_matters(result),
        overview=(candidates_table(result), barred_table(result)),
        sections=(
            *signed,
            _side_by_side(result),
            firm,
            promise_section(result.traces),
            agreement_section(result),
            *(candidate_section(result, score) for score in result.scores),
        ),
        appendix=(
            *before,
            scorecards_section(result),
            reading_section(result),
            sources_section(result),
        ),
        legend=LEGEND,
        sheets=(
            *flat_tables(result),
            *firm.tables,
            reliability_table(result),
            diligence_table(result.diligence),
            *(table for section in before for table in section.tables),
        ),
        records=answer_records(result, synthetic=about.synthetic),
        notes=(*about.remarks, *firmness(result)),
        headings=HEADINGS,
    )


def _side_by_side(result: RoundResult) -> Section:
    return Section(
        title="Side by side",
        tables=(
            sections_table(result),
            gates_table(result),
            red_flags_table(result),
            gaps_table(result),
            diligence_table(result.diligence),
        ),
    )
