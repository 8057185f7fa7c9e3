"""Fields of typed values on the screen, kept while one visits other pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast

import streamlit as st

from vendor_eval.naming import LONGEST_NAME
from vendor_eval.pages.parts.pricing.file_words import called
from vendor_eval.pages.parts.pricing.typed_fields import Field, Sort, filled, paths_set

_CELL = 170


def state() -> Mapping[str, Any]:
    """What this visitor's fields hold."""
    return cast("Mapping[str, Any]", st.session_state)


def grid(fields: Sequence[Field], at: str, columns: int = 4) -> None:
    """The fields side by side, as many as there is room for."""
    with st.grid(columns, min_column_width=190):
        for one in fields:
            draw(one, at)


def further(fields: Sequence[Field], at: str, label: str) -> None:
    """Fields that few need, behind a switch that says how many of them are filled."""
    if not fields:
        return
    count = len(list(paths_set(state(), fields, at)))
    said = f"{label}, {count} filled" if count else label
    if st.toggle(said, key=f"{at}.further", persist_state="session"):
        grid(fields, at)


def table(columns: Sequence[Field], at: str, label: str) -> None:
    """The rows of a small table, each with a button that takes it out, and one that adds a row."""
    st.caption(label)
    rows: list[int] = st.session_state.setdefault(f"{at}.rows", [])
    for place, row in enumerate(rows):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            for one in columns:
                draw(one, f"{at}.{row}", "visible" if place == 0 else "collapsed", _CELL)
            st.button(
                "",
                icon=":material/delete:",
                type="tertiary",
                key=f"{at}.{row}.remove",
                help=f"Take row {place + 1} out",
                on_click=remove_row,
                args=(at, row),
            )
    st.button(
        "Add a row",
        icon=":material/add:",
        type="tertiary",
        key=f"{at}.add",
        on_click=add_row,
        args=(at, filled({}, columns, f"{at}.{next_row(at)}")),
    )


def draw(
    field: Field,
    at: str,
    visibility: Literal["visible", "collapsed"] = "visible",
    width: int | Literal["stretch"] = "stretch",
) -> None:
    """One field, under ``at`` and its path."""
    key = f"{at}.{field.path}"
    st.session_state.setdefault(key, field.empty)
    options: dict[str, Any] = {
        "key": key,
        "help": field.help or None,
        "label_visibility": visibility,
        "persist_state": "session",
    }
    match field.sort:
        case Sort.FLAG:
            st.checkbox(field.label, **options)
        case Sort.CHOICE:
            st.selectbox(
                field.label,
                field.options,
                # One that is chosen can be changed, and not taken back.
                index=None if st.session_state[key] is None else 0,
                format_func=called,
                placeholder="Choose",
                width=width,
                **options,
            )
        case Sort.MANY:
            st.multiselect(
                field.label,
                field.options or list(st.session_state[key]),
                format_func=called,
                accept_new_options=not field.options,
                placeholder="None" if field.options else "Type, or choose",
                width=width,
                **options,
            )
        case _:
            st.text_input(
                field.label,
                placeholder=field.example,
                max_chars=LONGEST_NAME,
                width=width,
                **options,
            )


def next_row(at: str) -> int:
    """A row that there is not yet under ``at``."""
    return max(st.session_state.get(f"{at}.rows", ()), default=-1) + 1


def add_row(at: str, held: dict[str, Any]) -> None:
    """Add the next row, its fields holding ``held``."""
    row = next_row(at)
    st.session_state.update(held)
    st.session_state[f"{at}.rows"] = [*st.session_state.get(f"{at}.rows", ()), row]


def remove_row(at: str, row: int) -> None:
    """Take a row out."""
    st.session_state[f"{at}.rows"] = [one for one in st.session_state[f"{at}.rows"] if one != row]
