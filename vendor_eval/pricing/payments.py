"""A percentage of each payment by itself, with a fixed part, a minimum and a maximum for each."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

import numpy as np

from vendor_eval.pricing.arithmetic import Array, Part, along
from vendor_eval.pricing.fees import Escalated, Percentage, PerTransaction
from vendor_eval.pricing.setting import Setting
from vendor_eval.pricing.span import Recipe, factors


def payment_by_payment(charge: Percentage, each: PerTransaction, setting: Setting) -> list[Part]:
    """One part: the sums over each month's single payments.

    Payments of the base's own driver; refunds among them cost nothing and give nothing back.
    """
    rise = setting.rise(charge.modifiers, Escalated.PRICES)
    rises = factors(setting.span, Recipe(rise=rise))
    sums = [
        _sum(payments[payments > 0], charge, each, rises.at(at))
        for at, payments in enumerate(setting.usage.payments[charge.on.driver])
    ]
    below = lcm(*(one.denominator for one in sums))
    whole = [one.numerator * (below // one.denominator) for one in sums]
    quantity = along(whole, setting.once(), object)
    return [Part(quantity, Fraction(1, below), setting.on_money(charge.modifiers))]


def _sum(payments: Array, charge: Percentage, each: PerTransaction, rise: Fraction) -> Fraction:
    """Cents of one month, unrounded."""
    rate, fixed = Fraction(charge.rate), each.fixed.cents * rise
    low, high = (None if one is None else one.cents * rise for one in (each.minimum, each.maximum))
    below = lcm(*(one.denominator for one in (rate, fixed, low, high) if one is not None))
    # Integers of any size: a payment in cents times a denominator may pass 64 bits.
    amounts = payments.astype(object) * int(rate * below) + int(fixed * below)
    if low is not None:
        amounts = np.maximum(amounts, int(low * below))
    if high is not None:
        amounts = np.minimum(amounts, int(high * below))
    return Fraction(int(amounts.sum()), below)
