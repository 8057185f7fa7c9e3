"""What is done in the months of a scenario, as a form: typed, from measures, or from a file.

The fields are `scenario_fields.filled_usage`, and `scenario_fields.written_usage` says what stands
in them.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd
import streamlit as st

from vendor_eval.pages.parts.pricing import field_widgets
from vendor_eval.pages.parts.pricing.file_words import called
from vendor_eval.pages.parts.pricing.scenario_fields import COURSE, PAYERS, SEASONS, written_usage
from vendor_eval.pages.parts.pricing.typed_fields import Field, Sort
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.quantities import Month, Unit

_SEASONS = tuple(
    Field(str(at), calendar.month_abbr[at + 1], Sort.NUMBER, example="1") for at in range(SEASONS)
)
_TALLEST = 460


def draw(key: str, months: Sequence[Month]) -> None:
    """Draw the usage whose fields stand under ``key``.

    Args:
        months: those of the scenario; none while nobody can tell them.
    """
    with st.grid(2, min_column_width=300):
        given = st.multiselect(
            "What is known",
            list(DRIVERS),
            format_func=called,
            key=f"{key}.drivers",
            persist_state="session",
            help="Each fee needs what it is counted on. Collections that nobody gives are what "
            "each offer collects of what is allowed.",
        )
        st.session_state[f"{key}.listed"] = [
            one for one in st.session_state[f"{key}.listed"] if one in given
        ]
        listed = st.multiselect(
            "Of these, month by month",
            given,
            format_func=called,
            key=f"{key}.listed",
            persist_state="session",
            help="All others are one number for every month, and grow.",
        )
    single = [_single(one) for one in given if one not in listed]
    field_widgets.grid([*single, *COURSE], key)
    if listed:
        _month_by_month(key, listed, months)
    filled = sum(bool(st.session_state.get(f"{key}.seasons.{at}")) for at in range(SEASONS))
    if st.toggle(
        f"Seasons, {filled} filled" if filled else "Seasons",
        key=f"{key}.seasonal",
        persist_state="session",
        help="How each month of the calendar stands to the average: 0.9 is a tenth less.",
    ):
        with st.grid(6, min_column_width=110):
            for one in _SEASONS:
                field_widgets.draw(one, f"{key}.seasons")
    field_widgets.table(
        PAYERS,
        f"{key}.payers",
        "Payer mix: gives the collections where they are not given above.",
    )


def take_months(key: str, given: Mapping[str, Sequence[Decimal]]) -> None:
    """Let these numbers, one a month, stand in the fields in place of what does."""
    _take(key, list(given), list(given))
    for id, values in given.items():
        st.session_state[f"{key}.{id}.months"] = [_plain(one) for one in values]


def take_average(key: str, given: Mapping[str, Decimal]) -> None:
    """Let these numbers for every month stand in the fields in place of what does."""
    _take(key, list(given), [])
    for id, value in given.items():
        st.session_state[f"{key}.{id}"] = _plain(value)


def _take(key: str, drivers: list[str], listed: list[str]) -> None:
    known = st.session_state.get(f"{key}.drivers", [])
    st.session_state[f"{key}.drivers"] = [id for id in DRIVERS if id in known or id in drivers]
    others = [id for id in st.session_state.get(f"{key}.listed", []) if id not in drivers]
    st.session_state[f"{key}.listed"] = [*others, *listed]
    _draw_anew(key)


def _plain(value: Decimal) -> str:
    """The number as people type it: 2600 and not 2600.00."""
    return f"{value.normalize():f}"


def _single(driver: str) -> Field:
    unit = ", USD a month" if DRIVERS[driver].unit is Unit.USD else " a month"
    label = called(driver)
    return Field(driver, f"{label[0].upper()}{label[1:]}{unit}", Sort.NUMBER)


def _month_by_month(key: str, listed: Sequence[str], months: Sequence[Month]) -> None:
    """A table to type into, or to paste a column of a spreadsheet into."""
    if not months:
        st.caption("Say the first month and how many there are, to type them one by one.")
        return
    shape = f"{listed} {months[0]} {len(months)}"
    if st.session_state.get(f"{key}.shape") != shape:
        st.session_state[f"{key}.shape"] = shape
        _draw_anew(key)
    widget = f"{key}.table.{st.session_state[f'{key}.drawn']}"
    if widget not in st.session_state or f"{key}.frame" not in st.session_state:
        # It was not drawn for a while, and what was typed into it stands in the fields.
        st.session_state[f"{key}.frame"] = _frame(key, listed, months)
    # The table is drawn from the same rows until it is drawn anew, or it would forget edits.
    st.data_editor(
        st.session_state[f"{key}.frame"],
        key=widget,
        disabled=["Month"],
        hide_index=True,
        height=min(_TALLEST, 36 * len(months) + 40),
        column_config={
            called(id): st.column_config.TextColumn(width=170, alignment="right") for id in listed
        },
        width="content",
        alt="One row a month; a column of a spreadsheet can be pasted.",
    )


def settle(key: str) -> None:
    """Let the fields say what was typed into the table of months."""
    frame = st.session_state.get(f"{key}.frame")
    edits = st.session_state.get(f"{key}.table.{st.session_state.get(f'{key}.drawn')}")
    if frame is None or edits is None:
        return
    edited = frame.copy()
    for row, cells in edits["edited_rows"].items():
        for column, value in cells.items():
            # What was sent need not be what the table let anybody type into.
            if row in frame.index and column in frame.columns:
                edited.loc[row, column] = "" if value is None else str(value)
    for id in st.session_state[f"{key}.listed"]:
        if called(id) in edited:
            held = st.session_state.get(f"{key}.{id}.months", [])
            typed = edited[called(id)].tolist()
            st.session_state[f"{key}.{id}.months"] = [*typed, *held[len(typed) :]]


def _frame(key: str, listed: Sequence[str], months: Sequence[Month]) -> pd.DataFrame:
    """The months as they stand in the fields."""
    usage = written_usage(field_widgets.state(), key, Decimal(len(months)))
    columns = {called(id): [str(one) for one in usage[id]] for id in listed}
    return pd.DataFrame({"Month": [one.shown for one in months], **columns}, dtype="str")


def _draw_anew(key: str) -> None:
    st.session_state[f"{key}.drawn"] = st.session_state.get(f"{key}.drawn", 0) + 1
    st.session_state.pop(f"{key}.frame", None)
