"""Every vendor and metric of a month, or every vendor month by month; worst first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import pandas as pd
import streamlit as st

from vendor_eval.metrics import CATALOGUE
from vendor_eval.pages import computed, places
from vendor_eval.pages.parts import charts, explained, filters, grids
from vendor_eval.pages.parts.empty import no_findings_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.quantities import Month
from vendor_eval.reports.status import MARKS
from vendor_eval.reports.wording import metric_name
from vendor_eval.workflows.reviews import Review

_BY_METRIC, _BY_MONTH = "Metrics of the month", "Month by month"
# Pixels of the column headings, of all columns on a desk, and of the widest column.
_HEADINGS, _DESK, _WIDEST = 150, 620, 92
_ANY = "any"
_MONTHS = 24
# More rows than this make a wall, not a picture; they are paged, worst first.
_ROWS_A_PAGE = 40


def draw() -> None:
    """Draw the page."""
    review = computed.review()
    with title_row("SLA breaches"):
        month = filters.month(review.months)
        view = _view() if month else None
        metric = _metric(review) if view == _BY_MONTH else None
    if month is None:
        no_findings_yet(review)
        return
    if view == _BY_MONTH:
        span = (month.plus(1 - _MONTHS), month)
        cells = grids.vendors_by_months(review.standings.findings, span, metric)
    else:
        cells = grids.vendors_by_metrics(review.standings.findings, month)
    if cells.empty:
        st.text(f"No contract was in force in {month.shown}.")
        return
    page = _page_of(cells)
    _grid(page, month)
    _legend(cells)
    explained.links(cells["metric"].unique(), "breaches.metrics")
    _as_table(page)


def _view() -> str | None:
    return st.segmented_control(
        "Show",
        [_BY_METRIC, _BY_MONTH],
        default=_BY_METRIC,
        required=True,
        key="view",
        bind="query-params",
        label_visibility="collapsed",
    )


def _metric(review: Review) -> str | None:
    """The metric to show month by month, None for the worst of all."""
    with_level = set(review.standings.findings["metric"].unique())
    names = [_ANY, *(metric for metric in CATALOGUE if metric in with_level)]
    picked = st.selectbox(
        "Metric",
        names,
        format_func=lambda name: "Worst of any metric" if name == _ANY else metric_name(name),
        key="metric",
        bind="query-params",
        label_visibility="collapsed",
        width=280,
    )
    return None if picked in (_ANY, None) else picked


def _page_of(cells: pd.DataFrame) -> pd.DataFrame:
    """The rows of the page that was turned to; all of them while they fit one page."""
    rows = int(cells["rank"].max()) + 1
    if rows <= _ROWS_A_PAGE:
        return cells
    number = st.pagination(-(-rows // _ROWS_A_PAGE), key="page", bind="query-params")
    return cells[cells["rank"] // _ROWS_A_PAGE == number - 1]


def _grid(cells: pd.DataFrame, month: Month) -> None:
    breaches = int((cells["code"] == 0).sum())
    # A container with a height of its own can be moved sideways where the screen is narrow.
    rows = cells["row"].nunique()
    with st.container(border=True, height=rows * charts.CELL + _HEADINGS):
        event: Any = st.vega_lite_chart(
            cells[["row", "rank", "column", "place", "status", "symbol", "value"]],
            charts.status_grid(charts.look(), _step(cells["column"].nunique())),
            width="content",
            key="grid",
            on_select="rerun",
            selection_mode="cell",
            alt=f"Status of {rows} vendors, {breaches} breaches; the table below says the same",
        )
    chosen = event["selection"].get("cell", [])
    if chosen:
        _open(cells, chosen[0], month)


def _open(cells: pd.DataFrame, chosen: Mapping[str, str], month: Month) -> NoReturn:
    """Go to the breach of the cell that was clicked; from any other cell to the vendor."""
    here = (cells["row"] == chosen["row"]) & (cells["column"] == chosen["column"])
    cell = cells[here].iloc[0]
    if cell["code"] == 0:
        places.open_breach(cell["row"], cell["metric"], Month.at(int(cell["month"])))
    places.open_vendor(cell["row"], month)


def _step(columns: int) -> int:
    """Pixels of a column: as many as a desk has for them, within what a cell needs."""
    return min(max(_DESK // columns, charts.CELL), _WIDEST)


def _legend(cells: pd.DataFrame) -> None:
    seen = set(cells["status"])
    words = [f"{m.symbol} {m.label.lower()}" for m in MARKS.values() if m.label in seen]
    st.caption(
        " · ".join(words) + ". Click a breach to follow it up, any other cell to see its vendor."
    )


def _as_table(cells: pd.DataFrame) -> None:
    opened = st.expander("The same as a table", key="as-table", on_change="rerun")
    # A closed table would be made and sent with every rerun.
    if not opened.open:
        return
    with opened:
        order = cells.drop_duplicates("column").sort_values("place")["column"]
        said = cells.assign(text=cells["symbol"] + " " + cells["value"])
        table = said.pivot(index="row", columns="column", values="text")
        rows = cells.drop_duplicates("row").sort_values("rank")["row"]
        st.dataframe(table.loc[rows, order].fillna(""), key="grid-table", alt="Status by vendor")
