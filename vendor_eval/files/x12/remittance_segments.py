"""What single segments of a remittance say.

A year of remittances is long, and most of it is said again and again: a fee schedule gives the same
adjustments, a month the same days. So what a segment says is remembered by its text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from vendor_eval.claims.remittances import Adjustment
from vendor_eval.files.x12.elements import REMEMBERED, cents, code, day, party

# What a DTM segment dates: the only or first day of a line, the first of a claim; the last; the
# payer's receipt.
_DATED = {
    "472": "starts",
    "150": "starts",
    "232": "starts",
    "151": "ends",
    "233": "ends",
    "050": "received",
}
# Of files that come one after the other, hardly two differ in it.
_SEPARATORS = 4

_Said = TypeVar("_Said")


class _Remembered(dict[str, _Said]):
    """What segments say, by their text; looked up in a fifth of the time of `lru_cache`."""

    def __init__(self, read: Callable[[str, str], _Said], element: str) -> None:
        super().__init__()
        self._read = read
        self._element = element

    def __missing__(self, segment: str) -> _Said:
        found = self._read(segment, self._element)
        if len(self) >= REMEMBERED:
            self.clear()
        self[segment] = found
        return found


class Sayings:
    """What segments say whose elements are parted by ``element``.

    Looking one up raises `Broken` or `IndexError` where it cannot be read.

    Attributes:
        adjustments: of a CAS segment, and the sum of them in cents.
        dates: of a DTM segment: which day of a claim or line it tells, and the day; "" for another.
        allowed: of an AMT segment, in cents; None where it tells another amount.
        remarks: the RARCs of an LQ segment.
        rendering: the NPI of an NM1 segment that names who treated; "" of another.
    """

    def __init__(self, element: str) -> None:
        self.adjustments = _Remembered(_adjustments, element)
        self.dates = _Remembered(_dated, element)
        self.allowed = _Remembered(_allowed, element)
        self.remarks = _Remembered(_remarks, element)
        self.rendering = _Remembered(_rendering, element)


@lru_cache(_SEPARATORS)
def sayings(element: str) -> Sayings:
    """Those of segments with this separator, with what was read of them before."""
    return Sayings(element)


def _adjustments(segment: str, element: str) -> tuple[tuple[Adjustment, ...], int]:
    elements = segment.split(element)
    group, sum_of_them = code(elements[1]), 0
    found: tuple[Adjustment, ...] = ()
    for at in range(2, len(elements) - 1, 3):
        if elements[at]:
            amount = cents(elements[at + 1])
            found += (Adjustment(group, code(elements[at]), amount),)
            sum_of_them += amount
    return found, sum_of_them


def _dated(segment: str, element: str) -> tuple[str, dt.date | None]:
    elements = segment.split(element)
    name = _DATED.get(elements[1], "")
    return name, day(elements[2]) if name else None


def _allowed(segment: str, element: str) -> int | None:
    elements = segment.split(element)
    return cents(elements[2]) if elements[1] == "B6" else None


def _remarks(segment: str, element: str) -> tuple[str, ...]:
    elements = segment.split(element)
    return (code(elements[2]),) if elements[1] == "HE" else ()


def _rendering(segment: str, element: str) -> str:
    elements = segment.split(element)
    is_npi = elements[1] == "82" and len(elements) > 9 and elements[8] == "XX"
    return party(elements[9]) if is_npi else ""
