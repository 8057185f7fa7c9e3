"""Keys of a scenario file, and the fields of dataclasses that they fill.

A `Part` fills a field from one key or several, and writes those keys. What reads a file therefore
also writes it, and the two cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, TypeVar

from vendor_eval.files.scenarios.forms import Form
from vendor_eval.files.toml_table import TomlTable

T = TypeVar("T")
# Key and TOML text of its value.
Entries = dict[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a dataclass, as the table of a file fills it.

    Attributes:
        read: the field's value; None where the table does not give it.
        write: the keys that give it, from the dataclass that has the field.
        needed: key and example of what has to stand in the table when the field has no default;
            None where reading the field says so itself.
        open: whether a table without the field means None, whatever its default.
    """

    field: str
    read: Callable[[TomlTable], Any]
    write: Callable[[Any], Entries]
    needed: tuple[str, str] | None
    open: bool = False


def part(field: str, form: Form, key: str = "") -> Part:
    """The field that one key fills, by default the key of its own name."""
    name = key or field
    return Part(
        field,
        lambda table: form.read(table, name),
        lambda owner: {name: form.write(getattr(owner, field))},
        (name, form.example),
    )


def open_part(field: str, form: Form) -> Part:
    """The field that is None where its key is not there, as the bound of a last tier."""
    return replace(part(field, form), needed=None, open=True)


def group(field: str, kind: type, parts: Sequence[Part]) -> Part:
    """The field that is a dataclass, of which the fields are keys of the same table."""

    def read(table: TomlTable) -> Any:
        return built(kind, parts, table)

    return Part(field, read, lambda owner: entries_of(getattr(owner, field), parts), None)


def inline(field: str, kind: type, parts: Sequence[Part]) -> Part:
    """The field that is a dataclass in a table of its own, closed."""

    def read(table: TomlTable) -> Any:
        inner = table.table(field)
        return None if inner is None else closed(kind, parts, inner)

    def write(owner: Any) -> Entries:
        return {field: inline_table(entries_of(getattr(owner, field), parts))}

    return Part(field, read, write, (field, "{ }"))


def listed(field: str, kind: type, parts: Sequence[Part]) -> Part:
    """The field that is a tuple of dataclasses, each in a table of its own."""

    def read(table: TomlTable) -> Any:
        before = len(table.faults)
        if table.values.get(field) == []:
            table.fault(field, "is empty", "write at least one, the last one without up_to")
        inner = tuple(closed(kind, parts, one) for one in table.tables(field))
        return inner if inner and len(table.faults) == before else None

    def write(owner: Any) -> Entries:
        tables = (inline_table(entries_of(value, parts)) for value in getattr(owner, field))
        return {field: f"[{', '.join(tables)}]"}

    return Part(field, read, write, (field, "[{ up_to = 1000, ... }, { ... }]"))


def built(kind: type[T], parts: Sequence[Part], table: TomlTable) -> T | None:
    """The dataclass that the table fills; None, with faults, where a field without default is not.

    Fields that the table does not give keep their defaults.
    """
    bare = {one.name for one in fields(kind) if one.default is MISSING}  # type: ignore[arg-type]  # a class of records
    values: dict[str, Any] = {}
    for one in parts:
        if one.field in bare and one.needed is not None:
            table.required(*one.needed)
        value = one.read(table)
        if value is not None or one.open:
            values[one.field] = value
    return kind(**values) if bare <= values.keys() else None


def closed(kind: type[T], parts: Sequence[Part], table: TomlTable) -> T | None:
    """As `built`, of a table that holds nothing else."""
    value = built(kind, parts, table)
    table.no_other_keys()
    return value


def entries_of(value: Any, parts: Sequence[Part]) -> Entries:
    """The keys that give ``value``; those are left out that only say a default."""
    defaults = {one.name: one.default for one in fields(value)}
    entries: Entries = {}
    for one in parts:
        held = getattr(value, one.field)
        if held is not None and held != defaults[one.field]:
            entries |= one.write(value)
    return entries


def inline_table(entries: Mapping[str, str]) -> str:
    """The entries between braces, on one line."""
    inside = ", ".join(f"{key} = {text}" for key, text in entries.items())
    return f"{{ {inside} }}" if inside else "{}"
