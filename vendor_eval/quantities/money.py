"""Money in integer cents, so that every sum is exact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering
from typing import Self

MINUS = "\N{MINUS SIGN}"
"""The sign of print, which people see; files for programs have the hyphen."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Usd:
    """An amount of US dollars in integer cents."""

    cents: int

    @classmethod
    def of(cls, dollars: Decimal) -> Self:
        """Dollars to the cent, half-up, away from zero."""
        return cls(int((dollars * 100).to_integral_value(rounding=ROUND_HALF_UP)))

    @classmethod
    def total(cls, amounts: Iterable[Usd]) -> Self:
        """The sum; nothing of none."""
        # As plain numbers: a practice with many vendors has tens of thousands of lines.
        return cls(sum(one.cents for one in amounts))

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
