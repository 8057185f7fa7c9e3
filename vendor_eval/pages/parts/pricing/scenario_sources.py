"""Where the usage of a scenario may come from: what vendors reported, or a file."""

from __future__ import annotations

import streamlit as st

from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.pricing import usage_editor
from vendor_eval.pages.parts.pricing.file_words import called
from vendor_eval.pages.parts.pricing.scenario_form import Form
from vendor_eval.pages.parts.saving import saying_why_not
from vendor_eval.pages.words import literal
from vendor_eval.pricing.measured import MeasuredUsage
from vendor_eval.quantities import Month
from vendor_eval.reports.report import Align, Column, Table
from vendor_eval.reports.wording import counted, listed
from vendor_eval.workflows import offers, scenarios, usage_files
from vendor_eval.workflows.checks import NamedFile

_MOST_MB = 10
_YEAR = 12


def draw(form: Form) -> None:
    """Draw both ways of taking over usage."""
    with st.expander("Take the usage from what a vendor reported"):
        _from_measures(form)
    with st.expander("Take the usage from a file"):
        _from_file(form)


def _from_measures(form: Form) -> None:
    vendors = offers.vendors(session.deps(), session.person())
    if not vendors:
        st.text("No vendor has reported yet. The Import page reads what a vendor sends.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        vendor = st.selectbox("Vendor", vendors, key="sources.vendor", width=320)
        latest = Month.of(session.deps().today()).plus(-1)
        last = st.text_input("Last month", str(latest), key="sources.last", width=140)
        count = st.number_input(
            "Months", 1, 60, _YEAR, key="sources.months", width=140, help="Up to the last one."
        )
    try:
        end = Month.parse(last.strip())
    except ValueError as error:
        st.error(literal(str(error)))
        return
    months = (end.plus(1 - int(count)), end)
    found = scenarios.usage_from_measures(session.deps(), session.person(), vendor, months)
    for driver, missing in found.missing.items():
        names = listed([month.shown for month in missing[:6]])
        others = f" and {len(missing) - 6} more" if len(missing) > 6 else ""
        st.caption(
            literal(
                f"{called(driver)}: nobody reported {names}{others}. Nothing is filled up; choose "
                "other months, or type them."
            )
        )
    if found.given:
        _take_over(form, found, "sources.measures")


def _from_file(form: Form) -> None:
    st.caption(
        "A row a month, headed month, claims, net collections or any other thing that fees are "
        "counted on."
    )
    file = st.file_uploader(
        "CSV or XLSX file",
        type=["csv", "xlsx"],
        key="sources.file",
        max_upload_size=_MOST_MB,
    )
    if file is None:
        return
    with saying_why_not():
        filed = usage_files.read(session.person(), NamedFile(file.name, file.getvalue()))
        for note in filed.notes:
            st.caption(literal(note))
        _take_over(form, filed.usage, "sources.filed")


def _take_over(form: Form, found: MeasuredUsage, key: str) -> None:
    """What was found, and the two ways in which it may stand in the scenario."""
    drivers = list(found.given)
    rows = tuple(
        (month.shown, *(f"{found.given[id][at]:,f}" for id in drivers))
        for at, month in enumerate(found.months)
    )
    columns = (Column("Month", 20), *(Column(called(id), 20, Align.END) for id in drivers))
    average = ("An average month", *(f"{found.average[id]:,f}" for id in drivers))
    tables.draw(Table("", columns, rows, total=average), f"{key}.found")
    with st.container(horizontal=True):
        st.button(
            f"Use these {counted(len(found.months), 'month')} one by one",
            key=f"{key}.months",
            on_click=_use_months,
            args=(form, found),
            help="They become the months of the scenario, as they were.",
        )
        st.button(
            "Use their average as every month",
            key=f"{key}.average",
            on_click=_use_average,
            args=(form, found),
            help="It grows, and takes seasons and stress, as the scenario says.",
        )


def _use_months(form: Form, found: MeasuredUsage) -> None:
    st.session_state[f"{form.key}.start"] = str(found.months[0])
    st.session_state[f"{form.key}.months"] = str(len(found.months))
    usage_editor.take_months(f"{form.key}.usage", found.given)


def _use_average(form: Form, found: MeasuredUsage) -> None:
    usage_editor.take_average(f"{form.key}.usage", found.average)
