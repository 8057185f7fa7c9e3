"""One vendor's part of the breach report: months, findings, credits, rights and limits."""

from __future__ import annotations

from vendor_eval.quantities import Month, Usd
from vendor_eval.reports.report import Align, Cell, Column, Marked, Measured, Section, Table
from vendor_eval.reports.rule_words import in_words, right_in_words
from vendor_eval.reports.status import MARKS
from vendor_eval.reports.vendor_month import VendorMonth, total
from vendor_eval.reports.wording import UNIT_SHOWN, counted, listed, metric_name
from vendor_eval.sla.contract import MinimumFrom, ServiceLevel
from vendor_eval.sla.findings import Finding


def vendor_section(vendor: VendorMonth) -> Section:
    """Everything about one vendor, in the order in which it is read."""
    notes = []
    if vendor.contract.termination:
        rules = "; ".join(in_words(rule) for rule in vendor.contract.termination)
        notes.append(f"What gives a right to terminate: {rules}.")
    return Section(
        title=vendor.name,
        summary=_summary(vendor),
        tables=(
            months_grid(vendor),
            _findings_table(vendor),
            *((_credits_table(vendor),) if vendor.credits else ()),
            *((_rights_table(vendor),) if vendor.rights else ()),
            _limits_table(vendor),
        ),
        notes=tuple(notes),
    )


def months_grid(vendor: VendorMonth) -> Table:
    """Metrics by months, each cell the status with the value it was found for."""
    rows = tuple(
        (
            f"{metric_name(metric)}, {_unit_of(vendor, metric)}",
            *(_cell(vendor.past.get((metric, month))) for month in vendor.months),
        )
        for metric in vendor.metrics
    )
    months = tuple(Column(_over_year(month), 6, Align.CENTER) for month in vendor.months)
    return Table(
        title="Month by month",
        columns=(Column("Metric", 21), *months),
        rows=rows,
        empty="No month was assessed yet.",
        dense=True,
    )


def measured(finding: Finding) -> Measured | None:
    """The finding's value in its unit, or None where nothing was reported."""
    if finding.value is None:
        return None
    level = finding.level
    limits = (level.target, level.warning, level.minimum)
    beside = tuple(limit for limit in limits if limit is not None)
    return Measured(finding.value, finding.unit, beside)


def minimum_shown(level: ServiceLevel) -> str | None:
    """The minimum as written; one that the catalogue sets says so. None where there is none."""
    if level.minimum is None:
        return None
    from_catalogue = level.minimum_from is MinimumFrom.CATALOGUE
    return f"{level.minimum.text} (catalogue)" if from_catalogue else level.minimum.text


def _summary(vendor: VendorMonth) -> str:
    month = vendor.month.shown
    if vendor.unassessed:
        return f"Nothing was received for {month}; no service level could be judged."
    if not vendor.findings:
        return f"The contract was not in force in {month}."
    parts = [counted(len(vendor.breaches), "breach", "breaches")]
    if vendor.silent:
        parts.append(f"{len(vendor.silent)} not reported")
    of = counted(len(vendor.findings), "service level")
    money = f" Credits due {vendor.due.shown}; retained so far {vendor.retained.shown}."
    return f"{month}: {listed(parts)} of {of}.{money}"


def _cell(finding: Finding | None) -> Cell:
    return None if finding is None else Marked(MARKS[finding.status], measured(finding))


def _unit_of(vendor: VendorMonth, metric: str) -> str:
    unit = next(one.unit for (name, _), one in vendor.past.items() if name == metric)
    return UNIT_SHOWN[unit]


def _over_year(month: Month) -> str:
    return f"{month.first_day:%b}\n{month.year}"


def _findings_table(vendor: VendorMonth) -> Table:
    return Table(
        title=f"Findings of {vendor.month.shown}",
        columns=(
            Column("Metric", 23),
            Column("Value", 10, Align.END),
            Column("Minimum", 12, Align.END),
            Column("Status", 15),
            Column("Why, and what to do next", 46),
        ),
        rows=tuple(
            (
                metric_name(one.metric),
                measured(one),
                minimum_shown(one.level),
                MARKS[one.status],
                one.reason,
            )
            for one in vendor.findings
        ),
        empty="Nothing was found for this month.",
    )


def _credits_table(vendor: VendorMonth) -> Table:
    shown = tuple(one for one in vendor.credits if one.month >= vendor.months[0])
    earlier = vendor.credits[len(shown) :]
    rows: list[tuple[Cell, ...]] = [
        (one.month, metric_name(one.metric), one.amount, one.earned_back_in) for one in shown
    ]
    if earlier:
        rows.append(("Earlier", counted(len(earlier), "credit"), total(earlier), None))
    back: Usd = total(vendor.credits) - vendor.retained
    return Table(
        title="Service credits",
        columns=(
            Column("Month", 14),
            Column("Metric", 46),
            Column("Amount", 18, Align.END),
            Column("Earned back in", 18, Align.END),
        ),
        rows=tuple(rows),
        total=("Retained", f"after {back.shown} earned back", vendor.retained, ""),
    )


def _rights_table(vendor: VendorMonth) -> Table:
    return Table(
        title="Termination rights",
        columns=(Column("Arisen in", 14), Column("Metric", 28), Column("Rule", 58)),
        rows=tuple(
            (
                right.month,
                metric_name(right.metric) if right.metric else "All metrics",
                right_in_words(right, vendor.contract),
            )
            for right in vendor.rights
        ),
        note="Whether a right still stands, and by when notice must be given, the contract says.",
    )


def _limits_table(vendor: VendorMonth) -> Table:
    levels = [finding.level for finding in vendor.findings]
    order = {metric: place for place, metric in enumerate(vendor.metrics)}
    levels.sort(key=lambda level: order[level.metric])
    return Table(
        title="Service levels in force",
        columns=(
            Column("Metric", 26),
            Column("Target", 12, Align.END),
            Column("Warning", 12, Align.END),
            Column("Minimum", 20, Align.END),
            Column("Clause", 30),
        ),
        rows=tuple(
            (
                metric_name(level.metric),
                level.target.text,
                level.warning.text if level.warning else None,
                minimum_shown(level),
                level.clause or None,
            )
            for level in levels
        ),
        empty="No service level was in force in this month.",
    )
