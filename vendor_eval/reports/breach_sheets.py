"""The breach report as flat tables: one row a fact, the vendor in the first column.

`findings_records` is for programs: its headings are fixed, a ratio is a fraction of one with the
unit beside it, and what is absent is empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.claims.reconciliation import Reconciled
from vendor_eval.quantities import Limit, Month
from vendor_eval.reports.definitions import definitions_table
from vendor_eval.reports.evidence_section import evidence_sheet, held_against
from vendor_eval.reports.report import Align, Cell, Column, Marked, Table
from vendor_eval.reports.rule_words import right_in_words
from vendor_eval.reports.status import MARKS
from vendor_eval.reports.vendor_month import VendorMonth
from vendor_eval.reports.vendor_section import measured
from vendor_eval.reports.wording import brief_month, metric_name
from vendor_eval.sla.findings import Finding

RECORD_COLUMNS = (
    "vendor",
    "month",
    "metric",
    "value",
    "unit",
    "denominator",
    "status",
    "streak",
    "target",
    "warning",
    "minimum",
    "minimum_from",
    "clause",
    "credit",
    "reason",
    "synthetic",
)


def flat_tables(
    vendors: Sequence[VendorMonth], metrics: Sequence[str], evidence: Sequence[Reconciled]
) -> tuple[Table, ...]:
    """The sheets behind the summary, in the order of the printed report."""
    return (
        _findings(vendors),
        _months(vendors),
        _credits(vendors),
        _rights(vendors),
        *((evidence_sheet(evidence),) if held_against(evidence) else ()),
        _named("Definitions", definitions_table(metrics)),
    )


def findings_records(vendors: Sequence[VendorMonth], *, synthetic: bool) -> Table:
    """One row a finding of the reported month, headed by `RECORD_COLUMNS`."""
    return Table(
        title="Findings",
        columns=tuple(Column(name) for name in RECORD_COLUMNS),
        rows=tuple(
            _record(vendor, finding, synthetic=synthetic)
            for vendor in vendors
            for finding in vendor.findings
        ),
    )


def _record(vendor: VendorMonth, finding: Finding, *, synthetic: bool) -> tuple[Cell, ...]:
    level = finding.level
    credit = next((c.amount for c in vendor.credits_due if c.metric == finding.metric), None)
    value = measured(finding)
    return (
        vendor.name,
        finding.month,
        finding.metric,
        value,
        finding.unit.value,
        None if finding.denominator is None else f"{finding.denominator:.15g}",
        finding.status.value,
        finding.streak,
        level.target.text,
        _text(level.warning),
        _text(level.minimum),
        level.minimum_from.value if level.minimum_from else None,
        level.clause or None,
        credit,
        finding.reason,
        "yes" if synthetic else "no",
    )


def _text(limit: Limit | None) -> str | None:
    return limit.text if limit else None


def _findings(vendors: Sequence[VendorMonth]) -> Table:
    return Table(
        title="Findings",
        columns=(
            Column("Vendor", 22),
            Column("Metric", 24),
            Column("Value", 12, Align.END),
            Column("Status", 15),
            Column("Streak", 8, Align.END),
            Column("Target", 12, Align.END),
            Column("Warning", 12, Align.END),
            Column("Minimum", 12, Align.END),
            Column("Set by", 11),
            Column("Clause", 18),
            Column("Why, and what to do next", 56),
        ),
        rows=tuple(
            (
                vendor.name,
                metric_name(one.metric),
                measured(one),
                MARKS[one.status],
                one.streak,
                one.level.target.text,
                _text(one.level.warning),
                _text(one.level.minimum),
                one.level.minimum_from.value if one.level.minimum_from else None,
                one.level.clause or None,
                one.reason,
            )
            for vendor in vendors
            for one in vendor.findings
        ),
        empty="No service level was in force in this month.",
    )


def _months(vendors: Sequence[VendorMonth]) -> Table:
    months: tuple[Month, ...] = vendors[0].months if vendors else ()
    return Table(
        title="Months",
        columns=(
            Column("Vendor", 28),
            Column("Metric", 26),
            *(Column(brief_month(month), 13, Align.END) for month in months),
        ),
        rows=tuple(
            (
                vendor.name,
                metric_name(metric),
                *(_month_cell(vendor.past.get((metric, month))) for month in months),
            )
            for vendor in vendors
            for metric in vendor.metrics
        ),
        empty="No month was assessed yet.",
    )


def _month_cell(finding: Finding | None) -> Cell:
    return None if finding is None else Marked(MARKS[finding.status], measured(finding))


def _credits(vendors: Sequence[VendorMonth]) -> Table:
    return Table(
        title="Credits",
        columns=(
            Column("Vendor", 28),
            Column("Month", 12),
            Column("Metric", 26),
            Column("Amount", 16, Align.END),
            Column("Earned back in", 16),
        ),
        rows=tuple(
            (
                vendor.name,
                credit.month,
                metric_name(credit.metric),
                credit.amount,
                credit.earned_back_in,
            )
            for vendor in vendors
            for credit in vendor.credits
        ),
        empty="No service credit fell due so far.",
    )


def _rights(vendors: Sequence[VendorMonth]) -> Table:
    return Table(
        title="Termination",
        columns=(
            Column("Vendor", 28),
            Column("Arisen in", 12),
            Column("Metric", 26),
            Column("Rule", 60),
        ),
        rows=tuple(
            (
                vendor.name,
                right.month,
                metric_name(right.metric) if right.metric else "All metrics",
                right_in_words(right, vendor.contract),
            )
            for vendor in vendors
            for right in vendor.rights
        ),
        empty="No right to terminate arose so far.",
    )


def _named(title: str, table: Table) -> Table:
    return Table(title, table.columns, table.rows, empty=table.empty)
