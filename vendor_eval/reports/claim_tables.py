"""What came of files of claims, as tables: values, refusals, checks, and earlier looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vendor_eval.claims.extracts import Rejection
from vendor_eval.claims.kpis import Found, Kpi, NotComputable
from vendor_eval.claims.noted import Noted
from vendor_eval.claims.shrinking import Less
from vendor_eval.claims.variants import VARIANTS, metric_of
from vendor_eval.metrics import CATALOGUE
from vendor_eval.reports.report import Align, Cell, Column, Measured, Table
from vendor_eval.reports.wording import counted, metric_name, sentence


class Looked(NamedTuple):
    """A recomputation that was kept, in words for a list."""

    as_of: Cell
    files: int
    rows: int
    refused: int
    by: str
    kept: Cell


def value_table(kpis: Sequence[Kpi]) -> Table:
    """A row a vendor and metric: for how many months there is a value, and the latest one."""
    found: dict[tuple[str, str], list[Kpi]] = {}
    for one in kpis:
        found.setdefault((one.vendor, one.metric), []).append(one)
    return Table(
        title="What the claims give",
        columns=(
            Column("Vendor", 28),
            Column("Metric", 32),
            Column("Months", 10, Align.END),
            Column("Latest", 12),
            Column("Value", 14, Align.END),
            Column("Over", 14, Align.END),
            Column("Pending", 10, Align.END),
        ),
        rows=tuple(
            (vendor, metric_name(metric), len(of_metric), *_latest(of_metric))
            for (vendor, metric), of_metric in found.items()
        ),
        empty="No metric could be worked out.",
    )


def refusal_table(rejected: Sequence[Rejection]) -> Table:
    """Why files do not count."""
    return Table(
        title="What was refused",
        columns=(Column("File", 34), Column("Why", 90), Column("Code", 22)),
        rows=tuple((one.file, one.text, one.code) for one in rejected),
    )


def gap_table(reasons: Sequence[NotComputable]) -> Table:
    """Metrics that could not be worked out, or not from all rows."""
    return Table(
        title="",
        columns=(Column("Metric", 34), Column("Why", 100)),
        rows=tuple((_name(one.metric), one.because) for one in reasons),
    )


def check_table(checks: Sequence[Found]) -> Table:
    """Rows that named checks found; empty cells of columns are left out."""
    return Table(
        title="What the checks found",
        columns=(Column("Check", 90), Column("Rows", 14, Align.END)),
        rows=tuple((one.text, one.rows) for one in checks if one.rows and one.column is None),
        note="The rows count as the files state them.",
    )


def note_table(noted: Sequence[Noted]) -> Table:
    """What to know about X12 files beside their metrics."""
    return Table(
        title="What to know about the X12 files",
        columns=(Column("Vendor", 28), Column("What", 80), Column("How often", 14, Align.END)),
        rows=tuple((one.vendor, one.text, one.count) for one in noted),
        note="What identifies patients was passed over while the files were read.",
    )


def less_table(found: Sequence[Less]) -> Table:
    """Months of which less is known than before, by the metric that lost most."""
    return Table(
        title="What is known of less than before",
        columns=(
            Column("Vendor", 28),
            Column("Month", 18),
            Column("Metric", 32),
            Column("The files know", 44),
        ),
        rows=tuple(
            (one.vendor, one.month.shown, metric_name(one.metric), one.shown) for one in found
        ),
    )


def run_table(runs: Sequence[Looked]) -> Table:
    """The recomputations that were kept."""
    return Table(
        title="What was kept before",
        columns=(
            Column("As of", 18),
            Column("Files", 10, Align.END),
            Column("Rows", 14, Align.END),
            Column("Refused", 10, Align.END),
            Column("By", 24),
            Column("Kept", 18),
        ),
        rows=tuple(tuple(one) for one in runs),
        empty="No claims have been read yet.",
    )


def headline(files: int, rows: int, refused: int) -> str:
    """How much counts, and how much does not."""
    said = f"{counted(files, 'file')} with {counted(rows, 'row')} count"
    return f"{said}; {counted(refused, 'refusal')}." if refused else f"{said}."


def _name(id: str) -> str:
    """A metric's name; for another definition what the field calls it, else its id in words."""
    if id in VARIANTS:
        return sentence(VARIANTS[id].label)
    other = id.removeprefix(metric_of(id)).lstrip(".").replace("_", " ")
    return f"{metric_name(metric_of(id))}, {other}" if other else metric_name(id)


def _latest(kpis: Sequence[Kpi]) -> tuple[Cell, ...]:
    last = max(kpis, key=lambda one: one.month)
    unit = CATALOGUE[last.metric].unit
    value = None if last.value is None else Measured(last.value, unit)
    over = None if last.denominator is None else f"{last.denominator:,}"
    return last.month, value, over, last.pending
