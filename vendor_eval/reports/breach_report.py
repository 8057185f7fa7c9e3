"""The breach report: what one month's findings mean for a practice, on one page, then in full.

It picks and words what the assessments hold and judges nothing. Page one can be read alone:
the month in one sentence, its figures, the decisions due, and how each vendor stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from vendor_eval.claims.reconciliation import Reconciled
from vendor_eval.follow_up.restated import Restated
from vendor_eval.quantities import Month, Unit, Usd
from vendor_eval.reports.breach_sheets import findings_records, flat_tables
from vendor_eval.reports.decisions import decisions_due
from vendor_eval.reports.definitions import HOW_TO_READ, definitions_section
from vendor_eval.reports.evidence_section import (
    discrepancies_note,
    evidence_section,
    held_against,
)
from vendor_eval.reports.headline import headline_figures, status_sentence
from vendor_eval.reports.month_close_tables import diary_table, sentences
from vendor_eval.reports.origins import Origins, origins_section
from vendor_eval.reports.report import (
    About,
    Align,
    Cell,
    Column,
    Measured,
    Report,
    Section,
    Strip,
    Summary,
    Table,
)
from vendor_eval.reports.status import MARKS
from vendor_eval.reports.vendor_month import MONTHS_SHOWN, VendorMonth, vendor_month_of, worst_first
from vendor_eval.reports.vendor_section import vendor_section
from vendor_eval.reports.wording import (
    brief_month,
    counted,
    listed,
    metric_name,
    sentence,
)
from vendor_eval.sla.findings import Assessment, Status


@dataclass(frozen=True, slots=True)
class Restatement:
    """A reported value that its vendor changed afterwards.

    Attributes:
        first: as first reported, in ``unit``; None where nothing was reported at first.
        now: as it stands.
    """

    vendor: str
    metric: str
    month: Month
    unit: Unit
    first: float | None
    now: float | None


@dataclass(frozen=True, slots=True)
class AboutMonth(About):
    """What a breach report says about itself, and of its month beside the findings.

    Attributes:
        restatements: values changed after they were first reported, in the order to be shown.
        evidence: what is known of the values reported for the month; a report in whose month
            nothing can be held against claims or an audit says nothing of it.
        closed: what changed in closed months since they were closed, the newest month first.
        origins: what the values of the month come from, where that is known.
    """

    restatements: tuple[Restatement, ...] = ()
    evidence: tuple[Reconciled, ...] = ()
    closed: tuple[Restated, ...] = ()
    origins: Origins = field(default_factory=dict)


def breach_report(assessments: Sequence[Assessment], month: Month, about: AboutMonth) -> Report:
    """The report on ``month``, as known at its end.

    Args:
        assessments: one a contract, each judged through ``month``; a contract in force without
            findings for the month is shown as one from which nothing was received.
    """
    vendors = _vendors(assessments, month)
    shown = _shown(vendors)
    first = _first_page(vendors, month, about)
    judged = [finding for one in shown for finding in one.findings]
    came = origins_section(judged, about.origins, month)
    metrics = tuple(dict.fromkeys(metric for one in shown for metric in one.metrics))
    return Report(
        title=f"Vendor breach report, {month.shown}",
        subtitle=f"{about.practice}: billing vendors held against their contracts",
        practice=about.practice,
        month=month,
        prepared_on=about.prepared_on,
        prepared_by=about.prepared_by,
        synthetic=about.synthetic,
        status=first.status,
        figures=first.figures,
        decisions=first.decisions,
        overview=first.overview,
        sections=tuple(vendor_section(one) for one in shown),
        appendix=(
            *((evidence_section(about.evidence, month),) if held_against(about.evidence) else ()),
            *((_restated(about),) if about.restatements or about.closed else ()),
            *((came,) if came is not None else ()),
            definitions_section(metrics),
            Section("How to read this report", notes=HOW_TO_READ),
        ),
        legend=tuple(MARKS.values()),
        figures_note=f"Bars show {_span(month)}, this month last." if shown else "",
        sheets=(
            *flat_tables(shown, metrics, about.evidence),
            *((diary_table(about.closed),) if about.closed else ()),
        ),
        records=findings_records(shown, synthetic=about.synthetic),
        notes=first.notes,
    )


def breach_summary(assessments: Sequence[Assessment], month: Month, about: AboutMonth) -> Summary:
    """What the first page of `breach_report` says; all else of it is left out."""
    return _first_page(_vendors(assessments, month), month, about)


def _vendors(assessments: Sequence[Assessment], month: Month) -> list[VendorMonth]:
    return sorted((vendor_month_of(one, month) for one in assessments), key=worst_first)


def _shown(vendors: Sequence[VendorMonth]) -> list[VendorMonth]:
    return [one for one in vendors if one.in_force or one.findings]


def _first_page(vendors: Sequence[VendorMonth], month: Month, about: AboutMonth) -> Summary:
    shown = _shown(vendors)
    return Summary(
        month=month,
        status=status_sentence(shown, month),
        figures=headline_figures(shown),
        decisions=decisions_due(shown),
        overview=(_vendors_table(shown, month),),
        notes=_notes(vendors, about, month),
    )


def _vendors_table(vendors: Sequence[VendorMonth], month: Month) -> Table:
    return Table(
        title="Vendors, worst first",
        columns=(
            Column("Vendor", 24),
            Column(_span(month), 27),
            Column("Breaches", 9, Align.END),
            Column("Streak", 11, Align.END),
            Column("Credits due", 14, Align.END),
            Column("Retained", 14, Align.END),
            Column("Right to terminate", 16, Align.END),
        ),
        rows=tuple(_vendor_row(one) for one in vendors),
        total=_vendors_total(vendors) if len(vendors) > 1 else None,
        empty="No contract was in force in this month.",
        note="Each month shows the worst finding of any service level." if vendors else "",
    )


def _span(month: Month) -> str:
    return f"{brief_month(month.plus(1 - MONTHS_SHOWN))} to {brief_month(month)}"


def _vendor_row(vendor: VendorMonth) -> tuple[Cell, ...]:
    streak = vendor.longest_streak
    return (
        vendor.name,
        _strip(vendor),
        len(vendor.breaches),
        counted(streak.streak, "month") if streak else None,
        vendor.due,
        vendor.retained,
        _right(vendor),
    )


def _right(vendor: VendorMonth) -> str | None:
    if vendor.new_rights:
        return "New"
    if vendor.rights:
        return f"Since {brief_month(vendor.rights[0].month)}"
    return "One breach away" if vendor.one_breach_away else None


def _vendors_total(vendors: Sequence[VendorMonth]) -> tuple[Cell, ...]:
    return (
        counted(len(vendors), "vendor"),
        "",
        sum(len(one.breaches) for one in vendors),
        "",
        Usd.total(one.due for one in vendors),
        Usd.total(one.retained for one in vendors),
        "",
    )


def _strip(vendor: VendorMonth) -> Strip:
    worst = [vendor.worst_status(month) for month in vendor.months]
    if vendor.unassessed:
        worst[-1] = Status.NOT_REPORTED
    words = [
        f"{brief_month(month)} {MARKS[status].label.lower() if status else 'not in force'}"
        for month, status in zip(vendor.months, worst, strict=True)
    ]
    return Strip(tuple(MARKS[one] if one else None for one in worst), ", ".join(words))


def _notes(vendors: Sequence[VendorMonth], about: AboutMonth, month: Month) -> tuple[str, ...]:
    """What a reader has to know before the figures are quoted."""
    notes = [*about.remarks]
    unassessed = [one.name for one in vendors if one.unassessed]
    if unassessed:
        notes.append(f"In force, yet without any figure for the month: {listed(unassessed)}.")
    outside = [one.name for one in vendors if not one.in_force and not one.findings]
    if outside:
        notes.append(f"Not in force in the month, and left out: {listed(outside)}.")
    if untrue := discrepancies_note(about.evidence, month):
        notes.append(untrue)
    if about.restatements:
        changed = counted(len(about.restatements), "value")
        notes.append(
            sentence(
                f"{changed} changed after being first reported; the first ones stay on record."
            )
        )
    notes += [f"Changed since closing: {sentences(one)}" for one in about.closed if one.matters]
    return tuple(notes)


def _restated(about: AboutMonth) -> Section:
    return Section(
        title="Restated figures",
        summary="The first value stays on record; findings follow the figure as it stands.",
        tables=(
            *((_restatements(about.restatements),) if about.restatements else ()),
            *((diary_table(about.closed),) if about.closed else ()),
        ),
    )


def _restatements(restatements: Sequence[Restatement]) -> Table:
    return Table(
        title="Changed after first reported",
        columns=(
            Column("Vendor", 32),
            Column("Metric", 28),
            Column("Month", 12),
            Column("First reported", 16, Align.END),
            Column("As it stands", 16, Align.END),
        ),
        rows=tuple(
            (
                one.vendor,
                metric_name(one.metric),
                one.month,
                None if one.first is None else Measured(one.first, one.unit),
                None if one.now is None else Measured(one.now, one.unit),
            )
            for one in restatements
        ),
    )
