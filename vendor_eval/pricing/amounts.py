"""What each kind of charge counts: quantities and what they are worth, before any limit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from vendor_eval.pricing.arithmetic import Part
from vendor_eval.pricing.by_metric import gain_share, indexed
from vendor_eval.pricing.counted import Counted, by_unit, several
from vendor_eval.pricing.fees import (
    AllowanceOverage,
    Charge,
    Contingency,
    GainShare,
    Graduated,
    GraduatedPercentage,
    KpiIndexed,
    OneTime,
    Package,
    PassThrough,
    Percentage,
    PerUnit,
    RecurringFlat,
    StairStep,
    Timing,
    Volume,
    VolumePercentage,
)
from vendor_eval.pricing.payments import payment_by_payment
from vendor_eval.pricing.setting import Setting, unit_of
from vendor_eval.pricing.span import Factors
from vendor_eval.pricing.tabled import allowance, graduated, package, stair_step, volume
from vendor_eval.quantities import Month, Usd


def counted(charge: Charge, setting: Setting) -> Counted:
    """What the charge counts in each month of the setting."""
    return _COUNTED[type(charge)](charge, setting)


def _one_time(charge: OneTime, setting: Setting) -> Counted:
    factors = setting.on_time(charge.modifiers, due=(charge.month - 1,))
    if charge.on is None:
        return _once(charge.amount, factors, setting)
    quantity, unit = setting.quantity(charge.on, charge.modifiers), unit_of(charge.on)
    part = Part(quantity, setting.cents_a_step(charge.amount.dollars, unit), factors)
    return Counted([part], quantity, unit, Fraction(charge.amount.dollars), factors)


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
    begin = span.starts.index if first is None else Month.of(first).index
    turn = 0 if charge.timing is Timing.ADVANCE else charge.every - 1
    months = (month.index - begin for month in span)
    return tuple(at for at, month in enumerate(months) if month % charge.every == turn)


def _per_unit(charge: PerUnit, setting: Setting) -> Counted:
    return _each(charge, charge.price, setting)


def _pass_through(charge: PassThrough, setting: Setting) -> Counted:
    return _each(charge, Fraction(charge.price) * (1 + Fraction(charge.markup)), setting)


def _percentage(charge: Percentage, setting: Setting) -> Counted:
    if charge.each is not None:
        parts = payment_by_payment(charge, charge.each, setting)
        return several(parts, setting.usage.of(charge.on), charge, setting)
    return _each(charge, charge.rate, setting)


def _contingency(charge: Contingency, setting: Setting) -> Counted:
    return _each(charge, charge.rate, setting)


def _each(
    charge: PerUnit | PassThrough | Percentage | Contingency,
    price: Decimal | Fraction,
    setting: Setting,
) -> Counted:
    unit = unit_of(charge.on)
    factors = by_unit(unit, charge.modifiers, setting)
    quantity = setting.quantity(charge.on, charge.modifiers)
    part = Part(quantity, setting.cents_a_step(price, unit), factors)
    return Counted([part], quantity, unit, Fraction(price), factors)


_COUNTED: Mapping[type, Callable[[Any, Setting], Counted]] = MappingProxyType(
    {
        OneTime: _one_time,
        RecurringFlat: _recurring,
        PerUnit: _per_unit,
        PassThrough: _pass_through,
        Percentage: _percentage,
        Contingency: _contingency,
        Graduated: graduated,
        GraduatedPercentage: graduated,
        Volume: volume,
        VolumePercentage: volume,
        Package: package,
        StairStep: stair_step,
        AllowanceOverage: allowance,
        KpiIndexed: indexed,
        GainShare: gain_share,
    }
)
