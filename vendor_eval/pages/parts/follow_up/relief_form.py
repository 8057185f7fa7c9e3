"""Writing a relief down, signing it, and leaving single items of a month out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from vendor_eval.follow_up.relief import Relief
from vendor_eval.pages import session
from vendor_eval.pages.parts import days, tables
from vendor_eval.pages.parts.saving import attempt
from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month
from vendor_eval.reports.relief_tables import versions_table
from vendor_eval.reports.wording import metric_name, sentence
from vendor_eval.workflows import follow_up, reliefs
from vendor_eval.workflows.follow_up import Kept
from vendor_eval.workflows.reliefs import Cause, Excused, Ledger, Signature

_NEW = "A new relief"


@dataclass(frozen=True, slots=True)
class _Form:
    """The fields of one relief; others after each save.

    Attributes:
        kept: as the page showed it; of version 0 for a new one.
        what: which of the two forms it is.
    """

    kept: Kept[Relief]
    what: str = "relief"

    @property
    def key(self) -> str:
        """What the keys of its fields begin with."""
        return f"{self.what}.{self.kept.vendor}.{self.kept.record.key}.{self.kept.version}"

    def typed(self, name: str) -> Any:
        """What stands in a field."""
        return st.session_state[f"{self.key}.{name}"]

    def at(self, name: str) -> str:
        """The key of a field."""
        return f"{self.key}.{name}"

    def signature(self, side: str) -> Signature | None:
        """Who signed for a side; None while nobody is named."""
        by, on = str(self.typed(f"{side}.by")), self.typed(f"{side}.on")
        return Signature(by, on or session.deps().today()) if by.strip() else None


def draw(found: Ledger, metrics: Sequence[str], months: Sequence[Month]) -> None:
    """Choose a relief, or a new one, and edit it.

    Args:
        metrics: that the contract has service levels on.
        months: those that can be looked at, the newest first.
    """
    st.header("Write a relief down, or sign it", anchor=False)
    names = {one.record.name: one for one in found.kept}
    picked = st.selectbox("Relief", [*names, _NEW], key="relief", bind="query-params", width=520)
    month = months[0] if months else Month.of(session.deps().today())
    blank = Relief("", Cause.PRACTICE_DELAY, month, month, tuple(metrics[:1]))
    kept = names.get(picked or "", Kept(found.vendor, blank))
    _terms(_Form(kept), metrics, months)
    if kept.version:
        _items(_Form(kept, "items"))
        _history(kept)


def _terms(form: _Form, metrics: Sequence[str], months: Sequence[Month]) -> None:
    said, causes = form.kept.record, list(Cause)
    known = sorted({*months, said.first, said.last}, reverse=True)
    with st.form(form.key):
        with st.grid(2, min_column_width=240):
            st.text_input(
                "Name",
                said.name,
                key=form.at("name"),
                disabled=form.kept.version > 0,
                help="What people call it. It stays.",
            )
            st.selectbox(
                "Cause",
                causes,
                causes.index(said.cause),
                format_func=lambda one: sentence(one.value),
                key=form.at("cause"),
            )
            for label, name, month in (
                ("First month", "first", said.first),
                ("Last month", "last", said.last),
            ):
                st.selectbox(
                    label,
                    known,
                    known.index(month),
                    format_func=lambda one: one.shown,
                    key=form.at(name),
                )
        offered = list(dict.fromkeys([*said.metrics, *metrics]))
        st.multiselect(
            "Metrics", offered, said.metrics, format_func=metric_name, key=form.at("metrics")
        )
        st.text_area("Evidence", said.evidence, key=form.at("evidence"), height=80)
        _signatures(form)
        st.text_input("Note", said.note, key=form.at("note"))
        st.form_submit_button(
            "Save",
            type="primary",
            on_click=attempt,
            args=(partial(_save_terms, form), "The relief is saved."),
        )


def _signatures(form: _Form) -> None:
    """Who signed for either side, and on which day."""
    said, today = form.kept.record, session.deps().today()
    st.caption("Signatures fall when what they were given to is changed.")
    with st.grid(4, min_column_width=180):
        for side, label, signed in (
            ("practice", "For the practice", said.practice),
            ("vendor", "For the vendor", said.vendor),
        ):
            day: dt.date = signed.on if signed else today
            st.text_input(label, signed.by if signed else "", key=form.at(f"{side}.by"))
            st.date_input(
                "Signed on" if side == "practice" else "Signed on ",
                day,
                max_value=today,
                key=form.at(f"{side}.on"),
                format=days.TYPED,
            )


def _save_terms(form: _Form) -> None:
    said = form.kept.record
    edited = replace(
        said,
        name=said.name if form.kept.version else form.typed("name"),
        cause=form.typed("cause"),
        first=form.typed("first"),
        last=form.typed("last"),
        metrics=tuple(form.typed("metrics")),
        evidence=form.typed("evidence"),
        practice=form.signature("practice"),
        vendor=form.signature("vendor"),
        note=form.typed("note"),
    )
    _save(form, edited)


def _items(form: _Form) -> None:
    """Items of one metric and month that are left out; none judges nothing of the month."""
    said = form.kept.record
    shares = reliefs.with_items(said)
    if not shares:
        st.caption("Its metrics are no shares of items, so that only whole months can be left out.")
        return
    st.markdown("**Leave out single items only**")
    with st.form(form.key):
        with st.grid(4, min_column_width=180):
            st.selectbox("Metric", shares, format_func=metric_name, key=form.at("metric"))
            st.selectbox(
                "Month", said.months, format_func=lambda one: one.shown, key=form.at("month")
            )
            st.number_input(
                "Items left out",
                min_value=0.0,
                value=0.0,
                step=1.0,
                format="%g",
                key=form.at("denominator"),
                help="Claims, or dollars for a metric of dollars. Nothing leaves out the month.",
            )
            st.number_input(
                "Of them in the numerator",
                min_value=0.0,
                value=0.0,
                step=1.0,
                format="%g",
                key=form.at("numerator"),
            )
        st.form_submit_button(
            "Save the items",
            on_click=attempt,
            args=(partial(_save_items, form), "The items are saved. Both sides sign them anew."),
        )


def _save_items(form: _Form) -> None:
    said = form.kept.record
    metric, month = form.typed("metric"), form.typed("month")
    numerator, denominator = (
        Decimal(repr(form.typed(name))) for name in ("numerator", "denominator")
    )
    stay = tuple(one for one in said.excused if (one.metric, one.month) != (metric, month))
    new = (Excused(metric, month, numerator, denominator),) if numerator or denominator else ()
    _save(form, replace(said, excused=(*stay, *new)))


def _save(form: _Form, edited: Relief) -> None:
    reliefs.save(session.deps(), session.person(), replace(form.kept, record=edited))


def _history(kept: Kept[Relief]) -> None:
    """Every version, the newest first."""
    found = follow_up.history(session.deps(), session.person(), kept.vendor, kept.record)
    rows = [
        (
            one.recorded_at.astimezone(session.zone()).date() if one.recorded_at else None,
            one.recorded_by or "",
            one.record,
        )
        for one in reversed(found)
    ]
    with st.expander(literal(f"Versions ({len(found)})")):
        tables.draw(versions_table(rows), "relief.versions")
