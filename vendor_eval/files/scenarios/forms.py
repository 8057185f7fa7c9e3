"""How single values stand in a scenario file: each form is read and written by one and the same.

A number carries its unit, or stands bare where its key says the unit.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from vendor_eval.files.toml_table import TomlTable
from vendor_eval.files.toml_text import quoted
from vendor_eval.quantities import Quantity, Unit, Usd

E = TypeVar("E", bound=StrEnum)

MOST = Decimal(10) ** 12  # dollars or counts; what is larger is a slip of the keyboard
MOST_DECIMALS = 28


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


def quantity(
    table: TomlTable, key: str, unit: Unit, *, bare: bool = False, signed: bool = False
) -> Decimal | None:
    """A number in ``unit``; None where absent or wrong.

    Args:
        bare: whether the key says the unit, so that a number may stand without it.
        signed: whether it may lie below zero.
    """
    value = table.values.get(key)
    if isinstance(value, bool):
        table.has(key)
        table.fault(key, "is not a number", f"write {key} = {EXAMPLE[unit]}")
        return None
    if not isinstance(value, int | Decimal):
        return _written(table, key, unit, bare=bare, signed=signed)
    number = Decimal(value)
    if bare:
        table.has(key)
        return _meant(table, key, number, signed=signed)
    table.text(key, _completed(number, unit))
    return None


def _written(table: TomlTable, key: str, unit: Unit, *, bare: bool, signed: bool) -> Decimal | None:
    """The number that a text says."""
    example = EXAMPLE[unit]
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
    if not number.is_finite():
        return EXAMPLE[unit]
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
    return quoted(f"{str(amount).removesuffix('.00')} USD")


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
