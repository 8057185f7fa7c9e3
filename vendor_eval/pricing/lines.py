"""The lines of an invoice: what each charge comes to within its maximum and its minimum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from vendor_eval.pricing.amounts import counted
from vendor_eval.pricing.arithmetic import Array
from vendor_eval.pricing.fees import Charge, Escalated, Modifiers, PartialYear
from vendor_eval.pricing.labels import label_of
from vendor_eval.pricing.limits import Bound, at_most, missing
from vendor_eval.pricing.setting import Setting
from vendor_eval.pricing.span import ONE, Factors
from vendor_eval.quantities import Unit


class LineKind(StrEnum):
    """What a line of an invoice is."""

    CHARGE = "charge"
    TRUE_UP = "true_up"
    DISCOUNT = "discount"
    ROUNDING = "rounding"
    CAP = "cap"
    MINIMUM = "minimum"
    CREDIT = "credit"
    REBATE = "rebate"
    TAX = "tax"


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line through all months.

    Attributes:
        amount: (months, ...) cents.
        quantity: (months, ...) steps; None where no one number says it.
        unit: of the quantity; None for times and packages, which are counted as they are.
        rate: dollars for one, or a fraction of one; None where several hold.
        factors: what each month counts of the rate; 0 where the line does not stand.
    """

    label: str
    kind: LineKind
    amount: Array
    quantity: Array | None = None
    unit: Unit | None = None
    rate: Fraction | None = None
    factors: Factors = ONE


def charged(charge: Charge, setting: Setting) -> Iterator[Line]:
    """The line of a charge, and one for what it falls short of its minimum."""
    count, modifiers, label = counted(charge, setting), charge.modifiers, label_of(charge)
    amount = setting.amount(count.parts)
    most, least = _maximum(modifiers, setting), _minimum(modifiers, setting)
    if most is not None:
        amount = at_most(amount, most, setting)
    yield Line(
        label, LineKind.CHARGE, amount, count.quantity, count.unit, count.rate, count.factors
    )
    if least is not None:
        short = missing(amount, least, setting)
        yield Line(f"{label}, up to the minimum", LineKind.TRUE_UP, short)


def _maximum(modifiers: Modifiers, setting: Setting) -> Bound | None:
    if modifiers.maximum is None:
        return None
    return Bound(
        modifiers.maximum,
        modifiers.maximum_each,
        PartialYear.FULL,
        modifiers.window,
        setting.rise(modifiers, Escalated.MAXIMUMS),
    )


def _minimum(modifiers: Modifiers, setting: Setting) -> Bound | None:
    if modifiers.minimum is None:
        return None
    return Bound(
        modifiers.minimum,
        modifiers.minimum_each,
        modifiers.partial_year,
        modifiers.window,
        setting.rise(modifiers, Escalated.MINIMUMS),
    )
