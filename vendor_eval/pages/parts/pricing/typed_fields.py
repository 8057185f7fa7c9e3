"""Fields of forms whose values are typed: from what stands at the keys of a file, and back again.

A field holds what was typed, right or wrong, without the unit that its label says. Written back,
a number gets its unit, and anything else stays as it is for the reader of the file to refuse. So
a form loses nothing, and only one reader knows what is wrong.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import Any

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)


class Sort(Enum):
    """What a field is for, and so how it is drawn and written."""

    TEXT = auto()
    MONEY = auto()  # dollars, written with their unit
    RATE = auto()  # per cent, written with its sign
    NUMBER = auto()  # of which the key says the unit
    DAY = auto()  # a day or a month
    CHOICE = auto()  # one of some words
    MANY = auto()  # several of some words, or of any where there are none
    FLAG = auto()


_UNIT = {Sort.MONEY: " USD", Sort.RATE: " %"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        path: the key in its table; of a table within it, as ``exit.fee``.
        label: as people read it, with the unit.
        options: the words to choose from.
        usual: what a key means that is not there, and so is never written; None where every
            choice is written.
        example: shown while nothing is typed.
    """

    path: str
    label: str
    sort: Sort = Sort.TEXT
    options: tuple[str, ...] = ()
    usual: Any = None
    help: str = ""
    example: str = ""

    @property
    def empty(self) -> Any:
        """What it holds where the file says nothing."""
        match self.sort:
            case Sort.CHOICE:
                return self.usual
            case Sort.MANY:
                return list(self.usual or ())
            case Sort.FLAG:
                return bool(self.usual)
            case _:
                return ""

    def held(self, value: Any) -> Any:
        """What it holds for a value of a file; as good as empty where it has no room for it."""
        match self.sort:
            case Sort.CHOICE:
                return value if value in self.options else self.empty
            case Sort.MANY:
                return self._many(value)
            case Sort.FLAG:
                return value if isinstance(value, bool) else self.empty
            case Sort.MONEY | Sort.RATE:
                return str(value).removesuffix(_UNIT[self.sort])
            case _:
                return value.isoformat() if isinstance(value, dt.date) else str(value)

    def said(self, held: Any) -> Any:
        """What a file says for what the field holds; None where it says nothing."""
        match self.sort:
            case Sort.CHOICE | Sort.FLAG:
                return None if held == self.usual else held
            case Sort.MANY:
                return None if list(held) == self.empty else list(held)
            case Sort.DAY:
                return _day(str(held).strip())
            case Sort.TEXT:
                return str(held).strip() or None
            case Sort.NUMBER:
                return number(str(held)) if str(held).strip() else None
            case Sort.MONEY | Sort.RATE:
                return _with_unit(str(held), _UNIT[self.sort])

    def _many(self, value: Any) -> list[str]:
        words = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
        return [one for one in self.options if one in words] if self.options else words


def number(text: str) -> Decimal | str:
    """The number that was typed; the text itself where it is none."""
    typed = text.strip()
    return Decimal(typed.replace(",", "")) if _NUMBER.fullmatch(typed) else typed


def filled(values: Mapping[str, Any], fields: Sequence[Field], at: str) -> dict[str, Any]:
    """What the fields hold for a table, each under ``at`` and its path."""
    found = {one.path: _at(values, one.path) for one in fields}
    return {
        f"{at}.{one.path}": one.empty if found[one.path] is None else one.held(found[one.path])
        for one in fields
    }


def written(state: Mapping[str, Any], fields: Sequence[Field], at: str) -> dict[str, Any]:
    """The table that the fields say; a field that nobody has filled says nothing."""
    values: dict[str, Any] = {}
    for one in fields:
        said = one.said(state.get(f"{at}.{one.path}", one.empty))
        if said is not None:
            _put(values, one.path.split("."), said)
    return values


def filled_rows(tables: Any, columns: Sequence[Field], at: str) -> dict[str, Any]:
    """What the fields of a list of tables hold, and under ``at`` which rows there are."""
    rows = [one for one in tables or () if isinstance(one, Mapping)]
    state: dict[str, Any] = {f"{at}.rows": list(range(len(rows)))}
    for number_of, row in enumerate(rows):
        state |= filled(row, columns, f"{at}.{number_of}")
    return state


def written_rows(
    state: Mapping[str, Any], columns: Sequence[Field], at: str
) -> list[dict[str, Any]]:
    """The tables that the rows say."""
    return [written(state, columns, f"{at}.{row}") for row in state.get(f"{at}.rows", ())]


def paths_set(state: Mapping[str, Any], fields: Sequence[Field], at: str) -> Iterator[str]:
    """The paths of the fields that say something."""
    return (
        one.path for one in fields if one.said(state.get(f"{at}.{one.path}", one.empty)) is not None
    )


def _with_unit(held: str, unit: str) -> str | None:
    typed = held.strip().removeprefix("$").removesuffix(unit.strip()).strip()
    if _NUMBER.fullmatch(typed):
        return f"{typed}{unit}"
    return held.strip() or None


def _day(typed: str) -> dt.date | str | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed, re.ASCII):
        try:
            return dt.date.fromisoformat(typed)
        except ValueError:
            return typed
    return typed or None


def _at(values: Any, path: str) -> Any:
    for key in path.split("."):
        values = values.get(key) if isinstance(values, Mapping) else None
    return values


def _put(values: dict[str, Any], path: Sequence[str], said: Any) -> None:
    *outer, last = path
    for key in outer:
        values = values.setdefault(key, {})
    values[last] = said
