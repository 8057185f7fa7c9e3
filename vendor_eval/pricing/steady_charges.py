"""Each kind of charge as a schedule over the quantity that it is counted on, in a steady month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from vendor_eval.pricing.fees import (
    AllowanceOverage,
    Base,
    Charge,
    Contingency,
    GainShare,
    Graduated,
    GraduatedPercentage,
    KpiIndexed,
    Package,
    PassThrough,
    Percentage,
    Period,
    PerUnit,
    RecurringFlat,
    StairStep,
    Volume,
    VolumePercentage,
)
from vendor_eval.pricing.schedule import Schedule
from vendor_eval.pricing.span import MONTHS_A_YEAR
from vendor_eval.pricing.tables import CENTS, graduated, packages, stairs, volume


@dataclass(frozen=True, slots=True)
class Rates:
    """What comes with a claim.

    Attributes:
        per_claim: by driver, dollars or counts.
        metrics: by id; what is not measured is not there.
    """

    per_claim: Mapping[str, Fraction]
    metrics: Mapping[str, Fraction] = field(default_factory=dict)

    def units(self, base: Base) -> Fraction:
        """How much of what a fee is counted on comes with a claim; never below 0."""
        more = [self.per_claim[id] for id in (base.driver, *base.plus)]
        less = [self.per_claim[id] for id in base.less]
        return max(sum(more, Fraction(0)) - sum(less, Fraction(0)), Fraction(0))


def counted(charge: Charge, top: Fraction, rates: Rates) -> Schedule:
    """Cents over the quantity from 0 to ``top``, before any discount or limit.

    Neither one-time fees nor fees for each single payment have such a schedule.
    """
    free = Fraction(charge.modifiers.free)
    if isinstance(charge, RecurringFlat):
        return Schedule.line(top, Fraction(charge.amount.cents, charge.every))
    return _billable(charge, top, rates).after(free)


def _billable(charge: Charge, top: Fraction, rates: Rates) -> Schedule:
    at_zero = charge.modifiers.flat_on_zero
    match charge:
        case Graduated() | GraduatedPercentage():
            months = MONTHS_A_YEAR if charge.period is Period.YEAR else 1
            table = graduated(charge.tiers, top * months, at_zero=at_zero)
            return table.per(Fraction(months)).times(Fraction(1, months))
        case Volume() | VolumePercentage():
            return volume(charge.tiers, top, at_zero=at_zero)
        case StairStep():
            return stairs(charge.bands, top, at_zero=at_zero)
        case Package():
            return packages(charge, top)
        case AllowanceOverage():
            over = Schedule.line(top, 0, Fraction(charge.price) * CENTS)
            return over.after(Fraction(charge.included)).plus(
                Schedule.line(top, charge.amount.cents)
            )
        case _:
            amount, price = _straight(charge, rates)
            return Schedule.line(top, amount, price * CENTS)


def _straight(charge: Charge, rates: Rates) -> tuple[Fraction, Fraction]:
    """Cents whatever the quantity, and dollars for each of it."""
    nothing = Fraction(0)
    match charge:
        case PerUnit(price=price):
            return nothing, Fraction(price)
        case Percentage(rate=rate) | Contingency(rate=rate):
            return nothing, Fraction(rate)
        case PassThrough(price=price, markup=markup):
            return nothing, Fraction(price) * (1 + Fraction(markup))
        case KpiIndexed():
            return _band(charge, rates)
        case GainShare():
            value = rates.metrics.get(charge.metric)
            gain = nothing if value is None else value - Fraction(charge.baseline)
            return nothing, gain * Fraction(charge.share)
        case _:
            raise TypeError(f"{type(charge).__name__} is not due in a steady month")


def _band(charge: KpiIndexed, rates: Rates) -> tuple[Fraction, Fraction]:
    """Of the band that the metric lies in."""
    value = rates.metrics.get(charge.metric)
    if value is None:
        return Fraction(0), Fraction(charge.unmeasured)
    band = next(one for one in charge.bands if one.up_to is None or value <= one.up_to)
    return Fraction(band.amount.cents), Fraction(band.rate)
