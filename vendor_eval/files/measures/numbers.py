"""Numbers as vendors write them, by explicit rules and never by ``float(text)`` alone.

ASCII digits only; no NaN, infinity, hexadecimal, boolean or accounting brackets. A comma can be
a decimal or a thousands mark, and which one is settled by the other numbers of the same file or
not at all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntFlag, StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from vendor_eval.files.table import Column

Floats = npt.NDArray[np.float64]


class Mark(StrEnum):
    """What stands before the decimals throughout a file."""

    DOT = "."
    COMMA = ","
    UNKNOWN = "unknown"


class Trait(IntFlag):
    """What is particular about a number as written."""

    PLAIN = 0
    MISSING = 1
    NOT_A_NUMBER = 2
    AMBIGUOUS = 4
    # Read with thousands marks, which only counts and money may have.
    GROUPED = 8
    LOCALE = 16
    SCIENTIFIC = 32


NO_VALUE = Trait.MISSING | Trait.NOT_A_NUMBER | Trait.AMBIGUOUS


@dataclass(frozen=True, slots=True)
class Number:
    """One cell.

    Attributes:
        digits: the number with a decimal point and nothing else; empty where there is none.
        unit: the unit written behind or before it, in lower case; empty where there is none.
    """

    digits: str
    unit: str
    trait: Trait


@dataclass(frozen=True, slots=True)
class Numbers:
    """Many cells, column-wise.

    Attributes:
        values: NaN where the trait is one of `NO_VALUE`.
        digits: as `Number.digits`.
        traits: `Trait` as integers.
        units: `Number.unit` of each.
    """

    values: Floats
    digits: npt.NDArray[np.object_]
    traits: npt.NDArray[np.int64]
    units: Column

    @property
    def hundredths(self) -> Floats:
        """The values divided by 100, each the double nearest to the exact quotient."""
        # 8.1 / 100 is not the double 0.081; "8.1e-2" is.
        return np.array([float(f"{digits}e-2") if digits else math.nan for digits in self.digits])

    @property
    def decimals(self) -> npt.NDArray[np.int64]:
        """How many digits each number has behind the point."""
        return np.array([len(digits.partition(".")[2]) for digits in self.digits], dtype=np.int64)


_PLAIN = r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"
_MISSING = frozenset({"", "-", "--", "\u2013", "\u2014", "n/a", "na", "n.a.", "none", "null", "."})
_CELL = re.compile(
    r"(?P<before>us\$|\$|usd)?\ ?(?P<sign>[+-]?)(?P<dollar>\$?)(?P<core>[0-9.,]*[0-9][0-9.,]*)"
    r"(?P<power>e[+-]?[0-9]{1,3})?\ ?(?P<unit>[a-z%$][a-z%$ .]*)?",
    re.ASCII | re.VERBOSE,
)
_DECIMAL = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+", re.ASCII)
_GROUP_OR_DECIMAL_COMMA = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}", re.ASCII)
_GROUP_OR_DECIMAL_DOT = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]+", re.ASCII)
_GROUPED_BY_COMMA = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?", re.ASCII)
_GROUPED_BY_DOT = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?", re.ASCII)


def mark_of(texts: Sequence[str], *, comma_likely: bool) -> Mark:
    """The decimal mark that the numbers of a file agree on.

    Args:
        comma_likely: whether the file is of a kind (``;`` between the cells) that decimal
            commas are usual in; then nothing is taken for granted.
    """
    if not comma_likely and not any("," in text for text in texts):
        return Mark.DOT
    cores = [found["core"] for text in texts if (found := _CELL.fullmatch(text.lower()))]
    comma = any(_shows_comma(core) for core in cores if "," in core)
    dot = any(_shows_dot(core) for core in cores if "." in core)
    if comma and dot:
        return Mark.UNKNOWN
    if comma:
        return Mark.COMMA
    return Mark.UNKNOWN if comma_likely and not dot else Mark.DOT


def _shows_comma(core: str) -> bool:
    decimal = _DECIMAL_COMMA.fullmatch(core) and not _GROUP_OR_DECIMAL_COMMA.fullmatch(core)
    return bool(decimal or ("." in core and _GROUPED_BY_DOT.fullmatch(core) and "," in core))


def _shows_dot(core: str) -> bool:
    decimal = _DECIMAL.fullmatch(core) and not _GROUP_OR_DECIMAL_DOT.fullmatch(core)
    return bool(decimal or ("," in core and _GROUPED_BY_COMMA.fullmatch(core) and "." in core))


def number_in(text: str, mark: Mark = Mark.DOT) -> Number:
    """The number that a cell holds, its surroundings trimmed."""
    written = text.lower()
    if written in _MISSING:
        return Number("", "", Trait.MISSING)
    found = _CELL.fullmatch(written)
    if found is None or (found["power"] and "," in found["core"]):
        return Number("", "", Trait.NOT_A_NUMBER)
    unit = " ".join((found["unit"] or "").split())
    if found["before"] or found["dollar"]:
        unit = unit or "usd"
    digits, trait = _settled(found["core"], mark)
    if trait & NO_VALUE:
        return Number("", unit, trait)
    sign = "-" if found["sign"] == "-" else ""
    if found["power"]:
        digits, trait = _expanded(digits, found["power"]), trait | Trait.SCIENTIFIC
    if not digits or math.isinf(float(digits)):
        return Number("", unit, Trait.NOT_A_NUMBER)
    return Number(sign + digits, unit, trait)


def _settled(core: str, mark: Mark) -> tuple[str, Trait]:
    """The digits with a decimal point, and what had to be settled for it."""
    either = _GROUP_OR_DECIMAL_DOT.fullmatch(core) is not None and mark is not Mark.DOT
    if _DECIMAL.fullmatch(core) and not either:
        return core, Trait.PLAIN
    if mark is Mark.UNKNOWN:
        marked = either or _DECIMAL_COMMA.fullmatch(core) or _GROUPED_BY_COMMA.fullmatch(core)
        return "", Trait.AMBIGUOUS if marked else Trait.NOT_A_NUMBER
    if mark is Mark.DOT:
        grouped = _GROUPED_BY_COMMA.fullmatch(core) is not None
        return (core.replace(",", ""), Trait.GROUPED) if grouped else ("", Trait.NOT_A_NUMBER)
    if _DECIMAL_COMMA.fullmatch(core):
        return core.replace(",", "."), Trait.LOCALE
    if _GROUPED_BY_DOT.fullmatch(core):
        return core.replace(".", "").replace(",", "."), Trait.GROUPED | Trait.LOCALE
    return "", Trait.NOT_A_NUMBER


def _expanded(digits: str, power: str) -> str:
    """``1.5`` and ``e3`` as ``1500``; empty where a double cannot hold it."""
    value = float(digits + power)
    vanished = value == 0 and any(digit in "123456789" for digit in digits)
    return "" if math.isinf(value) or vanished else format(Decimal(digits + power), "f")


def numbers_in(texts: Sequence[str], mark: Mark = Mark.DOT) -> Numbers:
    """`number_in` of many texts; those written plainly are read all at once."""
    cells = np.array(texts, dtype=object)
    if mark is Mark.DOT:
        plain = pd.Series(cells, dtype="str").str.fullmatch(_PLAIN).to_numpy(dtype=bool)
    else:
        plain = np.zeros(len(cells), dtype=bool)
    odd = np.flatnonzero(~plain)
    read = [number_in(str(cells[at]), mark) for at in odd]
    digits = cells.copy()
    units = np.zeros(len(cells), dtype=np.int64)
    spelt = {"": 0}
    traits = np.zeros(len(cells), dtype=np.int64)
    digits[odd] = [number.digits for number in read]
    units[odd] = [spelt.setdefault(number.unit, len(spelt)) for number in read]
    traits[odd] = [int(number.trait) for number in read]
    values = np.array([float(text) if text else math.nan for text in digits], dtype=np.float64)
    return Numbers(values, digits, traits, Column(units, tuple(spelt)))
