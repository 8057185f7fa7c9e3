"""Calendar months, in which contracts, reports and fees are counted."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Self


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
