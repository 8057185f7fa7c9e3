"""What each kind of charge counts: quantities and what they are worth, before any limit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import singledispatch

import numpy as np

from vendor_eval.pricing.arithmetic import MILLION, Array, Part, along
from vendor_eval.pricing.fees import (
    AllowanceOverage,
    Base,
    Charge,
    Contingency,
    GainShare,
    Graduated,
    GraduatedPercentage,
    KpiIndexed,
    Modifiers,
    OneTime,
    Package,
    PassThrough,
    Percentage,
    Period,
    PerUnit,
    RecurringFlat,
    StairStep,
    Tier,
    Timing,
    Volume,
    VolumePercentage,
)
from vendor_eval.pricing.payments import payment_by_payment
from vendor_eval.pricing.rates import (
    Reach,
    at_tier,
    beyond,
    by_month,
    packages,
    reached,
    reaches,
    running,
    within_tiers,
)
from vendor_eval.pricing.setting import Setting, unit_of
from vendor_eval.pricing.span import ONE, Factors
from vendor_eval.quantities import Unit, Usd

_OnBase = (
    Percentage
    | Graduated
    | GraduatedPercentage
    | Volume
    | VolumePercentage
    | StairStep
    | AllowanceOverage
    | KpiIndexed
    | GainShare
)


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """What a charge comes to, part by part.

    Attributes:
        parts: the sum of them is the amount.
        quantity: (months, ...) steps as the line shows them; None where no one number says it.
        unit: of the quantity; None for times and packages, which are counted as they are.
        rate: dollars for one, or a fraction of one; None where several hold.
        factors: what each month counts of the rate; 0 where nothing is charged.
    """

    parts: list[Part]
    quantity: Array | None
    unit: Unit | None = None
    rate: Fraction | None = None
    factors: Factors = ONE


@singledispatch
def counted(charge: Charge, setting: Setting) -> Counted:
    """What the charge counts in each month of the setting."""
    raise TypeError(f"{charge!r} is no charge of {setting.offer.name}")


@counted.register
def _one_time(charge: OneTime, setting: Setting) -> Counted:
    factors = setting.on_time(charge.modifiers, due=(charge.month - 1,))
    if charge.on is None:
        return _once(charge.amount, factors, setting)
    quantity, unit = setting.quantity(charge.on, charge.modifiers), unit_of(charge.on)
    part = Part(quantity, setting.cents_a_step(charge.amount.dollars, unit), factors)
    return Counted([part], quantity, unit, Fraction(charge.amount.dollars), factors)


@counted.register
def _recurring(charge: RecurringFlat, setting: Setting) -> Counted:
    factors = setting.on_time(charge.modifiers, due=_due(charge, setting))
    return _once(charge.amount, factors, setting)


def _once(amount: Usd, factors: Factors, setting: Setting) -> Counted:
    times = setting.once()
    part = Part(times, Fraction(amount.cents), factors)
    return Counted([part], times, None, Fraction(amount.dollars), factors)


def _due(charge: RecurringFlat, setting: Setting) -> tuple[int, ...] | None:
    """Places of the months in which a fee for several months falls due."""
    if charge.every == 1:
        return None
    span = setting.span
    first = charge.modifiers.window.first
    begin = span.starts.index if first is None else first.year * 12 + first.month - 1
    turn = 0 if charge.timing is Timing.ADVANCE else charge.every - 1
    months = (month.index - begin for month in span)
    return tuple(at for at, month in enumerate(months) if month % charge.every == turn)


@counted.register
def _per_unit(charge: PerUnit, setting: Setting) -> Counted:
    return _each(charge, charge.price, setting)


@counted.register
def _pass_through(charge: PassThrough, setting: Setting) -> Counted:
    return _each(charge, Fraction(charge.price) * (1 + Fraction(charge.markup)), setting)


@counted.register
def _percentage(charge: Percentage, setting: Setting) -> Counted:
    if charge.each is not None:
        parts = payment_by_payment(charge, charge.each, setting)
        return _several(parts, setting.usage.of(charge.on), charge, setting)
    return _each(charge, charge.rate, setting)


@counted.register
def _contingency(charge: Contingency, setting: Setting) -> Counted:
    return _each(charge, charge.rate, setting)


def _each(
    charge: PerUnit | PassThrough | Percentage | Contingency,
    price: Decimal | Fraction,
    setting: Setting,
) -> Counted:
    unit = unit_of(charge.on)
    factors = _by_unit(unit, charge.modifiers, setting)
    quantity = setting.quantity(charge.on, charge.modifiers)
    part = Part(quantity, setting.cents_a_step(price, unit), factors)
    return Counted([part], quantity, unit, Fraction(price), factors)


def _several(parts: list[Part], quantity: Array, charge: _OnBase, setting: Setting) -> Counted:
    """What has more than one rate."""
    open_months = setting.open_months(charge.modifiers.window)
    return Counted(parts, quantity, unit_of(charge.on), None, open_months)


def _by_unit(unit: Unit, modifiers: Modifiers, setting: Setting) -> Factors:
    """A rate of money never rises; a price for one does."""
    return setting.on_money(modifiers) if unit is Unit.USD else setting.on_units(modifiers)


def _reaches(on: Base, bounds: list[Decimal | None], setting: Setting) -> list[Reach]:
    unit = unit_of(on)
    return reaches(
        None if bound is None else setting.arithmetic.quantity(bound, unit) for bound in bounds
    )


@counted.register
def _graduated(charge: Graduated | GraduatedPercentage, setting: Setting) -> Counted:
    quantity = setting.quantity(charge.on, charge.modifiers)
    tiers = _reaches(charge.on, [tier.up_to for tier in charge.tiers], setting)
    years = list(setting.span.years()) if charge.period is Period.YEAR else []
    level = running(quantity, years) if years else quantity
    at_zero = charge.modifiers.flat_on_zero

    def added(sums: Array) -> Array:
        return by_month(sums, years) if years else sums

    unit = unit_of(charge.on)
    rates = _by_unit(unit, charge.modifiers, setting)
    parts: list[Part] = []
    for tier, (low, _), part in zip(charge.tiers, tiers, within_tiers(level, tiers), strict=True):
        parts.append(Part(added(part), setting.cents_a_step(tier.rate, unit), rates))
        if tier.flat.cents:
            times = added(reached(level, low, at_zero=at_zero) * 1)
            parts.append(_flat_part(tier, times, charge.modifiers, setting))
    return _several(parts, quantity, charge, setting)


@counted.register
def _volume(charge: Volume | VolumePercentage, setting: Setting) -> Counted:
    quantity = setting.quantity(charge.on, charge.modifiers)
    tiers = _reaches(charge.on, [tier.up_to for tier in charge.tiers], setting)
    unit = unit_of(charge.on)
    rates = _by_unit(unit, charge.modifiers, setting)
    parts: list[Part] = []
    for tier, here in zip(charge.tiers, at_tier(quantity, tiers), strict=True):
        parts.append(Part(quantity * here, setting.cents_a_step(tier.rate, unit), rates))
        if tier.flat.cents:
            due = here if charge.modifiers.flat_on_zero else here & (quantity > 0)
            parts.append(_flat_part(tier, due, charge.modifiers, setting))
    return _several(parts, quantity, charge, setting)


def _flat_part(tier: Tier, times: Array, modifiers: Modifiers, setting: Setting) -> Part:
    return Part(times, Fraction(tier.flat.cents), setting.on_time(modifiers))


@counted.register
def _package(charge: Package, setting: Setting) -> Counted:
    quantity = setting.quantity(charge.on, charge.modifiers)
    size = setting.arithmetic.quantity(charge.size, unit_of(charge.on))
    number = np.maximum(packages(quantity, size, charge.rounding), charge.least)
    factors = setting.on_units(charge.modifiers)
    part = Part(number, Fraction(charge.price) * 100, factors)
    return Counted([part], number, None, Fraction(charge.price), factors)


@counted.register
def _stair_step(charge: StairStep, setting: Setting) -> Counted:
    quantity = setting.quantity(charge.on, charge.modifiers)
    bands = _reaches(charge.on, [band.up_to for band in charge.bands], setting)
    here = list(at_tier(quantity, bands))
    if not charge.modifiers.flat_on_zero:
        here[0] = here[0] & (quantity > 0)
    factors = setting.on_time(charge.modifiers)
    parts = [
        Part(one, Fraction(band.amount.cents), factors)
        for one, band in zip(here, charge.bands, strict=True)
    ]
    return _several(parts, quantity, charge, setting)


@counted.register
def _allowance(charge: AllowanceOverage, setting: Setting) -> Counted:
    unit, modifiers = unit_of(charge.on), charge.modifiers
    quantity = setting.quantity(charge.on, modifiers)
    included = setting.arithmetic.quantity(charge.included, unit)
    open_months = along(setting.open_months(modifiers.window).values, quantity, np.float64)
    excess = quantity - included * open_months.astype(np.int64)
    over = beyond(excess) if charge.carry_over else np.maximum(excess, 0)
    rates = _by_unit(unit, modifiers, setting)
    parts = [Part(over, setting.cents_a_step(charge.price, unit), rates)]
    if charge.amount.cents:
        amounts = setting.on_time(modifiers)
        parts.append(Part(setting.once(), Fraction(charge.amount.cents), amounts))
    return _several(parts, quantity, charge, setting)


@counted.register
def _indexed(charge: KpiIndexed, setting: Setting) -> Counted:
    unit, modifiers = unit_of(charge.on), charge.modifiers
    quantity = setting.quantity(charge.on, modifiers)
    value = setting.usage.metrics[charge.metric]
    rates, amounts = _by_unit(unit, modifiers, setting), setting.on_time(modifiers)
    bounds = [None if band.up_to is None else float(band.up_to) for band in charge.bands]
    parts = []
    for band, here in zip(charge.bands, at_tier(value, reaches(bounds)), strict=True):
        # What is missing lies in no band, other than in one that has no bounds at all.
        measured = here & ~np.isnan(value)
        parts.append(Part(quantity * measured, setting.cents_a_step(band.rate, unit), rates))
        if band.amount.cents:
            parts.append(Part(measured, Fraction(band.amount.cents), amounts))
    silent = Part(quantity * np.isnan(value), setting.cents_a_step(charge.unmeasured, unit), rates)
    return _several([*parts, silent], quantity, charge, setting)


@counted.register
def _gain(charge: GainShare, setting: Setting) -> Counted:
    unit, modifiers = unit_of(charge.on), charge.modifiers
    quantity = setting.quantity(charge.on, modifiers)
    value = setting.usage.metrics[charge.metric]
    reckoned = setting.arithmetic.millionths(np.where(np.isnan(value), 0, value))
    gain = np.where(np.isnan(value), 0, reckoned - int(charge.baseline * MILLION))
    cents = setting.cents_a_step(charge.share, unit) / MILLION
    rates = _by_unit(unit, modifiers, setting)
    # Two numbers of up to 53 bits; in integers of any size where whole.
    product = quantity.astype(object) * gain if gain.dtype == np.int64 else quantity * gain
    return _several([Part(product, cents, rates)], quantity, charge, setting)
