"""Reliefs as tables: who signed what, and what each of them changes, raw beside adjusted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from vendor_eval.follow_up.relief import Excused, Relief, Signature, Standing
from vendor_eval.quantities import NOTHING_DUE, Month, Usd
from vendor_eval.reports.report import Align, Cell, Column, Mark, Measured, Table, Tone
from vendor_eval.reports.status import MARKS as STATUS_MARKS
from vendor_eval.reports.wording import brief_month, listed, metric_name, sentence, shown_date
from vendor_eval.sla.findings import Finding

_END = Align.END

MARKS: Mapping[Standing, Mark] = MappingProxyType(
    {
        Standing.DRAFT: Mark("○", "Draft", Tone.QUIET, "Nobody has signed it. It changes nothing."),
        Standing.ONE_SIDE: Mark(
            "◆", "Signed by one side", Tone.MILD, "It changes nothing until the other signs."
        ),
        Standing.APPROVED: Mark("✓", "Approved", Tone.GOOD, "Both sides have signed. It counts."),
    }
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding and the credit that fell due for it, if one did."""

    finding: Finding
    credit: Usd | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a relief changes in one metric and month, or would once both sides have signed."""

    name: str
    standing: Standing
    metric: str
    month: Month
    without: Judged
    with_it: Judged


def reliefs_table(reliefs: Sequence[Relief]) -> Table:
    """A row a relief: period, cause, metrics, evidence, signatures."""
    return Table(
        title="Reliefs",
        columns=(
            Column("Relief", 24),
            Column("Status", 18),
            Column("Months", 18),
            Column("Cause", 20),
            Column("Metrics", 30),
            Column("Items left out", 30),
            Column("Evidence", 30),
            Column("For the practice", 20),
            Column("For the vendor", 20),
        ),
        rows=tuple(
            (
                one.name,
                MARKS[one.standing],
                _period(one),
                sentence(one.cause.value),
                listed([metric_name(metric) for metric in one.metrics]),
                "; ".join(map(_items, one.excused)) or "Whole months",
                one.evidence,
                _signed(one.practice),
                _signed(one.vendor),
            )
            for one in reliefs
        ),
        empty="No relief is written down yet.",
    )


def versions_table(said: Sequence[tuple[dt.date | None, str, Relief]]) -> Table:
    """A row a revision: the day it was saved, by whom, and what it says."""
    bare = reliefs_table([one for _, _, one in said])
    saved = (Column("Saved", 14), Column("By", 14))
    rows = zip(said, bare.rows, strict=True)
    return Table(
        title="",
        columns=(*saved, *bare.columns[1:], Column("Note", 24)),
        rows=tuple((on, by, *row[1:], one.note) for (on, by, one), row in rows),
    )


def effects_table(effects: Sequence[Effect]) -> Table:
    """A row a metric and month that a relief touches: raw beside adjusted, status and credit."""
    return Table(
        title="What each relief changes",
        columns=(
            Column("Relief", 24),
            Column("Counts", 16),
            Column("Metric", 24),
            Column("Month", 11),
            Column("Raw", 11, _END),
            Column("Adjusted", 11, _END),
            Column("Without it", 16),
            Column("With it", 16),
            Column("Credit without", 13, _END),
            Column("Credit with", 13, _END),
        ),
        rows=tuple(_effect_row(one) for one in effects),
        empty="No month that a relief touches was judged yet.",
        note="A relief that is not approved shows what it would change." if effects else "",
    )


def _effect_row(one: Effect) -> tuple[Cell, ...]:
    without, with_it = one.without, one.with_it
    adjusted = None if with_it.finding.raw is None else _value(with_it.finding)
    return (
        one.name,
        "Yes" if one.standing is Standing.APPROVED else "Not yet",
        metric_name(one.metric),
        one.month,
        _value(without.finding),
        adjusted,
        STATUS_MARKS[without.finding.status],
        STATUS_MARKS[with_it.finding.status],
        without.credit or NOTHING_DUE,
        with_it.credit or NOTHING_DUE,
    )


def _value(finding: Finding) -> Measured | None:
    level = finding.level
    limits = tuple(one for one in (level.target, level.warning, level.minimum) if one)
    return None if finding.value is None else Measured(finding.value, finding.unit, limits)


def _period(relief: Relief) -> str:
    first, last = brief_month(relief.first), brief_month(relief.last)
    return first if first == last else f"{first} to {last}"


def _items(excused: Excused) -> str:
    metric, month = metric_name(excused.metric), brief_month(excused.month)
    return f"{excused.denominator:,} ({excused.numerator:,} in the numerator), {metric}, {month}"


def _signed(signature: Signature | None) -> str | None:
    return None if signature is None else f"{signature.by}, {shown_date(signature.on)}"
