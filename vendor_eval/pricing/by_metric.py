"""Charges that follow a metric: a month in which it was not measured never earns a bonus."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from vendor_eval.pricing.arithmetic import MILLION, Part
from vendor_eval.pricing.counted import Counted, by_unit, several
from vendor_eval.pricing.fees import GainShare, KpiIndexed
from vendor_eval.pricing.rates import at_tier, reaches
from vendor_eval.pricing.setting import Setting, unit_of


def indexed(charge: KpiIndexed, setting: Setting) -> Counted:
    """The rate and the amount of the band that the metric lies in."""
    unit, modifiers = unit_of(charge.on), charge.modifiers
    quantity = setting.quantity(charge.on, modifiers)
    value = setting.usage.metrics[charge.metric]
    rates, amounts = by_unit(unit, modifiers, setting), setting.on_time(modifiers)
    bounds = [None if band.up_to is None else float(band.up_to) for band in charge.bands]
    parts = []
    for band, here in zip(charge.bands, at_tier(value, reaches(bounds)), strict=True):
        # What is missing lies in no band, other than in one that has no bounds at all.
        measured = here & ~np.isnan(value)
        parts.append(Part(quantity * measured, setting.cents_a_step(band.rate, unit), rates))
        if band.amount.cents:
            parts.append(Part(measured, Fraction(band.amount.cents), amounts))
    silent = Part(quantity * np.isnan(value), setting.cents_a_step(charge.unmeasured, unit), rates)
    return several([*parts, silent], quantity, charge, setting)


def gain_share(charge: GainShare, setting: Setting) -> Counted:
    """A share of the base for what the metric gained; a KPI counts to a millionth."""
    unit, modifiers = unit_of(charge.on), charge.modifiers
    quantity = setting.quantity(charge.on, modifiers)
    value = setting.usage.metrics[charge.metric]
    reckoned = setting.arithmetic.millionths(np.where(np.isnan(value), 0, value))
    gain = np.where(np.isnan(value), 0, reckoned - int(charge.baseline * MILLION))
    cents = setting.cents_a_step(charge.share, unit) / MILLION
    rates = by_unit(unit, modifiers, setting)
    # Two numbers of up to 53 bits; in integers of any size where whole.
    product = quantity.astype(object) * gain if gain.dtype == np.int64 else quantity * gain
    return several([Part(product, cents, rates)], quantity, charge, setting)
