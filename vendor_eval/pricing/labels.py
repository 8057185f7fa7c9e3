"""What fees and the lines of an invoice are called."""

from __future__ import annotations

from functools import singledispatch

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
from vendor_eval.pricing.numbers import level
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
    return "One-time fee" if charge.on is None else f"One-time fee for {base_words(charge.on)}"


@_label.register
def _(charge: RecurringFlat) -> str:
    return f"{_every(charge).capitalize()} fee"


@_label.register
def _(charge: PerUnit | Graduated | Volume | StairStep) -> str:
    return base_words(charge.on).capitalize()


@_label.register
def _(charge: Percentage | GraduatedPercentage | VolumePercentage) -> str:
    return f"Percentage of {base_words(charge.on)}"


@_label.register
def _(charge: Contingency) -> str:
    return f"Contingency on {base_words(charge.on)}"


@_label.register
def _(charge: Package) -> str:
    return f"Packages of {level(charge.size, unit_of_charge(charge))} {base_words(charge.on)}"


@_label.register
def _(charge: AllowanceOverage) -> str:
    return f"{base_words(charge.on).capitalize()} with an allowance"


@_label.register
def _(charge: PassThrough) -> str:
    return f"{base_words(charge.on).capitalize()}, passed on"


@_label.register
def _(charge: KpiIndexed | GainShare) -> str:
    return f"{base_words(charge.on).capitalize()} by {metric_words(charge)}"


def _every(charge: RecurringFlat) -> str:
    return _EVERY.get(charge.every, f"{charge.every}-monthly")


def base_words(base: Base) -> str:
    """``net collections less refunds and takebacks``."""
    text = DRIVERS[base.driver].label
    if base.plus:
        text += " plus " + " and ".join(DRIVERS[one].label for one in base.plus)
    if base.less:
        text += " less " + " and ".join(DRIVERS[one].label for one in base.less)
    return text + (f" of {base.lag} months before" if base.lag else "")


def unit_of_charge(charge: Charge) -> Unit:
    """What the charge is counted in; a count where it is counted on nothing."""
    base = None if isinstance(charge, RecurringFlat) else charge.on
    return Unit.COUNT if base is None else DRIVERS[base.driver].unit


def metric_words(charge: KpiIndexed | GainShare) -> str:
    """The metric that a charge depends on."""
    return charge.metric.replace("_", " ")
