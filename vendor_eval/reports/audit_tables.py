"""Entries of the audit log for people: what happened in a line, and field by field."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from vendor_eval.audit.chain import Entry
from vendor_eval.audit.replay import BULK, DELETE, INSERT, UPDATE
from vendor_eval.reports.report import Column, Table

_ACTIONS: Mapping[str, str] = {
    INSERT: "added",
    UPDATE: "changed",
    DELETE: "removed",
    BULK: "rows stored",
}
# Told in columns of their own, or known without looking.
_NOT_SAID = frozenset({"recorded_at", "recorded_by", "version", "id"})
# As much as stands in one line of the table.
_LONGEST = 76


def log_table(entries: Sequence[Entry], zone: ZoneInfo) -> Table:
    """One entry a line; times in ``zone``."""
    columns = (
        Column("Entry", 8),
        Column("Time", 22),
        Column("Person", 18),
        Column("What", 14),
        Column("Table", 22),
        Column("Row", 14),
        Column("Change", 60),
    )
    rows = tuple(
        (
            str(one.seq),
            shown_time(one, zone),
            one.by,
            _ACTIONS.get(one.action, one.action),
            named(one.entity),
            ", ".join(map(str, json.loads(one.key or "[]"))),
            _brief(one),
        )
        for one in entries
    )
    return Table("", columns, rows, empty="No entry is like that.")


def fields_table(entry: Entry) -> Table:
    """Every field that an entry tells of, before and after side by side."""
    columns = (Column("Field", 20), Column("Before", 60), Column("After", 60))
    old, new = _fields(entry.old), _fields(entry.new)
    names = [*new, *(name for name in old if name not in new)]
    rows = tuple((named(name), _said(old, name), _said(new, name)) for name in names)
    title = f"Entry {entry.seq}"
    note = f"Hash {entry.hash}, after {entry.prev}, sealed with key {entry.key_id}"
    return Table(title, columns, rows, empty="It tells of no field.", note=note)


def shown_time(entry: Entry, zone: ZoneInfo) -> str:
    """When it was, to the second."""
    return f"{dt.datetime.fromisoformat(entry.at).astimezone(zone):%b %-d, %Y, %H:%M:%S}"


def named(name: str) -> str:
    """The name of a table or field as words."""
    return name.replace("_", " ")


def _brief(entry: Entry) -> str:
    """What changed, in a line: fields that differ, or what there is now."""
    old, new = _fields(entry.old), _fields(entry.new)
    if entry.action == UPDATE:
        differing = [name for name in new if old.get(name) != new[name]]
        # Of a row that stands for its newest revision, its version may be all that changes.
        telling = [name for name in differing if name not in _NOT_SAID] or ["version"]
        parts = [f"{named(name)}: {_said(old, name)} → {_said(new, name)}" for name in telling]
    else:
        fields = new or old
        parts = [
            f"{named(name)}: {_said(fields, name)}"
            for name, value in fields.items()
            if name not in _NOT_SAID and value not in (None, "", "[]")
        ]
    said = "; ".join(parts)
    return said if len(said) < _LONGEST else f"{said[: _LONGEST - 1]}…"


def _fields(row: str | None) -> dict[str, Any]:
    found = json.loads(row) if row else {}
    return found if isinstance(found, dict) else {}


def _said(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return "" if value is None else str(value)
