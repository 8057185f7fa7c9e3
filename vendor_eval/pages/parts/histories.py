"""One vendor's findings arranged for the charts of its metrics."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Limit, Month, Unit, shown
from vendor_eval.reports.report import Align, Column, Measured, Table
from vendor_eval.reports.status import MARKS
from vendor_eval.reports.vendor_section import minimum_shown
from vendor_eval.sla.contract import ServiceLevel
from vendor_eval.sla.findings import Status

_LIMITS = ("target", "warning", "minimum")
# How the numbers of an axis are written; after a blank, what stands behind each of them.
AXIS_FORMATS = {
    Unit.RATIO: ".0%",
    Unit.USD: "$,.0f",
    Unit.HOURS: ",.0f h",
    Unit.DAYS: ",.0f days",
    Unit.BUSINESS_DAYS: ",.0f days",
}


def history(
    findings: pd.DataFrame, levels: Sequence[ServiceLevel], restated: Collection[int]
) -> pd.DataFrame:
    """One metric's months for `charts.metric_history`, oldest first.

    Args:
        findings: of one contract and metric, with `FINDING_COLUMNS`.
        levels: the contract's service levels, which ``level`` counts.
        restated: months (`Month.index`) whose value was changed after it was first reported.
    """
    rows = findings.sort_values("month")
    used = [levels[int(level)] for level in rows["level"]]
    unit = CATALOGUE[str(rows["metric"].iat[0])].unit
    statuses = [Status(status) for status in rows["status"]]
    drawn = pd.DataFrame(
        {
            "month": [pd.Timestamp(Month.at(int(one)).first_day) for one in rows["month"]],
            "value": rows["value"].to_numpy(),
            "status": [MARKS[status].label for status in statuses],
            "shown": [
                "" if pd.isna(value) else shown(value, unit, beside=_beside(level))
                for value, level in zip(rows["value"], used, strict=True)
            ],
            "note": _notes(rows, restated),
        }
    )
    for name in _LIMITS:
        drawn[name] = [_number(getattr(level, name)) for level in used]
    everything = drawn[["value", *_LIMITS]].to_numpy(float)
    drawn["floor"] = np.nanmin(everything)
    return drawn


def as_table(
    findings: pd.DataFrame, levels: Sequence[ServiceLevel], restated: Collection[int]
) -> Table:
    """The months of `history` with the limits in force, the latest first; arguments likewise."""
    found = findings.sort_values("month")
    unit = CATALOGUE[str(found["metric"].iat[0])].unit
    notes = _notes(found, restated)
    rows = []
    for month, reported, status, number, note in zip(
        found["month"], found["value"], found["status"], found["level"], notes, strict=True
    ):
        level = levels[int(number)]
        rows.append(
            (
                Month.at(int(month)),
                None if pd.isna(reported) else Measured(reported, unit, _beside(level)),
                MARKS[Status(status)],
                level.target.text,
                level.warning.text if level.warning else None,
                minimum_shown(level),
                note,
            )
        )
    columns = (
        Column("Month", 10),
        Column("Value", 10, Align.END),
        Column("Status", 14),
        Column("Target", 10, Align.END),
        Column("Warning", 10, Align.END),
        Column("Minimum", 12, Align.END),
        Column("Note", 16),
    )
    return Table("", columns, tuple(reversed(rows)))


def _beside(level: ServiceLevel) -> tuple[Limit, ...]:
    return tuple(one for one in (level.target, level.warning, level.minimum) if one is not None)


def _number(limit: Limit | None) -> float:
    return float("nan") if limit is None else float(limit.quantity.value)


def _notes(rows: pd.DataFrame, restated: Collection[int]) -> list[str]:
    """What is to be known of each month of one metric; the oldest month first."""
    before = rows["level"].shift()
    amended = before.notna() & rows["level"].ne(before)
    return [
        _note(Status(status), amended=bool(is_amended), restated=int(month) in restated)
        for status, is_amended, month in zip(rows["status"], amended, rows["month"], strict=True)
    ]


def _note(status: Status, *, amended: bool, restated: bool) -> str:
    said = {
        status.value: status in (Status.RAMP, Status.RELIEF),
        "amended": amended,
        "restated": restated,
    }
    return ", ".join(word for word, holds in said.items() if holds)
