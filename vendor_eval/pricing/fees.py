"""The vocabulary of fees: each way in which vendors charge, as a value.

Charges are counted month by month; clauses act on the invoice that the charges make. Prices are
dollars and may have fractions of a cent; rates are fractions of one; amounts are whole cents.
Whatever contracts leave open is a field with a default, so that nothing is decided unseen.
Nothing is checked here: `flaws` lists what is wrong with an offer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

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
            None if last is None else last.plus(1).first_day - dt.timedelta(days=1),
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


@dataclass(frozen=True, slots=True)
class OneTime:
    """Set-up, conversion, training or exit.

    Attributes:
        month: 1 for the first month of the projection.
        on: what the amount is multiplied by, such as providers; None for once.
    """

    amount: Usd
    month: int = 1
    on: Base | None = None
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class RecurringFlat:
    """``amount`` every ``every`` months."""

    amount: Usd
    every: int = 1
    timing: Timing = Timing.ADVANCE
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class PerUnit:
    """``price`` dollars for each of ``on``."""

    price: Decimal
    on: Base
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class Percentage:
    """``rate`` of the money in ``on``; payment by payment with ``each``."""

    rate: Decimal
    on: Base
    each: PerTransaction | None = None
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class Contingency:
    """``rate`` of money that was given up for lost: old receivables, recovered denials."""

    rate: Decimal
    on: Base
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class Graduated:
    """Each tier's price for the part of the quantity within the tier."""

    on: Base
    tiers: tuple[Tier, ...]
    period: Period = Period.MONTH
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class GraduatedPercentage:
    """Each tier's rate for the part of the money within the tier."""

    on: Base
    tiers: tuple[Tier, ...]
    period: Period = Period.MONTH
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class Volume:
    """The price of the tier reached, for the whole quantity."""

    on: Base
    tiers: tuple[Tier, ...]
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class VolumePercentage:
    """The rate of the tier reached, for all of the money."""

    on: Base
    tiers: tuple[Tier, ...]
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class Package:
    """``price`` dollars for each package of ``size``."""

    size: Decimal
    price: Decimal
    on: Base
    rounding: Rounding = Rounding.UP
    least: int = 0
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class StairStep:
    """The amount of the band that the quantity lies in."""

    on: Base
    bands: tuple[Band, ...]
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class AllowanceOverage:
    """``amount`` with ``included`` in it, and ``price`` dollars for each beyond.

    Attributes:
        carry_over: whether what was not used of the allowance adds to later months.
    """

    on: Base
    included: Decimal
    price: Decimal
    amount: Usd = NOTHING_DUE
    carry_over: bool = False
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class PassThrough:
    """Someone else's cost, handed on.

    Attributes:
        price: dollars for one; 1 where ``on`` is the cost itself.
        markup: fraction on top.
    """

    on: Base
    price: Decimal = Decimal(1)
    markup: Decimal = NONE
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class KpiIndexed:
    """A rate, a bonus or a malus by the band that a metric lies in.

    Attributes:
        metric: id in the metric catalogue; its value is compared unrounded.
        unmeasured: rate of a month without a value; never a bonus by default.
    """

    metric: str
    on: Base
    bands: tuple[MetricBand, ...]
    unmeasured: Decimal = NONE
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class GainShare:
    """``share`` of what a metric beyond ``baseline`` is worth on the base.

    (value - baseline) x base x share; below the baseline it is a malus, which a minimum of
    0 USD rules out. A metric of which lower is better has a negative share.
    """

    metric: str
    on: Base
    baseline: Decimal
    share: Decimal
    modifiers: Modifiers = PLAIN


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least that an invoice, or the invoices of a contract year, come to."""

    amount: Usd
    each: Period = Period.MONTH
    partial_year: PartialYear = PartialYear.PRORATED
    window: Window = ALWAYS


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that an invoice, or the invoices of a contract year, come to."""

    amount: Usd
    each: Period = Period.MONTH
    partial_year: PartialYear = PartialYear.FULL
    window: Window = ALWAYS


@dataclass(frozen=True, slots=True)
class Discount:
    """Off while in force: ``rate`` of every charge before its maximum and minimum, and ``amount``.

    A ramp is several of them, one after the other.
    """

    rate: Decimal = NONE
    amount: Usd = NOTHING_DUE
    window: Window = ALWAYS


@dataclass(frozen=True, slots=True)
class Rebate:
    """At the end of a contract year, the rate of the tier reached off the year's charges."""

    on: Base
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Escalator:
    """Rise on each anniversary of the start, of every charge without one of its own."""

    rate: Decimal
    escalated: frozenset[Escalated] = frozenset(Escalated)


@dataclass(frozen=True, slots=True)
class ServiceCredit:
    """Back to the practice when service levels are breached.

    Attributes:
        share: fraction of the month's fee that is assumed to fall due each month.
        on: money that did fall due, as the contract's service levels say; None where only
            assumed.
        at_risk: fraction of the month's fee that all credits together cannot exceed.
    """

    share: Decimal = NONE
    on: Base | None = None
    at_risk: Decimal | None = None
    basis: CreditBasis = CreditBasis.AFTER_MINIMUM
    window: Window = ALWAYS


@dataclass(frozen=True, slots=True)
class Tax:
    """``rate`` on what is left of the invoice; always last."""

    rate: Decimal
    window: Window = ALWAYS


Charge = (
    OneTime
    | RecurringFlat
    | PerUnit
    | Percentage
    | Contingency
    | Graduated
    | GraduatedPercentage
    | Volume
    | VolumePercentage
    | Package
    | StairStep
    | AllowanceOverage
    | PassThrough
    | KpiIndexed
    | GainShare
)
Clause = Minimum | Cap | Discount | Rebate | Escalator | ServiceCredit | Tax
Fee = Charge | Clause

# The names under which files know the kinds.
KINDS: Mapping[str, type[Fee]] = MappingProxyType(
    {
        "one_time": OneTime,
        "recurring_flat": RecurringFlat,
        "flat": RecurringFlat,
        "per_unit": PerUnit,
        "percentage": Percentage,
        "contingency": Contingency,
        "graduated": Graduated,
        "graduated_percentage": GraduatedPercentage,
        "volume": Volume,
        "volume_percentage": VolumePercentage,
        "package": Package,
        "stair_step": StairStep,
        "allowance_overage": AllowanceOverage,
        "pass_through": PassThrough,
        "kpi_indexed": KpiIndexed,
        "gain_share": GainShare,
        "minimum": Minimum,
        "cap": Cap,
        "discount": Discount,
        "rebate": Rebate,
        "escalator": Escalator,
        "service_credit": ServiceCredit,
        "tax": Tax,
    }
)
