"""Charges: each way in which vendors count a fee month by month, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.pricing.terms import (
    NONE,
    PLAIN,
    Band,
    Base,
    MetricBand,
    Modifiers,
    Period,
    PerTransaction,
    Rounding,
    Tier,
    Timing,
)
from vendor_eval.quantities import NOTHING_DUE, Usd


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
