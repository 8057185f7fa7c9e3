"""A register of a vendor as a table that is edited in place, and saved whole or not at all.

Edits are told by row, so the rows stay as this visitor began to edit them until they are saved:
whatever others save meanwhile is a conflict and moves no edit to another row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Generic

import pandas as pd
import streamlit as st

from vendor_eval.errors import Conflict
from vendor_eval.evaluation.credentials import CREDENTIALS
from vendor_eval.evaluation.registers import (
    LABELS,
    QUESTIONS,
    DocumentStatus,
    Verdict,
)
from vendor_eval.naming import LONGEST_NOTE
from vendor_eval.pages import session
from vendor_eval.pages.parts import days, edited_rows
from vendor_eval.pages.parts.saving import attempt
from vendor_eval.reports.wording import counted
from vendor_eval.workflows import registers
from vendor_eval.workflows.registers import Change, Kept, Kind

_DAYS = frozenset(
    {"verified_on", "expires", "asked_on", "received_on", "called_on", "baa_signed_on"}
)
_CHOICES: Mapping[str, type[DocumentStatus | Verdict]] = {
    "status": DocumentStatus,
    "verdict": Verdict,
}
_HELP = {
    **QUESTIONS,
    "credentials": "; ".join(f"{one.short}: {one.title}, {one.setting}" for one in CREDENTIALS),
    "specialty": "What the credentials are relevant to, spelled as on the Practice page.",
    "verified_on": "The day on which somebody looked the certificate up with its issuer.",
    "contact": "Name and role. Telephone numbers and addresses are not kept here.",
    "baa_signed_on": "The day of the business associate agreement; empty without one.",
}


@dataclass(frozen=True, slots=True)
class Editor(Generic[Kind]):
    """One register of a vendor, as it is edited.

    Attributes:
        entry: what a new row begins as.
        stored: the rows as they are stored now.
    """

    vendor: str
    entry: Kind
    stored: Sequence[Kept[Kind]]

    @property
    def key(self) -> str:
        """The table's key; another one after each save of this visitor."""
        saves = st.session_state.get(f"{self._name}.saves", 0)
        return f"{self._name}.{saves}"

    @property
    def _name(self) -> str:
        return f"registers.{type(self.entry).__name__.lower()}.{self.vendor}"

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields that are shown."""
        return tuple(one.name for one in fields(self.entry) if one.name != "retired")

    def begin(self) -> Sequence[Kept[Kind]]:
        """The rows to draw: as this visitor began to edit them, or as they are stored now."""
        drawn, based = f"{self.key}.drawn", f"{self.key}.based"
        if not self._is_edited or drawn not in st.session_state:
            st.session_state[drawn] = st.session_state[based] = self.stored
        elif st.session_state.pop(f"{self.key}.conflict", False):
            newest = {one.id: one for one in self.stored}
            st.session_state[based] = [newest.get(one.id, one) for one in self._based]
        rows: Sequence[Kept[Kind]] = st.session_state[drawn]
        return rows

    @property
    def _based(self) -> Sequence[Kept[Kind]]:
        """The rows that edits are laid over: as drawn, after a conflict as others saved them.

        Other rows drawn would make the table forget its edits.
        """
        rows: Sequence[Kept[Kind]] = st.session_state.get(f"{self.key}.based", self.stored)
        return rows

    @property
    def _edits(self) -> Mapping[str, Any]:
        return st.session_state.get(self.key) or {}

    @property
    def _is_edited(self) -> bool:
        return any(self._edits.values())

    def changes(self) -> list[Change[Kind]]:
        """Every row that was changed, taken out or added, numbered as it stands on the screen."""
        return [*self._changed(), *self._added()]

    def save(self) -> None:
        """Keep every change; after a conflict, what others saved counts as shown.

        Raises:
            VendorEvalError: the changes cannot be kept.
        """
        try:
            registers.save(session.deps(), session.person(), self.changes())
        except Conflict:
            st.session_state[f"{self.key}.conflict"] = True
            raise
        name = f"{self._name}.saves"
        st.session_state[name] = st.session_state.get(name, 0) + 1

    def _changed(self) -> Iterator[Change[Kind]]:
        edited = self._edits.get("edited_rows", {})
        deleted = self._edits.get("deleted_rows", [])
        for at, kept in enumerate(self._based):
            if at in deleted:
                gone: dict[str, Any] = {"retired": True}
                yield Change(at + 1, replace(kept, entry=replace(kept.entry, **gone)))
            elif edited.get(at):
                row = at + 1 - sum(one < at for one in deleted)
                yield Change(row, replace(kept, entry=_edited(kept.entry, edited[at])))

    def _added(self) -> Iterator[Change[Kind]]:
        shown = len(self._based) - len(self._edits.get("deleted_rows", []))
        for row, cells in enumerate(self._edits.get("added_rows", []), start=shown + 1):
            if any(cells.values()):
                yield Change(row, Kept(self.vendor, _edited(self.entry, cells)))


def draw(editor: Editor[Kind]) -> None:
    """The table, and the button that saves what was changed in it."""
    rows = editor.begin()
    st.data_editor(
        _frame(editor.columns, rows),
        column_config={LABELS[name]: _column(name) for name in editor.columns},
        num_rows="dynamic",
        hide_index=True,
        key=editor.key,
        placeholder="",
        alt="One row an entry; the last row adds one.",
    )
    changes = editor.changes()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Save",
            type="primary",
            key=f"{editor.key}.save",
            disabled=not changes,
            on_click=attempt,
            args=(editor.save, "The register is saved."),
        )
        if changes:
            st.caption(f"{counted(len(changes), 'changed row')} not saved yet.")


def _frame(columns: Sequence[str], rows: Sequence[Kept[Kind]]) -> pd.DataFrame:
    """A column a field, headed by its label; days as days, texts as they are."""
    return pd.DataFrame(
        {
            LABELS[name]: pd.Series(
                [_cell(getattr(one.entry, name)) for one in rows], dtype=_type_of(name)
            )
            for name in columns
        }
    )


def _type_of(name: str) -> str:
    """A column's type, which an empty one would not tell; days stay what they are."""
    return "object" if name in _DAYS or name == "credentials" else "str"


def _cell(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _column(name: str) -> Any:
    label, tip = LABELS[name], _HELP.get(name)
    if name in _DAYS:
        return st.column_config.DateColumn(label, help=tip, format=days.SHOWN)
    if name in _CHOICES:
        return st.column_config.SelectboxColumn(label, help=tip, options=list(_CHOICES[name]))
    if name == "credentials":
        known = [one.short for one in CREDENTIALS]
        return st.column_config.MultiselectColumn(
            label, help=tip, options=known, accept_new_options=True
        )
    return st.column_config.TextColumn(label, help=tip, max_chars=LONGEST_NOTE)


def _edited(entry: Kind, cells: Mapping[str, Any]) -> Kind:
    """The entry with what was typed into the cells of its row."""
    names = {label: name for name, label in LABELS.items() if hasattr(entry, name)}
    said: dict[str, Any] = {
        names[label]: _said(names[label], value) for label, value in cells.items() if label in names
    }
    return replace(entry, **said)


def _said(name: str, cell: Any) -> object:
    """What a cell says; the empty one of a choice is its first."""
    if name in _DAYS:
        return edited_rows.day(cell)
    if name in _CHOICES:
        known = list(_CHOICES[name])
        return _CHOICES[name](cell) if cell in known else known[0]
    if name == "credentials":
        return tuple(map(edited_rows.text, cell)) if isinstance(cell, list) else ()
    return edited_rows.text(cell)
