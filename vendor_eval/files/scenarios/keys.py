"""Keys of a scenario file: each is read and written by one and the same value.

A `Form` is how a value is written, such as ``"6 %"``; a `Part` fills a field of a dataclass from
one key or several. What reads a file therefore also writes it, and the two cannot drift apart.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from vendor_eval.files.toml_table import TomlTable
from vendor_eval.files.toml_text import quoted
from vendor_eval.quantities import Quantity, Unit, Usd

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
# Key and TOML text of its value.
Entries = dict[str, str]

MOST = Decimal(10) ** 12  # dollars or counts; what is larger is a slip of the keyboard
MOST_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Form:
    """How a value stands at a key.

    Attributes:
        read: the value at a key of a table; None where absent or wrong, which leaves a fault.
        write: the TOML text of a value.
        example: as a person would write it.
    """

    read: Callable[[TomlTable, str], Any]
    write: Callable[[Any], str]
    example: str


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
    bare = {one.name for one in fields(kind) if one.default is MISSING}  # type: ignore[arg-type]
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


def quantity(
    table: TomlTable, key: str, unit: Unit, *, bare: bool = False, signed: bool = False
) -> Decimal | None:
    """A number in ``unit``; None where absent or wrong.

    Args:
        bare: whether the key says the unit, so that a number may stand without it.
        signed: whether it may lie below zero.
    """
    value = table.values.get(key)
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    stated = Decimal(str(value)) if is_number else None
    if bare and stated is not None:
        table.has(key)
        return _meant(table, key, stated, signed=signed)
    if isinstance(value, bool):
        table.has(key)
        table.fault(key, "is not a number", f"write {key} = {EXAMPLE[unit]}")
        return None
    example = EXAMPLE[unit] if stated is None else _completed(stated, unit)
    text = table.text(key, example)
    if text is None:
        return None
    try:
        number = Quantity.parse(text, unit if bare else None).within(unit).value
    except ValueError as error:
        mend = "write a number" if bare else f"write {key} = {example}"
        table.fault(key, str(error), mend)
        return None
    return _meant(table, key, number, signed=signed)


def _completed(number: Decimal, unit: Unit) -> str:
    """A number that lacks its unit, with the unit; 0.06 of one is 6 %."""
    if unit is Unit.RATIO:
        return percent_text(number if abs(number) < 1 else number / 100)
    return quoted(f"{number} {EXAMPLE[unit].strip(chr(34)).partition(' ')[2]}")


def _meant(table: TomlTable, key: str, number: Decimal, *, signed: bool) -> Decimal | None:
    """The number, unless nobody can mean it."""
    if not number.is_finite() or abs(number) > MOST:
        table.fault(key, "is not a number that can be meant", f"write at most {MOST:,}")
    elif -int(number.as_tuple().exponent) > MOST_DECIMALS:
        table.fault(key, "has too many decimals", f"write at most {MOST_DECIMALS}")
    elif number < 0 and not signed:
        table.fault(key, f"{table.values[key]!r} is negative", "write it without the minus sign")
    else:
        return number
    return None


EXAMPLE = {
    Unit.RATIO: '"6 %"',
    Unit.USD: '"6.50 USD"',
    Unit.HOURS: '"20 h"',
    Unit.DAYS: '"40 days"',
    Unit.BUSINESS_DAYS: '"5 business days"',
    Unit.COUNT: "1000",
}


def number_text(value: Decimal) -> str:
    """All digits of ``value``, without an exponent."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def percent_text(value: Decimal) -> str:
    """A fraction of one as ``"6 %"``."""
    return quoted(f"{number_text(value * 100)} %")


def rate_between(least: Decimal, most: Decimal) -> Form:
    """A fraction of one within two ends, both inclusive, written in per cent."""

    def read(table: TomlTable, key: str) -> Decimal | None:
        value = quantity(table, key, Unit.RATIO, signed=least < 0)
        if value is None or least <= value <= most:
            return value
        side, end = ("above", most) if value > most else ("below", least)
        table.fault(
            key,
            f"{table.values[key]!r} is {side} {number_text(end * 100)} %",
            f"write {key} = {EXAMPLE[Unit.RATIO]}",
        )
        return None

    return Form(read, percent_text, EXAMPLE[Unit.RATIO])


def _usd(table: TomlTable, key: str, *, signed: bool) -> Usd | None:
    dollars = quantity(table, key, Unit.USD, signed=signed)
    if dollars is None or dollars * 100 % 1 == 0:
        return None if dollars is None else Usd.of(dollars)
    table.fault(key, "has a fraction of a cent", "write at most two decimals")
    return None


def _sum_text(amount: Usd) -> str:
    return quoted(f"{amount} USD")


RATE = rate_between(Decimal(0), Decimal(1))
SIGNED_RATE = rate_between(Decimal(-1), Decimal(1))
MARKUP = rate_between(Decimal(0), Decimal(10))
AMOUNT = Form(lambda t, key: _usd(t, key, signed=False), _sum_text, '"2500 USD"')
SIGNED_AMOUNT = Form(lambda t, key: _usd(t, key, signed=True), _sum_text, '"-500 USD"')
PRICE = Form(
    lambda t, key: quantity(t, key, Unit.USD),
    lambda value: quoted(f"{number_text(value)} USD"),
    EXAMPLE[Unit.USD],
)
TEXT = Form(lambda t, key: t.text(key, '"Monthly fee"'), quoted, '"Monthly fee"')
FLAG = Form(lambda t, key: t.flag(key), lambda value: str(value).lower(), "true")


def whole(least: int, most: int, example: int) -> Form:
    """A whole number, both ends inclusive."""
    return Form(lambda t, key: t.whole(key, least, most), str, str(example))


def number_of(unit: Unit) -> Form:
    """A number of which the key says the unit; it may stand beside it."""
    return Form(
        lambda table, key: quantity(table, key, unit, bare=True), number_text, EXAMPLE[unit]
    )


def one_of(kind: type[E]) -> Form:
    """One of the words of an enumeration."""

    def read(table: TomlTable, key: str) -> E | None:
        word = table.text(key, quoted(next(iter(kind))))
        if word is None or word in list(kind):
            return None if word is None else kind(word)
        table.fault(key, f"{word!r} is not known here", meant(word, list(kind)))
        return None

    return Form(read, quoted, quoted(next(iter(kind))))


def some_of(kind: type[E]) -> Form:
    """A list of words of an enumeration, each at most once."""

    def read(table: TomlTable, key: str) -> frozenset[E] | None:
        if not table.has(key):
            return None
        words = table.texts(key, f"[{quoted(next(iter(kind)))}]")
        unknown = [word for word in words if word not in list(kind)]
        for word in unknown:
            table.fault(key, f"{word!r} is not known here", meant(word, list(kind)))
        return None if unknown else frozenset(map(kind, words))

    def write(chosen: frozenset[E]) -> str:
        return f"[{', '.join(quoted(one) for one in kind if one in chosen)}]"

    return Form(read, write, f"[{quoted(next(iter(kind)))}]")


def meant(word: str, known: Sequence[str]) -> str:
    """What would mend a word that nobody knows."""
    near = difflib.get_close_matches(word, known, n=1)
    return f'did you mean "{near[0]}"?' if near else f"write one of {', '.join(known)}"
