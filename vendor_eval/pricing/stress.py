"""What options cost if something named came true: more volume, growth, a vendor that slips.

A shock is a path without chance, so that it is reckoned by the functions of the simulation and
many of them at once. Nobody gives a shock a chance; regret tells which option stands up to all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from vendor_eval.pricing.draws import Draws, Floats
from vendor_eval.pricing.numbers import change
from vendor_eval.pricing.offer import Performance
from vendor_eval.pricing.regret import RegretTable, regret_table
from vendor_eval.pricing.simulation import Case, costs_on
from vendor_eval.quantities import Usd

# Steps of volume that a practice should stand up to.
# Source: S003 on scalability, which asks for growth of 20 to 40 percent.
VOLUMES = tuple(Decimal(percent) / 100 for percent in range(-20, 41, 10))


@dataclass(frozen=True, slots=True)
class Shock:
    """Something that may come true.

    Attributes:
        volume: a fraction on top of what is expected, in all months; above -1.
        growth: of volume in a year, on top of what the usage itself grows by; above -1.
        allowed: a fraction on top of what is allowed for a claim; above -1.
        rates: the net collection rate that a vendor turns out to be good for, above 0.
    """

    name: str
    volume: Decimal = Decimal(0)
    growth: Decimal = Decimal(0)
    allowed: Decimal = Decimal(0)
    rates: tuple[tuple[str, Decimal], ...] = field(default=())


AS_EXPECTED = Shock("as expected")


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """What each option costs under each shock, over all months.

    Attributes:
        fees: a row an option, a column a shock.
        all_in: likewise; None for an option without performance.
    """

    options: tuple[str, ...]
    shocks: tuple[Shock, ...]
    fees: tuple[tuple[Usd, ...], ...]
    all_in: tuple[tuple[Usd, ...] | None, ...]

    def regret(self) -> RegretTable:
        """Regret in all-in cost, of the options that have one; in fees where none has."""
        known = [at for at, row in enumerate(self.all_in) if row is not None]
        rows = [row for row in self.all_in if row is not None] or self.fees
        options = [self.options[at] for at in known] or self.options
        return regret_table(options, [shock.name for shock in self.shocks], rows)


def volume_shocks(steps: Sequence[Decimal] = VOLUMES) -> tuple[Shock, ...]:
    """A shock for each step of volume, named after it: ``+20 %``."""
    return tuple(Shock(change(step), volume=step) for step in steps)


def outcomes(case: Case, shocks: Sequence[Shock]) -> Outcomes:
    """What the case costs under each of ``shocks``; its uncertainty plays no part."""
    case = case.in_floats()
    costs = costs_on(case, shocked(case, shocks))
    known = [not np.isnan(row).any() for row in costs.all_in]
    return Outcomes(
        options=tuple(option.name for option in case.options),
        shocks=tuple(shocks),
        fees=tuple(_usd(row) for row in costs.fees),
        all_in=tuple(
            _usd(row) if told else None for row, told in zip(costs.all_in, known, strict=True)
        ),
    )


def shocked(case: Case, shocks: Sequence[Shock]) -> Draws:
    """The shocks as paths on which nothing is left to chance."""
    months = case.options[0].usage.months
    growth = np.array([float(shock.growth) for shock in shocks])
    volume = np.array([float(1 + shock.volume) for shock in shocks])
    allowed = np.array([float(1 + shock.allowed) for shock in shocks])
    trend = volume * (1 + growth) ** (np.arange(months)[:, None] / 12)
    shape = trend.shape
    return Draws(
        trend=trend,
        volume=trend,
        allowed=np.broadcast_to(allowed, shape),
        lost_odds=np.ones(shape),
        growth=growth,
        vendor_odds=_vendor_odds(case, shocks),
    )


def _vendor_odds(case: Case, shocks: Sequence[Shock]) -> Floats:
    """(vendors, shocks) what the odds of not collecting are times those promised."""
    odds = np.ones((len(case.vendors), len(shocks)))
    promised = {
        option.vendor: option.performance
        for option in reversed(case.options)
        if option.performance is not None
    }
    for at, shock in enumerate(shocks):
        for vendor, rate in shock.rates:
            if vendor in promised:
                place = case.vendors.index(vendor)
                odds[place, at] = _odds(rate) / _promised_odds(promised[vendor])
    return odds


def _promised_odds(performance: Performance) -> float:
    return _odds(performance.net_collection_rate)


def _odds(rate: Decimal) -> float:
    return float((1 - rate) / rate)


def _usd(cents: Floats) -> tuple[Usd, ...]:
    """To the nearest cent."""
    return tuple(Usd(int(value)) for value in np.floor(cents + 0.5))
