"""Findings arranged for the status grid: rows worst first, columns in reading order."""

from __future__ import annotations

import pandas as pd

from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month, shown
from vendor_eval.reports.status import MARKS
from vendor_eval.reports.wording import brief_month, metric_name
from vendor_eval.sla.findings import Status

# The order of the categories is that of `Status`: the lower the code, the worse.
_BY_SEVERITY = tuple(Status)


def vendors_by_metrics(findings: pd.DataFrame, month: Month) -> pd.DataFrame:
    """Rows of the grid for one month: a vendor a row, a metric a column.

    Args:
        findings: with `FINDING_COLUMNS`, of all vendors.
    """
    of_month = findings[findings["month"] == month.index]
    cells = _cells(of_month)
    places = {metric: place for place, metric in enumerate(CATALOGUE)}
    cells["place"] = of_month["metric"].map(places).to_numpy()
    cells["column"] = of_month["metric"].map(metric_name).astype(str).to_numpy()
    return _ranked(cells)


def vendors_by_months(
    findings: pd.DataFrame, months: tuple[Month, Month], metric: str | None
) -> pd.DataFrame:
    """Rows of the grid over months: a vendor a row, a month a column.

    Args:
        months: first and last month shown.
        metric: None for the worst finding of any metric.
    """
    first, last = months
    rows = findings[findings["month"].between(first.index, last.index)]
    if metric is not None:
        rows = rows[rows["metric"] == metric]
    # The worst first, so that it is the one that stays of each vendor and month.
    worst = rows.assign(code=rows["status"].cat.codes).sort_values("code", kind="stable")
    worst = worst.drop_duplicates(["vendor", "month"])
    cells = _cells(worst)
    cells["place"] = worst["month"].to_numpy()
    cells["column"] = [brief_month(Month.at(int(one))) for one in worst["month"]]
    return _ranked(cells)


def _cells(findings: pd.DataFrame) -> pd.DataFrame:
    """What each cell says, one row a finding."""
    marks = [MARKS[status] for status in _BY_SEVERITY]
    codes = findings["status"].cat.codes.to_numpy()
    units = {metric: one.unit for metric, one in CATALOGUE.items()}
    values = [
        "not reported" if pd.isna(value) else shown(value, units[metric])
        for value, metric in zip(findings["value"], findings["metric"], strict=True)
    ]
    return pd.DataFrame(
        {
            "row": findings["vendor"].astype(str).to_numpy(),
            "metric": findings["metric"].astype(str).to_numpy(),
            "status": [marks[code].label for code in codes],
            "symbol": [marks[code].symbol for code in codes],
            "value": values,
            "code": codes,
            "month": findings["month"].to_numpy(),
        }
    )


def _ranked(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells with the rank of their row: most breaches first, then most of the next worst."""
    counts = cells.groupby(["row", "code"]).size().unstack(fill_value=0)
    order = counts.reindex(columns=range(len(_BY_SEVERITY)), fill_value=0)
    ranked = order.sort_values(list(order.columns), ascending=False, kind="stable").index
    ranks = {row: rank for rank, row in enumerate(ranked)}
    return cells.assign(rank=cells["row"].map(ranks)).sort_values(["rank", "place"])
