"""Saving what somebody edited, and saying what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from vendor_eval.errors import BadInput, Conflict, Fault, VendorEvalError
from vendor_eval.pages.parts import tables
from vendor_eval.pages.words import literal
from vendor_eval.reports.report import Column, Table
from vendor_eval.workflows.interrupted import carried_through

_SAVED, _FAILED = "saved", "failed"


def saving(save: Callable[[], object], sentence: str) -> None:
    """Save: every fault with its mend, both versions of a conflict, or the page anew.

    Args:
        sentence: what is said when it is saved.
    """
    try:
        carried_through(save)
    except VendorEvalError as error:
        _say_why_not(error)
    else:
        st.session_state[_SAVED] = sentence
        st.rerun()


def attempt(save: Callable[[], object], sentence: str) -> None:
    """Save when a button is clicked, as its callback: based on what the clicked page showed.

    `say_failed` then says on the page why nothing was saved.

    Args:
        sentence: what is said when it is saved.
    """
    try:
        carried_through(save)
    except VendorEvalError as error:
        st.session_state[_FAILED] = error
    else:
        st.session_state[_SAVED] = sentence


def typed(key: str, names: Iterable[str]) -> dict[str, Any]:
    """What stands in the fields of a form, by their names.

    Args:
        key: what the keys of the fields begin with, before a dot and the name.
    """
    return {name: st.session_state[f"{key}.{name}"] for name in names}


def forget(key: str) -> None:
    """Empty the fields whose keys begin with ``key`` and a dot, so that they begin anew."""
    for name in [name for name in st.session_state if str(name).startswith(f"{key}.")]:
        del st.session_state[name]


def say_failed() -> None:
    """Say once why the last `attempt` saved nothing."""
    error: VendorEvalError | None = st.session_state.pop(_FAILED, None)
    if error is not None:
        _say_why_not(error)


@contextmanager
def saying_why_not() -> Iterator[None]:
    """Say in place what is wrong with what the block was handed, and leave the rest of it out."""
    try:
        yield
    except VendorEvalError as error:
        _say_why_not(error, "faults.here")


def _say_why_not(error: VendorEvalError, key: str = "faults") -> None:
    """Every fault with its mend, or both versions of a conflict."""
    if isinstance(error, BadInput):
        st.error("Not saved. Each line says what would mend it.")
        list_faults(error.faults, key)
        return
    st.error(literal(str(error)))
    if isinstance(error, Conflict):
        for title, text in (("Yours", error.yours), ("Saved meanwhile", error.theirs)):
            st.header(title, anchor=False)
            st.code(text, language="toml")


def list_faults(faults: Sequence[Fault], key: str) -> None:
    """Each fault with what would mend it."""
    rows = tuple((fault.where, fault.what, fault.mend) for fault in faults)
    columns = (Column("Where", 34), Column("What is wrong", 50), Column("What mends it", 50))
    tables.draw(Table("", columns, rows), key)


def say_saved() -> None:
    """Say once that something was saved, on the page drawn after it."""
    sentence = st.session_state.pop(_SAVED, None)
    if sentence:
        st.toast(literal(sentence))
