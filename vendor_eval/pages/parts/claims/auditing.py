"""Entering what an audit found, and by which definition a vendor reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import streamlit as st

from vendor_eval.claims.variants import VARIANTS
from vendor_eval.metrics import CATALOGUE
from vendor_eval.naming import LONGEST_NOTE
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.saving import attempt, typed
from vendor_eval.quantities import EXAMPLES, Month, Unit
from vendor_eval.reports.report import Align, Column, Measured, Table
from vendor_eval.reports.wording import metric_name, sentence
from vendor_eval.workflows import truths
from vendor_eval.workflows.truths import Audited, Chosen, Truths

_AUDITED = ("value", "numerator", "denominator", "how", "evidence")
_UNKNOWN = ""


def enter(vendor: str, month: Month, known: Sequence[Truths]) -> None:
    """The form for a value that somebody found by an audit."""
    st.caption(
        "What was found stands beside the vendor's value and the one from claims; a later entry "
        "becomes the value, and the earlier ones stay in the history."
    )
    metric = _metric("evidence.audit.metric")
    shown = {one.found.known.metric: one.audit for one in known}.get(metric)
    version = 0 if shown is None else shown.audited.version
    key = f"evidence.audit.{vendor}.{month}.{metric}.{version}"

    def save() -> None:
        said = typed(key, _AUDITED)
        value = Audited(
            vendor=vendor,
            metric=metric,
            month=month,
            value=truths.typed_value(metric, said["value"]),
            numerator=_decimal(said["numerator"]),
            denominator=_decimal(said["denominator"]),
            how=said["how"],
            evidence=said["evidence"],
            version=version,
        )
        truths.enter(session.deps(), session.person(), value)

    _audit_form(key, metric, month, save)


def _audit_form(key: str, metric: str, month: Month, save: Callable[[], None]) -> None:
    """The fields under the names of `_AUDITED`, and what saves them."""
    with st.form(key):
        with st.grid(3, min_column_width=200):
            st.text_input(
                f"Value for {month.shown}",
                placeholder=EXAMPLES[CATALOGUE[metric].unit],
                help="Leave it empty to withdraw what was entered before.",
                max_chars=40,
                key=f"{key}.value",
            )
            for name in ("numerator", "denominator"):
                st.number_input(
                    f"{name.capitalize()} (optional)",
                    value=None,
                    min_value=0.0,
                    step=1.0,
                    key=f"{key}.{name}",
                )
        with st.grid(2, min_column_width=300):
            st.text_input(
                "How it was found",
                placeholder="100 charts drawn at random, coded again",
                max_chars=LONGEST_NOTE,
                key=f"{key}.how",
            )
            st.text_input(
                "Where the evidence is",
                placeholder="Audit report, table 2",
                max_chars=LONGEST_NOTE,
                key=f"{key}.evidence",
            )
        st.form_submit_button(
            "Keep the audited value",
            type="primary",
            on_click=attempt,
            args=(save, "The audited value is kept."),
        )


def choose(vendor: str, known: Sequence[Truths]) -> None:
    """The form for the definition that a vendor says it uses, and the tolerance."""
    st.caption(
        "Ask the vendor what it counts, and write it down here. The part of the gap that its "
        "definition explains is then told from the rest."
    )
    metric = _metric("evidence.definition.metric")
    chosen = {one.chosen.metric: one.chosen for one in known}.get(metric)
    chosen = chosen or Chosen(vendor, metric, _UNKNOWN)
    _, scale = _tolerance_unit(metric)
    key = f"evidence.definition.{vendor}.{metric}.{chosen.version}"

    def save() -> None:
        tolerance = st.session_state[f"{key}.tolerance"]
        kept = Chosen(
            vendor=vendor,
            metric=metric,
            definition=st.session_state[f"{key}.definition"] or _UNKNOWN,
            tolerance=None if tolerance is None else float(Decimal(str(tolerance)) / scale),
            note=st.session_state[f"{key}.note"],
            version=chosen.version,
        )
        truths.choose(session.deps(), session.person(), kept)

    _definition_form(key, chosen, save)


def _definition_form(key: str, chosen: Chosen, save: Callable[[], None]) -> None:
    """The fields as they were saved, and what saves them."""
    metric, (unit, scale) = chosen.metric, _tolerance_unit(chosen.metric)
    offered = truths.definitions(metric)
    names = list(dict.fromkeys([_UNKNOWN, *offered, chosen.definition]))
    with st.form(key):
        with st.grid(3, min_column_width=220):
            st.selectbox(
                "The vendor's definition",
                names,
                index=names.index(chosen.definition),
                format_func=lambda name: _definition_name(name, metric),
                key=f"{key}.definition",
            )
            st.number_input(
                f"Tolerance in {unit}",
                value=None if chosen.tolerance is None else chosen.tolerance * scale,
                min_value=0.0,
                step=0.1,
                placeholder="Half a point, hour or day",
                key=f"{key}.tolerance",
            )
            st.text_input(
                "Who said so, and when",
                value=chosen.note,
                max_chars=LONGEST_NOTE,
                key=f"{key}.note",
            )
        st.form_submit_button(
            "Keep the definition",
            type="primary",
            on_click=attempt,
            args=(save, "The definition is kept."),
        )


def _tolerance_unit(metric: str) -> tuple[str, int]:
    """What a tolerance is typed in, and how many of them are one of the metric's unit."""
    unit = CATALOGUE[metric].unit
    return ("points", 100) if unit is Unit.RATIO else (unit.value, 1)


def history(vendor: str) -> None:
    """Every audited value of the vendor, the newest entry first."""
    found = truths.audit_history(session.deps(), session.person(), vendor)
    if not found:
        return
    rows = tuple(
        (
            one.audited.month,
            metric_name(one.audited.metric),
            "withdrawn"
            if one.audited.value is None
            else Measured(one.audited.value, CATALOGUE[one.audited.metric].unit),
            one.audited.how,
            one.audited.evidence,
            one.recorded_by,
            one.recorded_at.date(),
        )
        for one in sorted(found, key=lambda one: one.recorded_at, reverse=True)
    )
    columns = (
        Column("Month", 10),
        Column("Metric", 24),
        Column("Audited", 12, Align.END),
        Column("How it was found", 36),
        Column("Evidence", 24),
        Column("By", 16),
        Column("Entered", 18),
    )
    tables.draw(Table("What audits found", columns, rows), "evidence.audits")


def _metric(key: str) -> str:
    picked = st.selectbox(
        "Metric",
        list(CATALOGUE),
        format_func=metric_name,
        key=key,
        persist_state="session",
        width=340,
    )
    return picked or next(iter(CATALOGUE))


def _definition_name(name: str, metric: str) -> str:
    if name == _UNKNOWN:
        return "Not known"
    if name == metric:
        return f"As the contract: {metric_name(metric)}"
    variant = VARIANTS.get(name)
    return sentence(variant.label) if variant else metric_name(name)


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))
