"""Rows of a table that is edited, and what its cells say.

What comes back from a table was written by whoever sent it, and need not be what the table let
anybody type: rows and columns that were not shown are passed over, and cells are read with care.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from vendor_eval.errors import BadInput, Fault

Row = Mapping[str, Any]


def after(shown: Iterable[Row], edits: Mapping[str, Any], columns: Collection[str]) -> list[Row]:
    """The rows after what somebody changed, took out and added; an empty added row is none.

    Args:
        shown: the rows before, by the headings of the table.
        edits: as Streamlit keeps them under the table's key.
        columns: the headings under which anybody may type.
    """
    changed, gone = edits.get("edited_rows", {}), set(edits.get("deleted_rows", ()))
    kept = [
        {**row, **_typed(changed.get(at, {}), columns)}
        for at, row in enumerate(shown)
        if at not in gone
    ]
    added = (_typed(one, columns) for one in edits.get("added_rows", ()))
    return [*kept, *(one for one in added if any(one.values()))]


def text(cell: object) -> str:
    """What stands in a cell of texts, whatever was sent for it."""
    return "" if cell is None else str(cell)


def whole(cell: object, heading: str) -> int:
    """A whole number; 0 for nothing.

    Raises:
        BadInput: it is none.
    """
    try:
        return int(text(cell) or 0)
    except ValueError:
        raise BadInput([Fault(heading, "is no whole number", "write one")]) from None


def day(cell: object) -> dt.date | None:
    """A day that is stored, or as the table writes one.

    Raises:
        BadInput: it is none.
    """
    if isinstance(cell, dt.date):
        return cell
    try:
        return dt.date.fromisoformat(text(cell)[:10]) if cell else None
    except ValueError:
        raise BadInput([Fault("A day", "is none", "choose one")]) from None


def _typed(cells: Row, columns: Collection[str]) -> Row:
    return {heading: cell for heading, cell in cells.items() if heading in columns}
