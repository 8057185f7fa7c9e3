"""What a charge is counted in: the months, what was done in them, and the offer's own clauses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache

import numpy as np

from vendor_eval.pricing.arithmetic import CENTS, Arithmetic, Array, Part, along, sum_of
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.fees import (
    ALWAYS,
    Base,
    Clause,
    Discount,
    Escalated,
    Escalator,
    Modifiers,
    Proration,
    Window,
)
from vendor_eval.pricing.offer import Offer, RoundScope
from vendor_eval.pricing.rates import after_free, billable
from vendor_eval.pricing.span import ONE, Factors, Recipe, Span, factors
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Unit


@dataclass(frozen=True, eq=False)
class Setting:
    """An offer meets months of usage."""

    offer: Offer
    usage: Usage

    @cached_property
    def span(self) -> Span:
        """The months billed."""
        start = self.usage.start
        return Span(start, self.usage.months, self.offer.starts or start)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """What acts on the invoice."""
        return self.offer.clauses

    @property
    def arithmetic(self) -> Arithmetic:
        """How the bill is reckoned."""
        return self.usage.arithmetic

    def once(self) -> Array:
        """(months, 1, ...) ones: what is due in every month whatever was done."""
        arrays = [*self.usage.drivers.values(), *self.usage.metrics.values()]
        axes = arrays[0].ndim if arrays else 1
        return np.ones((self.usage.months, *(1,) * (axes - 1)), dtype=np.int64)

    def quantity(self, base: Base, modifiers: Modifiers) -> Array:
        """Steps that are billed: in force, by the rule for negatives, less what is free."""
        counted = self.usage.of(base)
        open_months = self.open_months(modifiers.window)
        if open_months is not ONE:
            counted = counted * along(open_months.values, counted, np.float64).astype(np.int64)
        free = self.arithmetic.quantity(modifiers.free, unit_of(base))
        return after_free(billable(counted, modifiers.negative), free)

    def open_months(self, window: Window) -> Factors:
        """1 in each month that the window touches, else 0."""
        if window == ALWAYS:
            return ONE
        return factors(self.span, Recipe(replace(window, proration=Proration.NONE)))

    def on_money(self, modifiers: Modifiers) -> Factors:
        """What each month counts of a percentage, which never rises."""
        return factors(self.span, Recipe(modifiers.window, off=self._off))

    def on_units(self, modifiers: Modifiers) -> Factors:
        """What each month counts of a price for one."""
        rise = self.rise(modifiers, Escalated.PRICES)
        return factors(self.span, Recipe(modifiers.window, rise=rise, off=self._off))

    def on_time(self, modifiers: Modifiers, due: tuple[int, ...] | None = None) -> Factors:
        """What each month counts of an amount for a month, days of it where those count."""
        rise = self.rise(modifiers, Escalated.PRICES)
        recipe = Recipe(modifiers.window, prorated=True, rise=rise, off=self._off, due=due)
        return factors(self.span, recipe)

    def rise(self, modifiers: Modifiers, what: Escalated) -> Decimal:
        """The rise of prices, minimums or maximums on an anniversary."""
        if modifiers.escalator is not None:
            return modifiers.escalator if what in modifiers.escalated else Decimal(0)
        return self.invoice_rise(what)

    def invoice_rise(self, what: Escalated) -> Decimal:
        """The rise that the offer sets for itself as a whole."""
        rises = [
            clause.rate
            for clause in self.clauses
            if isinstance(clause, Escalator) and what in clause.escalated
        ]
        return rises[-1] if rises else Decimal(0)

    def amount(self, parts: list[Part]) -> Array:
        """(months, ...) cents of a line, rounded as the offer says."""
        if self.offer.round_scope is RoundScope.TIER:
            return sum_of(self.arithmetic.amount([part]) for part in parts)
        return self.arithmetic.amount(parts)

    def cents_a_step(self, price: Decimal | Fraction, unit: Unit) -> Fraction:
        """A price for one, or a rate of a dollar, as cents for a step."""
        return _cents_a_step(price, self.arithmetic.steps(unit))

    @cached_property
    def _off(self) -> tuple[tuple[Decimal, Window], ...]:
        return tuple(
            (clause.rate, clause.window)
            for clause in self.clauses
            if isinstance(clause, Discount) and clause.rate
        )


# A simulation asks for the same few prices with every chunk of its paths.
@lru_cache(maxsize=4096)
def _cents_a_step(price: Decimal | Fraction, steps: int) -> Fraction:
    return Fraction(price) * CENTS / steps


def unit_of(base: Base) -> Unit:
    """What the base is counted in."""
    return DRIVERS[base.driver].unit
