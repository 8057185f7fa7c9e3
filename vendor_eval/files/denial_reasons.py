"""The map of adjustment reasons as a TOML file, read with every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import vendor_eval
from vendor_eval.claims.reasons import Answers, Category, Kind, Reason, ReasonMap
from vendor_eval.files.toml_file import read
from vendor_eval.files.toml_table import TomlTable
from vendor_eval.provenance import Source

_KINDS = tuple(kind for kind in Kind if kind is not Kind.UNMAPPED)
_NEWEST = "1.0"


@cache
def shipped() -> ReasonMap:
    """The newest map that comes with the product."""
    path = Path(vendor_eval.__file__).parent / "denial_reasons" / f"{_NEWEST}.toml"
    return read_reasons(path.read_bytes(), path.name)


def read_reasons(text: str | bytes, name: str) -> ReasonMap:
    """The map in a file.

    Args:
        name: the file's name, for faults.

    Raises:
        BadInput: with every fault of the file.
    """
    return read(text, name, _reason_map)


def _reason_map(file: TomlTable) -> ReasonMap:
    id_, version = file.words("id", '"denial-reasons"'), file.words("version", '"1.0"')
    source, categories = _source(file), _categories(file)
    reasons = _reasons(file, categories)
    file.no_other_keys()
    return ReasonMap(id_, version, source, reasons)


def _source(file: TomlTable) -> Source:
    table = file.table("source") if file.required("source", "..., as [source]") else None
    if table is None:
        return Source("", "", "", "")
    source = Source(
        table.words("id", '"CARC"'),
        table.words("title", '"Claim adjustment reason codes"'),
        table.words("publisher", '"X12"'),
        table.words("standing", '"secondary"'),
        table.text("url", '"https://example.org"'),
        table.date("accessed"),
    )
    table.no_other_keys()
    return source


def _inner_tables(file: TomlTable, key: str) -> Mapping[str, TomlTable]:
    """The tables inside the table ``key``, by their names."""
    outer = file.table(key) if file.required(key, f"..., as [{key}]") else None
    if outer is None:
        return {}
    tables = {name: outer.table(name) for name in outer.values}
    return {name: table for name, table in tables.items() if table is not None}


def _categories(file: TomlTable) -> Mapping[str, Category]:
    categories = {}
    for rank, (id_, table) in enumerate(_inner_tables(file, "categories").items()):
        label, answers = table.words("label", '"Coding"'), table.words("answers", '"vendor"')
        table.no_other_keys()
        if answers in tuple(Answers):
            categories[id_] = Category(id_, label, Answers(answers), rank)
        elif answers:
            table.fault("answers", "is nobody known", f"write one of {', '.join(Answers)}")
    return categories


def _reasons(
    file: TomlTable, categories: Mapping[str, Category]
) -> Mapping[str, tuple[Reason, ...]]:
    """The reasons by code: one table each, or a list of tables where the meaning changed."""
    outer = file.table("reasons") if file.required("reasons", "..., as [reasons]") else None
    if outer is None:
        return {}
    reasons = {}
    for code, value in outer.values.items():
        if isinstance(value, list):
            tables = outer.tables(code)
        else:
            table = outer.table(code)
            tables = [table] if table is not None else []
        found = [_reason(code, table, categories) for table in tables]
        reasons[code] = tuple(reason for reason in found if reason is not None)
    return reasons


def _reason(code: str, table: TomlTable, categories: Mapping[str, Category]) -> Reason | None:
    label, kind = table.words("label", '"Filed too late"'), table.words("class", '"denial"')
    category = table.words("category", '"coding"')
    since, until = table.date("since"), table.date("until")
    table.no_other_keys()
    if kind and kind not in _KINDS:
        table.fault("class", "is no class", f"write one of {', '.join(_KINDS)}")
    if category and category not in categories:
        table.fault("category", "is none of [categories]", "add it there, or name another")
    if kind not in _KINDS or category not in categories:
        return None
    return Reason(code, label, categories[category], Kind(kind), since, until)
