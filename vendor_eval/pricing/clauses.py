"""Clauses: what acts on the invoice that the charges make, as values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.pricing.terms import (
    ALWAYS,
    NONE,
    Base,
    CreditBasis,
    Escalated,
    PartialYear,
    Period,
    Tier,
    Window,
)
from vendor_eval.quantities import NOTHING_DUE, Usd


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


Clause = Minimum | Cap | Discount | Rebate | Escalator | ServiceCredit | Tax
