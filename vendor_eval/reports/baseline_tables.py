"""The baseline of a round: the practice's own figures before it chose."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.evaluation.baseline import Baseline, Figure
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month
from vendor_eval.reports.report import Align, Cell, Column, Measured, Section, Table
from vendor_eval.reports.wording import brief_month, listed, metric_name


def baseline_table(found: Baseline) -> Table:
    """One line a vendor and metric, one column a month."""
    first, last = brief_month(found.months[0]), brief_month(found.months[-1])
    return Table(
        title="Baseline before the round",
        columns=(
            Column("Vendor today", 26),
            Column("Metric", 30),
            *(Column(brief_month(month), 12, Align.END) for month in found.months),
            Column("Together", 12, Align.END),
        ),
        rows=tuple(_row(figure) for figure in found.figures),
        empty=(
            f"No first-pass rate, denial rate, days in A/R or net collection rate is stored for "
            f"{first} to {last}. Import the reports of whoever bills today: without a baseline "
            "nobody can say later what changed."
        ),
        note=(
            "As the vendor reported it, for the whole practice. Together is the sum over the sum "
            "of the months, where the counts were reported; a balance at the end of a month has "
            "no sum."
        ),
    )


def baseline_section(found: Baseline, profile: Sequence[str]) -> Section:
    """The table, what is missing from it, and what the practice has told of itself."""
    return Section(
        title="The practice before the round",
        summary="The figures of the three whole months before the round was opened.",
        tables=(baseline_table(found),),
        notes=(*missing_figures(found), *profile),
    )


def missing_figures(found: Baseline) -> tuple[str, ...]:
    """A sentence a vendor for the figures that are asked for and lack the same months."""
    lacking: dict[tuple[str, tuple[Month, ...]], list[str]] = {}
    for figure, months in found.missing():
        lacking.setdefault((figure.vendor, months), []).append(metric_name(figure.metric))
    return tuple(
        f"{vendor} is without {listed(names)} for "
        f"{listed([brief_month(month) for month in months])}."
        for (vendor, months), names in lacking.items()
    )


def _row(figure: Figure) -> tuple[Cell, ...]:
    unit = CATALOGUE[figure.metric].unit
    cells = [
        None if value is None else Measured(value, unit)
        for value in (*figure.values, figure.together)
    ]
    return (figure.vendor, metric_name(figure.metric), *cells)
