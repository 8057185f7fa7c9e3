"""The breach report: what one month's findings mean for a practice, on one page, then in full.

It picks and words what the assessments hold and judges nothing. Page one can be read alone:
the month in one sentence, its figures, the decisions due, and how each vendor stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vendor_eval.quantities import Month, Unit, Usd
from vendor_eval.reports.breach_sheets import findings_records, flat_tables
from vendor_eval.reports.decisions import decisions_due
from vendor_eval.reports.definitions import HOW_TO_READ, definitions_section
from vendor_eval.reports.report import (
    Align,
    Cell,
    Column,
    Figure,
    Measured,
    Report,
    Section,
    Strip,
    Table,
    Tone,
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
class About:
    """What a report says about itself.

    Attributes:
        prepared_on: the date it bears; the same date and figures give the same bytes.
        synthetic: whether the figures are a demonstration's; then every page says so.
        restatements: values changed after they were first reported, in the order to be shown.
    """

    practice: str
    prepared_on: dt.date
    prepared_by: str
    synthetic: bool = False
    restatements: tuple[Restatement, ...] = ()


def breach_report(assessments: Sequence[Assessment], month: Month, about: About) -> Report:
    """The report on ``month``, as known at its end.

    Args:
        assessments: one a contract, each judged through ``month``; a contract in force without
            findings for the month is shown as one from which nothing was received.
    """
    vendors = sorted((vendor_month_of(one, month) for one in assessments), key=worst_first)
    shown = [one for one in vendors if one.in_force or one.findings]
    metrics = tuple(dict.fromkeys(metric for one in shown for metric in one.metrics))
    return Report(
        title=f"Vendor breach report, {month.shown}",
        subtitle=f"{about.practice}: billing vendors held against their contracts",
        practice=about.practice,
        month=month,
        prepared_on=about.prepared_on,
        prepared_by=about.prepared_by,
        synthetic=about.synthetic,
        status=_status(shown, month),
        figures=_figures(shown),
        decisions=decisions_due(shown),
        overview=(_vendors_table(shown, month),),
        sections=tuple(vendor_section(one) for one in shown),
        appendix=(
            *((_restated(about.restatements),) if about.restatements else ()),
            definitions_section(metrics),
            Section("How to read this report", notes=HOW_TO_READ),
        ),
        legend=tuple(MARKS.values()),
        figures_note=f"Bars show {_span(month)}, this month last." if shown else "",
        sheets=flat_tables(shown, metrics),
        records=findings_records(shown, synthetic=about.synthetic),
        notes=_notes(vendors, about),
    )


def _status(vendors: Sequence[VendorMonth], month: Month) -> str:
    """The month in one sentence, silence included."""
    if not vendors:
        return f"No contract was in force in {month.shown}; there is nothing to judge."
    breached = [one for one in vendors if one.breaches]
    count = sum(len(one.breaches) for one in breached)
    silent = sum(len(one.silent) for one in vendors)
    levels = sum(len(one.findings) for one in vendors)
    if silent == levels:
        return f"Nothing was reported for {month.shown}; no service level can be judged."
    if count:
        held = f"{counted(len(breached), 'vendor')} crossed {counted(count, 'minimum', 'minimums')}"
        parts = [f"{held} in {month.shown}"]
    else:
        parts = [f"No reported figure crossed its minimum in {month.shown}"]
    due = sum((one.due for one in vendors), Usd(0))
    if due.cents:
        parts.append(f"{due.shown} in service credits fall due")
    rights = sum(bool(one.new_rights) for one in vendors)
    if rights:
        parts.append(f"{counted(rights, 'contract')} can be terminated since this month")
    if silent:
        verb = "was" if silent == 1 else "were"
        parts.append(f"{silent:,} of {counted(levels, 'service level')} {verb} not reported")
    return f"{listed(parts)}."


def _figures(vendors: Sequence[VendorMonth]) -> tuple[Figure, ...]:
    return (_breach_figure(vendors), _credit_figure(vendors), *_open_figures(vendors))


def _breach_figure(vendors: Sequence[VendorMonth]) -> Figure:
    breaches = sum(len(one.breaches) for one in vendors)
    breached = sum(bool(one.breaches) for one in vendors)
    return Figure(
        label="Breaches this month",
        value=breaches,
        note=f"{breached} of {counted(len(vendors), 'vendor')}" if vendors else "no vendor",
        tone=Tone.BAD if breaches else Tone.QUIET,
        history=_history(vendors, lambda one, month: _count(one, month, Status.BREACH)),
    )


def _credit_figure(vendors: Sequence[VendorMonth]) -> Figure:
    due = sum((one.due for one in vendors), Usd(0))
    retained = sum((one.retained for one in vendors), Usd(0))
    return Figure(
        label="Credits due this month",
        value=due,
        note=f"{retained.shown} retained in total",
        tone=Tone.BAD if due.cents else Tone.QUIET,
        history=_history(vendors, _credited),
    )


def _open_figures(vendors: Sequence[VendorMonth]) -> tuple[Figure, Figure]:
    rights = sum(bool(one.rights) for one in vendors)
    new = sum(bool(one.new_rights) for one in vendors)
    near = sum(bool(one.one_breach_away) for one in vendors)
    silent = sum(len(one.silent) for one in vendors)
    quiet = sum(bool(one.silent) or one.unassessed for one in vendors)
    return (
        Figure(
            label="Contracts open to termination",
            value=rights,
            note=f"{new} new, {near} one breach away",
            tone=Tone.BAD if new else Tone.QUIET,
            history=_history(vendors, _arisen),
        ),
        Figure(
            label="Service levels not reported",
            value=silent,
            note=f"by {counted(quiet, 'vendor')}",
            tone=Tone.MISSING if silent or quiet else Tone.QUIET,
            history=_history(vendors, lambda one, month: _count(one, month, Status.NOT_REPORTED)),
        ),
    )


def _history(
    vendors: Sequence[VendorMonth], amount: Callable[[VendorMonth, Month], float]
) -> tuple[float, ...]:
    months = vendors[0].months if vendors else ()
    return tuple(sum(amount(one, month) for one in vendors) for month in months)


def _count(vendor: VendorMonth, month: Month, status: Status) -> int:
    return sum(when == month and one.status is status for (_, when), one in vendor.past.items())


def _arisen(vendor: VendorMonth, month: Month) -> int:
    return sum(right.month == month for right in vendor.rights)


def _credited(vendor: VendorMonth, month: Month) -> float:
    """Credits of the month in dollars, for a drawing only."""
    return sum(one.amount.cents for one in vendor.credits if one.month == month) / 100


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
        sum((one.due for one in vendors), Usd(0)),
        sum((one.retained for one in vendors), Usd(0)),
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


def _notes(vendors: Sequence[VendorMonth], about: About) -> tuple[str, ...]:
    """What a reader has to know before the figures are quoted."""
    notes = []
    unassessed = [one.name for one in vendors if one.unassessed]
    if unassessed:
        notes.append(f"In force, yet without any figure for the month: {listed(unassessed)}.")
    outside = [one.name for one in vendors if not one.in_force and not one.findings]
    if outside:
        notes.append(f"Not in force in the month, and left out: {listed(outside)}.")
    if about.restatements:
        changed = counted(len(about.restatements), "value")
        notes.append(sentence(f"{changed} changed after being first reported; see the end."))
    return tuple(notes)


def _restated(restatements: Sequence[Restatement]) -> Section:
    return Section(
        title="Restated figures",
        summary="The first value stays on record; findings follow the figure as it stands.",
        tables=(
            Table(
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
            ),
        ),
    )
