"""Rows of a table that is edited, and the days in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


def after(shown: Iterable[Row], edits: Mapping[str, Any]) -> list[Row]:
    """The rows after what somebody changed, took out and added; an empty added row is none.

    Args:
        shown: the rows before, by the headings of the table.
        edits: as Streamlit keeps them under the table's key.
    """
    changed, gone = edits.get("edited_rows", {}), set(edits.get("deleted_rows", ()))
    kept = [{**row, **changed.get(at, {})} for at, row in enumerate(shown) if at not in gone]
    return [*kept, *(added for added in edits.get("added_rows", ()) if any(added.values()))]


def day(cell: object) -> dt.date | None:
    """A day that is stored, or as the table writes one."""
    if isinstance(cell, dt.date):
        return cell
    return dt.date.fromisoformat(str(cell)[:10]) if cell else None
