"""Months, money, quantities with units, and limits, read and written as people write them.

A number never travels without its unit. Ratios are fractions of one in code and ``95 %`` on
paper; money is integer cents; whatever is compared is compared unrounded.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache, total_ordering
from typing import Self

HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month of the practice; ordered, and counted in whole months.

    Raises:
        ValueError: ``month`` is not 1 to 12 or ``year`` is not 1 to 9999.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.year <= 9999):
            raise ValueError(f"{self.year}-{self.month} is not a month")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-03``.

        Raises:
            ValueError: ``text`` is written otherwise or names no month.
        """
        found = re.fullmatch(r"([0-9]{4})-([0-9]{2})", text)
        if found is None:
            raise ValueError(f"{text!r} is not a month; write it as 2026-03")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """The month that ``day`` lies in."""
        return cls(day.year, day.month)

    @classmethod
    @lru_cache(maxsize=4096)
    def at(cls, index: int) -> Self:
        """The month with this `index`; a frame of findings asks hundreds of thousands of times."""
        return cls(int(index) // 12, int(index) % 12 + 1)

    @property
    def index(self) -> int:
        """Whole months since year 0; consecutive months have consecutive numbers."""
        return self.year * 12 + self.month - 1

    @property
    def first_day(self) -> dt.date:
        """The first day of the month."""
        return dt.date(self.year, self.month, 1)

    @property
    def last_day(self) -> dt.date:
        """The last day of the month."""
        return self.plus(1).first_day - dt.timedelta(days=1)

    def plus(self, months: int) -> Self:
        """The month that many months later, or earlier when negative."""
        return type(self).at(self.index + months)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def shown(self) -> str:
        """As people write it: ``March 2026``."""
        return f"{self.first_day:%B} {self.year}"


def first_whole_month(day: dt.date) -> Month:
    """The first month that begins on or after ``day``.

    A contract or an amendment that starts inside a month is in force from the next one.
    """
    month = Month.of(day)
    return month if day.day == 1 else month.plus(1)


@total_ordering
@dataclass(frozen=True, slots=True)
class Usd:
    """An amount of US dollars in integer cents."""

    cents: int

    @classmethod
    def of(cls, dollars: Decimal) -> Self:
        """Dollars to the cent, half-up, away from zero."""
        return cls(int((dollars * 100).to_integral_value(rounding=ROUND_HALF_UP)))

    @property
    def dollars(self) -> Decimal:
        """The amount in dollars, exact."""
        return Decimal(self.cents) / 100

    def __add__(self, other: Usd) -> Usd:
        return Usd(self.cents + other.cents)

    def __sub__(self, other: Usd) -> Usd:
        return Usd(self.cents - other.cents)

    def __lt__(self, other: Usd) -> bool:
        return self.cents < other.cents

    def __str__(self) -> str:
        """As files carry it: ``1230.77``."""
        sign = "-" if self.cents < 0 else ""
        whole, cents = divmod(abs(self.cents), 100)
        return f"{sign}{whole}.{cents:02d}"

    @property
    def shown(self) -> str:
        """As people write it: ``$1,230.77``, ``−$2.50``."""
        sign = MINUS if self.cents < 0 else ""
        whole, cents = divmod(abs(self.cents), 100)
        return f"{sign}${whole:,}.{cents:02d}"


NOTHING_DUE = Usd(0)


class Unit(StrEnum):
    """What a quantity is counted in, under the name that JSON carries."""

    RATIO = "ratio"
    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business_days"
    USD = "usd"
    COUNT = "count"


class Direction(StrEnum):
    """The side of a limit that is good."""

    HIGHER = "higher"
    LOWER = "lower"


# How each unit is written, and what one of it is in the unit it means.
_WRITTEN: dict[str, tuple[Unit, Decimal]] = {
    "%": (Unit.RATIO, Decimal("0.01")),
    "ratio": (Unit.RATIO, Decimal(1)),
    "h": (Unit.HOURS, Decimal(1)),
    "hour": (Unit.HOURS, Decimal(1)),
    "hours": (Unit.HOURS, Decimal(1)),
    "day": (Unit.DAYS, Decimal(1)),
    "days": (Unit.DAYS, Decimal(1)),
    "business day": (Unit.BUSINESS_DAYS, Decimal(1)),
    "business days": (Unit.BUSINESS_DAYS, Decimal(1)),
    "usd": (Unit.USD, Decimal(1)),
    "count": (Unit.COUNT, Decimal(1)),
}
EXAMPLES: dict[Unit, str] = {
    Unit.RATIO: "95 %",
    Unit.HOURS: "48 h",
    Unit.DAYS: "40 days",
    Unit.BUSINESS_DAYS: "5 business days",
    Unit.USD: "6.25 USD",
    Unit.COUNT: "1200",
}
_NUMBER = r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_QUANTITY = re.compile(rf"({_NUMBER}) ?([A-Za-z%_ ]*)", re.ASCII)


def unit_written(text: str) -> tuple[Unit, Decimal] | None:
    """The unit that ``text`` names and the size of one such, or None when it names none.

    ``%`` gives the ratio and 0.01. The names that JSON carries are understood as well.
    """
    return _WRITTEN.get(" ".join(text.lower().replace("_", " ").split()))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a unit; a ratio is a fraction of one."""

    value: Decimal
    unit: Unit

    @classmethod
    def parse(cls, text: str, bare: Unit | None = None) -> Self:
        """Read ``95 %``, ``48 h``, ``5 business days``, ``6.25 USD``.

        Args:
            bare: the unit of a number written without one; None where a unit must stand.

        Raises:
            ValueError: not a number, without its unit, or in a unit nobody knows.
        """
        # Number and unit often come with a blank between them that does not break the line.
        found = _QUANTITY.fullmatch(" ".join(text.split()))
        if found is None:
            raise ValueError(f"{text!r} is not a number with a unit")
        number = Decimal(found[1].replace(",", ""))
        if not found[2].strip():
            if bare is None:
                raise ValueError(f"{text!r} is without a unit")
            return cls(number, bare)
        written = unit_written(found[2])
        if written is None:
            raise ValueError(f"{found[2].strip()!r} is not a unit")
        unit, size = written
        return cls(number * size, unit)

    def within(self, unit: Unit, *, business_clock: bool = False) -> Self:
        """The same quantity in ``unit``.

        A day is 24 hours. A business day is 24 hours only on a business clock.

        Raises:
            ValueError: the units do not measure the same thing.
        """
        if self.unit is unit:
            return self
        if (self.unit, unit) == (Unit.DAYS, Unit.HOURS):
            return type(self)(self.value * HOURS_A_DAY, unit)
        if (self.unit, unit) == (Unit.HOURS, Unit.DAYS):
            return type(self)(self.value / HOURS_A_DAY, unit)
        if (self.unit, unit) == (Unit.BUSINESS_DAYS, Unit.HOURS) and business_clock:
            return type(self)(self.value * HOURS_A_DAY, unit)
        raise ValueError(f"{self.unit.value} cannot be read as {unit.value}")


class Comparison(StrEnum):
    """How a limit is compared with a value."""

    ABOVE = ">"
    AT_LEAST = ">="
    AT_MOST = "<="
    BELOW = "<"

    @property
    def good_side(self) -> Direction:
        """The direction of metrics that this comparison can limit."""
        rising = self is Comparison.ABOVE or self is Comparison.AT_LEAST
        return Direction.HIGHER if rising else Direction.LOWER

    @property
    def inclusive(self) -> bool:
        """Whether a value equal to the limit keeps it."""
        return self is Comparison.AT_LEAST or self is Comparison.AT_MOST


_SAID = {
    Comparison.ABOVE: "above",
    Comparison.AT_LEAST: "at least",
    Comparison.AT_MOST: "at most",
    Comparison.BELOW: "below",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A comparison with a quantity: the values that keep a promise.

    Attributes:
        text: the limit as it was written, for people and for findings.
    """

    comparison: Comparison
    quantity: Quantity
    text: str

    @classmethod
    def parse(cls, text: str, bare: Unit | None = None) -> Self:
        """Read ``> 95 %`` or ``<= 5 business days``.

        Raises:
            ValueError: without a comparison, or the quantity cannot be read.
        """
        found = re.fullmatch(r"\s*(>=|<=|>|<)\s*(.+?)\s*", text)
        if found is None:
            raise ValueError(f"{text!r} is without a comparison (>, >=, <= or <)")
        return cls(Comparison(found[1]), Quantity.parse(found[2], bare), " ".join(text.split()))

    @property
    def in_words(self) -> str:
        """For whoever reads no signs: ``at most 12 %``, however it was written."""
        return f"{_SAID[self.comparison]} {self.text.removeprefix(self.comparison).lstrip()}"

    def within(self, unit: Unit, *, business_clock: bool = False) -> Limit:
        """The same limit with its quantity in ``unit``; ``text`` stays as written.

        Raises:
            ValueError: the units do not measure the same thing.
        """
        quantity = self.quantity.within(unit, business_clock=business_clock)
        return Limit(self.comparison, quantity, self.text)

    def keeps(self, value: Decimal | Fraction) -> bool:
        """Whether ``value``, in the limit's unit, is on the good side."""
        measured, limit = Fraction(value), Fraction(self.quantity.value)
        match self.comparison:
            case Comparison.ABOVE:
                return measured > limit
            case Comparison.AT_LEAST:
                return measured >= limit
            case Comparison.AT_MOST:
                return measured <= limit
            case Comparison.BELOW:
                return measured < limit

    def stricter_than(self, other: Limit) -> bool:
        """Whether some value keeps ``other`` and not this one; both in one unit and direction."""
        mine, theirs = self.quantity.value, other.quantity.value
        if mine == theirs:
            return other.comparison.inclusive and not self.comparison.inclusive
        higher = self.comparison.good_side is Direction.HIGHER
        return mine > theirs if higher else mine < theirs


MINUS = "\N{MINUS SIGN}"
# Digits enough for every double, which has at most 309 in front of the point.
_ANY_DOUBLE = Context(prec=400)
# How many decimals people see, and what stands behind the number.
_SHOWN: dict[Unit, tuple[int, str]] = {
    Unit.RATIO: (2, " %"),
    Unit.HOURS: (1, " h"),
    Unit.DAYS: (1, " days"),
    Unit.BUSINESS_DAYS: (1, " business days"),
    Unit.USD: (2, ""),
    Unit.COUNT: (0, ""),
}


def shown(value: float, unit: Unit, *, beside: Iterable[Limit] = ()) -> str:
    """A value as people write it, rounded for display only: ``95.25 %``, ``41.3 days``.

    The value is finite; below zero it has the sign of print, which files do not carry.

    Args:
        beside: limits, in ``unit``, that the reader compares it with. As many decimals are
            shown as it takes for the rounded value to stand to each of them as the value does:
            what misses ``<= 12 %`` by a hair reads ``12.004 %``, never ``12.00 %``.
    """
    scale = 100 if unit is Unit.RATIO else 1
    number = Decimal(repr(float(value))) * scale
    edges = [limit.quantity.value * scale for limit in beside]
    decimals, suffix = _SHOWN[unit]
    rounded = _to_decimals(number, decimals)
    while any(rounded.compare(edge) != number.compare(edge) for edge in edges):
        decimals += 1
        rounded = _to_decimals(number, decimals)
    if unit is Unit.USD:
        return f"{MINUS if rounded < 0 else ''}${abs(rounded):,}"
    return f"{rounded:,}{suffix}".replace("-", MINUS)


def _to_decimals(number: Decimal, decimals: int) -> Decimal:
    """``number`` half-up to that many decimals."""
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ANY_DOUBLE)
