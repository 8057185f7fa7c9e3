"""The three truths of a month as a table, the worst first."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.claims.reconciliation import Reconciled, Stated
from vendor_eval.claims.reconciliation_words import difference_shown
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Unit
from vendor_eval.reports.report import Align, Cell, Column, Mark, Measured, Table, Tone
from vendor_eval.reports.wording import counted, metric_name

DISCREPANCY = Mark(
    "✗", "Discrepancy", Tone.BAD, "Further from what we know than the tolerance allows."
)
AGREES = Mark("✓", "Agrees", Tone.GOOD, "Within the tolerance of what we know.")
UNVERIFIED = Mark("?", "Not verified", Tone.MISSING, "Only the vendor says so.")
NOT_REPORTED = Mark("○", "Not reported", Tone.QUIET, "The vendor reported no value.")

_COLUMNS = (
    Column("Metric", 32),
    Column("State", 15),
    Column("Reported", 13, Align.END),
    Column("Recomputed", 13, Align.END),
    Column("Audited", 13, Align.END),
    Column("Gap", 14, Align.END),
    Column("Definition", 14, Align.END),
    Column("Timing", 14, Align.END),
    Column("Missing claims", 14, Align.END),
    Column("Unexplained", 14, Align.END),
)
_NOTE = (
    "Gap: reported less recomputed. Its parts add up to it exactly: the vendor's definition "
    "instead of the contract's, what became known after the report came, claims that the vendor "
    "left out of its denominator, and what nothing explains. What is not known is in the last part."
)


def mark_of(found: Reconciled) -> Mark:
    """The state of one metric."""
    if found.known.reported is None:
        return NOT_REPORTED
    if found.discrepancy is not None:
        return DISCREPANCY
    return AGREES if found.verified else UNVERIFIED


def headline(found: Sequence[Reconciled]) -> str:
    """How many of the reported values were looked at, and how many of those do not hold."""
    marks = [mark_of(one) for one in found]
    reported = [mark for mark in marks if mark is not NOT_REPORTED]
    if not reported:
        return "Nothing was reported for the month."
    verified = len(reported) - reported.count(UNVERIFIED)
    wrong = reported.count(DISCREPANCY)
    values = "value" if len(reported) == 1 else "values"
    return (
        f"{verified} of {len(reported)} reported {values} can be held against claims or an "
        f"audit; {counted(wrong, 'discrepancy', 'discrepancies')}."
    )


def truth_table(found: Sequence[Reconciled], title: str) -> Table:
    """A row a metric: three values, the gap and its parts; discrepancies first."""
    order = (DISCREPANCY, AGREES, UNVERIFIED, NOT_REPORTED)
    in_order = sorted(found, key=lambda one: order.index(mark_of(one)))
    return Table(
        title=title,
        columns=_COLUMNS,
        rows=tuple(_row(one) for one in in_order),
        empty="Nothing is known of this month yet.",
        note=_NOTE,
    )


def values_of(found: Reconciled) -> tuple[Cell, ...]:
    """The reported, the recomputed and the audited value."""
    known = found.known
    unit = CATALOGUE[known.metric].unit
    return tuple(_value(one, unit) for one in (known.reported, known.recomputed, known.audited))


def parts_of_gap(found: Reconciled) -> tuple[Cell, ...]:
    """The gap and its four parts, each with its sign; None where there is nothing to compare."""
    gap, unit = found.gap, CATALOGUE[found.known.metric].unit
    if gap is None:
        return (None, None, None, None, None)
    parts = (gap.whole, gap.definition, gap.timing, gap.missing_claims, gap.unexplained)
    return tuple(difference_shown(one, unit) for one in parts)


def _row(found: Reconciled) -> tuple[Cell, ...]:
    name = metric_name(found.known.metric)
    return (name, mark_of(found), *values_of(found), *parts_of_gap(found))


def _value(stated: Stated | None, unit: Unit) -> Cell:
    return None if stated is None else Measured(float(stated.value), unit)
