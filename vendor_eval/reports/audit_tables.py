"""Entries of the audit log for people: what happened in a line, and field by field."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from vendor_eval.audit.chain import Entry
from vendor_eval.audit.replay import BULK, DELETE, INSERT, UPDATE
from vendor_eval.quantities import Month
from vendor_eval.reports.report import Column, Table
from vendor_eval.reports.wording import metric_name

_ACTIONS: Mapping[str, str] = {
    INSERT: "added",
    UPDATE: "changed",
    DELETE: "removed",
    BULK: "rows stored",
}
# Told in columns of their own, or known without looking.
_NOT_SAID = frozenset({"recorded_at", "recorded_by", "version", "id"})
# A word of the language that records are kept in; names of files have points or capitals.
_CODE = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")
# As much as stands in one line of the table, and in a cell that breaks into a few.
_LONGEST, _IN_A_CELL = 76, 300


def log_table(entries: Sequence[Entry], zone: ZoneInfo) -> Table:
    """One entry a line; times in ``zone``."""
    columns = (
        Column("Entry", 8),
        Column("Time", 20),
        Column("Person", 16),
        Column("What", 10),
        Column("Table", 18),
        Column("Row", 10),
        Column("Change", 76),
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
    """Every field that an entry tells of, before and after side by side, in words.

    Of a long value its beginning stands; `as_stored` has all of it.
    """
    columns = (Column("Field", 20), Column("Before", 60), Column("After", 60))
    old, new = _fields(entry.old), _fields(entry.new)
    names = [*new, *(name for name in old if name not in new)]
    rows = tuple(
        (named(name), *(_cut(_said(row, name), _IN_A_CELL) for row in (old, new))) for name in names
    )
    title = f"Entry {entry.seq}"
    note = f"Hash {entry.hash}, after {entry.prev}, sealed with key {entry.key_id}"
    return Table(title, columns, rows, empty="It tells of no field.", note=note)


def as_stored(entry: Entry) -> str:
    """The whole row before and after, as the log keeps it: JSON, indented."""
    kept = {"before": _opened(_fields(entry.old)), "after": _opened(_fields(entry.new))}
    return json.dumps(
        {side: row for side, row in kept.items() if row}, indent=2, ensure_ascii=False
    )


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
    return _cut("; ".join(parts), _LONGEST)


def _cut(said: str, longest: int) -> str:
    return said if len(said) < longest else f"{said[: longest - 1]}…"


def _fields(row: str | None) -> dict[str, Any]:
    found = json.loads(row) if row else {}
    return found if isinstance(found, dict) else {}


def _opened(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields, those that hold JSON as what it says."""
    return {name: _read(value) for name, value in fields.items()}


def _read(value: Any) -> Any:
    """What a text of JSON says; any other value as it is."""
    if not isinstance(value, str) or value[:1] not in ("{", "["):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _said(fields: Mapping[str, Any], name: str) -> str:
    return _in_words(_read(fields.get(name)))


def _without_code(word: str) -> str:
    """A metric by its name, and any other word of a record's own language without underscores."""
    is_code = _CODE.fullmatch(word) is not None
    return named(metric_name(word)) if is_code else word


def _in_words(value: Any) -> str:
    """A value for people: of nested ones the fields that say something, each with its name."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case {"year": int(year), "month": int(month), **rest} if not rest:
            return Month(year, month).shown
        case dict():
            told = {named(name): _in_words(one) for name, one in value.items()}
            return ", ".join(f"{name} {one}" for name, one in told.items() if one)
        case list():
            return " / ".join(filter(None, map(_in_words, value)))
        case _:
            return " ".join(map(_without_code, str(value).split(" ")))
