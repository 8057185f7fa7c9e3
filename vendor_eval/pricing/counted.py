"""What a charge comes to, part by part, before any limit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from vendor_eval.pricing.arithmetic import Array, Part
from vendor_eval.pricing.fees import (
    AllowanceOverage,
    GainShare,
    Graduated,
    GraduatedPercentage,
    KpiIndexed,
    Modifiers,
    Percentage,
    StairStep,
    Volume,
    VolumePercentage,
)
from vendor_eval.pricing.setting import Setting, unit_of
from vendor_eval.pricing.span import ONE, Factors
from vendor_eval.quantities import Unit

# What may have more than one rate in a month.
OnBase = (
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


def several(parts: list[Part], quantity: Array, charge: OnBase, setting: Setting) -> Counted:
    """What may have more than one rate, so that its line shows none."""
    open_months = setting.open_months(charge.modifiers.window)
    return Counted(parts, quantity, unit_of(charge.on), None, open_months)


def by_unit(unit: Unit, modifiers: Modifiers, setting: Setting) -> Factors:
    """A rate of money never rises; a price for one does."""
    return setting.on_money(modifiers) if unit is Unit.USD else setting.on_units(modifiers)
