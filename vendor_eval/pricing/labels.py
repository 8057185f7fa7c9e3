"""What fees and the lines of an invoice are called."""

from __future__ import annotations

from decimal import Decimal
from functools import singledispatch

from vendor_eval.metrics import CATALOGUE
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.fees import (
    AllowanceOverage,
    Base,
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
    Volume,
    VolumePercentage,
)
from vendor_eval.pricing.numbers import level, per_cent, plain_number
from vendor_eval.quantities import Unit

_EVERY = {1: "monthly", 3: "quarterly", 6: "half-yearly", 12: "annual"}


def label_of(charge: Charge) -> str:
    """What the line of a charge is called: its own label, else one made from it."""
    return charge.modifiers.label or _label(charge)


@singledispatch
def _label(charge: Charge) -> str:
    raise TypeError(f"{charge!r} is no charge")


@_label.register
def _(charge: OneTime) -> str:
    return "One-time fee" if charge.on is None else f"One-time fee for {_short(charge.on)}"


@_label.register
def _(charge: RecurringFlat) -> str:
    return f"{_every(charge).capitalize()} fee"


@_label.register
def _(charge: PerUnit | Graduated | Volume | StairStep) -> str:
    return _short(charge.on).capitalize()


@_label.register
def _(charge: Percentage | GraduatedPercentage | VolumePercentage) -> str:
    return f"Percentage of {_short(charge.on)}"


@_label.register
def _(charge: Contingency) -> str:
    return f"Contingency on {_short(charge.on)}"


@_label.register
def _(charge: Package) -> str:
    return f"Packages of {level(charge.size, unit_of_charge(charge))} {_short(charge.on)}"


@_label.register
def _(charge: AllowanceOverage) -> str:
    return f"{_short(charge.on).capitalize()} with an allowance"


@_label.register
def _(charge: PassThrough) -> str:
    return f"{_short(charge.on).capitalize()}, passed on"


@_label.register
def _(charge: KpiIndexed | GainShare) -> str:
    return f"{_short(charge.on).capitalize()} by {metric_words(charge)}"


def _every(charge: RecurringFlat) -> str:
    return _EVERY.get(charge.every, f"{charge.every}-monthly")


def _short(base: Base) -> str:
    return DRIVERS[base.driver].label


def base_words(base: Base) -> str:
    """``net collections less refunds and takebacks``."""
    text = DRIVERS[base.driver].label
    if base.plus:
        text += " plus " + " and ".join(DRIVERS[one].label for one in base.plus)
    if base.less:
        text += " less " + " and ".join(DRIVERS[one].label for one in base.less)
    if base.lag:
        text += " of the month before" if base.lag == 1 else f" of {base.lag} months before"
    return text


def unit_of_charge(charge: Charge) -> Unit:
    """What the charge is counted in; a count where it is counted on nothing."""
    base = None if isinstance(charge, RecurringFlat) else charge.on
    return Unit.COUNT if base is None else DRIVERS[base.driver].unit


def metric_words(charge: KpiIndexed | GainShare) -> str:
    """The metric that a charge depends on."""
    known = CATALOGUE.get(charge.metric)
    name = charge.metric if known is None else known.name
    return f"{name[0].lower()}{name[1:]}"


def metric_value(charge: KpiIndexed | GainShare, value: Decimal) -> str:
    """A value of the metric that a charge depends on: ``95 %`` or ``40``."""
    known = CATALOGUE.get(charge.metric)
    is_ratio = known is not None and known.unit is Unit.RATIO
    return per_cent(value) if is_ratio else plain_number(value)
