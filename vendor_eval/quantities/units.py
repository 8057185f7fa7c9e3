"""Numbers in the units that people write: ``95 %``, ``48 h``, ``6.25 USD``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Self

_HOURS_A_DAY = 24


class Unit(StrEnum):
    """What a quantity is counted in, under the name that JSON carries."""

    RATIO = "ratio"
    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business_days"
    USD = "usd"
    COUNT = "count"


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
            return type(self)(self.value * _HOURS_A_DAY, unit)
        if (self.unit, unit) == (Unit.HOURS, Unit.DAYS):
            return type(self)(self.value / _HOURS_A_DAY, unit)
        if (self.unit, unit) == (Unit.BUSINESS_DAYS, Unit.HOURS) and business_clock:
            return type(self)(self.value * _HOURS_A_DAY, unit)
        raise ValueError(f"{self.unit.value} cannot be read as {unit.value}")
