"""Reading a vendor's monthly report: what would be stored, what is odd, then the storing."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from vendor_eval.metrics import CATALOGUE
from vendor_eval.pages import places, session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month
from vendor_eval.reports.report import Align, Cell, Column, Measured, Table
from vendor_eval.reports.wording import counted, metric_name
from vendor_eval.workflows import imports
from vendor_eval.workflows.imports import Preview
from vendor_eval.workflows.readings import Upload

_COLUMN_ROLES = {
    "ignore": "Pass over",
    "vendor": "Vendor",
    "month": "Month",
    "metric": "Metric (its name)",
    "value": "Value",
    "unit": "Unit",
    "numerator": "Numerator",
    "denominator": "Denominator",
    "site": "Site",
    "payer": "Payer",
    "specialty": "Specialty",
}
_MOST_MB = 25
_MOST_MONTHS = 12
_DONE, _FILES = "import.done", "import.files"


def draw() -> None:
    """Draw the page."""
    with title_row("Import"):
        pass
    _say_what_was_done()
    st.text(
        "Drop the report that a vendor mailed, as a workbook or a CSV file. You see what would "
        "be stored before anything is. The file itself is not kept."
    )
    file = st.file_uploader(
        "Monthly report",
        type=["xlsx", "csv", "txt", "tsv"],
        # A new key after each stored file: the place for the next one is empty.
        key=f"import.file.{st.session_state.setdefault(_FILES, 0)}",
        max_upload_size=_MOST_MB,
        label_visibility="collapsed",
    )
    if file is None:
        _earlier_imports()
        return
    given = Upload(content=file.getvalue(), name=file.name, as_of=session.deps().today())
    upload = replace(given, **_told(file.file_id))
    preview = imports.preview(session.deps(), session.person(), upload)
    _ask(preview, file.file_id)
    _messages(preview)
    if preview.changes is not None:
        _changes(preview)
        _store_button(preview)


def _told(file_id: str) -> dict[str, Any]:
    """What the person said about this file so far."""
    told: dict[str, Any] = st.session_state.setdefault("import.told", {}).get(file_id, {})
    return told


def _tell(file_id: str, **said: object) -> None:
    told = st.session_state.setdefault("import.told", {})
    told[file_id] = {**told.get(file_id, {}), **said}


def _say_what_was_done() -> None:
    done = st.session_state.pop(_DONE, None)
    if done:
        st.success(literal(done))
        places.link("", "See what it means", "space_dashboard")


def _ask(preview: Preview, file_id: str) -> None:
    """Ask what the file does not say by itself; every answer reads it anew."""
    layout = preview.reading.layout
    if layout is None:
        return
    if layout.header_candidate is not None:
        st.button(
            f"Take line {layout.header_candidate} as the header",
            key="import.header",
            type="primary",
            on_click=_tell,
            args=(file_id,),
            kwargs={"header_row": layout.header_candidate},
        )
    codes = {message.code for message in preview.reading.messages}
    if "vendor" not in layout.columns.values() or preview.upload.vendor:
        _ask_vendor(preview, file_id)
    if "missing_column" not in codes or layout.header_candidate is None:
        _ask_columns(preview, file_id)


def _ask_vendor(preview: Preview, file_id: str) -> None:
    vendors = list(imports.vendors(session.deps(), session.person()))
    known = preview.upload.vendor
    options = vendors if known in (None, *vendors) else [*vendors, str(known)]
    picked = st.selectbox(
        "Whose report is it?",
        options,
        index=None if known is None else options.index(known),
        key=f"import.vendor.{file_id}",
        placeholder="Choose a vendor, or type a new name",
        accept_new_options=True,
        width=420,
    )
    if picked and picked != known:
        _tell(file_id, vendor=picked)
        st.rerun()


def _ask_columns(preview: Preview, file_id: str) -> None:
    """Each heading with what it was taken for, to be put right and remembered for the vendor."""
    layout = preview.reading.layout
    assert layout is not None, "nothing to ask about a file that could not be opened"
    unread = [name for name, meaning in layout.columns.items() if meaning == "ignore"]
    label = "What the columns mean"
    if unread:
        label += f" ({counted(len(unread), 'column')} not read)"
    with st.expander(label, expanded=False):
        meanings = [*_COLUMN_ROLES, *CATALOGUE]
        with st.form(f"import.columns.{file_id}", border=False):
            answers = {
                heading: st.selectbox(
                    literal(heading) or "(no heading)",
                    meanings,
                    index=meanings.index(meaning) if meaning in meanings else 0,
                    format_func=lambda one: _COLUMN_ROLES.get(one) or metric_name(one),
                    key=f"import.column.{file_id}.{place}",
                )
                for place, (heading, meaning) in enumerate(layout.columns.items())
                if meaning in meanings
            }
            if st.form_submit_button("Read it like this"):
                changed = {
                    heading: answer
                    for heading, answer in answers.items()
                    if answer != layout.columns[heading]
                }
                _tell(file_id, columns={**preview.upload.columns, **changed})
                st.rerun()


def _messages(preview: Preview) -> None:
    """What is wrong, or odd, with line and column."""
    messages = preview.reading.messages
    if not messages:
        st.success(f"Read without a question: {counted(preview.reading.rows, 'row')}.")
        return
    rejecting = [one for one in messages if one.rejects]
    if rejecting:
        st.error(f"The file cannot be stored yet: {counted(len(rejecting), 'thing')} to mend.")
    else:
        st.warning(f"{counted(len(messages), 'thing')} to confirm before it is stored.")
    table = Table(
        title="",
        columns=(Column("Line", 8, Align.END), Column("Column", 18), Column("What", 100)),
        rows=tuple((one.line, one.column, one.text) for one in rejecting or messages),
    )
    tables.draw(table, "import.messages")


def _changes(preview: Preview) -> None:
    """What storing would add and change."""
    changes = preview.changes
    assert changes is not None, "only a file that can be read has changes"
    parts = [
        f"{len(changes.added):,} new",
        f"{len(changes.restated):,} changed",
        f"{changes.unchanged:,} already stored",
    ]
    st.markdown(f"**Values: {', '.join(parts)}**")
    for kind, names in changes.new_names.items():
        if names:
            st.caption(literal(f"New {kind}: {', '.join(names)}"))
    if len(changes.restated):
        tables.draw(_restated(changes.restated), "import.restated")
    tables.draw(_counts(changes.counts), "import.counts")


def _restated(rows: pd.DataFrame) -> Table:
    """The values that would replace stored ones, the stored one beside them."""
    return Table(
        title="Restatements",
        columns=(
            Column("Vendor", 26),
            Column("Metric", 30),
            Column("Month", 12),
            Column("Stored", 14, Align.END),
            Column("In this file", 14, Align.END),
        ),
        rows=tuple(
            (
                row["vendor"],
                metric_name(row["metric"]),
                Month.at(row["month"]),
                _measured(row["stored_value"], row["metric"]),
                _measured(row["value"], row["metric"]),
            )
            for row in rows.to_dict("records")
        ),
        note="The first value stays on record; the months are judged anew with the later one.",
    )


def _measured(value: float, metric: str) -> Cell:
    return None if math.isnan(value) else Measured(value, CATALOGUE[metric].unit)


def _counts(counts: pd.DataFrame) -> Table:
    """How many values each metric has in each of the file's last months."""
    total = counts[["added", "restated", "unchanged"]].sum(axis=1)
    by_month = counts.assign(total=total).pivot_table(
        index="metric", columns="month", values="total", aggfunc="sum"
    )
    earlier = max(by_month.shape[1] - _MOST_MONTHS, 0)
    by_month = by_month.iloc[:, earlier:]
    months = [Month.at(int(month)) for month in by_month.columns]
    rows = tuple(
        (metric_name(str(metric)), *(None if pd.isna(n) else int(n) for n in line))
        for metric, line in zip(by_month.index, by_month.to_numpy(), strict=True)
    )
    return Table(
        title="Values by metric and month",
        columns=(
            Column("Metric", 34),
            *(Column(f"{one.first_day:%b %Y}", 10, Align.END) for one in months),
        ),
        rows=rows,
        note=f"The file has {counted(earlier, 'earlier month')} as well." if earlier else "",
    )


def _store_button(preview: Preview) -> None:
    confirmed = True
    if preview.reading.messages:
        confirmed = st.checkbox("I have read what is odd about this file", key="import.confirmed")
    if st.button("Store it", type="primary", key="import.store", disabled=not confirmed):
        outcome = imports.store(session.deps(), session.person(), preview.upload)
        st.session_state[_DONE] = _sentence(preview, outcome)
        st.session_state[_FILES] += 1
        st.session_state.pop("import.told", None)
        st.rerun()


def _sentence(preview: Preview, outcome: imports.Outcome) -> str:
    saved = outcome.saved
    assert saved is not None, "a rejected file has no button to store it"
    if saved.earlier is not None:
        return f"{preview.upload.name} was stored before; nothing was added."
    counts = saved.counts
    return (
        f"Stored {preview.upload.name}: {counts.added:,} values added, "
        f"{counts.restated:,} restated, {counts.unchanged:,} unchanged."
    )


def _earlier_imports() -> None:
    rows = tuple(
        (
            one.recorded_at.date(),
            one.file_name,
            one.counts.added,
            one.counts.restated,
            one.recorded_by,
        )
        for one in imports.listed(session.deps(), session.person())
    )
    table = Table(
        title="What was read before",
        columns=(
            Column("Date", 18),
            Column("File", 44),
            Column("Added", 10, Align.END),
            Column("Restated", 10, Align.END),
            Column("By", 24),
        ),
        rows=rows,
        empty="Nothing has been read yet.",
    )
    tables.draw(table, "import.earlier")
