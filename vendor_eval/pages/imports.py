"""Reading a vendor's monthly report: what would be stored, what is odd, then the storing."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.metrics import CATALOGUE
from vendor_eval.pages import computed, places, session
from vendor_eval.pages.parts import asking, tables
from vendor_eval.pages.parts.empty import ENTER_CONTRACT, nothing_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.words import literal
from vendor_eval.quantities import Month
from vendor_eval.reports.report import Align, Cell, Column, Measured, Table
from vendor_eval.reports.wording import counted, metric_name
from vendor_eval.workflows import imports
from vendor_eval.workflows.imports import Preview
from vendor_eval.workflows.readings import Upload

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
    upload = replace(given, **asking.told(file.file_id))
    preview = _preview(f"{computed.stamp()}{file.file_id}{upload.how}", upload)
    asking.ask(preview, file.file_id)
    _messages(preview)
    if preview.changes is not None:
        _changes(preview)
        _store_button(preview, file.file_id)


@st.cache_resource(max_entries=2, scope="session", show_spinner="Reading the file")
def _preview(read_as: str, _upload: Upload) -> Preview:  # noqa: ARG001 - the key of the cache
    """What would be stored: read once for each file, way of reading and state of the database."""
    return imports.preview(session.deps(), session.person(), _upload)


def _say_what_was_done() -> None:
    done = st.session_state.pop(_DONE, None)
    if done:
        st.success(literal(done))
        with st.container(horizontal=True):
            places.link("", "See what it means", "space_dashboard")
            if may(session.person(), Permission.CLOSE_MONTHS):
                places.link("month-close", "Close the month", "event_available")


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


def _store_button(preview: Preview, file_id: str) -> None:
    confirmed = True
    if preview.reading.messages:
        confirmed = st.checkbox(
            # Of this file: what was read about one file confirms no other.
            "I have read what is odd about this file",
            key=f"import.confirmed.{file_id}",
        )
    if st.button("Store it", type="primary", key="import.store", disabled=not confirmed):
        outcome = imports.store(session.deps(), session.person(), preview.upload)
        st.session_state[_DONE] = _sentence(preview, outcome)
        st.session_state[_FILES] += 1
        asking.forget()
        st.rerun()


def _sentence(preview: Preview, outcome: imports.Outcome) -> str:
    saved = outcome.saved
    assert saved is not None, "a rejected file has no button to store it"
    if saved.earlier is not None:
        return imports.stored_before(preview.upload.name, saved.restated_by)
    counts = saved.counts
    return (
        f"Stored {preview.upload.name}: {counts.added:,} values added, "
        f"{counts.restated:,} restated, {counts.unchanged:,} unchanged."
    )


def _earlier_imports() -> None:
    earlier = imports.listed(session.deps(), session.person())
    if not earlier:
        nothing_yet(
            "Nothing has been read yet",
            "Drop the first report above. Each file will be listed here, with what it added and "
            "who read it. Its months are judged against the vendor's contract.",
            ENTER_CONTRACT,
        )
        return
    rows = tuple(
        (
            one.recorded_at.date(),
            one.file_name,
            one.counts.added,
            one.counts.restated,
            one.recorded_by,
        )
        for one in earlier
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
    )
    tables.draw(table, "import.earlier")
