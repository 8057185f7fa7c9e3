"""One metric of a vendor month by month, with the limits of its contract."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from vendor_eval.measurement import Truth
from vendor_eval.metrics import CATALOGUE
from vendor_eval.pages.parts import chart_table, charts, explained, histories
from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month
from vendor_eval.reports.wording import metric_name
from vendor_eval.sla.contract import Contract

LINES = "Solid line: target. Dashed: warning. Dotted: minimum. Shaded: ramp or relief."


def draw(findings: pd.DataFrame, metric: str, contract: Contract, restated: set[int]) -> None:
    """The chart in a box, under the metric's name and its limits of the last month.

    Args:
        findings: of one contract and metric, with `FINDING_COLUMNS`; at least one.
        restated: months (`Month.index`) whose value was changed after it was first reported.
    """
    rows = histories.history(findings, contract.service_levels, restated)
    latest = rows.iloc[-1]
    unit = CATALOGUE[metric].unit
    axis = histories.AXIS_FORMATS.get(unit, ",.0f")
    with st.container(border=True):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.markdown(f"**{literal(metric_name(metric))}**", width="content")
            with st.container(
                horizontal=True, width="content", gap="small", vertical_alignment="center"
            ):
                chart_table.offer(
                    f"history-table-{metric}",
                    lambda: histories.as_table(findings, contract.service_levels, restated),
                )
                explained.link(metric)
        level = contract.service_levels[findings.sort_values("month")["level"].tolist()[-1]]
        limits = [f"target {level.target.in_words}"]
        if level.minimum is not None:
            limits.append(f"minimum {level.minimum.in_words}")
        if level.judged_on is not Truth.REPORTED:
            limits.append(f"judged on the {level.judged_on} value")
        st.caption(literal(", ".join(limits)))
        month = Month.of(latest["month"].date())
        st.vega_lite_chart(
            rows,
            charts.metric_history(charts.look(), axis),
            key=f"history-{metric}",
            alt=f"{metric_name(metric)} by month with its limits; "
            f"{month.shown}: {latest['shown'] or 'not reported'}, {latest['status'].lower()}",
        )
