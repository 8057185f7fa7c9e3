"""Charges with a table: tiers, packages, bands and allowances."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np

from vendor_eval.pricing.arithmetic import CENTS, Array, Part, along
from vendor_eval.pricing.counted import Counted, by_unit, several
from vendor_eval.pricing.fees import (
    AllowanceOverage,
    Base,
    Graduated,
    GraduatedPercentage,
    Modifiers,
    Package,
    Period,
    StairStep,
    Tier,
    Volume,
    VolumePercentage,
)
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


def graduated(charge: Graduated | GraduatedPercentage, setting: Setting) -> Counted:
    """Each part of the quantity at the rate of its tier."""
    quantity = setting.quantity(charge.on, charge.modifiers)
    tiers = _reaches(charge.on, [tier.up_to for tier in charge.tiers], setting)
    years = list(setting.span.years()) if charge.period is Period.YEAR else []
    level = running(quantity, years) if years else quantity
    at_zero = charge.modifiers.flat_on_zero

    def added(sums: Array) -> Array:
        return by_month(sums, years) if years else sums

    unit = unit_of(charge.on)
    rates = by_unit(unit, charge.modifiers, setting)
    parts: list[Part] = []
    for tier, (low, _), part in zip(charge.tiers, tiers, within_tiers(level, tiers), strict=True):
        parts.append(Part(added(part), setting.cents_a_step(tier.rate, unit), rates))
        if tier.flat.cents:
            times = added(reached(level, low, at_zero=at_zero) * 1)
            parts.append(_flat_part(tier, times, charge.modifiers, setting))
    return several(parts, quantity, charge, setting)


def volume(charge: Volume | VolumePercentage, setting: Setting) -> Counted:
    """All of the quantity at the rate of the tier reached."""
    quantity = setting.quantity(charge.on, charge.modifiers)
    tiers = _reaches(charge.on, [tier.up_to for tier in charge.tiers], setting)
    unit = unit_of(charge.on)
    rates = by_unit(unit, charge.modifiers, setting)
    parts: list[Part] = []
    for tier, here in zip(charge.tiers, at_tier(quantity, tiers), strict=True):
        parts.append(Part(quantity * here, setting.cents_a_step(tier.rate, unit), rates))
        if tier.flat.cents:
            due = here if charge.modifiers.flat_on_zero else here & (quantity > 0)
            parts.append(_flat_part(tier, due, charge.modifiers, setting))
    return several(parts, quantity, charge, setting)


def _flat_part(tier: Tier, times: Array, modifiers: Modifiers, setting: Setting) -> Part:
    return Part(times, Fraction(tier.flat.cents), setting.on_time(modifiers))


def package(charge: Package, setting: Setting) -> Counted:
    """Packages, whole ones."""
    quantity = setting.quantity(charge.on, charge.modifiers)
    size = setting.arithmetic.quantity(charge.size, unit_of(charge.on))
    number = np.maximum(packages(quantity, size, charge.rounding), charge.least)
    factors = setting.on_units(charge.modifiers)
    part = Part(number, Fraction(charge.price) * CENTS, factors)
    return Counted([part], number, None, Fraction(charge.price), factors)


def stair_step(charge: StairStep, setting: Setting) -> Counted:
    """The amount of the band that the quantity lies in."""
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
    return several(parts, quantity, charge, setting)


def allowance(charge: AllowanceOverage, setting: Setting) -> Counted:
    """An amount, and what is beyond its allowance."""
    unit, modifiers = unit_of(charge.on), charge.modifiers
    quantity = setting.quantity(charge.on, modifiers)
    included = setting.arithmetic.quantity(charge.included, unit)
    open_months = along(setting.open_months(modifiers.window).values, quantity, np.float64)
    excess = quantity - included * open_months.astype(np.int64)
    over = beyond(excess) if charge.carry_over else np.maximum(excess, 0)
    rates = by_unit(unit, modifiers, setting)
    parts = [Part(over, setting.cents_a_step(charge.price, unit), rates)]
    if charge.amount.cents:
        amounts = setting.on_time(modifiers)
        parts.append(Part(setting.once(), Fraction(charge.amount.cents), amounts))
    return several(parts, quantity, charge, setting)


def _reaches(on: Base, bounds: list[Decimal | None], setting: Setting) -> list[Reach]:
    unit = unit_of(on)
    return reaches(
        None if bound is None else setting.arithmetic.quantity(bound, unit) for bound in bounds
    )
