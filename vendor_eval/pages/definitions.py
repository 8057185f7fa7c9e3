"""The same claims under every definition in use, green, amber and red; the contract's marked."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vendor_eval.claims.sensitivity import Row
from vendor_eval.claims.variants import FAMILIES, VARIANTS, Family, family_of
from vendor_eval.metrics import CATALOGUE
from vendor_eval.pages import session
from vendor_eval.pages.parts import charts, filters, histories, tables
from vendor_eval.pages.parts.claims import sensitivity_charts
from vendor_eval.pages.parts.empty import READ_CLAIMS, nothing_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month
from vendor_eval.reports.sensitivity_tables import headline, named_sentence, sensitivity_table
from vendor_eval.workflows import sensitivities
from vendor_eval.workflows.sensitivities import Compared


def draw() -> None:
    """Draw the page."""
    known = sensitivities.known(session.deps(), session.person())
    with title_row("Definitions"):
        vendor = filters.vendor(tuple(known.months))
        month = filters.month(known.months.get(vendor or "", ()))
    if vendor is None or month is None:
        _nothing_yet()
        return
    compared = sensitivities.of_month(session.deps(), session.person(), vendor, month)
    if not compared.rows:
        st.text(f"No claims of {month.shown} were recomputed for this vendor.")
        return
    family = _family(list(compared.rows))
    _cohort(compared.rows[family], month)
    _not_computable(compared, family)


def _nothing_yet() -> None:
    nothing_yet(
        "Start with claims",
        "A rate without its definition says little: the same remittances can be 7.9 %, 9.9 % "
        "or 12.2 % denied. Read claims, and every definition in use stands beside the one "
        "that the contract names.",
        READ_CLAIMS,
    )


def _family(families: Sequence[Family]) -> Family:
    """The question to look at, the one with the most definitions in dispute first."""
    labels = {FAMILIES[one].label: one for one in families}
    picked = st.segmented_control(
        "Question",
        list(labels),
        default=next(iter(labels)),
        required=True,
        key="family",
        bind="query-params",
        label_visibility="collapsed",
    )
    return labels.get(picked or "", families[0])


def _cohort(rows: Sequence[Row], month: Month) -> None:
    st.markdown(f"**{literal(headline(rows, month))}**")
    st.text(named_sentence(rows))
    drawn = sensitivity_charts.rows_of(rows)
    if len(drawn) > 1:
        axis = histories.AXIS_FORMATS.get(rows[0].wording.unit, ",.0f")
        with st.container(border=True):
            st.vega_lite_chart(
                drawn,
                sensitivity_charts.lights(charts.look(), axis),
                key="definitions.lights",
                alt=f"{headline(rows, month)} The table below lists each with its value",
            )
            st.caption(
                "Ringed: named by the contract. Upright lines: in one piece the target, broken the "
                "minimum."
            )
    tables.draw(sensitivity_table(rows), "definitions.rows")


def _not_computable(compared: Compared, family: Family) -> None:
    """Definitions of the family that the files could not give, and why."""
    missing = [one for one in compared.not_computable if family_of(one.metric) is family]
    if not missing:
        return
    with st.expander(f"Not worked out: {len(missing)}"):
        for one in missing:
            st.text(f"{_label(one.metric)}: {one.because}.")


def _label(id: str) -> str:
    if id in VARIANTS:
        return VARIANTS[id].label
    return CATALOGUE[id].name if id in CATALOGUE else id
