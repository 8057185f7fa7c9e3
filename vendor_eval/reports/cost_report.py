"""The cost report: what offers cost, in fees and all in, on one page, then in full.

It picks and words what was priced and reckons nothing. Page one can be read alone: which option
costs what, why they differ, and what to settle before one of them is signed.
"""

from __future__ import annotations

from vendor_eval.quantities import Month
from vendor_eval.reports.cost_basis import (
    assumptions_section,
    break_even_section,
    cautions_section,
    sources_section,
)
from vendor_eval.reports.cost_headline import (
    HEADINGS,
    headline_figures,
    open_matters,
    status_sentence,
    why_they_differ,
)
from vendor_eval.reports.cost_options import option_section
from vendor_eval.reports.cost_result import LEGEND, CostResult
from vendor_eval.reports.cost_sheets import flat_tables, line_records
from vendor_eval.reports.cost_tables import costs_table, month_tables, parts_tables
from vendor_eval.reports.cost_volumes import volumes_section
from vendor_eval.reports.report import About, Report, Section
from vendor_eval.reports.wording import counted


def cost_report(result: CostResult, about: About) -> Report:
    """The report on a scenario of prices."""
    options = counted(len(result.options), "option")
    months = Section("Month by month", tables=tuple(month_tables(result)))
    volumes = (volumes_section(result),) if result.volumes else ()
    return Report(
        title=f"Cost of offers: {result.name}",
        subtitle=f"{about.practice}: {options}, {result.period}",
        practice=about.practice,
        month=Month.of(about.prepared_on),
        prepared_on=about.prepared_on,
        prepared_by=about.prepared_by,
        synthetic=about.synthetic,
        status=status_sentence(result),
        figures=headline_figures(result),
        decisions=open_matters(result),
        overview=(costs_table(result), *parts_tables(result)),
        sections=(
            *volumes,
            months,
            *(option_section(result, one) for one in result.options),
            break_even_section(result),
        ),
        appendix=(
            assumptions_section(result),
            cautions_section(result),
            sources_section(result),
        ),
        legend=LEGEND,
        sheets=flat_tables(result),
        records=line_records(result, synthetic=about.synthetic),
        notes=(*about.remarks, *why_they_differ(result)),
        headings=HEADINGS,
    )
