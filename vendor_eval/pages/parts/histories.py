"""One vendor's findings arranged for the charts of its metrics."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Limit, Month, Unit, shown
from vendor_eval.reports.status import MARKS
from vendor_eval.sla.contract import ServiceLevel
from vendor_eval.sla.findings import Status

_LIMITS = ("target", "warning", "minimum")
AXIS_FORMATS = {Unit.RATIO: ".0%", Unit.USD: "$,.0f"}


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
    before = rows["level"].shift()
    amended = (before.notna() & rows["level"].ne(before)).to_numpy()
    drawn = pd.DataFrame(
        {
            "month": [pd.Timestamp(Month.at(int(one)).first_day) for one in rows["month"]],
            "value": rows["value"].to_numpy(),
            "status": [MARKS[status].label for status in statuses],
            "shown": ["" if pd.isna(v) else shown(v, unit) for v in rows["value"]],
            "note": [
                _note(status, amended=bool(is_amended), restated=int(month) in restated)
                for status, is_amended, month in zip(statuses, amended, rows["month"], strict=True)
            ],
        }
    )
    for name in _LIMITS:
        drawn[name] = [_number(getattr(level, name)) for level in used]
    everything = drawn[["value", *_LIMITS]].to_numpy(float)
    drawn["floor"] = np.nanmin(everything)
    return drawn


def _number(limit: Limit | None) -> float:
    return float("nan") if limit is None else float(limit.quantity.value)


def _note(status: Status, *, amended: bool, restated: bool) -> str:
    said = {
        status.value: status in (Status.RAMP, Status.RELIEF),
        "amended": amended,
        "restated": restated,
    }
    return ", ".join(word for word, holds in said.items() if holds)
