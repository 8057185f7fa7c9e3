"""What an offer costs in a steady month, as a function of the claims in it.

Everything that is done follows the claims. One-time fees and rises are left out. What runs for
longer than a month, a table or a limit of a year and a fee of a quarter, is spread evenly over its
months, and limits of a month see no more than that share of it. Amounts are unrounded, because a
break-even lies between cents.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import TypeVar

from vendor_eval.pricing.fees import (
    Cap,
    Charge,
    CreditBasis,
    Discount,
    Minimum,
    OneTime,
    Package,
    Percentage,
    Period,
    Rebate,
    ServiceCredit,
    Tax,
    Window,
)
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.schedule import Piece, Schedule
from vendor_eval.pricing.span import MONTHS_A_YEAR, in_force
from vendor_eval.pricing.steady_charges import Rates, counted
from vendor_eval.pricing.tables import most_packages
from vendor_eval.quantities import Month, Usd

# Packages in a month beyond which a schedule of them is no longer worked out step by step.
MOST_PACKAGES = 20_000
InForce = TypeVar("InForce", Minimum, Cap, Discount, ServiceCredit, Tax)


@dataclass(frozen=True, slots=True)
class SteadyMonth:
    """The month in which options are held against each other.

    Attributes:
        month: decides which fees are in force.
        top: up to how many claims schedules reach; above 0.
        rates: what comes with a claim.
    """

    month: Month
    top: Fraction
    rates: Rates

    def holds(self, window: Window) -> bool:
        """Whether what has this window is in force."""
        return in_force(window, self.month) > 0


def steady_fee(offer: Offer, steady: SteadyMonth) -> Schedule | None:
    """Cents over claims; None for an offer that a steady month cannot tell.

    Such are fees for each single payment, and more packages than `MOST_PACKAGES`.
    """
    charges = steady_charges(offer, steady)
    if not all(can_be_told(charge, steady) for charge in charges):
        return None
    basis = fee = Schedule.line(steady.top, 0)
    for charge in charges:
        within = capped(charge, _over_claims(charge, steady), offer, steady)
        basis, fee = basis.plus(within), fee.plus(raised(charge, within))
    return _invoiced(offer, steady, _Invoice(basis, fee))


def steady_charges(offer: Offer, steady: SteadyMonth) -> list[Charge]:
    """The charges of the offer that are due in a steady month."""
    return [
        charge
        for charge in offer.charges
        if not isinstance(charge, OneTime) and steady.holds(charge.modifiers.window)
    ]


def capped(charge: Charge, schedule: Schedule, offer: Offer, steady: SteadyMonth) -> Schedule:
    """What a charge counts, less discounts and within its maximum."""
    off = prod((1 - Fraction(one.rate) for one in _in_force(offer, Discount, steady)), start=1)
    most = charge.modifiers.maximum
    if most is None:
        return schedule.times(off)
    return schedule.times(off).at_most(_a_month(most, charge.modifiers.maximum_each))


def raised(charge: Charge, schedule: Schedule) -> Schedule:
    """What a charge comes to, up to its minimum."""
    least = charge.modifiers.minimum
    if least is None:
        return schedule
    return schedule.at_least(_a_month(least, charge.modifiers.minimum_each))


def _over_claims(charge: Charge, steady: SteadyMonth) -> Schedule:
    """What a charge counts, over claims."""
    base = getattr(charge, "on", None)
    units = Fraction(0) if base is None else steady.rates.units(base)
    if units:
        return counted(charge, steady.top * units, steady.rates).per(units)
    return Schedule.line(steady.top, counted(charge, Fraction(1), steady.rates).at_zero)


@dataclass(frozen=True, slots=True)
class _Invoice:
    """The invoice so far: without and with the minimums of single charges."""

    basis: Schedule
    fee: Schedule


def _invoiced(offer: Offer, steady: SteadyMonth, charges: _Invoice) -> Schedule:
    """The clauses of an invoice, in the order in which a bill applies them."""
    off = sum(one.amount.cents for one in _in_force(offer, Discount, steady))
    discount = Schedule.line(steady.top, -off)
    basis, fee = charges.basis.plus(discount), charges.fee.plus(discount)
    for cap in _in_force(offer, Cap, steady):
        within = fee.at_most(_a_month(cap.amount, cap.each))
        basis, fee = basis.plus(within).plus(fee.times(-1)), within
    early = basis.at_least(0).times(_credited(offer, CreditBasis.BEFORE_MINIMUM, steady))
    fee = fee.plus(early.times(-1))
    for least in _in_force(offer, Minimum, steady):
        fee = fee.at_least(_a_month(least.amount, least.each))
    late = _credited(offer, CreditBasis.AFTER_MINIMUM, steady)
    # Every credit is a share of the fee, and none of what another credit left of it.
    fee = fee.plus(fee.plus(early).at_least(0).times(-late))
    before_rebates = fee
    for rebate in (one for one in offer.clauses if isinstance(one, Rebate)):
        fee = fee.plus(before_rebates.by_steps(_rebate(rebate, steady)).times(-1))
    taxes = sum((Fraction(one.rate) for one in _in_force(offer, Tax, steady)), Fraction(0))
    return fee.times(1 + taxes)


def _credited(offer: Offer, basis: CreditBasis, steady: SteadyMonth) -> Fraction:
    """The share of the fee that is assumed to come back; what falls due is not foreseen."""
    given = Fraction(0)
    for credit in _in_force(offer, ServiceCredit, steady):
        if credit.basis is basis:
            due = Fraction(credit.share)
            if credit.at_risk is not None:
                due = min(due, max(Fraction(credit.at_risk) - given, Fraction(0)))
            given += due
    return given


def _rebate(rebate: Rebate, steady: SteadyMonth) -> Schedule:
    """The rate of the tier that twelve such months reach, over the claims of one."""
    a_year = steady.rates.units(rebate.on) * MONTHS_A_YEAR
    if not a_year:
        return Schedule.line(steady.top, Fraction(rebate.tiers[0].rate))
    pieces: list[Piece] = []
    for tier in rebate.tiers:
        high = steady.top if tier.up_to is None else min(Fraction(tier.up_to) / a_year, steady.top)
        pieces.append(Piece(high, Fraction(tier.rate), Fraction(0)))
        if high == steady.top:
            break
    return Schedule(pieces[0].base, tuple(pieces))


def can_be_told(charge: Charge, steady: SteadyMonth) -> bool:
    """Whether the charge has a schedule, and one that is not too long."""
    if isinstance(charge, Package):
        quantity = steady.rates.units(charge.on) * steady.top
        return most_packages(charge, quantity) <= MOST_PACKAGES
    return not (isinstance(charge, Percentage) and charge.each is not None)


def _in_force(offer: Offer, kind: type[InForce], steady: SteadyMonth) -> list[InForce]:
    found = [clause for clause in offer.clauses if isinstance(clause, kind)]
    return [clause for clause in found if steady.holds(clause.window)]


def _a_month(amount: Usd, each: Period) -> Fraction:
    return Fraction(amount.cents, MONTHS_A_YEAR if each is Period.YEAR else 1)
