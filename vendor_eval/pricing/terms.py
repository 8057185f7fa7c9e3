"""What fees are made of: bases, tables, windows, and whatever a contract may leave open.

Prices are dollars and may have fractions of a cent; rates are fractions of one; amounts are whole
cents.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vendor_eval.quantities import NOTHING_DUE, Month, Usd

NONE = Decimal(0)


class Negative(StrEnum):
    """What a month does in which refunds outweigh payments."""

    CARRY_FORWARD = "carry_forward"  # offsets later months; what is left at the end expires
    CLAMP_ZERO = "clamp_zero"  # nothing is due, and later months are untouched
    CREDIT = "credit"  # the vendor pays the fee back


class Proration(StrEnum):
    """How much of a month counts in which a fee begins or ends."""

    NONE = "none"  # a month touched is a month charged
    ACTUAL_DAYS = "actual_days"  # days in force over the days of the month
    THIRTY_DAYS = "thirty_days"  # days in force, at most 30, over 30


class Period(StrEnum):
    """How long a minimum, a maximum or a table of tiers runs before it starts anew."""

    MONTH = "month"
    YEAR = "year"  # twelve months from the start of the offer


class PartialYear(StrEnum):
    """What an annual amount is for a contract year of which only some months are billed."""

    PRORATED = "prorated"  # its twelfths
    FULL = "full"
    WAIVED = "waived"


class Rounding(StrEnum):
    """Which way a started package counts."""

    UP = "up"
    DOWN = "down"
    NEAREST = "nearest"  # halves up


class Timing(StrEnum):
    """When a fee for several months is charged."""

    ADVANCE = "advance"
    ARREARS = "arrears"


class Escalated(StrEnum):
    """What an escalator moves; a percentage never moves."""

    PRICES = "prices"  # prices, amounts and the flat parts of tiers
    MINIMUMS = "minimums"
    MAXIMUMS = "maximums"


class CreditBasis(StrEnum):
    """Which fee service credits are a share of."""

    AFTER_MINIMUM = "after_minimum"
    BEFORE_MINIMUM = "before_minimum"  # an invoice minimum then swallows the credit


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a fee is in force; both ends inclusive, None is open."""

    first: dt.date | None = None
    last: dt.date | None = None
    proration: Proration = Proration.NONE

    @classmethod
    def of_months(cls, first: Month | None, last: Month | None) -> Window:
        """Whole months, both inclusive."""
        return cls(
            None if first is None else first.first_day,
            None if last is None else last.last_day,
        )


ALWAYS = Window()


@dataclass(frozen=True, slots=True)
class Base:
    """What a fee is counted on.

    Attributes:
        driver: id of a `Driver`.
        plus: drivers added, of the same unit.
        less: drivers taken off, of the same unit: refunds, patient payments, old receivables.
        lag: months between what is counted and the month that is billed for it.
    """

    driver: str
    plus: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    lag: int = 0

    @property
    def drivers(self) -> tuple[str, ...]:
        """Every driver that it needs."""
        return (self.driver, *self.plus, *self.less)


@dataclass(frozen=True, slots=True)
class Modifiers:
    """What any charge may carry.

    Attributes:
        label: how the line reads; empty to have it made from the charge.
        minimum: the least that is due in each `minimum_each`; the rest is a line of its own.
        maximum: the most that is due in each `maximum_each`; all of it in a partial year.
        partial_year: what an annual minimum is there.
        free: comes off before tiers and packages, in the unit of the base.
        escalator: rise on each anniversary of the start; None where the offer's holds.
        flat_on_zero: whether the flat part of the first tier is due without any quantity.
    """

    label: str = ""
    minimum: Usd | None = None
    maximum: Usd | None = None
    minimum_each: Period = Period.MONTH
    maximum_each: Period = Period.MONTH
    partial_year: PartialYear = PartialYear.PRORATED
    free: Decimal = NONE
    window: Window = ALWAYS
    escalator: Decimal | None = None
    escalated: frozenset[Escalated] = frozenset(Escalated)
    flat_on_zero: bool = True
    negative: Negative = Negative.CARRY_FORWARD


PLAIN = Modifiers()


@dataclass(frozen=True, slots=True)
class Tier:
    """One step of a table.

    Attributes:
        up_to: the last quantity of the step, in the unit of the base; None for the last step.
        rate: dollars for one, or a fraction of one in tables of percentages.
        flat: due once when the step is reached.
    """

    up_to: Decimal | None
    rate: Decimal
    flat: Usd = NOTHING_DUE


@dataclass(frozen=True, slots=True)
class Band:
    """One amount for every quantity up to ``up_to``, inclusive; None for the last band."""

    up_to: Decimal | None
    amount: Usd


@dataclass(frozen=True, slots=True)
class MetricBand:
    """What is paid while a metric is at most ``up_to``; None for the last band.

    Attributes:
        rate: fraction of the base; below zero it is a malus.
        amount: on top, in dollars; below zero it is a malus.
    """

    up_to: Decimal | None
    rate: Decimal = NONE
    amount: Usd = NOTHING_DUE


@dataclass(frozen=True, slots=True)
class PerTransaction:
    """How each payment is charged by itself; needs the payments one by one."""

    fixed: Usd = NOTHING_DUE
    minimum: Usd | None = None
    maximum: Usd | None = None
