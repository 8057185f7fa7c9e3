"""What acts on an invoice once its charges stand, in the order in which it acts.

Discounts in money; the rounding of the sum; the cap; credits that are reckoned before the
minimum; the minimum; the other credits; rebates; tax. Each step sees the lines so far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

import numpy as np

from vendor_eval.pricing.arithmetic import (
    EXACT,
    RATIONAL,
    Array,
    Part,
    half_up_once,
    narrowed,
    sum_of,
)
from vendor_eval.pricing.fees import (
    PLAIN,
    Cap,
    CreditBasis,
    Discount,
    Escalated,
    Minimum,
    Rebate,
    ServiceCredit,
    Tax,
)
from vendor_eval.pricing.limits import Bound, at_most, missing
from vendor_eval.pricing.lines import Line, LineKind, charged
from vendor_eval.pricing.offer import RoundScope
from vendor_eval.pricing.rates import at_tier, reaches
from vendor_eval.pricing.setting import Setting, unit_of

Lines = Sequence[Line]
Step = Callable[[Setting, Lines], Iterator[Line]]
Kind = TypeVar("Kind")


def sum_of_lines(lines: Lines, setting: Setting) -> Array:
    """(months, ...) cents; nothing where there are no lines."""
    if not lines:
        return setting.once() * 0
    first, *rest = (line.amount for line in lines)
    return sum_of([first + rest[0], *rest[1:]]) if rest else first


def charges(setting: Setting) -> Iterator[Line]:
    """Every charge, in the order of the offer."""
    for charge in setting.offer.charges:
        yield from charged(charge, setting)


def discounts(setting: Setting) -> Iterator[Line]:
    """Discounts in money; those in per cent are inside the charges."""
    for clause in _clauses(setting, Discount):
        if clause.amount.cents:
            months = setting.open_months(clause.window)
            part = Part(setting.once(), Fraction(-clause.amount.cents), months)
            yield Line("Discount", LineKind.DISCOUNT, setting.arithmetic.amount([part]))


def rounding(setting: Setting, lines: Lines) -> Iterator[Line]:
    """Where only the sum is rounded, what that differs by from rounding each line."""
    if setting.offer.round_scope is not RoundScope.INVOICE or setting.arithmetic is not EXACT:
        return
    unrounded = replace(setting, usage=setting.usage.reckoned(RATIONAL))
    exact = [*charges(unrounded), *discounts(unrounded)]
    to_cents = np.vectorize(half_up_once, otypes=[object])
    difference = to_cents(sum_of_lines(exact, unrounded)) - sum_of_lines(lines, setting)
    yield Line("Rounding of the sum", LineKind.ROUNDING, narrowed(difference))


def caps(setting: Setting, lines: Lines) -> Iterator[Line]:
    """What is beyond a cap."""
    for clause in _clauses(setting, Cap):
        fee = sum_of_lines(lines, setting)
        over = at_most(fee, _bound(clause, Escalated.MAXIMUMS, setting), setting) - fee
        line = Line("Beyond the cap", LineKind.CAP, over)
        yield line
        lines = [*lines, line]


def minimums(setting: Setting, lines: Lines) -> Iterator[Line]:
    """What the invoice, or those of a year, fall short of a minimum."""
    for clause in _clauses(setting, Minimum):
        fee = sum_of_lines(lines, setting)
        short = missing(fee, _bound(clause, Escalated.MINIMUMS, setting), setting)
        line = Line("Up to the minimum", LineKind.MINIMUM, short)
        yield line
        lines = [*lines, line]


def early_credits(setting: Setting, lines: Lines) -> Iterator[Line]:
    """Service credits on the fee before any minimum."""
    basis = [line for line in lines if line.kind is not LineKind.TRUE_UP]
    yield from _credits(setting, basis, CreditBasis.BEFORE_MINIMUM)


def late_credits(setting: Setting, lines: Lines) -> Iterator[Line]:
    """Service credits on the fee as it stands."""
    basis = [line for line in lines if line.kind is not LineKind.CREDIT]
    yield from _credits(setting, basis, CreditBasis.AFTER_MINIMUM)


def _credits(setting: Setting, basis: Lines, when: CreditBasis) -> Iterator[Line]:
    """Each clause's credit; together never more than the share of the fee that is at risk."""
    clauses = [one for one in _clauses(setting, ServiceCredit) if one.basis is when]
    if not clauses:
        return
    fee = np.maximum(sum_of_lines(basis, setting), 0)
    given = fee * 0
    for clause in clauses:
        months = setting.open_months(clause.window)
        parts = [Part(fee, Fraction(clause.share), months)]
        if clause.on is not None:
            parts.append(Part(setting.usage.of(clause.on), Fraction(1), months))
        due = setting.arithmetic.amount(parts)
        if clause.at_risk is not None:
            most = setting.arithmetic.amount([Part(fee, Fraction(clause.at_risk))])
            due = np.minimum(due, np.maximum(most - given, 0))
        given = given + due
        yield Line("Service credit", LineKind.CREDIT, -due)


def rebates(setting: Setting, lines: Lines) -> Iterator[Line]:
    """In the last billed month of each contract year, part of what the year came to."""
    clauses = _clauses(setting, Rebate)
    if not clauses:
        return
    fee = sum_of_lines(lines, setting)
    for clause in clauses:
        unit = unit_of(clause.on)
        quantity = setting.quantity(clause.on, PLAIN)
        bounds = [
            None if tier.up_to is None else setting.arithmetic.quantity(tier.up_to, unit)
            for tier in clause.tiers
        ]
        # A flat fee is the same on every path, and its rebate is not.
        amounts = 0 * (fee + quantity)
        for year in setting.span.years():
            spent = fee[year].sum(axis=0, keepdims=True)
            here = at_tier(quantity[year].sum(axis=0, keepdims=True), reaches(bounds))
            parts = [
                Part(spent * one, -Fraction(tier.rate))
                for tier, one in zip(clause.tiers, here, strict=True)
            ]
            amounts[year.stop - 1] = setting.arithmetic.amount(parts)[0]
        yield Line("Rebate of the year", LineKind.REBATE, amounts)


def taxes(setting: Setting, lines: Lines) -> Iterator[Line]:
    """Taxes on what is left; none on another."""
    clauses = _clauses(setting, Tax)
    if not clauses:
        return
    fee = sum_of_lines(lines, setting)
    for clause in clauses:
        part = Part(fee, Fraction(clause.rate), setting.open_months(clause.window))
        yield Line("Tax", LineKind.TAX, setting.arithmetic.amount([part]))


# What follows charges and discounts, each seeing the lines so far.
STEPS: tuple[Step, ...] = (
    rounding,
    caps,
    early_credits,
    minimums,
    late_credits,
    rebates,
    taxes,
)


def _clauses(setting: Setting, kind: type[Kind]) -> list[Kind]:
    return [clause for clause in setting.clauses if isinstance(clause, kind)]


def _bound(clause: Minimum | Cap, what: Escalated, setting: Setting) -> Bound:
    rise = setting.invoice_rise(what)
    return Bound(clause.amount, clause.each, clause.partial_year, clause.window, rise)
